import { isRefused, refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { formatDate } from '#kernel/local-date';
import { decidedAlready, isAboutMoney, notForThisGroup, notOnAgenda } from './agenda.js';
import { noLongerOpen, stepOutFor } from './attendance.js';
import { ballotRefusal, dissentRefusal, recordedBallot } from './ballot.js';
import { chairByOffice, chairOf, isQuorate, quorumOf, roomFor } from './quorum.js';
import type { Room } from './quorum.js';
import type { Asked, InTheWay, MeetingOutcome, MeetingRefusal } from './refusals.js';
import { itemOf, presentAt } from './state.js';
import type { AgendaItem, Sitting } from './state.js';
import type { ItemDecision, ItemKind, QuorumCount } from './meeting.events.js';
import { sameContent } from '#funding/same-content';

type DecideItem = Asked<'DecideItem'>;
type NoteItem = Asked<'NoteItem'>;
/** What was decided, as far as it is for whoever records it to say. */
type Said = Pick<
  ItemDecision,
  'outcome' | 'project' | 'subject' | 'ballot' | 'dissent' | 'conditions' | 'reasons'
>;
/** How it came to be decided: by whom chaired, and whether without a vote. */
type Manner = Pick<ItemDecision, 'chairedBy' | 'agreedWithoutVote'>;

/** Items on which nobody has to decide: a report, a matter that other decisions settled. */
const notable: ReadonlySet<ItemKind> = new Set<ItemKind>([
  'uncovered',
  'evaluation',
  'overdue-evaluation',
  'outcome',
  'other',
]);

/**
 * Decides an item of the agenda (rules 1, 2 and 5). Those whose bid it is step out in the same answer, so
 * that they neither count nor vote, whatever the taker of the minutes forgot.
 */
export function decideItem(command: DecideItem, state: Sitting): MeetingOutcome {
  const item = itemOf(state, command.item);
  if (item === undefined) return refuse('no-such-item');
  const said = saidBy(command, item);
  return (
    ownBid(command) ??
    wrongItem(command, item, state) ??
    decidedBefore(item, said) ??
    notNow(command, state) ??
    decideNow(command, said, item, state)
  );
}

/** Notes an item. The meeting has to be quorate for it, as for everything but a deferral. */
export function noteItem(command: NoteItem, state: Sitting): MeetingOutcome {
  const item = itemOf(state, command.item);
  if (item === undefined) return refuse('no-such-item');
  const { project } = item.terms;
  const about = project === undefined ? {} : { project };
  const said: Said = { outcome: 'noted', ...about, dissent: [], conditions: [], reasons: command.reasons };
  return (
    notOnAgenda(item) ??
    decidedBefore(item, said) ??
    notToBeNoted(item) ??
    notNow(command, state) ??
    noteNow(said, item, state)
  );
}

function decideNow(command: DecideItem, said: Said, item: AgendaItem, state: Sitting): MeetingOutcome {
  const owners = new Set(command.owners);
  const leaving = presentAt(state).flatMap(({ person }) => (owners.has(person) ? person : []));
  const room = roomFor(state, item, leaving);
  const quorum = quorumOf(state.opening, room);
  const manner = isQuorate(quorum)
    ? decidedInQuorum(command, said, state, item, room)
    : deferredForWantOfQuorum(said, state, room, quorum);
  if (isRefused<MeetingRefusal>(manner)) return manner;
  const steps = stepOutFor(item, leaving, 'lead-officer');
  return (
    dissentRefusal(said.dissent, said.ballot, room.voting) ?? [
      ...steps,
      { type: 'ItemDecided', data: minuted(said, manner, item, room, quorum) },
    ]
  );
}

function noteNow(said: Said, item: AgendaItem, state: Sitting): MeetingOutcome {
  const room = roomFor(state, item, []);
  const quorum = quorumOf(state.opening, room);
  if (!isQuorate(quorum)) return notQuorate(quorum);
  const manner = { ...chairedByOffice(state, room), agreedWithoutVote: true };
  return [{ type: 'ItemDecided', data: minuted(said, manner, item, room, quorum) }];
}

function decidedInQuorum(
  command: DecideItem,
  { ballot }: Said,
  state: Sitting,
  item: AgendaItem,
  room: Room,
): Manner | Refused<MeetingRefusal> {
  const undeclared = interestNotDeclared(command, item, room);
  if (undeclared !== undefined) return undeclared;
  const chair = chairOf(state.opening, room, command.chairedBy);
  if (isRefused<MeetingRefusal>(chair)) return chair;
  const manner = { ...chair, agreedWithoutVote: ballot === undefined };
  return (ballot && ballotRefusal(ballot, room.voting)) ?? manner;
}

/** Nobody decides this: the item waits because too few are there for it. */
function deferredForWantOfQuorum(
  { outcome, ballot }: Said,
  state: Sitting,
  room: Room,
  quorum: QuorumCount,
): Manner | Refused<MeetingRefusal> {
  if (outcome !== 'deferred') return notQuorate(quorum);
  if (ballot !== undefined) return refuse('no-vote-without-quorum');
  return { ...chairedByOffice(state, room), agreedWithoutVote: false };
}

function minuted(
  said: Said,
  manner: Manner,
  item: AgendaItem,
  room: Room,
  quorum: QuorumCount,
): ItemDecision {
  return {
    item: item.terms.item,
    ...said,
    ...manner,
    quorate: isQuorate(quorum),
    quorum,
    present: room.present,
    steppedOut: room.steppedOut,
    declared: item.declared,
  };
}

function chairedByOffice({ opening }: Sitting, room: Room): { readonly chairedBy?: string } {
  const chairedBy = chairByOffice(opening, room);
  return chairedBy === undefined ? {} : { chairedBy };
}

function saidBy(command: DecideItem, { terms }: AgendaItem): Said {
  const { outcome, subject, ballot, dissent = [], conditions, reasons } = command;
  const project = command.project ?? terms.project;
  return {
    outcome,
    ...(project === undefined ? {} : { project }),
    ...(subject === undefined ? {} : { subject }),
    ...(ballot === undefined ? {} : { ballot: recordedBallot(ballot) }),
    dissent,
    conditions,
    reasons,
  };
}

/** Rule 2: to record a decision on one's own bid is to have a hand in it. */
function ownBid(command: DecideItem): InTheWay {
  return command.owners.includes(command.by.person) ? refuse('own-bid') : undefined;
}

function wrongItem(command: DecideItem, item: AgendaItem, state: Sitting): InTheWay {
  const { kind, project, source } = item.terms;
  if (item.takenOff) return notOnAgenda(item);
  if (!command.kinds.includes(kind))
    return refuse('another-kind-of-item', { kind: kind.replaceAll('-', ' ') });
  if (isAnother(command.project, project)) return refuse('about-another-project');
  if (isAnother(command.source, source)) return refuse('about-another-source');
  // A decision that could also be made under a money item is about money, whatever this item is called.
  const strictest = command.kinds.find(isAboutMoney) ?? kind;
  return notForThisGroup(strictest, state);
}

function isAnother(asked: string | undefined, its: string | undefined): boolean {
  return asked !== undefined && asked !== its;
}

/** Rule 6 and the one decision an item has: the same again changes nothing, and nothing follows it here. */
function decidedBefore(item: AgendaItem, said: Said): MeetingOutcome | undefined {
  if (item.decision === undefined) return undefined;
  const { outcome, project, subject, ballot, dissent, conditions, reasons } = item.decision;
  const before = { outcome, project, subject, ballot, dissent, conditions, reasons };
  return sameContent(before, said) ? [] : decidedAlready(item);
}

function notNow({ on }: DecideItem | NoteItem, state: Sitting): InTheWay {
  if (on !== state.heldOn) return refuse('not-the-meeting-day', { heldOn: formatDate(state.heldOn) });
  return noLongerOpen(state);
}

function notToBeNoted({ terms }: AgendaItem): InTheWay {
  return notable.has(terms.kind) ? undefined : refuse('needs-a-decision', { kind: terms.kind });
}

/** Someone who has stepped out takes no part, so it is those who stay who have to say. */
function interestNotDeclared(command: DecideItem, item: AgendaItem, room: Room): InTheWay {
  const lead = new Set(command.leadAgencies);
  const declared = new Set(item.declared.map(({ person }) => person));
  const silent = room.voting.filter(({ person, agency }) => lead.has(agency) && !declared.has(person));
  if (silent.length === 0) return undefined;
  return refuse('interest-not-declared', { people: silent.map(({ person }) => person).join(', ') });
}

function notQuorate({
  people,
  peopleNeeded,
  agencies,
  agenciesNeeded,
}: QuorumCount): Refused<MeetingRefusal> {
  return refuse('not-quorate', {
    people: String(people),
    peopleNeeded: String(peopleNeeded),
    agencies: String(agencies),
    agenciesNeeded: String(agenciesNeeded),
  });
}
