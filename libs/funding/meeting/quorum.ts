import { refuse } from '#kernel/decider';
import type { MeetingRefusal } from './refusals.js';
import { presentAt } from './state.js';
import type { AgendaItem, Sitting } from './state.js';
import type { Attendance, Member, OpeningTerms, QuorumCount, QuorumRule } from './meeting.events.js';
import type { Refused } from '#kernel/decider';

/** Who is there for an item. */
export interface Room {
  /** Everyone at the meeting, also those who have stepped out for this item. */
  readonly present: readonly Attendance[];
  readonly steppedOut: readonly string[];
  /** Members, and substitutes in the place of members, who have not stepped out. */
  readonly voting: readonly Voter[];
}

export interface Voter {
  readonly person: string;
  readonly agency: string;
}

/** The room for an item, once these people have stepped out as well. */
export function roomFor(state: Sitting, item: AgendaItem, leaving: readonly string[]): Room {
  const present = presentAt(state);
  const steppedOut = [...new Set([...item.steppedOut.map(({ person }) => person), ...leaving])];
  const voting = present.flatMap(({ person, agency, capacity }) => {
    const votes = capacity !== 'in-attendance' && agency !== undefined && !steppedOut.includes(person);
    return votes ? [{ person, agency }] : [];
  });
  return { present, steppedOut, voting };
}

/**
 * The quorum of an item (rule 1): a share of all the voting members, rounded up, and never fewer than so many
 * people or agencies. Those count who are there for it, each person and each agency once.
 */
export function quorumOf({ members, quorum }: OpeningTerms, { voting }: Room): QuorumCount {
  return {
    peopleNeeded: peopleNeeded(quorum, members.length),
    agenciesNeeded: quorum.atLeastAgencies,
    people: new Set(voting.map(({ person }) => person)).size,
    agencies: new Set(voting.map(({ agency }) => agency)).size,
  };
}

/** How many people a quorum needs of so many voting members: their share, rounded up, or its least number. */
export function peopleNeeded(
  { numerator, denominator, atLeastPeople }: QuorumRule,
  votingMembers: number,
): number {
  return Math.max(Math.ceil((votingMembers * numerator) / denominator), atLeastPeople);
}

export function isQuorate({ people, peopleNeeded: needed, agencies, agenciesNeeded }: QuorumCount): boolean {
  return people >= needed && agencies >= agenciesNeeded;
}

/** Who chairs an item by office: the chair, else the deputy; undefined when neither is there for it. */
export function chairByOffice({ members }: OpeningTerms, { voting }: Room): string | undefined {
  const inOffice = (office: Member['office']): string | undefined =>
    members.find(
      (member) => member.office === office && voting.some((voter) => voter.person === member.person),
    )?.person;
  return inOffice('chair') ?? inOffice('deputy-chair');
}

/** Who chairs an item: by office, else whoever those present chose among themselves. */
export function chairOf(
  opening: OpeningTerms,
  room: Room,
  chosen: string | undefined,
): { readonly chairedBy: string } | Refused<MeetingRefusal> {
  const byOffice = chairByOffice(opening, room);
  if (byOffice !== undefined) {
    const another = chosen !== undefined && chosen !== byOffice;
    return another ? refuse('chair-is-there', { person: byOffice }) : { chairedBy: byOffice };
  }
  if (chosen === undefined) return refuse('chair-needed');
  const mayChair = room.voting.some(({ person }) => person === chosen);
  return mayChair ? { chairedBy: chosen } : refuse('may-not-chair', { person: chosen });
}
