import { choice, choices, line, optional, text } from '#govuk/fields';
import type { Field } from '#govuk/fields';
import type { MeetingDecision } from '#funding/decision.commands';

const votes = ['for', 'against', 'abstained'] as const;

/** Someone who votes on the item. */
export interface Voter {
  readonly person: string;
  readonly name: string;
  /** The name of their vote in the form. */
  readonly field: string;
}

/** The decision as a command gives it: where, by which votes, and why. */
export type DecisionMade = Readonly<MeetingDecision>;

const reasons = { reasons: text({ what: 'the reasons' }) } as const;

/** What is asked of how an item was decided. Of one that is noted, only what the minutes will say. */
export function howFields(
  voters: readonly Voter[],
  isNoted: boolean,
): Readonly<Record<string, Field<unknown>>> {
  if (isNoted) return reasons;
  const people = voters.map(({ person }) => person);
  const ballot = voters.map(
    ({ field, name }) => [field, optional(choice(votes, { what: `the vote of ${name}` }))] as const,
  );
  return {
    voted: choice(['agreed', 'voted'] as const, { what: 'how it was agreed' }),
    ...Object.fromEntries(ballot),
    castingVote: optional(choice(['for', 'against'] as const, { what: 'the casting vote' })),
    dissent: optional(choices(people, { what: 'who dissents' })),
    chairedBy: optional(line({ what: 'who chaired the item' })),
    ...reasons,
  };
}

type Answers = Readonly<Record<string, unknown>>;

/** The decision that the answers tell of. */
export function decisionOf(
  place: { readonly meeting: string; readonly item: string },
  voters: readonly Voter[],
  answers: Answers,
): DecisionMade {
  const { reasons: why, chairedBy, dissent } = answers;
  return {
    ...place,
    ...ballotOf(voters, answers),
    ...(Array.isArray(dissent) ? { dissent: dissent.map(String) } : {}),
    ...(typeof chairedBy === 'string' ? { chairedBy } : {}),
    reasons: String(why),
  };
}

/** How it was decided, in words, for the page on which it is checked. */
export function howInWords(
  voters: readonly Voter[],
  answers: Answers,
): readonly (readonly [string, string])[] {
  const { reasons: why, voted, chairedBy, castingVote, dissent } = answers;
  const nameOf = (person: unknown): string =>
    voters.find((voter) => voter.person === person)?.name ?? String(person);
  const dissenting = Array.isArray(dissent) ? dissent.map(nameOf).join('; ') : undefined;
  const casting = typeof castingVote === 'string' ? castingVote : undefined;
  const rows = [
    ['How', voted === undefined ? undefined : votesInWords(voters, answers)],
    ['Casting vote', voted === 'voted' ? casting : undefined],
    ['Dissent', dissenting],
    ['In the chair', chairedBy === undefined ? undefined : nameOf(chairedBy)],
    ['Reasons', String(why)],
  ] as const;
  return rows.flatMap(([key, said]) => (said === undefined ? [] : [[key, said] as const]));
}

function votesInWords(voters: readonly Voter[], answers: Answers): string {
  if (answers['voted'] === 'agreed') return 'Agreed without a vote';
  const named = voters.map(({ name, field }) => {
    const vote = answers[field];
    return `${name}: ${typeof vote === 'string' ? vote : 'no vote'}`;
  });
  return named.join('; ');
}

function ballotOf(voters: readonly Voter[], answers: Answers): Pick<MeetingDecision, 'ballot'> {
  const { voted, castingVote } = answers;
  if (voted !== 'voted') return {};
  const side = (vote: (typeof votes)[number]): string[] =>
    voters.filter(({ field }) => answers[field] === vote).map(({ person }) => person);
  const ballot = { for: side('for'), against: side('against'), abstained: side('abstained') };
  if (castingVote !== 'for' && castingVote !== 'against') return { ballot };
  return { ballot: { ...ballot, castingVote } };
}
