import { formatPence, type Pence } from '#kernel/pence';
import type { DataOf, FundingType, RingFence } from './funding-source.events.js';
import { once } from './identities.js';
import { withdrawn } from './obstacles.js';
import {
  bothTypes,
  refuseAt,
  type Answering,
  type Asked,
  type Entry,
  type EntryEffect,
  type Evolving,
  type FundingSourceState,
  type Obstacle,
  type Outcome,
  type Source,
} from './state.js';

/** Opens a source; the same again changes nothing. */
export function openSource(command: Asked<'OpenFundingSource'>, state: FundingSourceState): Outcome {
  const { source, name, provider, year, mayCrossYear, comment, exampleOnly } = command;
  const ringFence = fenceOf(command.ringFence ?? {});
  const data = {
    source,
    name,
    provider,
    year,
    mayCrossYear,
    ...(Object.keys(ringFence).length === 0 ? {} : { ringFence }),
    ...(comment === undefined ? {} : { comment }),
    ...(exampleOnly === undefined ? {} : { exampleOnly }),
  };
  const events = [{ type: 'FundingSourceOpened', data }] as const;
  return state.status === 'none' ? events : once(state, events, 'source-differs');
}

function renameSource({ name, reason }: Asked<'RenameFundingSource'>, source: Source): Outcome {
  if (name === source.name) return [];
  return [{ type: 'FundingSourceRenamed', data: { name, reason } }];
}

function setComment({ comment, reason }: Asked<'SetFundingSourceComment'>, source: Source): Outcome {
  if (comment === source.comment) return [];
  const said = comment === undefined ? {} : { comment };
  return [{ type: 'FundingSourceCommentSet', data: { ...said, reason } }];
}

function renameProvider({ provider, reason }: Asked<'RenameProvider'>, source: Source): Outcome {
  if (provider === source.provider) return [];
  return [{ type: 'ProviderRenamed', data: { provider, reason } }];
}

function setRingFence(command: Asked<'SetRingFence'>, source: Source): Outcome {
  const ringFence = fenceOf(command.ringFence);
  if (JSON.stringify(ringFence) === JSON.stringify(source.ringFence)) return [];
  const { reference, reason } = command;
  return [{ type: 'RingFenceSet', data: { ringFence, reference, reason } }];
}

function expectFunding(command: Asked<'ExpectFunding'>, source: Source): Outcome {
  const events = [{ type: 'FundingExpected', data: entryOf(command) }] as const;
  return once(source, events, 'entry-differs', () => withdrawn(source));
}

/** Confirms money; what was to be confirmed is used up first. */
function confirmFunding(command: Asked<'ConfirmFunding'>, source: Source): Outcome {
  const { fundingType, amountPence, reference } = command;
  const fromExpectedPence = Math.min(amountPence, source.money[fundingType].expected);
  const data = { ...entryOf(command), fromExpectedPence, reference };
  const events = [{ type: 'FundingConfirmed', data }] as const;
  return once(source, events, 'entry-differs', () => withdrawn(source));
}

/**
 * Cuts what the provider gives: what was to be confirmed first. It may leave the balance uncovered (rule 9).
 */
function cutFunding(command: Asked<'CutFunding'>, source: Source): Outcome {
  const { fundingType, amountPence, reference } = command;
  const expectedPence = Math.min(amountPence, source.money[fundingType].expected);
  const confirmedPence = amountPence - expectedPence;
  const data = { ...entryOf(command), confirmedPence, expectedPence, reference };
  return once(source, [{ type: 'FundingCut', data }], 'entry-differs', () => {
    if (source.status === 'withdrawn') return withdrawn(source);
    const given = confirmedPenceOf(source, fundingType) + source.money[fundingType].expected;
    if (amountPence <= given) return undefined;
    return refuseAt(source, 'more-than-given', {
      fundingType,
      given: formatPence(given),
      asked: formatPence(amountPence),
    });
  });
}

/** Withdraws all that the provider gives. What was awarded stays committed, and is uncovered (rule 9). */
function withdrawFunding(command: Asked<'WithdrawFunding'>, source: Source): Outcome {
  const { entry, reference, reason } = command;
  const data = { entry, withdrawn: givenBy(source), reference, reason };
  return once(source, [{ type: 'FundingWithdrawn', data }], 'entry-differs', () => withdrawn(source));
}

/** Reverses an entry that was a mistake, by one event for each funding type that it was about. */
function reverseEntry(command: Asked<'ReverseEntry'>, source: Source): Outcome {
  const { entry: id, reversal, reason } = command;
  const entry = findEntry(source, id);
  if (entry === undefined) return refuseAt(source, 'no-such-entry', { id });
  const { of, recovery, project } = entry;
  const about = {
    ...(recovery === undefined ? {} : { recovery }),
    ...(project === undefined ? {} : { project }),
  };
  const events = effectsOf(entry).map((effect) => ({
    type: 'EntryReversed' as const,
    data: { entry: id, reversal, of, ...effect, ...about, reason },
  }));
  return once(source, events, 'reversal-differs', () => unreversible(source, id, entry));
}

export const fundingAnswers = {
  OpenFundingSource: openSource,
  RenameFundingSource: renameSource,
  SetFundingSourceComment: setComment,
  RenameProvider: renameProvider,
  SetRingFence: setRingFence,
  ExpectFunding: expectFunding,
  ConfirmFunding: confirmFunding,
  CutFunding: cutFunding,
  WithdrawFunding: withdrawFunding,
  ReverseEntry: reverseEntry,
} satisfies Partial<Answering>;

