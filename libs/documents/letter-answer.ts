import type { Facts } from '#documents/facts/facts';
import type { Decided, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { awardNowOf, decisionInWords, sumOf } from '#documents/item-words';
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
  const why = decision.what === 'taken on' ? 'Reference' : 'Reasons';
  const said = [answered(facts, project, decision), sinceThen(facts, project, decision)];
  return [paragraph(oneAfterAnother(said)), paragraph(`${why}: ${decision.reasons}`)];
}

/** Where a decision was made, by which its minutes are found; undefined where it was made before this. */
export function madeIn(facts: Facts, decision: ProjectDecision): string | undefined {
  const { what, byChair, on, meeting = '', item = '' } = decision;
  if (byChair) return `chair's action, ${formatDate(on)}`;
  const held = facts.meetings.get(meeting);
  if (what === 'taken on' || held === undefined) return undefined;
  return `${meetingTitle(facts, held)}, item ${itemNumber(held, item)}`;
}

/** It stands as it was decided, whatever became of the award since. */
function answered(facts: Facts, project: ProjectFacts, decision: ProjectDecision): Sentence {
  const { what, on, meeting, byChair } = decision;
  if (what === 'taken on')
    return told`This project was decided on ${formatDate(on)}, before the partnership kept its record here.`;
  const place = byChair ? "by chair's action" : `in the meeting of the ${groupNamed(facts, meeting)}`;
  const more = what === 'approved' ? [] : decisionInWords(facts, decision);
  const answer = answers[what](project, decision);
  return oneAfterAnother([told`On ${formatDate(on)}, ${place}, ${answer}.`, ...more]);
}

type Answer = (project: ProjectFacts, decision: ProjectDecision) => Sentence | string;

const answers: Readonly<Record<Exclude<Decided, 'taken on'>, Answer>> = {
  approved: (project, decision) => told`your bid was approved ${howFar(project, decision)}`,
  ratified: () => "the chair's action that made the award was ratified",
  'not ratified': () => "the chair's action that made the award was not ratified",
  varied: () => 'the award was changed',
  rescinded: () => 'the award was rescinded',
  deferred: () => 'your bid was deferred',
  refused: () => 'your bid was refused',
  'overspend accepted': (_, decision) =>
    told`${overspend(decision)} that was paid beyond the award was accepted and added to it`,
  'overspend to be recovered': (_, decision) =>
    told`it was decided that ${overspend(decision)}, which was paid beyond the award, is to be recovered`,
  'condition waived': waived,
};

function howFar({ bid, bidBehind }: ProjectFacts, decision: ProjectDecision): Sentence {
  const { awardPence: awarded = 0, position } = decision;
  const asked = costOf({ costs: bid.costs ?? [] });
  const said = money(awarded, [position]);
  return awarded < asked ? told`in part: ${said} of ${money(asked, bidBehind)}` : told`in full: ${said}`;
}

function overspend({ money: decided, position }: ProjectDecision): Sentence {
  return told`${money(sumOf(decided), [position])}`;
}

/** One item of a meeting may let several conditions go. */
function waived({ decisions, conditions }: ProjectFacts, { decision }: ProjectDecision): string {
  const texts = decisions.flatMap((one) => {
    const known = one.condition === undefined ? undefined : conditions.get(one.condition);
    return known === undefined || one.decision !== decision ? [] : [withoutStop(known.text)];
  });
  return `${texts.length === 1 ? 'this condition was' : 'these conditions were'} waived: ${texts.join('; ')}`;
}

/** How the award was answered, whether it was ratified, and what it is by the moment of the letter. */
function sinceThen(facts: Facts, project: ProjectFacts, decision: ProjectDecision): Sentence | string {
  const { what, awardPence: given } = decision;
  const { acceptance } = project;
  if (given === undefined || what === 'taken on') return '';
  if (acceptance === 'declined') return 'You declined the award.';
  if (acceptance === 'lapsed') return 'It was not accepted in time, and the award has lapsed.';
  const accepted = acceptance === 'accepted' ? ['You have accepted the award.'] : [];
  const now = awardNowOf(facts, project);
  const changed = now.pence === given ? [] : [told`Since then it has become ${amount(now)}.`];
  return oneAfterAnother([ratification(project, decision), ...accepted, ...changed]);
}

/** A chair's action is put to the next meeting. */
function ratification({ decisions }: ProjectFacts, { byChair }: ProjectDecision): string {
  const put = decisions.find(({ what }) => what === 'ratified' || what === 'not ratified');
  if (!byChair) return '';
  if (put !== undefined) return `It was ${put.what} on ${formatDate(put.on)}.`;
  return 'It goes to the next meeting to be ratified; where it is not, what is unpaid is withdrawn.';
}

/** What someone wrote, to stand at the end of a sentence of ours. */
function withoutStop(text: string): string {
  return text.replace(/\.$/u, '');
}
