import type { Fold, OnItsDay } from '#kernel/asking';
import { ledgerStream, partnershipStream, projectStream, sourceStream } from '#kernel/ids';
import type { LocalDate } from '#kernel/local-date';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { FundingSourceEvent, FundingType } from '#funding/funding-source/funding-source.events';
import { postingsOf } from '#funding/funding-source/postings';
import type { Account } from '#funding/funding-source/postings';
import { partnership } from '#funding/partnership/partnership';
import { project } from '#funding/project/project';
import { isAwarded } from '#funding/project/state';
import { codesOf, coveredOf, ledger, mappingInForce } from './ledger.js';
import type { CoveredRange, LedgerCodes, MappingRule, MappingTerms } from './ledger.events.js';

/** One amount for the general ledger: a payment above nil, what was received or given back below. */
export interface BatchLine {
  readonly source: string;
  /** The place of its event in the source's own record, from 1. */
  readonly at: number;
  /** The day on which it took effect: its posting date. */
  readonly on: LocalDate;
  readonly account: LedgerAccount;
  readonly fundingType: FundingType;
  readonly project?: string;
  readonly payment?: string;
  readonly category?: string;
  readonly amountPence: Pence;
  /** Undefined where the mapping has none for it. */
  readonly codes?: LedgerCodes;
}

/** Names the event behind a line: by its source, and its place in the record of that. */
export function lineKey({ source, at }: Pick<BatchLine, 'source' | 'at'>): string {
  return `${source} ${at}`;
}

export interface NextBatch {
  readonly lines: readonly BatchLine[];
  readonly covers: readonly CoveredRange[];
  readonly totalPence: Pence;
  /** The other side; undefined where the mapping has none. */
  readonly balancing?: LedgerCodes;
}

/**
 * What moves cash, and so concerns the council's ledger; commitments and reserves are the partnership's
 * own.
 */
const ledgerAccounts = ['spent', 'recoveries', 'prior-year'] as const satisfies readonly Account[];
type LedgerAccount = (typeof ledgerAccounts)[number];

/** What has moved since the last batch that stands, source by source, with its codes. Only reads. */
export async function nextBatch(fold: Fold, id: string): Promise<NextBatch> {
  const sent = await fold(ledgerStream(id), ledger);
  const known = await fold(partnershipStream(id), partnership);
  const sources = known.status === 'none' ? [] : known.sources.map(({ source }) => source);
  const records = await recordsOf(fold, id, sources);
  const covers = records
    .map(({ source, events }) => ({ source, from: coveredOf(sent, source) + 1, to: events }))
    .filter(({ from, to }) => from <= to);
  return batchOf(fold, id, records, covers, mappingInForce(sent));
}

/**
 * The lines of a batch that was sent, by the codes that it was sent with: the same for ever. Undefined for a
 * number that was not sent.
 */
export async function sentBatch(fold: Fold, id: string, batch: number): Promise<NextBatch | undefined> {
  const { batches, mappings } = await fold(ledgerStream(id), ledger);
  const sent = batches.find((known) => known.batch === batch);
  if (sent === undefined) return undefined;
  const sources = sent.covers.map(({ source }) => source);
  const mapping = mappings.find(({ version }) => version === sent.mapping);
  return batchOf(fold, id, await recordsOf(fold, id, sources), sent.covers, mapping);
}

type Record = CashMoved & { readonly source: string };

async function recordsOf(fold: Fold, id: string, sources: readonly string[]): Promise<readonly Record[]> {
  return Promise.all(
    sources.map(async (source) => ({ source, ...(await fold(sourceStream(id, source), cashMoved)) })),
  );
}

async function batchOf(
  fold: Fold,
  id: string,
  records: readonly Record[],
  covers: readonly CoveredRange[],
  mapping: MappingTerms | undefined,
): Promise<NextBatch> {
  const moved = records.flatMap(({ source, moves }) => {
    const range = covers.find((covered) => covered.source === source);
    if (range === undefined) return [];
    return moves.filter(({ at }) => at >= range.from && at <= range.to).map((move) => ({ source, ...move }));
  });
  const { rules = [], balancing } = mapping ?? {};
  const categories = await categoriesOf(fold, id, moved);
  const lines = moved.map((move) => lineOf(move, categories, rules));
  const totalPence = sumPence(lines.map(({ amountPence }) => amountPence));
  return { lines, covers, totalPence, ...(balancing === undefined ? {} : { balancing }) };
}

