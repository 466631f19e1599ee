import { refuse, unreachable } from '#kernel/decider';
import type { Decider, Refused, RefusalMessage } from '#kernel/decider';
import { sameContent } from '#funding/same-content';
import type { LedgerAsk } from './ledger.asks.js';
import type { BatchTerms, LedgerCodes, LedgerEvent, MappingRule, MappingTerms } from './ledger.events.js';

/** What a partnership has sent to the general ledger: the mappings and the batches, in order. */
export interface LedgerState {
  readonly status: 'none' | 'kept';
  readonly mappings: readonly MappingTerms[];
  readonly batches: readonly Batch[];
}

export interface Batch extends BatchTerms {
  readonly standing: 'sent' | 'imported' | 'taken-back';
  /** The reference of the general ledger, or why it was taken back. */
  readonly answer?: string;
}

export type LedgerRefusal =
  | 'no-mapping'
  | 'mapping-differs'
  | 'mapping-out-of-order'
  | 'no-ledger-code'
  | 'no-balancing-codes'
  | 'no-codes-for'
  | 'batch-out-of-order'
  | 'batch-differs'
  | 'batch-of-nothing'
  | 'record-moved-on'
  | 'no-such-batch'
  | 'batch-taken-back'
  | 'batch-imported'
  | 'not-the-last-batch';

export const ledgerRefusalMessages: Record<LedgerRefusal, RefusalMessage> = {
  'no-mapping': { field: 'batch', text: 'No codes have been adopted yet. Adopt a mapping first.' },
  'mapping-differs': { field: 'version', text: 'Version {version} has other rules. The next is {next}.' },
  'mapping-out-of-order': { field: 'version', text: 'The next version of the mapping is {next}.' },
  'no-ledger-code': {
    field: 'rules',
    text: '{code} is no code: it begins with a letter or a digit, and has no marks but . , : / & ( ) _ and -.',
  },
  'no-balancing-codes': {
    field: 'batch',
    text: 'The mapping in force has no codes for the other side. Adopt one that has.',
  },
  'no-codes-for': { field: 'batch', text: 'The mapping has no codes for {what}. Adopt one that has.' },
  'batch-out-of-order': { field: 'batch', text: 'The next batch is number {next}.' },
  'batch-differs': { field: 'hash', text: 'Batch {batch} was sent with other lines.' },
  'batch-of-nothing': { field: 'batch', text: 'Nothing has moved since the last batch.' },
  'record-moved-on': {
    field: 'hash',
    text: 'These are not the lines of the record as it stands: {hash}. Look at the batch again, and send that.',
  },
  'no-such-batch': { field: 'batch', text: 'No batch {batch} has been sent.' },
  'batch-taken-back': {
    field: 'batch',
    text: 'Batch {batch} was taken back, and its number is not used again.',
  },
  'batch-imported': {
    field: 'batch',
    text: 'The general ledger has taken batch {batch} already, as {reference}.',
  },
  'not-the-last-batch': {
    field: 'batch',
    text: 'Only the last batch can be taken back, and that is number {last}.',
  },
};

type Outcome = readonly LedgerEvent[] | Refused<LedgerRefusal>;
type Asked<Type extends LedgerAsk['type']> = Extract<LedgerAsk, { type: Type }>;

/** What goes to the general ledger: in numbered batches, each amount in exactly one of those that stand. */
export const ledger: Decider<LedgerState, LedgerAsk, LedgerEvent, LedgerRefusal> = {
  initialState: { status: 'none', mappings: [], batches: [] },
  decide,
  evolve,
};

/** The mapping by which the next batch has its codes; undefined before any was adopted. */
export function mappingInForce({ mappings }: LedgerState): MappingTerms | undefined {
  return mappings.at(-1);
}

/**
 * Whether a text can be a code of a general ledger as it stands. What a spreadsheet takes for a formula
 * cannot: an export would have to change it, and the ledger would not know it again.
 */
export function isLedgerCode(text: string): boolean {
  return /^[\p{L}\p{N}](?:[\p{L}\p{N} .,:/&()_-]*[\p{L}\p{N})])?$/u.test(text);
}

/** How much of a source's record the batches that stand have covered: so many of its events. */
export function coveredOf({ batches }: LedgerState, source: string): number {
  const ends = batches
    .filter(({ standing }) => standing !== 'taken-back')
    .flatMap(({ covers }) => covers.filter((range) => range.source === source).map(({ to }) => to));
  return Math.max(0, ...ends);
}

function decide(command: LedgerAsk, state: LedgerState): Outcome {
  switch (command.type) {
    case 'AdoptLedgerMapping':
      return adopt(command, state);
    case 'SendLedgerBatch':
      return send(command, state);
    case 'TakeBackLedgerBatch':
      return takeBack(command, state);
    case 'RecordLedgerImport':
      return recordImport(command, state);
    default:
      return unreachable(command);
  }
}

