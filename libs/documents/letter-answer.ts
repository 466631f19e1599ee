import type { Facts } from '#documents/facts/facts';
import type { Decided, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { awardNowOf, decisionInWords, sumOf } from '#documents/item-words';
import { movedInWords } from '#documents/letter-virement';
import { nextToDecide } from '#documents/matters';
import { groupNamed, itemNumber, meetingTitle } from '#documents/meeting-words';
import { amount, money, paragraph } from '#documents/model/document';
import type { Part, Sentence } from '#documents/model/document';
import { oneAfterAnother, told } from '#documents/model/sentence';
import { costOf } from '#funding/project/queries';
import { formatDate } from '#kernel/local-date';

/** What was answered, when and by whom, why, and what has become of it by the moment of the letter. */
export function answerInWords(
  facts: Facts,
  project: ProjectFacts,
  decision: ProjectDecision,
): readonly Part[] {
  const { what, reasons, meeting, moved } = decision;
  const why = what === 'taken on' ? 'Reference' : 'Reasons';
  const said = [answered(facts, project, decision), sinceThen(facts, project, decision)];
  const asked = moved === undefined || meeting === undefined ? [] : [moved.virement.reason];
  return [
    paragraph(oneAfterAnother(said)),
    paragraph(`${why}: ${reasons}`),
    ...asked.map((reason) => paragraph(`Why finance asked for it: ${reason}`)),
  ];
}

/** Where a decision was made, by which its minutes are found; undefined where it was made before this. */
export function madeIn(facts: Facts, decision: ProjectDecision): string | undefined {
  const { what, byChair, on, meeting, item = '', moved } = decision;
  if (byChair) return `chair's action, ${formatDate(on)}`;
  if (moved !== undefined && meeting === undefined)
    return `virement ${moved.virement.virement}, authorised by finance, ${formatDate(on)}`;
  return what === 'taken on' ? undefined : itemOfMeeting(facts, meeting, item);
}

/** An item by its meeting and number: `Tasking group, 12 April 2011, item 3`. */
export function itemOfMeeting(facts: Facts, meeting: string | undefined, item: string): string | undefined {
  const held = facts.meetings.get(meeting ?? '');
  return held && `${meetingTitle(facts, held)}, item ${itemNumber(held, item)}`;
}

/** It stands as it was decided, whatever became of the award since. */
function answered(facts: Facts, project: ProjectFacts, decision: ProjectDecision): Sentence {
  const { what, on } = decision;
  if (what === 'taken on') return takenOn(decision);
  const isSaid = what === 'approved' || what === 'moved by virement';
  const more = isSaid ? [] : decisionInWords(facts, decision);
  const answer = answers[what](facts, project, decision);
  const begun = told`On ${formatDate(on)}, ${placeOf(facts, decision)}, ${answer}.`;
  return oneAfterAnother([begun, ...more, ...rest(decision)]);
}

function takenOn({ on, awardPence = 0, position }: ProjectDecision): Sentence {
  const sum = awardPence === 0 ? '' : told`, with an award of ${money(awardPence, [position])}`;
  return told`This project was decided on ${formatDate(on)}, before the partnership kept its record here${sum}.`;
}

/** By whom it was decided. */
function placeOf(facts: Facts, { what, byChair, meeting }: ProjectDecision): string {
  if (byChair) return "by chair's action";
  return what === 'moved by virement' && meeting === undefined
    ? 'by a virement that finance authorised'
    : `in the meeting of the ${groupNamed(facts, meeting)}`;
}

type Answer = (facts: Facts, project: ProjectFacts, decision: ProjectDecision) => Sentence | string;

const answers: Readonly<Record<Exclude<Decided, 'taken on'>, Answer>> = {
  approved: (_, project, decision) => told`your bid was approved${howFar(project, decision)}`,
  ratified: (_, project) => told`${actionOf(project)} was ratified: the award stands`,
  'not ratified': (_, project) => told`${actionOf(project)} was not ratified`,
  varied: () => 'the award was changed',
  rescinded: () => 'the award was rescinded',
  deferred: () => 'your bid was deferred',
  refused: () => 'your bid was refused',
  'overspend accepted': (_, __, decision) =>
    told`${overspend(decision)} that was paid beyond the award was accepted and added to it`,
  'overspend to be recovered': (_, __, decision) =>
    told`it was decided that ${overspend(decision)}, which was paid beyond the award, is to be recovered`,
  'condition waived': waived,
  'moved by virement': movedInWords,
};

/** What else is to be known of some decisions. */
function rest({ what, until }: ProjectDecision): readonly string[] {
  if (what === 'overspend to be recovered') return ['Finance writes to you about paying it back.'];
  return what === 'deferred' && until === undefined ? ['It comes back to a later meeting.'] : [];
}

function howFar({ bid, bidBehind }: ProjectFacts, decision: ProjectDecision): Sentence | string {
  const { awardPence: awarded = 0, position } = decision;
  const asked = costOf({ costs: bid.costs ?? [] });
  if (asked === 0 && awarded === 0) return ': the project costs the partnership nothing';
  const said = money(awarded, [position]);
  return awarded < asked ? told` in part: ${said} of ${money(asked, bidBehind)}` : told` in full: ${said}`;
}

/** The chair's action that a meeting answered, with what it awarded. */
function actionOf({ decisions }: ProjectFacts): Sentence | string {
  const taken = decisions.find(({ byChair }) => byChair);
  if (taken === undefined) return "the chair's action that made the award";
  const awarded = money(taken.awardPence ?? 0, [taken.position]);
  return told`the chair's action of ${formatDate(taken.on)}, which awarded ${awarded},`;
}

function overspend({ money: decided, position }: ProjectDecision): Sentence {
  return told`${money(sumOf(decided), [position])}`;
}

/** One item of a meeting may let several conditions go. */
function waived(_: Facts, { decisions, conditions }: ProjectFacts, { decision }: ProjectDecision): string {
  const texts = decisions.flatMap((one) => {
    const known = one.condition === undefined ? undefined : conditions.get(one.condition);
    return known === undefined || one.decision !== decision ? [] : [withoutStop(known.text)];
  });
  return `${texts.length === 1 ? 'this condition was' : 'these conditions were'} waived: ${texts.join('; ')}`;
}

/** How the award was answered, whether it was ratified, and what it is by the moment of the letter. */
function sinceThen(facts: Facts, project: ProjectFacts, decision: ProjectDecision): Sentence | string {
  const { what, awardPence: given } = decision;
  if (noAwardYet.has(what)) return '';
  const fallen = fallenInWords(project);
  if (fallen !== undefined || given === undefined) return fallen ?? '';
  const isAnswered = project.acceptance === 'accepted' && what !== 'moved by virement';
  const accepted = isAnswered ? ['You have accepted the award.'] : [];
  const changed = changedSince(facts, project, given);
  return oneAfterAnother([ratification(facts, project, decision), ...accepted, changed]);
}

/** What others decided of the award since, in all. */
function changedSince(facts: Facts, project: ProjectFacts, given: number): Sentence | string {
  const now = awardNowOf(facts, project);
  if (now.pence === given) return '';
  return now.pence === 0
    ? 'Nothing of it is left since then.'
    : told`Since then it has become ${amount(now)}.`;
}

/** What was decided of an award before it was kept here, or of a bid that got none by it. */
const noAwardYet: ReadonlySet<Decided> = new Set(['taken on', 'deferred', 'refused']);

/** How the award ended before anything came of it; undefined where it did not. */
function fallenInWords({ acceptance, acceptBy, answeredOn }: ProjectFacts): string | undefined {
  const on = answeredOn === undefined ? '' : ` on ${formatDate(answeredOn)}`;
  if (acceptance === 'declined') return `You declined the award${on}.`;
  if (acceptance !== 'lapsed') return undefined;
  const inTime = acceptBy === undefined ? 'in time' : `by ${formatDate(acceptBy)}`;
  return `It was not accepted ${inTime}, and the award lapsed${on}.`;
}

/** A chair's action is put to the next meeting, on its day where that is called already. */
function ratification(facts: Facts, project: ProjectFacts, { byChair }: ProjectDecision): string {
  const put = project.decisions.find(({ what }) => what === 'ratified' || what === 'not ratified');
  if (!byChair) return '';
  if (put !== undefined) return `It was ${put.what} on ${formatDate(put.on)}.`;
  const { heldOn } = nextToDecide(facts) ?? {};
  const day = heldOn === undefined ? '' : `, on ${formatDate(heldOn)},`;
  return `It goes to the next meeting${day} to be ratified; where it is not, what is unpaid is withdrawn.`;
}

/** What someone wrote, to stand at the end of a sentence of ours. */
function withoutStop(text: string): string {
  return text.replace(/\.$/u, '');
}
