import { NotFoundException } from '@nestjs/common';
import { meeting as meetingDecider } from '#funding/meeting/meeting';
import { isSitting, itemOf, presentAt } from '#funding/meeting/state';
import type { AgendaItem, Sitting, Waiting } from '#funding/meeting/state';
import { agencyName } from '#reads/agency-name';
import { isId, meetingStream } from '#kernel/ids';
import type { Visit } from '../../access/visit.js';

/** Someone with a place at a meeting: a voting member, or a substitute of one. */
export interface Seat {
  readonly person: string;
  readonly name: string;
  readonly agency: string;
  readonly agencyName: string;
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

/** Who may sit, in the order of the roll, with who is there. Nobody before the meeting is opened. */
export async function seatsOf(
  { reading: { names, state } }: Visit,
  meeting: Waiting | Sitting,
): Promise<readonly Seat[]> {
  if (!isSitting(meeting)) return [];
  const present = new Set(presentAt(meeting).map(({ person }) => person));
  const { members, substitutes } = meeting.opening;
  const all: readonly Omit<Seat, 'name' | 'agencyName' | 'isPresent'>[] = [
    ...members.map(({ person, agency }) => ({ person, agency })),
    ...substitutes.map(({ substitute, member, agency }) => ({
      person: substitute,
      agency,
      insteadOf: member,
    })),
  ];
  const seats: Seat[] = [];
  for (const one of all) {
    const instead = one.insteadOf === undefined ? '' : `, for ${await names.of(one.insteadOf)}`;
    seats.push({
      ...one,
      name: `${await names.of(one.person)}${instead}`,
      agencyName: agencyName(state, one.agency),
      isPresent: present.has(one.person),
    });
  }
  return seats;
}
