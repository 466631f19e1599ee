import { projectRefusalMessages } from '#funding/project/refusals';
import type { Refused, RefusalMessage } from '#kernel/decider';
import type { MeetingAsk } from './meeting.asks.js';
import type { MeetingEvent } from './meeting.events.js';

/** Why a meeting says no, with the words for it. Kept apart because every part of its life uses them. */
export type MeetingRefusal =
  | 'no-such-meeting'
  | 'meeting-differs'
  | 'group-not-found'
  | 'not-open'
  | 'already-open'
  | 'meeting-cancelled'
  | 'meeting-closed'
  | 'not-closed'
  | 'not-its-day-yet'
  | 'not-the-meeting-day'
  | 'no-voting-members'
  | 'item-differs'
  | 'item-taken-off'
  | 'no-such-item'
  | 'project-needed'
  | 'source-needed'
  | 'title-needed'
  | 'not-the-tasking-group'
  | 'bid-already-on-agenda'
  | 'attendance-differs'
  | 'not-a-member-of-the-meeting'
  | 'is-a-voting-member'
  | 'another-agency'
  | 'instead-of-whom'
  | 'not-named-as-substitute'
  | 'member-is-present'
  | 'substitute-is-sitting'
  | 'not-present'
  | 'already-declared'
  | 'already-decided'
  | 'own-bid'
  | 'another-kind-of-item'
  | 'about-another-project'
  | 'about-another-source'
  | 'needs-a-decision'
  | 'not-quorate'
  | 'no-vote-without-quorum'
  | 'interest-not-declared'
  | 'chair-needed'
  | 'chair-is-there'
  | 'may-not-chair'
  | 'may-not-vote'
  | 'votes-twice'
  | 'no-votes-cast'
  | 'casting-vote-needed'
  | 'casting-vote-without-tie'
  | 'vote-not-carried'
  | 'dissents-from-own-vote'
  | 'minutes-approved-elsewhere'
  | 'own-minutes';

export type MeetingOutcome = readonly MeetingEvent[] | Refused<MeetingRefusal>;
/** What stands in the way, if anything. */
export type InTheWay = Refused<MeetingRefusal> | undefined;
/** One of the things that a meeting is asked, by name. */
export type Asked<Type extends MeetingAsk['type']> = Extract<MeetingAsk, { type: Type }>;

