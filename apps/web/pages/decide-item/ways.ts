import type { ItemKind } from '#funding/meeting/meeting.events';
import type { Way } from './ruling.js';
import { rescindAward, varyAward } from './rulings/award.js';
import { decideBid } from './rulings/bid.js';
import { waiveCondition } from './rulings/condition.js';
import { note } from './rulings/note.js';
import { settle } from './rulings/outcome.js';
import { decideOverspend } from './rulings/overspend.js';
import { ratify } from './rulings/ratification.js';
import { holdReserve } from './rulings/reserve.js';
import { authoriseVirement } from './rulings/virement.js';

const vary: Way = { path: 'vary', text: 'Change the award', command: 'VaryAward', ruling: varyAward };
const rescind: Way = {
  path: 'rescind',
  text: 'Rescind the award',
  command: 'RescindAward',
  ruling: rescindAward,
};
const noting: Way = { path: 'note', text: 'Note the item', command: 'NoteItem', ruling: note };

/** How each kind of item can be dealt with; what is most often done stands first. */
const ways: Readonly<Record<ItemKind, readonly Way[]>> = {
  bid: [{ text: 'Decide on the bid', command: 'FundProject', ruling: decideBid }],
  ratification: [{ text: 'Ratify or not', command: 'RatifyChairsAction', ruling: ratify }],
  variation: [vary, rescind],
  uncovered: [vary, rescind, noting],
  overspend: [{ text: 'Decide on the overspend', command: 'DecideOverspend', ruling: decideOverspend }],
  virement: [{ text: 'Authorise a virement', command: 'AuthoriseVirement', ruling: authoriseVirement }],
  reserve: [{ text: 'Hold the reserve', command: 'HoldReserve', ruling: holdReserve }],
  condition: [{ text: 'Waive the condition', command: 'WaiveCondition', ruling: waiveCondition }],
  evaluation: [noting],
  'overdue-evaluation': [noting],
  outcome: [
    {
      path: 'mainstream',
      text: 'Mainstream the project',
      command: 'MainstreamProject',
      ruling: settle('mainstream'),
    },
    {
      path: 'continue',
      text: 'Continue the project',
      command: 'ContinueProject',
      ruling: settle('continue'),
    },
    {
      path: 'discontinue',
      text: 'Stop the project',
      command: 'DiscontinueProject',
      ruling: settle('discontinue'),
    },
    noting,
  ],
  other: [noting],
};

interface Terms {
  readonly kind: ItemKind;
  readonly project?: string | undefined;
}

/** How an item can be dealt with. One about no project has no award that could be changed. */
export function waysOf({ kind, project }: Terms): readonly Way[] {
  if (kind === 'uncovered' && project === undefined) return [noting];
  return ways[kind];
}

/** The way of an address; undefined where the item has none of that name, or another records it. */
export function wayAt(terms: Terms, path: string | undefined): Way | undefined {
  return waysOf(terms).find((way) => way.path === path);
}
