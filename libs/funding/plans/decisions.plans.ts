import type { AnyAsk, Circumstances, Fold } from '#kernel/asking';
import type { MeetingDecision } from '#funding/decision.commands';
import type { DecideItem } from '#funding/meeting/meeting.asks';
import { itemOf } from '#funding/meeting/state';
import type { Matter } from '#funding/partnership/partnership.events';
import { askMeeting, askPartnership, circumstancesOf, foldMeeting } from './planning.js';
import { decisionIdOf } from '#funding/project/project.asks';
import { bidSoFar, ownersOf } from '#funding/project/queries';
import type { ProjectState } from '#funding/project/state';

/** What a meeting decides, and what about; whose bid it is comes from the projects concerned. */
type DecisionTerms = Pick<DecideItem, 'outcome' | 'kinds' | 'project' | 'source' | 'subject'> & {
  readonly conditions?: readonly string[];
  /** The projects that the decision is about, as they are. */
  readonly concerns: readonly ProjectState[];
};

/**
 * The meeting's part in a decision: its item is decided, and the matter that the item carries, if any, is
 * settled. Everyone whose bid it is steps out, and records no decision on it (rule 2).
 */
export async function decideItem(
  fold: Fold,
  command: Circumstances,
  decision: Readonly<MeetingDecision>,
  terms: DecisionTerms,
): Promise<readonly AnyAsk[]> {
  const { concerns, conditions = [], ...decided } = terms;
  const { meeting, ...howDecided } = decision;
  const settled = { meeting, item: decision.item, outcome: terms.outcome };
  return [
    askMeeting(command, meeting, {
      ...circumstancesOf(command),
      type: 'DecideItem',
      ...decided,
      ...howDecided,
      ...whoseBid(concerns),
      conditions,
    }),
    ...(await settleMatter(fold, command, settled)),
  ];
}

/**
 * Whether a project knows a decision already. Its sources have then given and given back what it says, and
 * are not asked again: since the close of a year, or another decision, they would be other sources.
 */
export function isDecided(state: ProjectState, decision: Readonly<MeetingDecision>): boolean {
  return state.status !== 'none' && state.decisions.has(decisionIdOf(decision));
}

/** The partnership's part when an item is dealt with: the matter from which it came is settled. */
export async function settleMatter(
  fold: Fold,
  command: Circumstances,
  settled: { readonly meeting: string; readonly item: string; readonly outcome: string },
): Promise<readonly AnyAsk[]> {
  const state = await foldMeeting(fold, command, settled.meeting);
  const matter = itemOf(state, settled.item)?.terms.matter;
  if (matter === undefined) return [];
  return [askPartnership(command, { ...circumstancesOf(command), type: 'SettleMatter', matter, ...settled })];
}

/** Gives the tasking group notice of a matter, which comes onto the agenda of its next meeting. */
export function giveNotice(command: Circumstances, matter: Matter): AnyAsk {
  const title = matter.title.slice(0, 200);
  return askPartnership(command, { ...circumstancesOf(command), type: 'GiveNotice', ...matter, title });
}

/**
 * The identity of a matter: what it is about, then whose it is. Identities have at most 64 characters, so a
 * longer one ends in a checksum of the whole, by which two that begin alike stay apart.
 */
export function matterId(kind: string, ...parts: readonly string[]): string {
  const whole = [kind, ...parts].join('-');
  return whole.length <= 64 ? whole : `${whole.slice(0, 55)}-${checksum(whole)}`;
}

/** A project's title, or its identity where it has none yet. */
export function titleOf(state: ProjectState, id: string): string {
  return bidSoFar(state).title ?? id;
}

/** A decision on two projects at once has two lead agencies, and the owners of both step out. */
function whoseBid(concerns: readonly ProjectState[]): Pick<DecideItem, 'owners' | 'leadAgencies'> {
  const agencies = concerns.flatMap((state) => bidSoFar(state).leadAgency ?? []);
  return { owners: [...new Set(concerns.flatMap(ownersOf))], leadAgencies: [...new Set(agencies)] };
}

/** FNV-1a, 32 bits, in hexadecimal. It keeps identities apart and secures nothing. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
