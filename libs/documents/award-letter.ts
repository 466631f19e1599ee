import type { Facts } from '#documents/facts/facts';
import type { Decided, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { agencyOf, titleOf } from '#documents/facts/project-words';
import { awardParts, decidedParts, nothingAwarded, withoutAwardParts } from '#documents/letter-award';
import { answerInWords, madeIn } from '#documents/letter-answer';
import { opening, signature, whomToAsk } from '#documents/letter-frame';
import { groupNamed } from '#documents/meeting-words';
import type { NameOf } from '#documents/people';
import { decisionsOf } from '#documents/project-decisions';
import { paragraph } from '#documents/model/document';
import type { Document, Part } from '#documents/model/document';
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
  const { leadOfficer: person, leadAgency } = project.bid;
  const made = decision === undefined ? undefined : madeIn(facts, decision);
  const to = { person, role: 'lead-officer', of: agencyOf(facts, leadAgency) };
  return {
    name: 'award-letter',
    title: `${headOf(project, decision)}: ${titleOf(project)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'upright',
    mainTable: 'award',
    isLetter: true,
    parts: [
      ...opening(facts, nameOf, { ...to, reference: project.project, made }),
      ...(decision === undefined
        ? [paragraph('Your bid has not been decided.'), nothingAwarded('Nothing is awarded.')]
        : [...answerInWords(facts, project, decision), ...whatFollows(facts, project, decision)]),
      whomToAsk(facts, nameOf),
      ...(decision === undefined ? [] : signature(facts, nameOf, decision.by, groupOf(facts, decision))),
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
  'moved by virement': 'Award changed by a virement',
};

/** For which group it is signed; for none where finance authorised a virement by itself. */
function groupOf(facts: Facts, { what, meeting }: ProjectDecision): string | undefined {
  const isByFinance = what === 'moved by virement' && meeting === undefined;
  return isByFinance ? undefined : groupNamed(facts, meeting);
}

/** What a decision leaves to be said: all that stands now where it is the last, else what it did itself. */
function whatFollows(facts: Facts, project: ProjectFacts, decision: ProjectDecision): readonly Part[] {
  const last = decisionsOf(facts, project).at(-1);
  if (last !== undefined && last.decision !== decision.decision) {
    const later = `A later decision, of ${formatDate(last.on)}, has a letter of its own, which says what stands since then.`;
    return [paragraph(later), ...decidedParts(facts, project, decision)];
  }
  const leavesAward = project.awarded && !endings.has(decision.what);
  return leavesAward ? awardParts(facts, project) : withoutAwardParts(facts, project, decision);
}

/** Decisions after which there is no award to tell of. */
const endings: ReadonlySet<Decided> = new Set(['deferred', 'refused', 'rescinded', 'not ratified']);
