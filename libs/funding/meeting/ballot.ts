import { refuse } from '#kernel/decider';
import type { Voter } from './quorum.js';
import type { InTheWay } from './refusals.js';
import type { RecordedBallot } from './meeting.events.js';

/** How an item was voted on, as it was given: abstentions may be left out. */
export interface GivenBallot {
  readonly for: readonly string[];
  readonly against: readonly string[];
  readonly abstained?: readonly string[];
  readonly castingVote?: 'for' | 'against';
}

export function recordedBallot(ballot: GivenBallot): RecordedBallot {
  const { castingVote, abstained = [] } = ballot;
  const casting = castingVote === undefined ? {} : { castingVote };
  return { for: ballot.for, against: ballot.against, abstained, ...casting };
}

/**
 * Why a vote carries nothing: someone without a vote is in it, or in it twice; or the majority of the votes
 * cast is not for it. On a tie, and on a tie alone, whoever chairs the item has a casting vote (rule 1).
 */
export function ballotRefusal(ballot: RecordedBallot, voting: readonly Voter[]): InTheWay {
  return wrongVoter(ballot, voting) ?? notCarried(ballot);
}

/** Those who dissent have a vote on the item, and did not vote for it. */
export function dissentRefusal(
  dissent: readonly string[],
  ballot: RecordedBallot | undefined,
  voting: readonly Voter[],
): InTheWay {
  const stranger = dissent.find((person) => !hasVote(person, voting));
  if (stranger !== undefined) return refuse('may-not-vote', { person: stranger });
  const own = dissent.find((person) => ballot?.for.includes(person));
  return own === undefined ? undefined : refuse('dissents-from-own-vote', { person: own });
}

function wrongVoter(ballot: RecordedBallot, voting: readonly Voter[]): InTheWay {
  const voters = [...ballot.for, ...ballot.against, ...ballot.abstained];
  const stranger = voters.find((person) => !hasVote(person, voting));
  if (stranger !== undefined) return refuse('may-not-vote', { person: stranger });
  const twice = voters.find((person, at) => voters.indexOf(person) !== at);
  return twice === undefined ? undefined : refuse('votes-twice', { person: twice });
}

function notCarried(ballot: RecordedBallot): InTheWay {
  const [inFavour, against] = [ballot.for.length, ballot.against.length];
  const counts = { for: String(inFavour), against: String(against) };
  if (inFavour + against === 0) return refuse('no-votes-cast');
  if (inFavour === against) return tieNotCarried(ballot, counts);
  if (ballot.castingVote !== undefined) return refuse('casting-vote-without-tie', counts);
  return inFavour > against ? undefined : refuse('vote-not-carried', counts);
}

function tieNotCarried({ castingVote }: RecordedBallot, counts: Readonly<Record<string, string>>): InTheWay {
  if (castingVote === undefined) return refuse('casting-vote-needed', counts);
  return castingVote === 'for' ? undefined : refuse('vote-not-carried', counts);
}

function hasVote(person: string, voting: readonly Voter[]): boolean {
  return voting.some((voter) => voter.person === person);
}
