import { ask } from '#kernel/asking';
import type { AnyAsk, Fold, Plan } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { messageStream, personStream } from '#kernel/ids';
import { formatDate } from '#kernel/local-date';
import type { Named } from '#funding/command-types';
import type { MessageAsk } from '#funding/message/message.asks';
import type { MessageCommand } from '#funding/message/message.commands';
import type { CarriedRungs, LeftOut } from '#funding/message/message.events';
import { message as messageDecider } from '#funding/message/message';
import { toSay } from '#funding/message/state';
import type { ClaimedMessage } from '#funding/message/state';
import type { PartnershipState } from '#funding/partnership/state';
import { person as personDecider } from '#funding/person/person';
import { isAwarded } from '#funding/project/state';
import { askProject, circumstancesOf, foldPartnership, foldProject } from './planning.js';
import { recipientOf } from './recipients.js';
import { isOwedNow, whoseOf, wrongRungs } from './reminders.plans.js';

type Asked<Name extends MessageCommand['type']> = Named<MessageCommand, Name>;
type Within = Asked<MessageCommand['type']>;

/** A command that the message answers alone. */
export function messageAlone(command: Exclude<MessageCommand, Asked<'BeginSending'>>): Plan {
  return async () => [askMessage(command, command.message, command)];
}

/**
 * Claims a message: the message, the person, each project whose rungs it carries, and each message of whose
 * failure it tells, in one append. A refusal that is about something it carries says the place of that.
 */
export function claimMessage(command: Asked<'ClaimMessage'>): Plan {
  return async (fold) => {
    const { message, person, undelivered = [], urgent = false } = command;
    const carries: readonly CarriedRungs[] = command.carries;
    const state = await foldPartnership(fold, command);
    for (const [place, rungs] of carries.entries()) {
      const wrong =
        (await wrongRungs(fold, command, rungs, state)) ?? (await notTold(fold, command, rungs, state));
      if (wrong !== undefined) return refuse(wrong.refused, { ...wrong.facts, place: String(place) });
    }
    const within = circumstancesOf(command);
    const taken = { ...within, type: 'TakeMessage', person, message, urgent } as const;
    return [
      askMessage(command, message, command),
      ask(personStream(command.partnership, person), personDecider, taken),
      ...carries.map((rungs, place) => {
        const carried = { ...within, ...rungs, type: 'CarryReminders', place, message, person } as const;
        return askProject(within, rungs.project, carried);
      }),
      ...undelivered.map((failed) =>
        askMessage(command, failed, { ...within, type: 'TellOfFailure', in: message }),
      ),
    ];
  };
}

/** Why the project has nothing to tell this person by these rungs; undefined when they are to be told. */
async function notTold(
  fold: Fold,
  command: Asked<'ClaimMessage'>,
  { project: id, dueOn, told, standIn = false }: CarriedRungs,
  state: PartnershipState,
): Promise<Refused | undefined> {
  const project = await foldProject(fold, command, id);
  if (!isAwarded(project)) return refuse('nothing-due', { dueOn: formatDate(dueOn), project: id });
  const recipient = await recipientOf(fold, command, told, { whose: whoseOf(project), state });
  if (recipient?.person === command.person && recipient.standIn === standIn) return undefined;
  return refuse('someone-else-is-told', { project: id });
}

/**
 * Begins to send: the message, which has to know what of it is no longer to be said, and each project that
 * gets rungs back because someone else is to be told by now.
 */
export function beginSending(command: Asked<'BeginSending'>): Plan {
  return async (fold) => {
    const { message, partnership } = command;
    const state = await fold(messageStream(partnership, message), messageDecider);
    const known = state.status === 'queued' ? state : undefined;
    const leftOut = known === undefined ? [] : await noLongerToSay(fold, command, known);
    const asked = askMessage(command, message, { ...command, facts: { leftOut } });
    return [asked, ...(known === undefined ? [] : givenBack(command, known, leftOut))];
  };
}

async function noLongerToSay(
  fold: Fold,
  command: Asked<'BeginSending'>,
  state: ClaimedMessage,
): Promise<readonly LeftOut[]> {
  const partnership = await foldPartnership(fold, command);
  const found = await Promise.all(
    toSay(state).map(async ({ place, rungs }): Promise<LeftOut | undefined> => {
      if (!(await isOwedNow(fold, command, rungs))) return { place, because: 'not-owed' };
      const whose = whoseOf(await foldProject(fold, command, rungs.project));
      const now = await recipientOf(fold, command, rungs.told, { whose, state: partnership });
      return now?.person === state.person ? undefined : { place, because: 'someone-else' };
    }),
  );
  return found.filter((one) => one !== undefined);
}

function givenBack(
  command: Asked<'BeginSending'>,
  { person, carries }: ClaimedMessage,
  leftOut: readonly LeftOut[],
): readonly AnyAsk[] {
  const { message } = command;
  const within = circumstancesOf(command);
  return leftOut
    .filter(({ because }) => because === 'someone-else')
    .flatMap(({ place }) => carries[place] ?? [])
    .map((rungs) => {
      const back = { ...within, ...rungs, type: 'TakeBackReminders', message, person } as const;
      return askProject(within, rungs.project, back);
    });
}

function askMessage(within: Pick<Within, 'partnership'>, id: string, asked: MessageAsk): AnyAsk {
  return ask(messageStream(within.partnership, id), messageDecider, asked);
}
