import { NotFoundException } from '@nestjs/common';
import { meeting as meetingDecider } from '#funding/meeting/meeting';
import type { Capacity } from '#funding/meeting/meeting.events';
import { isSitting, itemOf, presentAt } from '#funding/meeting/state';
import type { AgendaItem, Sitting, Waiting } from '#funding/meeting/state';
import { rolesHeld } from '#funding/partnership/queries';
import { agencyName } from '#reads/agency-name';
import { isId, meetingStream } from '#kernel/ids';
import { formatDate } from '#kernel/local-date';
import type { Visit } from '../../access/visit.js';

/** Someone with a place at a meeting: a voting member, a substitute, or in attendance without a vote. */
export interface Seat {
  readonly person: string;
  readonly name: string;
  /** Left out for someone in attendance who comes from no agency. */
  readonly agency: string | undefined;
  readonly agencyName: string;
  readonly capacity: Capacity;
  readonly isPresent: boolean;
  /** The member in whose place a substitute sits. */
  readonly insteadOf?: string;
}

/** A meeting as it stands. @throws NotFoundException when the partnership has none of that id */
export async function meetingNow({ reading }: Visit, meeting: string): Promise<Waiting | Sitting> {
  if (!isId(meeting)) throw new NotFoundException();
  const state = await reading.place.state(meetingStream(reading.partnership, meeting), meetingDecider);
  if (state.status === 'none') throw new NotFoundException();
  return state;
}

/** The group that meets, and the day: `Tasking group, 12 May 2011`. */
export function meetingName({ reading }: Visit, { called, heldOn }: Waiting | Sitting): string {
  const group = reading.state.groups.find((one) => one.group === called.group);
  return `${group?.name ?? called.group}, ${formatDate(heldOn)}`;
}

/** An item of a meeting that is open. @throws NotFoundException when there is none, or it is not open */
export async function openItem(
  visit: Visit,
  meeting: string,
  item: string,
): Promise<{ readonly sitting: Sitting; readonly item: AgendaItem }> {
  const state = await meetingNow(visit, meeting);
  const found = itemOf(state, item);
  if (found === undefined || found.takenOff || !isSitting(state)) throw new NotFoundException();
  return { sitting: state, item: found };
}

/**
 * Who may sit, in the order of the roll, then who came without a vote, with who is there. Nobody before the
 * meeting is opened.
 */
export async function seatsOf(
  { reading: { names, state } }: Visit,
  meeting: Waiting | Sitting,
): Promise<readonly Seat[]> {
  if (!isSitting(meeting)) return [];
  const present = new Set(presentAt(meeting).map(({ person }) => person));
  const seats: Seat[] = [];
  for (const one of placesOf(meeting)) {
    const instead = one.insteadOf === undefined ? '' : `, for ${await names.of(one.insteadOf)}`;
    seats.push({
      ...one,
      name: `${await names.of(one.person)}${instead}`,
      agencyName: one.agency === undefined ? '' : agencyName(state, one.agency),
      isPresent: present.has(one.person),
    });
  }
  return seats;
}

/** Everyone of the partnership who has no place at the meeting yet, and could come without a vote. */
export async function othersThan(
  { reading: { names, state } }: Visit,
  seats: readonly Seat[],
): Promise<readonly { readonly value: string; readonly text: string }[]> {
  const seated = new Set(seats.map(({ person }) => person));
  const people = new Set(rolesHeld(state).map(({ person }) => person));
  const others: { value: string; text: string }[] = [];
  for (const person of people)
    if (!seated.has(person)) others.push({ value: person, text: await names.of(person) });
  return others.toSorted((a, b) => a.text.localeCompare(b.text));
}

function placesOf({
  opening: { members, substitutes },
  attendees,
}: Sitting): readonly Omit<Seat, 'name' | 'agencyName' | 'isPresent'>[] {
  const guests = attendees.flatMap(({ attendance }) => {
    return attendance.capacity === 'in-attendance' ? [attendance] : [];
  });
  return [
    ...members.map(({ person, agency }) => ({ person, agency, capacity: 'member' as const })),
    ...substitutes.map(({ substitute, member, agency }) => ({
      person: substitute,
      agency,
      capacity: 'substitute' as const,
      insteadOf: member,
    })),
    ...guests.map(({ person, agency }) => ({ person, agency, capacity: 'in-attendance' as const })),
  ];
}
