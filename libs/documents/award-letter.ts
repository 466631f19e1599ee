import type { Facts } from '#documents/facts/facts';
import type { Decided, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { agencyOf, titleOf } from '#documents/facts/project-words';
import { awardParts, decidedParts, nothingAwarded } from '#documents/letter-award';
import { answerInWords, madeIn } from '#documents/letter-answer';
import { groupNamed } from '#documents/meeting-words';
import { office } from '#documents/offices';
import type { NameOf } from '#documents/people';
import { paragraph } from '#documents/model/document';
import type { Document, Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import { roleInWords } from '#funding/role-names';
import { formatDate } from '#kernel/local-date';

/**
 * The letter on a decision about a bid or an award, to the lead officer: who decided it and when, what was
 * awarded from which sources and years, under which conditions, by when to accept it and when it lapses,
 * which evaluation it owes by when, and whom to ask. A bid that was deferred or refused gets one that says
 * so, with the reasons. It is signed by whoever recorded the decision, in the role in which they did.
 *
 * @param decision the decision that it is on; undefined where the bid has none yet
 */
export function awardLetter(
  facts: Facts,
  project: ProjectFacts,
  nameOf: NameOf,
  decision: ProjectDecision | undefined,
): Document {
  return {
    name: 'award-letter',
    title: `${headOf(project, decision)}: ${titleOf(project)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'upright',
    mainTable: 'award',
    isLetter: true,
    parts: [
      ...opening(facts, project, nameOf, decision),
      ...(decision === undefined
        ? [paragraph('Your bid has not been decided.'), nothingAwarded()]
        : [...answerInWords(facts, project, decision), ...whatFollows(facts, project, decision)]),
      whomToAsk(facts, nameOf),
      ...(decision === undefined ? [] : signature(facts, decision, nameOf)),
    ],
  };
}

/** What the letter is, before the title of its project. */
function headOf({ acceptance }: ProjectFacts, decision: ProjectDecision | undefined): string {
  if (decision === undefined) return 'Bid';
  const isFallen = acceptance === 'declined' || acceptance === 'lapsed';
  return isFallen && decision.awardPence !== undefined ? `Award ${acceptance}` : titles[decision.what];
}

const titles: Readonly<Record<Decided, string>> = {
  approved: 'Award',
  'taken on': 'Award',
  ratified: 'Award ratified',
  varied: 'Award, varied',
  rescinded: 'Award rescinded',
  'not ratified': 'Award not ratified',
  deferred: 'Bid deferred',
  refused: 'Bid not approved',
  'overspend accepted': 'Overspend accepted',
  'overspend to be recovered': 'Overspend to be recovered',
  'condition waived': 'Condition waived',
};

/** To whom it goes, by which words it is known again, of when it is, and the salutation. */
function opening(
  facts: Facts,
  project: ProjectFacts,
  nameOf: NameOf,
  decision: ProjectDecision | undefined,
): readonly Part[] {
  const { leadOfficer, leadAgency } = project.bid;
  const name = leadOfficer === undefined ? '' : quoted(nameOf(leadOfficer));
  const to = [name, office('lead-officer', agencyOf(facts, leadAgency))];
  const made = decision === undefined ? undefined : madeIn(facts, decision);
  const known = [
    `Our reference: ${project.project}`,
    ...(made === undefined ? [] : [`Decision: ${made}`]),
    `Date: ${formatDate(facts.moment.asAt)}`,
  ];
  return [
    paragraph(to.filter((line) => line !== '').join('\n')),
    paragraph(known.join('\n')),
    paragraph(`Dear ${name === '' ? 'lead officer' : name}`),
  ];
}

/** What a decision leaves to be said: all that stands now where it is the last, else what it did itself. */
function whatFollows(facts: Facts, project: ProjectFacts, decision: ProjectDecision): readonly Part[] {
  const last = project.decisions.at(-1);
  if (last !== undefined && last.decision !== decision.decision) {
    const later = `A later decision, of ${formatDate(last.on)}, has a letter of its own, which says what stands since then.`;
    return [paragraph(later), ...decidedParts(facts, project, decision)];
  }
  const leavesAward = project.awarded && !endings.has(decision.what);
  return leavesAward ? awardParts(facts, project) : [nothingAwarded()];
}

/** Decisions after which there is no award to tell of. */
const endings: ReadonlySet<Decided> = new Set(['deferred', 'refused', 'rescinded', 'not ratified']);

function whomToAsk({ partnership }: Facts, nameOf: NameOf): Part {
  const officers = partnership.roles.filter(({ role }) => role === 'support-officer');
  const named = officers.map(({ person }) => quoted(nameOf(person)));
  const asked =
    named.length === 0
      ? 'the partnership'
      : `${named.join(' or ')}, ${roleInWords('support-officer')} of the partnership`;
  return paragraph(`If you have a question about this letter, ask ${asked}, and give our reference.`);
}

function signature(facts: Facts, decision: ProjectDecision, nameOf: NameOf): readonly Part[] {
  const { person, role } = decision.by;
  const group = groupNamed(facts, decision.meeting);
  const lines = [quoted(nameOf(person)), office(role, ''), `For the ${group}, ${facts.partnership.name}`];
  return [paragraph('Yours sincerely'), paragraph(lines.join('\n'))];
}
