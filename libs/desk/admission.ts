import { partnership } from '#funding/partnership/partnership';
import { mayGiveCommands, person } from '#funding/person/person';
import { roleRefusal } from '#funding/roles';
import type { RoleRefusal } from '#funding/roles';
import type { AnyCommand } from '#funding/plans/planning';
import type { Fold } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused, RefusalMessage } from '#kernel/decider';
import { partnershipStream, personStream } from '#kernel/ids';
import { formatDate } from '#kernel/local-date';

/** What the desk itself refuses, before any noun is asked. */
export type DeskRefusal = 'person-switched-off' | 'on-after-today';

export const deskRefusalMessages: Record<DeskRefusal, RefusalMessage> = {
  'person-switched-off': {
    field: 'actor.person',
    text: 'You have been switched off, and can change nothing here.',
  },
  'on-after-today': { field: 'on', text: '{on} is still to come. Give today, {today}, or an earlier day.' },
};

/**
 * Why a command is not taken to any noun: its giver does not act in this role here, or has been switched
 * off, or its day is still to come. Undefined when nothing stands against it.
 *
 * To someone without a role a partnership that is there and one that is not are the same (rule 23).
 */
export async function deskRefusal(
  fold: Fold,
  command: AnyCommand,
): Promise<Refused<DeskRefusal | RoleRefusal> | undefined> {
  const { by, on, today } = command;
  const notTheirs = roleRefusal(
    await fold(partnershipStream(command.partnership), partnership),
    by,
    command.type,
  );
  if (notTheirs !== undefined) return notTheirs;
  if (!mayGiveCommands(await fold(personStream(command.partnership, by.person), person)))
    return refuse('person-switched-off');
  return on > today ? refuse('on-after-today', { on: formatDate(on), today: formatDate(today) }) : undefined;
}
