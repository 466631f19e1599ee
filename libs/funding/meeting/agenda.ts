import { refuse } from '#kernel/decider';
import type { WaitingMatter } from './meeting.asks.js';
import type { ItemKind, ItemTerms, MeetingEvent } from './meeting.events.js';
import type { Asked, InTheWay, MeetingOutcome } from './refusals.js';
import { itemOf } from './state.js';
import type { AgendaItem, Sitting, Waiting } from './state.js';
import { sameContent } from '#funding/same-content';

/** Items that the tasking group alone decides, because money hangs on them (rule 1). */
const moneyKinds: ReadonlySet<ItemKind> = new Set<ItemKind>([
  'bid',
  'ratification',
  'variation',
  'overspend',
  'virement',
  'reserve',
  'condition',
  'uncovered',
]);
const aboutProjects: ReadonlySet<ItemKind> = new Set<ItemKind>([
  'bid',
  'ratification',
  'variation',
  'overspend',
  'condition',
  'evaluation',
]);
const aboutSources: ReadonlySet<ItemKind> = new Set<ItemKind>(['virement', 'reserve']);

export function isAboutMoney(kind: ItemKind): boolean {
  return moneyKinds.has(kind);
}

export function putOnAgenda(command: Asked<'PutOnAgenda'>, state: Waiting | Sitting): MeetingOutcome {
  const terms = termsOf(command);
  const known = itemOf(state, command.item);
  if (known !== undefined) {
    if (!sameContent(known.terms, terms)) return refuse('item-differs');
    return known.takenOff ? refuse('item-taken-off') : [];
  }
  return (
    agendaIsFixed(state) ??
    incomplete(terms) ??
    notForThisGroup(terms.kind, state) ??
    repeatedBid(terms, state) ?? [{ type: 'ItemPutOnAgenda', data: terms }]
  );
}

export function takeOffAgenda(command: Asked<'TakeOffAgenda'>, state: Waiting | Sitting): MeetingOutcome {
  const { item, reason } = command;
  const known = itemOf(state, item);
  if (known === undefined) return refuse('no-such-item');
  if (known.takenOff) return [];
  return (
    agendaIsFixed(state) ?? decidedAlready(known) ?? [{ type: 'ItemTakenOffAgenda', data: { item, reason } }]
  );
}

/** Whether an item is out of reach: it never was on the agenda, or is no longer. */
export function notOnAgenda(item: AgendaItem | undefined): InTheWay {
  if (item === undefined) return refuse('no-such-item');
  return item.takenOff ? refuse('item-taken-off') : undefined;
}

export function decidedAlready({ decision }: AgendaItem): InTheWay {
  if (decision === undefined) return undefined;
  return refuse('already-decided', { outcome: decision.outcome.replaceAll('-', ' ') });
}

export function notForThisGroup(kind: ItemKind, { called }: Waiting | Sitting): InTheWay {
  const allowed = called.groupKind === 'tasking' || !isAboutMoney(kind);
  return allowed ? undefined : refuse('not-the-tasking-group', { group: called.group });
}

/** The matters that wait for the tasking group, as items after those that are on the agenda already. */
export function itemsForMatters(
  matters: readonly WaitingMatter[],
  state: Waiting,
): Extract<MeetingEvent, { type: 'ItemPutOnAgenda' }>[] {
  // Matters are the tasking group's: another group has no say in them.
  if (state.called.groupKind !== 'tasking') return [];
  const there = new Set(state.items.map(({ terms }) => terms.matter));
  const taken = new Set(state.items.map(({ terms }) => terms.item));
  return matters
    .filter(({ matter }) => !there.has(matter))
    .map((waiting) => {
      const item = freeId(waiting.matter, taken);
      taken.add(item);
      return { type: 'ItemPutOnAgenda', data: { ...termsOf({ ...waiting, item }), matter: waiting.matter } };
    });
}

function termsOf({ item, kind, title, project, source }: Omit<ItemTerms, 'matter'>): ItemTerms {
  return {
    item,
    kind,
    ...(title === undefined ? {} : { title }),
    ...(project === undefined ? {} : { project }),
    ...(source === undefined ? {} : { source }),
  };
}

/** The matter's own id, or with a number after it where an item of the agenda has that id. */
function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  // An id has at most 64 characters, and the number has to fit.
  for (let number = 2; taken.has(id); number += 1) id = `${wanted.slice(0, 58)}-${number}`;
  return id;
}

function agendaIsFixed({ status }: Waiting | Sitting): InTheWay {
  if (status === 'cancelled') return refuse('meeting-cancelled');
  return status === 'called' || status === 'open' ? undefined : refuse('meeting-closed');
}

function incomplete({ kind, title, project, source }: ItemTerms): InTheWay {
  if (aboutProjects.has(kind) && project === undefined) return refuse('project-needed');
  if (aboutSources.has(kind) && source === undefined) return refuse('source-needed');
  const nameless = title === undefined && project === undefined && source === undefined;
  return nameless ? refuse('title-needed') : undefined;
}

/** A bid is on an agenda once, also when it has been deferred: nothing follows that in the same meeting. */
function repeatedBid({ kind, project }: ItemTerms, { items }: Waiting | Sitting): InTheWay {
  if (kind !== 'bid') return undefined;
  const other = items.find(({ terms, takenOff }) => {
    return !takenOff && terms.kind === 'bid' && terms.project === project;
  });
  return other && refuse('bid-already-on-agenda', { item: other.terms.item });
}
