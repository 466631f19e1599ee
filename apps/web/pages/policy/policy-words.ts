import { amberWithinPercentUnlessTold } from '#funding/indicator/rating';
import { obligationKinds } from '#funding/ladder';
import type { QuorumRule } from '#funding/meeting/meeting.events';
import { peopleNeeded } from '#funding/meeting/quorum';
import type { Policy } from '#funding/partnership/partnership.events';
import { formatPence } from '#kernel/pence';
import { obligationWords, rungInWords } from './ladder-words.js';

/** One part of a policy as people read it, and the last part of the address at which it is changed. */
export interface PolicyPart {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly path: string;
}

/** A part that a version of the policy changes. */
export interface PolicyChange {
  readonly heading: string;
  readonly was: readonly string[];
  readonly becomes: readonly string[];
}

/**
 * A policy in sentences.
 *
 * @param votingMembers how many voting members the tasking group has today, so that the quorum is a number
 */
export function policyInWords(policy: Policy, votingMembers: number): readonly PolicyPart[] {
  const { from, to } = policy.ladder.workingHours;
  return [
    { heading: 'Money', lines: moneyInWords(policy), path: '/limits' },
    { heading: 'What is owed, and by when', lines: datesInWords(policy), path: '/limits' },
    { heading: 'Quorum', lines: quorumInWords(policy.quorum, votingMembers), path: '/policy/quorum' },
    {
      heading: 'When messages go out',
      lines: [`On working days of England and Wales, from ${from} and before ${to}.`],
      path: '/policy/working-hours',
    },
    ...obligationKinds.map((kind) => ({
      heading: `Reminders: ${obligationWords[kind]}`,
      lines: policy.ladder.obligations[kind].map(rungInWords),
      path: `/policy/reminders/${kind}`,
    })),
  ];
}

/** What one version says otherwise than the one before it. */
export function policyChanges(before: Policy, after: Policy, votingMembers: number): readonly PolicyChange[] {
  const said = policyInWords(before, votingMembers);
  return policyInWords(after, votingMembers).flatMap(({ heading, lines }, index) => {
    const old = said[index]?.lines ?? [];
    const was = old.filter((line) => !lines.includes(line));
    const becomes = lines.filter((line) => !old.includes(line));
    return was.length + becomes.length === 0 ? [] : [{ heading, was, becomes }];
  });
}

function moneyInWords({
  chairsActionLimitPence,
  virementLimitPence,
  shortFormBelowPence,
}: Policy): readonly string[] {
  return [
    `Between meetings the chair can approve up to ${formatPence(chairsActionLimitPence)}; the next meeting is asked to ratify it.`,
    `Finance authorises a virement of up to ${formatPence(virementLimitPence)}; above that, the tasking group does.`,
    `A bid for less than ${formatPence(shortFormBelowPence)} needs the short form; from there on, the full one.`,
  ];
}

function datesInWords({
  acceptanceDays,
  updatesDueOnDay,
  overdueEvaluations,
  amberWithinPercent = amberWithinPercentUnlessTold,
}: Policy): readonly string[] {
  return [
    `A lead officer answers an award within ${acceptanceDays} days of the decision; unanswered, it lapses.`,
    `The update of a month is due on day ${updatesDueOnDay} of the next.`,
    overdueEvaluations === 'block'
      ? 'A lead officer who owes an overdue evaluation cannot put another bid forward.'
      : 'The next bid of a lead officer who owes an overdue evaluation carries a warning.',
    `A figure that misses its target by no more than ${amberWithinPercent}% of it is amber; beyond that, red.`,
  ];
}

const shares: Readonly<Record<string, string>> = {
  '1/2': 'half',
  '1/3': 'a third',
  '2/3': 'two thirds',
  '1/4': 'a quarter',
  '3/4': 'three quarters',
};

function quorumInWords(rule: QuorumRule, votingMembers: number): readonly string[] {
  const { numerator, denominator, atLeastPeople, atLeastAgencies } = rule;
  const share = shares[`${numerator}/${denominator}`] ?? `${numerator} in ${denominator}`;
  const now = votingMembers === 0 ? [] : [nowInWords(peopleNeeded(rule, votingMembers), votingMembers)];
  return [
    `An item can be decided while ${share} of the voting members are there for it, rounded up, and never fewer than ${atLeastPeople} people from ${atLeastAgencies} agencies.`,
    ...now,
  ];
}

function nowInWords(needed: number, votingMembers: number): string {
  return `With the ${votingMembers} voting members whom the tasking group has today, that is ${needed} people.`;
}