function adopt(
  { version, rules, balancing }: Asked<'AdoptLedgerMapping'>,
  { mappings }: LedgerState,
): Outcome {
  const next = String(mappings.length + 1);
  const terms = { version, rules: rules.map(ruleOf), balancing: codesOf(balancing) };
  const known = mappings.find((mapping) => mapping.version === version);
  if (known !== undefined)
    return sameContent(known, terms) ? [] : refuse('mapping-differs', { version: String(version), next });
  if (String(version) !== next) return refuse('mapping-out-of-order', { next });
  const wrong = [...terms.rules, terms.balancing].flatMap(codesIn).find((code) => !isLedgerCode(code));
  if (wrong !== undefined) return refuse('no-ledger-code', { code: wrong });
  return [{ type: 'LedgerMappingAdopted', data: terms }];
}

function ruleOf(rule: MappingRule): MappingRule {
  const { source, fundingType, category } = rule;
  return {
    ...(source === undefined ? {} : { source }),
    ...(fundingType === undefined ? {} : { fundingType }),
    ...(category === undefined ? {} : { category }),
    ...codesOf(rule),
  };
}

/** The codes alone of what has them. */
export function codesOf({ costCentre, subjective, analysis }: LedgerCodes): LedgerCodes {
  return { costCentre, subjective, ...(analysis === undefined ? {} : { analysis }) };
}

function codesIn({ costCentre, subjective, analysis }: LedgerCodes): readonly string[] {
  return [costCentre, subjective, ...(analysis === undefined ? [] : [analysis])];
}

function send(command: Asked<'SendLedgerBatch'>, state: LedgerState): Outcome {
  const { batch, hash, facts } = command;
  const known = batchIn(state, batch);
  const number = { batch: String(batch) };
  if (known?.standing === 'taken-back') return refuse('batch-taken-back', number);
  if (known !== undefined) return known.hash === hash ? [] : refuse('batch-differs', number);
  const next = state.batches.length + 1;
  if (batch !== next) return refuse('batch-out-of-order', { next: String(next) });
  return unfit(command, state) ?? [{ type: 'LedgerBatchSent', data: batchOf(batch, facts, state) }];
}

function unfit(
  { hash, facts }: Asked<'SendLedgerBatch'>,
  { mappings }: LedgerState,
): Refused<LedgerRefusal> | undefined {
  if (mappings.length === 0) return refuse('no-mapping');
  if (facts.lines === 0) return refuse('batch-of-nothing');
  if (mappings.at(-1)?.balancing === undefined) return refuse('no-balancing-codes');
  if (facts.unmapped !== undefined) return refuse('no-codes-for', { what: facts.unmapped });
  return hash === facts.hash ? undefined : refuse('record-moved-on', { hash: facts.hash });
}

function batchOf(
  batch: number,
  { covers, lines, totalPence, hash }: Asked<'SendLedgerBatch'>['facts'],
  { mappings }: LedgerState,
): BatchTerms {
  return { batch, mapping: mappings.length, covers, lines, totalPence, hash };
}

/** Only the last goes back, so that what it covered is next to be sent and nothing is left between. */
function takeBack({ batch, reason }: Asked<'TakeBackLedgerBatch'>, state: LedgerState): Outcome {
  const known = batchIn(state, batch);
  const number = { batch: String(batch) };
  if (known === undefined) return refuse('no-such-batch', number);
  if (known.standing === 'taken-back')
    return known.answer === reason ? [] : refuse('batch-taken-back', number);
  if (known.standing === 'imported')
    return refuse('batch-imported', { ...number, reference: known.answer ?? '' });
  const last = state.batches.findLast(({ standing }) => standing !== 'taken-back')?.batch;
  if (last !== batch) return refuse('not-the-last-batch', { last: String(last) });
  return [{ type: 'LedgerBatchTakenBack', data: { batch, reason } }];
}

function recordImport({ batch, reference }: Asked<'RecordLedgerImport'>, state: LedgerState): Outcome {
  const known = batchIn(state, batch);
  const number = { batch: String(batch) };
  if (known === undefined) return refuse('no-such-batch', number);
  if (known.standing === 'taken-back') return refuse('batch-taken-back', number);
  if (known.standing === 'sent') return [{ type: 'LedgerBatchImported', data: { batch, reference } }];
  return known.answer === reference
    ? []
    : refuse('batch-imported', { ...number, reference: known.answer ?? '' });
}

function batchIn({ batches }: LedgerState, batch: number): Batch | undefined {
  return batches.find((known) => known.batch === batch);
}

function evolve(state: LedgerState, event: LedgerEvent): LedgerState {
  const kept = { ...state, status: 'kept' } as const;
  switch (event.type) {
    case 'LedgerMappingAdopted':
      return { ...kept, mappings: [...state.mappings, event.data] };
    case 'LedgerBatchSent':
      return { ...kept, batches: [...state.batches, { ...event.data, standing: 'sent' }] };
    case 'LedgerBatchTakenBack':
      return answered(kept, event.data.batch, { standing: 'taken-back', answer: event.data.reason });
    case 'LedgerBatchImported':
      return answered(kept, event.data.batch, { standing: 'imported', answer: event.data.reference });
    default:
      return unreachable(event);
  }
}

function answered(
  state: LedgerState,
  batch: number,
  answer: Required<Pick<Batch, 'standing' | 'answer'>>,
): LedgerState {
  const batches = state.batches.map((known) => (known.batch === batch ? { ...known, ...answer } : known));
  return { ...state, batches };
}