export const meetingRefusalMessages: Record<MeetingRefusal, RefusalMessage> = {
  'no-such-meeting': { field: 'meeting', text: 'There is no such meeting. Call it first.' },
  'meeting-differs': {
    field: 'meeting',
    text: 'A meeting with this id was called already, of another group or for another day. Move it, or choose another id.',
  },
  'group-not-found': { field: 'group', text: 'The partnership has no group {group}. Form it first.' },
  'not-open': { field: 'meeting', text: 'The meeting has not been opened.' },
  'already-open': {
    field: 'meeting',
    text: 'The meeting has been opened: it can be closed, and no longer moved or cancelled.',
  },
  'meeting-cancelled': { field: 'meeting', text: 'The meeting was cancelled.' },
  'meeting-closed': {
    field: 'meeting',
    text: 'The meeting is closed. What it did not reach goes to another.',
  },
  'not-closed': { field: 'meeting', text: 'Close the meeting before its minutes are approved.' },
  'not-its-day-yet': {
    field: 'meeting',
    text: 'The meeting is on {heldOn}. Open it then, or move it first.',
  },
  'not-the-meeting-day': {
    field: 'on',
    text: 'A decision is dated the day of its meeting, {heldOn}. Give that day.',
  },
  'no-voting-members': {
    field: 'meeting',
    text: 'The group has no voting members yet, so that its meeting could decide nothing. Give people their roles first.',
  },
  'item-differs': { field: 'item', text: 'This item stands for another matter already. Choose another id.' },
  'item-taken-off': {
    field: 'item',
    text: 'This item was taken off the agenda. Put it on again as a new item.',
  },
  'no-such-item': { field: 'item', text: 'The agenda has no such item.' },
  'project-needed': { field: 'project', text: 'Say which project the item is about.' },
  'source-needed': { field: 'source', text: 'Say which funding source the item is about.' },
  'title-needed': { field: 'title', text: 'Say in a line what the item is about.' },
  'not-the-tasking-group': {
    field: 'meeting',
    text: 'This is a meeting of {group}, and no group but the tasking group decides money.',
  },
  'bid-already-on-agenda': {
    field: 'project',
    text: 'This bid is on the agenda of this meeting already, as {item}.',
  },
  'attendance-differs': {
    field: 'capacity',
    text: 'They are there already, in another capacity. Record that they left before you record them again.',
  },
  'not-a-member-of-the-meeting': {
    field: 'person',
    text: 'They were no voting member of the group when the meeting was opened. Record them as in attendance.',
  },
  'is-a-voting-member': {
    field: 'capacity',
    text: 'They are a voting member of the group. Record them as a member.',
  },
  'another-agency': { field: 'agency', text: 'They come from {agency}, as the partnership has it.' },
  'instead-of-whom': { field: 'insteadOf', text: 'Say in whose place they sit.' },
  'not-named-as-substitute': {
    field: 'insteadOf',
    text: 'They were not named to sit in the place of {member} when the meeting was opened.',
  },
  'member-is-present': { field: 'insteadOf', text: '{member} is there, so nobody sits in that place.' },
  'substitute-is-sitting': {
    field: 'person',
    text: '{substitute} sits in the place of {member}. Record first that they left.',
  },
  'not-present': { field: 'person', text: 'They are not recorded as present.' },
  'already-declared': {
    field: 'declares',
    text: 'They have declared already. An interest that was declared stands for the whole item.',
  },
  'already-decided': {
    field: 'item',
    text: 'This item was decided: {outcome}. A decision is changed by another decision, at a later meeting.',
  },
  'own-bid': projectRefusalMessages['own-bid'],
  'another-kind-of-item': { field: 'item', text: 'This cannot be decided under an item of the kind {kind}.' },
  'about-another-project': { field: 'item', text: 'This item is about another project.' },
  'about-another-source': { field: 'item', text: 'This item is about another funding source.' },
  'needs-a-decision': {
    field: 'item',
    text: 'An item of the kind {kind} cannot be noted: it is decided, or deferred.',
  },
  'not-quorate': {
    field: 'item',
    text: 'The item is not quorate: {people} of {peopleNeeded} people are there for it, from {agencies} of {agenciesNeeded} agencies. It can only be deferred.',
  },
  'no-vote-without-quorum': {
    field: 'ballot',
    text: 'The item is not quorate, so that it is deferred without a vote. Leave the votes out.',
  },
  'interest-not-declared': {
    field: 'item',
    text: 'Members of the lead agency declare an interest, or that they have none, before the item is decided. Still to declare: {people}.',
  },
  'chair-needed': {
    field: 'chairedBy',
    text: 'Neither the chair nor the deputy is there for this item. Say who of those present was chosen to chair it.',
  },
  'chair-is-there': { field: 'chairedBy', text: '{person} is there for this item, and chairs it.' },
  'may-not-chair': { field: 'chairedBy', text: '{person} has no vote on this item, and so cannot chair it.' },
  'may-not-vote': { field: 'ballot', text: '{person} has no vote on this item.' },
  'votes-twice': { field: 'ballot', text: '{person} is named twice among the votes.' },
  'no-votes-cast': {
    field: 'ballot',
    text: 'Nobody voted for or against. Leave the votes out when it was agreed without a vote.',
  },
  'casting-vote-needed': {
    field: 'ballot.castingVote',
    text: 'The votes are equal, {for} to {against}. Say how whoever chaired the item cast the deciding vote.',
  },
  'casting-vote-without-tie': {
    field: 'ballot.castingVote',
    text: 'The votes are {for} to {against}. There is a casting vote on a tie alone.',
  },
  'vote-not-carried': {
    field: 'ballot',
    text: 'The vote was not carried, by {for} to {against}. Record what was decided instead.',
  },
  'dissents-from-own-vote': { field: 'dissent', text: '{person} voted for it, and so does not dissent.' },
  'minutes-approved-elsewhere': {
    field: 'laterMeeting',
    text: 'The minutes were approved already, at another meeting.',
  },
  'own-minutes': {
    field: 'laterMeeting',
    text: 'A meeting cannot approve its own minutes. Name the later one.',
  },
};