export const fundingEvolved = {
  FundingSourceRenamed: (source, { name }) => ({ ...source, name }),
  FundingSourceCommentSet: (source, { comment }) => ({ ...source, comment }),
  ProviderRenamed: (source, { provider }) => ({ ...source, provider }),
  RingFenceSet: (source, { ringFence }) => ({ ...source, ringFence }),
  FundingExpected: (source, { entry, fundingType, amountPence }) =>
    withEntry(source, entry, 'FundingExpected', [{ ...noEffect, fundingType, expectedPence: amountPence }]),
  FundingConfirmed: (source, { entry, fundingType, amountPence, fromExpectedPence }) =>
    withEntry(source, entry, 'FundingConfirmed', [
      { ...noEffect, fundingType, confirmedPence: amountPence, expectedPence: 0 - fromExpectedPence },
    ]),
  FundingCut: (source, data) => withEntry(source, data.entry, 'FundingCut', [lossOf(data)]),
  FundingWithdrawn: (source, { entry, withdrawn: types }) => ({
    ...withEntry(source, entry, 'FundingWithdrawn', types.map(lossOf)),
    status: 'withdrawn',
  }),
  EntryReversed: (source, data) => ({
    ...source,
    status: data.of === 'FundingWithdrawn' ? 'open' : source.status,
    entries: markReversed(source.entries, entryKey(data.of, data.entry), data.reversal),
    recoveries: owedAgain(source.recoveries, data),
  }),
} satisfies Partial<Evolving>;

/** Keeps an entry so that it can be reversed. */
export function withEntry(
  source: Source,
  id: string,
  of: Entry['of'],
  effects: readonly EntryEffect[],
  about: Pick<Entry, 'recovery' | 'project'> = {},
): Source {
  const entries = new Map(source.entries).set(entryKey(of, id), { of, effects, ...about });
  return { ...source, entries };
}

export const noEffect = { confirmedPence: 0, expectedPence: 0, receivedPence: 0 } as const;

/** Swaps are numbered apart from entries, so the two may share a number. */
function entryKey(of: Entry['of'], id: string): string {
  return of === 'SwapAgreed' ? `swap ${id}` : id;
}

function findEntry(source: Source, id: string): Entry | undefined {
  return source.entries.get(id) ?? source.entries.get(entryKey('SwapAgreed', id));
}

function markReversed(entries: Source['entries'], key: string, reversedBy: string): Source['entries'] {
  const entry = entries.get(key);
  return entry === undefined ? entries : new Map(entries).set(key, { ...entry, reversedBy });
}

function owedAgain(
  recoveries: Source['recoveries'],
  { of, recovery, receivedPence }: DataOf<'EntryReversed'>,
): Source['recoveries'] {
  const kind = of === 'ReclaimReceived' ? 'reclaim' : 'clawback';
  return recoveries.map((one) =>
    one.recovery === recovery && one.kind === kind
      ? { ...one, owedPence: one.owedPence + receivedPence }
      : one,
  );
}

function unreversible(source: Source, id: string, entry: Entry): Obstacle {
  if (entry.reversedBy !== undefined)
    return refuseAt(source, 'already-reversed', { id, reversal: entry.reversedBy });
  const isProviders = entry.of.startsWith('Funding') && entry.of !== 'FundingWithdrawn';
  if (isProviders && source.status === 'withdrawn') return withdrawn(source);
  const used = entry.effects.some(
    ({ fundingType, confirmedPence, expectedPence }) =>
      confirmedPence > confirmedPenceOf(source, fundingType) ||
      expectedPence > source.money[fundingType].expected,
  );
  return used ? refuseAt(source, 'entry-used', { id }) : undefined;
}

/** A withdrawal of a source that had no money yet is an entry all the same, and so is its reversal. */
function effectsOf({ effects }: Entry): readonly EntryEffect[] {
  return effects.length > 0 ? effects : [{ ...noEffect, fundingType: 'revenue' }];
}

function lossOf(loss: Given): EntryEffect {
  const { fundingType, confirmedPence, expectedPence } = loss;
  return { ...noEffect, fundingType, confirmedPence: 0 - confirmedPence, expectedPence: 0 - expectedPence };
}

interface Given {
  readonly fundingType: FundingType;
  readonly confirmedPence: Pence;
  readonly expectedPence: Pence;
}

function givenBy(source: Source): readonly Given[] {
  return bothTypes
    .map((fundingType) => ({
      fundingType,
      confirmedPence: confirmedPenceOf(source, fundingType),
      expectedPence: source.money[fundingType].expected,
    }))
    .filter(({ confirmedPence, expectedPence }) => confirmedPence > 0 || expectedPence > 0);
}

function confirmedPenceOf(source: Source, fundingType: FundingType): Pence {
  return 0 - source.money[fundingType].provider;
}

function entryOf({
  entry,
  fundingType,
  amountPence,
  reason,
}: DataOf<'FundingExpected'>): DataOf<'FundingExpected'> {
  return { entry, fundingType, amountPence, reason };
}

/** A ring-fence in one order, without the lists that limit nothing. */
function fenceOf({ priorities = [], projects = [], categories = [] }: RingFence): RingFence {
  const lists = Object.entries({ priorities, projects, categories });
  return Object.fromEntries(
    lists.filter(([, list]) => list.length > 0).map(([name, list]) => [name, list.toSorted()]),
  );
}
