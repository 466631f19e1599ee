import type { Pence } from '#kernel/pence';
import { sumOf } from '#projections/keyset';
import type { Reading } from '#reads/reading';

/** Money that somebody asked to move, or to change its funding type, and nobody has answered. */
export interface AskedOf {
  readonly source: string;
  readonly sourceName: string;
  /** The identity of the virement or of the swap. */
  readonly reference: string;
  readonly pence: Pence;
  readonly askedBy: string;
  readonly askedOn: string;
}

/** Virements that wait for an answer, the oldest first. */
export async function virementsAsked(from: Reading): Promise<readonly AskedOf[]> {
  return unanswered(from, 'virement');
}

/** Swaps that the provider has not answered, the oldest first. */
export async function swapsAsked(from: Reading): Promise<readonly AskedOf[]> {
  return unanswered(from, 'swap');
}

async function unanswered(
  { models, partnership }: Reading,
  kind: 'virement' | 'swap',
): Promise<readonly AskedOf[]> {
  const rows = await models.db
    .selectFrom('open_amounts')
    .innerJoin('sources', (join) =>
      join
        .onRef('sources.partnership', '=', 'open_amounts.partnership')
        .onRef('sources.source', '=', 'open_amounts.source'),
    )
    .select(['sources.source', 'sources.name', 'reference'])
    .select(sumOf('amount_pence').as('pence'))
    .select((of) => of.fn.min('position').as('asked_at'))
    .where('open_amounts.partnership', '=', partnership)
    .where('kind', '=', kind)
    .groupBy(['sources.source', 'sources.name', 'reference'])
    .having(sumOf('amount_pence'), '>', 0)
    .orderBy('asked_at')
    .execute();
  if (rows.length === 0) return [];
  const asked = await models.db
    .selectFrom('history')
    .select(['position', 'person', 'effective_on'])
    .where(
      'position',
      'in',
      rows.map(({ asked_at: at }) => at),
    )
    .execute();
  const by = new Map(asked.map((row) => [row.position, row]));
  return rows.map(({ source, name, reference, pence, asked_at: at }) => ({
    source,
    sourceName: name,
    reference,
    pence,
    askedBy: by.get(at)?.person ?? '',
    askedOn: by.get(at)?.effective_on ?? '',
  }));
}
