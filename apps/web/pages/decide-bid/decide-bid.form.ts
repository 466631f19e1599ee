import { choice, day, line, optional, pounds, text } from '#govuk/fields';
import type { Field } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { ValuesOf } from '#govuk/form';
import { conditionTimes } from '#funding/decision.commands';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { PageCommand } from '../../commands/sending.js';
import type { Purse } from './effects.js';

const outcomes = ['approve', 'defer', 'refuse'] as const;
const votes = ['for', 'against', 'abstained'] as const;

const fields = {
  outcome: choice(outcomes, { what: 'what was decided' }),
  until: optional(day({ what: 'the day on which it comes back' })),
  condition: optional(text({ what: 'the condition', max: 2000 })),
  conditionWhen: optional(choice(conditionTimes, { what: 'when the condition is to be met' })),
  voted: choice(['agreed', 'voted'] as const, { what: 'how it was agreed' }),
  castingVote: optional(choice(['for', 'against'] as const, { what: 'the casting vote' })),
  chairedBy: optional(line({ what: 'who chaired the item' })),
  reasons: text({ what: 'the reasons' }),
};

export type Answers = ValuesOf<typeof fields>;

/** Someone who votes on the item. */
export interface Voter {
  readonly person: string;
  readonly name: string;
  /** The names of their inputs in the form. */
  readonly field: string;
}

/** The decision on a bid: what, from which sources, by which votes, and why. */
export function decideBidForm(purses: readonly Purse[], voters: readonly Voter[]): Form<typeof fields> {
  const amounts: Record<string, Field<unknown>> = {};
  for (const { field, name } of purses)
    amounts[field] = optional(pounds({ what: `the award from ${name}`, min: 0 }));
  for (const { field, name } of voters)
    amounts[field] = optional(choice(votes, { what: `the vote of ${name}` }));
  return new Form({ ...fields, ...amounts });
}

/** What the answers award from each source. */
export function allocated(
  purses: readonly Purse[],
  answers: Answers,
): readonly (Purse & { readonly pence: Pence })[] {
  return purses.flatMap((purse) => {
    const pence = read(answers, purse.field);
    return typeof pence === 'number' && pence > 0 ? [{ ...purse, pence }] : [];
  });
}

interface Place {
  readonly project: string;
  readonly meeting: string;
  readonly item: string;
}

/** The command that the answers ask for. */
export function decideBid(
  { project, meeting, item }: Place,
  purses: readonly Purse[],
  voters: readonly Voter[],
  answers: Answers,
): PageCommand {
  const decision = {
    meeting,
    item,
    ...ballotOf(voters, answers),
    ...chairOf(answers),
    reasons: answers.reasons,
  };
  if (answers.outcome === 'refuse') return { name: 'RefuseBid', content: { project, decision } };
  if (answers.outcome === 'defer') {
    const until = answers.until === undefined ? {} : { until: answers.until };
    return { name: 'DeferBid', content: { project, decision, ...until } };
  }
  const allocations = allocated(purses, answers).map(({ source, fundingType, pence }) => {
    return { source, fundingType, amountPence: pence };
  });
  const awardPence = sumPence(allocations.map(({ amountPence }) => amountPence));
  const award = { awardPence, allocations, ...conditionsOf(answers) };
  return { name: 'FundProject', content: { project, decision, award } };
}

function conditionsOf({ condition, conditionWhen = 'in-delivery' }: Answers): object {
  if (condition === undefined) return {};
  return { conditions: [{ condition: 'condition-1', when: conditionWhen, text: condition }] };
}

function chairOf({ chairedBy }: Answers): { chairedBy?: string } {
  return chairedBy === undefined ? {} : { chairedBy };
}

function ballotOf(voters: readonly Voter[], answers: Answers): object {
  if (answers.voted === 'agreed') return {};
  const side = (vote: string): string[] =>
    voters.filter(({ field }) => read(answers, field) === vote).map(({ person }) => person);
  const { castingVote } = answers;
  const casting = castingVote === undefined ? {} : { castingVote };
  return { ballot: { for: side('for'), against: side('against'), abstained: side('abstained'), ...casting } };
}

function read(answers: Answers, field: string): unknown {
  return (answers as Readonly<Record<string, unknown>>)[field];
}
