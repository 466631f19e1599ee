import type { Facts } from '#documents/facts/facts';
import type { AskedVirement, SourceFacts } from '#documents/facts/source-facts';
import { projectNamed } from '#documents/facts/project-words';
import { virementInWords } from '#documents/item-words';
import { itemOfMeeting } from '#documents/letter-answer';
import { opening, signature, whomToAsk } from '#documents/letter-frame';
import { groupNamed } from '#documents/meeting-words';
import type { NameOf } from '#documents/people';
import { amount, money, paragraph, table, words } from '#documents/model/document';
import type { Cell, Document, Figure, Part } from '#documents/model/document';
import { told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { sourceNamed } from '#documents/source-words';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { yearInWords } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';

/** A virement that was authorised in a meeting, with what its source tells of that. */
export type DecidedVirement = AskedVirement & Required<Pick<AskedVirement, 'authorised'>>;

/** The virements from a source that a meeting authorised, by their decisions, in the order of asking. */
export function virementsDecided({ virements }: SourceFacts): ReadonlyMap<string, DecidedVirement> {
  const decided = [...virements.values()].flatMap((one) => {
    const { decision, authorised } = one;
    return decision === undefined || authorised === undefined
      ? []
      : [[decision, { ...one, authorised }] as const];
  });
  return new Map(decided);
}

/**
 * The letter to finance on a virement that a meeting authorised: to whoever asked for it, with what moved
 * from where to where, why, and what the sources have left. The lead officer of a project whose award it
 * changed has a letter of their own, which says what that award is now and shows nobody else's. Finance
 * follows figures, so this one has on paper what is behind each.
 */
export function virementLetter(
  facts: Facts,
  source: SourceFacts,
  nameOf: NameOf,
  virement: DecidedVirement,
): Document {
  const { requestedBy: person, authorised, decision = '', reason } = virement;
  const [meeting = '', item = ''] = decision.split('/');
  const made = itemOfMeeting(facts, meeting, item);
  const minuted = facts.meetings.get(meeting)?.items.get(item)?.decision;
  const group = groupNamed(facts, meeting);
  const reference = `${source.source}, ${virement.virement}`;
  return {
    name: 'virement-letter',
    title: `Virement authorised: ${quoted(virement.virement)}, ${sourceNamed(facts, source.source)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'upright',
    mainTable: 'virement',
    parts: [
      ...opening(facts, nameOf, { person, role: 'finance-officer', of: '', reference, made }),
      paragraph(
        told`On ${formatDate(authorised.on)}, in the meeting of the ${group}, the virement that you asked for was authorised: ${virementInWords(facts, virement)}.`,
      ),
      ...(minuted === undefined ? [] : [paragraph(`Reasons: ${minuted.reasons}`)]),
      paragraph(`Why you asked for it: ${reason}`),
      movedTable(facts, virement),
      ...whatFollows(facts, virement),
      whomToAsk(facts, nameOf),
      ...signature(facts, nameOf, authorised.by, group),
    ],
  };
}

interface End {
  readonly source: string;
  readonly project: string | undefined;
}

function endsOf({ money: moved }: AskedVirement): readonly [from: End, to: End] {
  const { source, project, to = source, toProject } = moved;
  return [
    { source, project },
    { source: to, project: toProject },
  ];
}

/** What each end gave and got, and what each source has left now for others. */
function movedTable(facts: Facts, virement: AskedVirement): Part {
  const { amountPence, fundingType } = virement.money;
  const [from, to] = endsOf(virement);
  const row = ({ source, project }: End, sign: 1 | -1): Cell[] => {
    const at = facts.sources.get(source);
    return [
      words(project === undefined ? 'Uncommitted money' : projectNamed(facts, project)),
      words(quoted(at?.name ?? source)),
      words(at === undefined ? '' : yearInWords(at.year)),
      words(fundingType),
      money(sign * amountPence, virement.behind),
      amount(leftAt(facts, source, fundingType)),
    ];
  };
  const columns = ['Whose', 'Source', 'Year', 'Funding type', 'Moved £', 'The source can still award £'];
  return table('virement', 'What moved, and what is left', columns, [row(from, -1), row(to, 1)]);
}

/** What lacks at a source is none of its uncommitted money. */
function leftAt({ money: known }: Facts, source: string, fundingType: FundingType): Figure {
  const figure = known.figure({ account: 'uncommitted', source, fundingType });
  return figure.pence > 0 ? figure : { pence: 0, behind: figure.behind };
}

/** That nothing is left to record, and who else is written to. */
function whatFollows(facts: Facts, virement: AskedVirement): readonly Part[] {
  const projects = new Set(endsOf(virement).flatMap(({ project }) => project ?? []));
  const named = [...projects].map((project) => projectNamed(facts, project)).join(' and ');
  const moved = 'The money moved with the decision, and nothing is left to record.';
  if (projects.size === 0) return [paragraph(moved)];
  const whose = projects.size === 1 ? 'lead officer' : 'lead officers';
  return [paragraph(`${moved} A letter of its own goes to the ${whose} of ${named}.`)];
}
