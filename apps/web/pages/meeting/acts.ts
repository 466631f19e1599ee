import { BadRequestException } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import type { Sitting, Waiting } from '#funding/meeting/state';
import { agenciesOf } from '#funding/partnership/queries';
import { isId } from '#kernel/ids';
import type { Visit } from '../../access/visit.js';
import type { PageCommand } from '../../commands/sending.js';
import { seatsOf } from './meeting-now.js';
import type { Seat } from './meeting-now.js';

/**
 * The commands that a button of a meeting's page asks for. @throws BadRequestException for none of its
 * buttons
 */
export async function actOf(
  visit: Visit,
  meeting: string,
  state: Waiting | Sitting,
  posted: Posted,
): Promise<readonly PageCommand[]> {
  const { act, minutesOf } = posted;
  if (act === 'open') return [{ name: 'OpenMeeting', content: { meeting } }];
  if (act === 'close') return [{ name: 'CloseMeeting', content: { meeting } }];
  if (act === 'attendance') return attendanceOf(visit, meeting, state, posted);
  if (act === 'approve-minutes' && isId(minutesOf))
    return [{ name: 'ApproveMinutes', content: { meeting: minutesOf, laterMeeting: meeting } }];
  throw new BadRequestException();
}

/**
 * One command for each who has gone, then for each who has come: who sits in the place of another can only do
 * so once that place is free. What counts is what was ticked or unticked since the page was shown: of who
 * came or went meanwhile, by what somebody else recorded, it says nothing.
 */
async function attendanceOf(
  visit: Visit,
  meeting: string,
  state: Waiting | Sitting,
  { present, wasThere, guest }: Posted,
): Promise<readonly PageCommand[]> {
  const [ticked, shown] = [new Set([present].flat()), new Set([wasThere].flat())];
  const changed = (await seatsOf(visit, state)).filter(({ person }) => {
    return ticked.has(person) !== shown.has(person);
  });
  const gone = changed.filter(({ person, isPresent }) => isPresent && !ticked.has(person));
  const come = changed.filter(({ person, isPresent }) => !isPresent && ticked.has(person));
  return [
    ...gone.map(({ person }): PageCommand => ({ name: 'RecordDeparture', content: { meeting, person } })),
    ...come.map((seat) => arrivalOf(meeting, seat)),
    ...(isId(guest) ? [arrivalOf(meeting, guestSeat(visit, guest))] : []),
  ];
}

type Arriving = Pick<Seat, 'person' | 'agency' | 'capacity' | 'insteadOf'>;

function arrivalOf(meeting: string, { person, agency, capacity, insteadOf }: Arriving): PageCommand {
  const from = agency === undefined ? {} : { agency };
  const instead = insteadOf === undefined ? {} : { insteadOf };
  return { name: 'RecordAttendance', content: { meeting, person, ...from, capacity, ...instead } };
}

function guestSeat({ reading }: Visit, person: string): Arriving {
  return { person, agency: agenciesOf(reading.state, person)[0], capacity: 'in-attendance' };
}
