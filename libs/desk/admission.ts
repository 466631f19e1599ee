import { commandClasses } from '#desk/command-registry';
import type { GivenCommand } from '#desk/given-command';
import { nounStreamOf, revisions } from '#desk/noun-stream';
import { effectiveDayField } from '#funding/fields';
import { partnership } from '#funding/partnership/partnership';
import type { PartnershipState } from '#funding/partnership/state';
import { mayGiveCommands, person } from '#funding/person/person';
import { roleRefusal } from '#funding/roles';
import type { RoleRefusal } from '#funding/roles';
import type { AnyCommand } from '#funding/plans/planning';
import type { Fold } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused, RefusalMessage } from '#kernel/decider';
import { firstDayOf, yearAfter } from '#kernel/financial-year';
import { partnershipStream, personStream } from '#kernel/ids';
import { formatDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';

/** What the desk itself refuses, before any noun is asked. */
export type DeskRefusal = 'person-switched-off' | 'on-after-today' | 'changed-since-read';

export const deskRefusalMessages: Record<DeskRefusal, RefusalMessage> = {
  'person-switched-off': {
    field: 'actor.person',
    text: 'You have been switched off, and can change nothing here.',
  },
  'on-after-today': { field: 'on', text: '{on} is still to come. Give today, {today}, or an earlier day.' },
  'changed-since-read': {
    field: 'ifRevision',
    text: 'This has changed since you read it: it is at revision {now}, and not at {read}. Read it again first.',
  },
};

/**
 * A command as the nouns are asked it, with what its partnership says of the day; or why it is not taken to
 * any noun: its giver does not act in this role here, or has been switched off, its day is still to come, or
 * what it is about has changed since they read it.
 *
 * To someone without a role a partnership that is there and one that is not are the same (rule 23).
 */
export async function admitted(
  fold: Fold,
  command: AnyCommand,
  given: Pick<GivenCommand, 'name' | 'partnership' | 'content' | 'ifRevision'>,
): Promise<AnyCommand | Refused<DeskRefusal | RoleRefusal>> {
  const { by, on, today } = command;
  const known = await fold(partnershipStream(command.partnership), partnership);
  const notTheirs = roleRefusal(known, by, command.type);
  if (notTheirs !== undefined) return notTheirs;
  if (!mayGiveCommands(await fold(personStream(command.partnership, by.person), person)))
    return refuse('person-switched-off');
  if (on > today) return refuse('on-after-today', { on: formatDate(on), today: formatDate(today) });
  const changed = await changedSinceRead(fold, given);
  if (changed !== undefined) return changed;
  const openFrom = openFromOf(known);
  return openFrom === undefined ? command : { ...command, openFrom };
}

/**
 * Told by the same read as the decision, so that what is written rests on this very revision: between the two
 * nothing can come.
 */
async function changedSinceRead(
  fold: Fold,
  given: Pick<GivenCommand, 'name' | 'partnership' | 'content' | 'ifRevision'>,
): Promise<Refused<DeskRefusal> | undefined> {
  const { ifRevision } = given;
  if (ifRevision === undefined) return undefined;
  const now = await fold(nounStreamOf(given), revisions);
  if (now === ifRevision) return undefined;
  return refuse('changed-since-read', { read: String(ifRevision), now: String(now) });
}

/**
 * The day on which a command takes effect whose giver does not say: the day that it names itself, such as
 * that of a payment, unless the figures of that day stand by now or it is still to come; and otherwise today.
 */
export async function dayOfItsOwn(
  fold: Fold,
  { name, partnership: id, content }: Pick<GivenCommand, 'name' | 'partnership' | 'content'>,
  today: LocalDate,
): Promise<LocalDate> {
  const field = effectiveDayField(commandClasses[name]);
  const day = field === undefined ? undefined : content[field];
  if (typeof day !== 'string' || day > today) return today;
  const openFrom = openFromOf(await fold(partnershipStream(id), partnership));
  return openFrom !== undefined && day < openFrom ? today : day;
}

/** The day after the last year that was closed: figures before it stand (rule 10). */
function openFromOf(state: PartnershipState): LocalDate | undefined {
  const closed = state.status === 'none' ? [] : state.closedYears.map(({ year }) => year);
  const last = closed.toSorted().at(-1);
  return last === undefined ? undefined : firstDayOf(yearAfter(last));
}
