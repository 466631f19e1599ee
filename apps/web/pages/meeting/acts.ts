import { BadRequestException } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import type { Sitting, Waiting } from '#funding/meeting/state';
import { isId } from '#kernel/ids';
import type { Visit } from '../../access/visit.js';
import type { PageCommand } from '../../commands/sending.js';
import { seatsOf } from './meeting-now.js';

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
  const { act, project } = posted;
  if (act === 'open') return [{ name: 'OpenMeeting', content: { meeting } }];
  if (act === 'close') return [{ name: 'CloseMeeting', content: { meeting } }];
  if (act === 'attendance') return attendanceOf(visit, meeting, state, posted);
  if (act === 'agenda' && isId(project))
    return [{ name: 'PutOnAgenda', content: { meeting, item: project, kind: 'bid', project } }];
  throw new BadRequestException();
}

/** One command for each who has come, and each who has gone, since the page was shown. */
async function attendanceOf(
  visit: Visit,
  meeting: string,
  state: Waiting | Sitting,
  { present }: Posted,
): Promise<readonly PageCommand[]> {
  const ticked: readonly unknown[] = Array.isArray(present) ? present : [present];
  const seats = await seatsOf(visit, state);
  return seats.flatMap(({ person, agency, insteadOf, isPresent }): PageCommand[] => {
    const isThere = ticked.includes(person);
    if (isThere === isPresent) return [];
    if (!isThere) return [{ name: 'RecordDeparture', content: { meeting, person } }];
    const seat =
      insteadOf === undefined
        ? { capacity: 'member' as const }
        : { capacity: 'substitute' as const, insteadOf };
    return [{ name: 'RecordAttendance', content: { meeting, person, agency, ...seat } }];
  });
}
