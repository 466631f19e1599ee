import type { ItemDecision } from '#funding/meeting/meeting.events';
import { moneyDecided } from '#funding/project/decided-money';
import type { DecidedMoney } from '#funding/project/decided-money';
import { project as projectDecider } from '#funding/project/project';
import { decisionIdOf } from '#funding/project/project.asks';
import { projectStream, sourceStream } from '#kernel/ids';
import { meetingDetail } from '#reads/meeting-detail';
import type { MeetingDetail, MeetingItem } from '#reads/meeting-detail';
import type { Reading } from '#reads/reading';
import { sourceNow } from '#reads/uncovered';

/** A meeting, and of each of its items what the decision did with money. */
interface MeetingWithMoney extends Omit<MeetingDetail, 'items'> {
  readonly items: readonly ItemWithMoney[];
}

interface ItemWithMoney extends MeetingItem {
  readonly money: readonly DecidedMoney[];
}

/** A meeting whose items say what each decision did with money; undefined when there is none of that id. */
export async function meetingWithMoney(from: Reading, id: string): Promise<MeetingWithMoney | undefined> {
  const detail = await meetingDetail(from, id);
  if (detail === undefined) return undefined;
  const items = await Promise.all(
    detail.items.map(async (item) => ({ ...item, money: await decidedMoney(from, id, item) })),
  );
  return { ...detail, items };
}

/** An item of a meeting, and what was decided on it. */
interface Decided {
  readonly item: string;
  readonly source: string | undefined;
  readonly decision: ItemDecision | undefined;
}

/** What the decision on an item did with money, as it was decided; nothing where no money hangs on it. */
export async function decidedMoney(
  from: Reading,
  meeting: string,
  { item, source, decision }: Decided,
): Promise<readonly DecidedMoney[]> {
  if (decision?.project !== undefined) return ofProject(from, decision.project, { meeting, item });
  if (decision?.subject === undefined || source === undefined) return [];
  return decision.outcome === 'held'
    ? heldBy(from, source, { meeting, item })
    : moved(from, source, decision.subject);
}

interface Place {
  readonly meeting: string;
  readonly item: string;
}

async function ofProject(
  { place, partnership }: Reading,
  project: string,
  at: Place,
): Promise<readonly DecidedMoney[]> {
  const state = await place.state(projectStream(partnership, project), projectDecider);
  const made = state.status === 'none' ? undefined : state.decisions.get(decisionIdOf(at));
  return made === undefined ? [] : moneyDecided(made);
}

/** What a reserve holds may have been called or released since, so it is read from the event. */
async function heldBy(
  { models, partnership }: Reading,
  source: string,
  { meeting, item }: Place,
): Promise<readonly DecidedMoney[]> {
  const rows = await models.db
    .selectFrom('history')
    .innerJoin('postings', 'postings.position', 'history.position')
    .select(['funding_type', 'amount_pence'])
    .where('stream', '=', sourceStream(partnership, source))
    .where('meeting', '=', meeting)
    .where('item', '=', item)
    .where('type', '=', 'ReserveHeld')
    .where('account', '=', 'reserved')
    .execute();
  return rows.map(({ funding_type: type, amount_pence: amountPence }) => {
    return { does: 'held', source, fundingType: type as DecidedMoney['fundingType'], amountPence };
  });
}

async function moved(
  { place, partnership }: Reading,
  source: string,
  id: string,
): Promise<readonly DecidedMoney[]> {
  const { state } = await sourceNow(place, partnership, source);
  const virement = state.status === 'none' ? undefined : state.virements.get(id);
  if (virement === undefined) return [];
  const { from, to, fundingType, amountPence } = virement;
  return [{ does: 'moved', source: from.source, to: to.source, fundingType, amountPence }];
}