/**
 * A batch as it is hashed: each line, and the codes of the other side, so that whatever is changed or left
 * out is noticed. The day of a line goes with its place in the source's record, which is in it.
 */
export function batchText({ lines, balancing }: Pick<NextBatch, 'lines' | 'balancing'>): string {
  const other = balancing === undefined ? [] : [JSON.stringify(['balancing', ...textsOf(balancing)])];
  return [...lines.map(textOf), ...other].join('\n');
}

function textOf(line: BatchLine): string {
  const { source, at, account, fundingType, project: of, payment, category, amountPence, codes } = line;
  const said = [source, at, account, fundingType, of, payment, category, amountPence];
  return JSON.stringify([...said.map((part) => part ?? null), ...textsOf(codes)]);
}

function textsOf(codes: LedgerCodes | undefined): readonly (string | null)[] {
  return [codes?.costCentre ?? null, codes?.subjective ?? null, codes?.analysis ?? null];
}

type Move = Omit<BatchLine, 'source' | 'category' | 'codes'>;

interface CashMoved {
  /** How many events the source's record has. */
  readonly events: number;
  readonly moves: readonly Move[];
}

const cashMoved = {
  initialState: { events: 0, moves: [] } as CashMoved,
  evolve({ events, moves }: CashMoved, event: OnItsDay<FundingSourceEvent>): CashMoved {
    const at = events + 1;
    return { events: at, moves: [...moves, ...movesOf(event, at)] };
  },
};

function movesOf(event: OnItsDay<FundingSourceEvent>, at: number): Move[] {
  const postings = postingsOf(event);
  const about = event.data as { readonly project?: string; readonly payment?: string };
  const named = {
    ...(about.project === undefined ? {} : { project: about.project }),
    ...(about.payment === undefined ? {} : { payment: about.payment }),
  };
  return ledgerAccounts.flatMap((account) =>
    (['capital', 'revenue'] as const).flatMap((fundingType) => {
      const here = postings.filter((one) => one.account === account && one.fundingType === fundingType);
      const amountPence = sumPence(here.map((one) => one.amountPence));
      return amountPence === 0
        ? []
        : [{ at, on: event.effectiveOn, account, fundingType, ...named, amountPence }];
    }),
  );
}

function lineOf(
  move: Move & { readonly source: string },
  categories: ReadonlyMap<string, string>,
  rules: readonly MappingRule[],
): BatchLine {
  const category = categories.get(paymentKey(move));
  const placed = { ...move, ...(category === undefined ? {} : { category }) };
  const codes = codesFor(placed, rules);
  return { ...placed, ...(codes === undefined ? {} : { codes }) };
}

/**
 * The categories of the payments of these projects. Each project is read once, and one after the other: all
 * the payments of many years asked at once would have the whole record in memory, many times over.
 */
async function categoriesOf(
  fold: Fold,
  id: string,
  moves: readonly Move[],
): Promise<ReadonlyMap<string, string>> {
  const paid = moves.flatMap((move) => (move.payment === undefined ? [] : (move.project ?? [])));
  const categories = new Map<string, string>();
  for (const of of new Set(paid)) {
    const state = await fold(projectStream(id, of), project);
    if (!isAwarded(state)) continue;
    for (const [payment, { terms }] of state.money.payments)
      categories.set(paymentKey({ project: of, payment }), terms.category);
  }
  return categories;
}

function paymentKey({ project: of, payment }: Pick<Move, 'project' | 'payment'>): string {
  return `${of ?? ''} ${payment ?? ''}`;
}

/** The codes that the first rule which fits gives to an amount. */
export function codesFor(
  line: Pick<BatchLine, 'source' | 'fundingType' | 'category'>,
  rules: readonly MappingRule[],
): LedgerCodes | undefined {
  const rule = rules.find(
    ({ source, fundingType, category }) =>
      (source ?? line.source) === line.source &&
      (fundingType ?? line.fundingType) === line.fundingType &&
      (category ?? line.category) === line.category,
  );
  return rule === undefined ? undefined : codesOf(rule);
}
