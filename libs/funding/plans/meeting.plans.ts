import type { AnyAsk, Plan } from '#kernel/asking';
import type { Named } from '#funding/command-types';
import { settleMatter } from './decisions.plans.js';
import type { MeetingCommand } from '#funding/meeting/meeting.commands';
import { itemOf, openItems } from '#funding/meeting/state';
import type { AgendaItem, MeetingState } from '#funding/meeting/state';
import {
  groupKindOf,
  openMatters,
  policyOn,
  substitutesFor,
  votingMembers,
} from '#funding/partnership/queries';
import {
  askMeeting,
  askProject,
  circumstancesOf,
  foldMeeting,
  foldPartnership,
  notThere,
} from './planning.js';

type Asked<Name extends MeetingCommand['type']> = Named<MeetingCommand, Name>;

/** Calls a meeting: the meeting, which has to know what its group does. */
export function callMeeting(command: Asked<'CallMeeting'>): Plan {
  return async (fold) => {
    const groupKind = groupKindOf(await foldPartnership(fold, command), command.group);
    return [askMeeting(command, command.meeting, { ...command, facts: { groupKind } })];
  };
}

/** Opens a meeting, with the members, the quorum and the waiting matters of its day. */
export function openMeeting(command: Asked<'OpenMeeting'>): Plan {
  return async (fold) => {
    const partnership = await foldPartnership(fold, command);
    const state = await foldMeeting(fold, command, command.meeting);
    const group = state.status === 'none' ? '' : state.called.group;
    const opening = {
      members: votingMembers(partnership, group),
      substitutes: substitutesFor(partnership, group),
      quorum: policyOn(partnership, command.on).quorum,
      matters: groupKindOf(partnership, group) === 'tasking' ? openMatters(partnership) : [],
    };
    return [
      askMeeting(command, command.meeting, { ...circumstancesOf(command), type: 'OpenWith', ...opening }),
    ];
  };
}

/** Puts a matter on the agenda: the meeting, and for a bid the project, which is on one agenda at a time. */
export function putOnAgenda(command: Asked<'PutOnAgenda'>): Plan {
  return async (fold) => {
    const { meeting, item, kind, project } = command;
    const missing = await notThere(fold, command, command);
    if (missing !== undefined) return missing;
    const asked = askMeeting(command, meeting, command);
    // An item that is there came with its bid, and saying so again does not bring the bid back to it.
    const isThere = itemOf(await foldMeeting(fold, command, meeting), item) !== undefined;
    if (kind !== 'bid' || project === undefined || isThere) return [asked];
    const going = { ...circumstancesOf(command), type: 'GoOnAgenda', meeting, item } as const;
    return [asked, askProject(command, project, going)];
  };
}

/** Takes an item off: the meeting, and the project of a bid, which waits for another. */
export function takeOffAgenda(command: Asked<'TakeOffAgenda'>): Plan {
  return async (fold) => {
    const item = itemOf(await foldMeeting(fold, command, command.meeting), command.item);
    const bids = item === undefined ? [] : comeOff(command, [item], command.reason);
    return [askMeeting(command, command.meeting, command), ...bids];
  };
}

/**
 * Ends a meeting: the meeting, and the projects of the bids that it did not decide, which wait for another.
 */
export function endMeeting(command: Asked<'CancelMeeting' | 'CloseMeeting'>): Plan {
  return async (fold) => {
    const state = await foldMeeting(fold, command, command.meeting);
    const reason = command.type === 'CancelMeeting' ? command.reason : 'The meeting did not reach it.';
    return [askMeeting(command, command.meeting, command), ...comeOff(command, openBids(state), reason)];
  };
}

/** Notes an item: the meeting, and the partnership, where the item came from a matter. */
export function noteItem(command: Asked<'NoteItem'>): Plan {
  return async (fold) => {
    const { meeting, item } = command;
    return [
      askMeeting(command, meeting, command),
      ...(await settleMatter(fold, command, { meeting, item, outcome: 'noted' })),
    ];
  };
}

function openBids(state: MeetingState): readonly AgendaItem[] {
  return openItems(state).filter(({ terms }) => terms.kind === 'bid');
}

function comeOff(
  command: Asked<'TakeOffAgenda' | 'CancelMeeting' | 'CloseMeeting'>,
  items: readonly AgendaItem[],
  reason: string,
): readonly AnyAsk[] {
  return items.flatMap(({ terms: { kind, item, project } }) => {
    if (kind !== 'bid' || project === undefined) return [];
    const { meeting } = command;
    const asked = { ...circumstancesOf(command), type: 'ComeOffAgenda', meeting, item, reason } as const;
    return [askProject(command, project, asked)];
  });
}
