import type { Folding } from '#eventing/fold-stream';
import type { DataOf, FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import type { ItemDecision } from '#funding/meeting/meeting.events';
import {
  moneyDecided,
  moneyGivenBack,
  moneyHeld,
  moneyMoved,
  releaseEnding,
} from '#funding/project/decided-money';
import type { DecidedMoney } from '#funding/project/decided-money';
import { project as projectDecider } from '#funding/project/project';
import { decisionIdOf } from '#funding/project/project.asks';
import { isAwarded } from '#funding/project/state';
import { projectStream, sourceStream } from '#kernel/ids';
import { meetingDetail } from '#reads/meeting-detail';
import type { MeetingDetail, MeetingItem } from '#reads/meeting-detail';
import type { Reading } from '#reads/reading';
import { sourcesOf } from '#reads/sources-of-project';
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

async function ofProject(from: Reading, project: string, at: Place): Promise<readonly DecidedMoney[]> {
  const state = await from.place.state(projectStream(from.partnership, project), projectDecider);
  const made = state.status === 'none' ? undefined : state.decisions.get(decisionIdOf(at));
  if (made === undefined) return [];
  const release = releaseEnding(made);
  if (release === undefined || !isAwarded(state)) return moneyDecided(made);
  const sources = await sourcesOf(from, state);
  const back = await Promise.all(sources.map(async ({ source }) => givenBack(from, source, release)));
  return back.flat();
}

async function givenBack(
  { place, partnership }: Reading,
  source: string,
  release: string,
): Promise<readonly DecidedMoney[]> {
  const released = await place.state(sourceStream(partnership, source), releasing);
  return released.flatMap((one) => (one.release === release ? moneyGivenBack(source, one) : []));
}

/** Everything that a source got back, in the order of recording. */
const releasing: Folding<readonly DataOf<'CommitmentReleased'>[], FundingSourceEvent> = {
  initialState: [],
  evolve: (released, event) => (event.type === 'CommitmentReleased' ? [...released, event.data] : released),
};

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
    return moneyHeld(source, { fundingType: type as DecidedMoney['fundingType'], amountPence });
  });
}

async function moved(
  { place, partnership }: Reading,
  source: string,
  id: string,
): Promise<readonly DecidedMoney[]> {
  const { state } = await sourceNow(place, partnership, source);
  const virement = state.status === 'none' ? undefined : state.virements.get(id);
  return virement === undefined ? [] : [moneyMoved(virement)];
}
