import type { EventOf } from '#kernel/asking';
import { fold } from '#kernel/decider';
import type { Decider } from '#kernel/decider';
import type { Instant, LocalDate } from '#kernel/local-date';
import type { ReadModels } from '#projections/read-models';

/**
 * Of which partnership, as it was true by a day and known by a moment; everything where those are left
 * out.
 */
export interface Moment {
  readonly partnership: string;
  readonly asAt?: LocalDate | undefined;
  readonly knownAt?: Instant | undefined;
}

/** The tables in which what was told of a noun lies, an event a row. */
type ToldTable = 'indicators_told' | 'risks_told' | 'confirmations_told' | 'highlights_told';

/**
 * What each of a noun's records was at a moment, by id, in the order in which they were first told of.
 * Those of which nothing was told by then are not among them.
 */
export async function statesBy<State extends { readonly status: string }, Event extends EventOf>(
  db: ReadModels,
  table: ToldTable,
  decider: Pick<Decider<State, never, Event, never>, 'initialState' | 'evolve'>,
  { partnership, asAt, knownAt }: Moment,
): Promise<ReadonlyMap<string, Exclude<State, { readonly status: 'none' }>>> {
  let told = db
    .selectFrom(table)
    .select(['subject', 'type', 'data'])
    .where('partnership', '=', partnership)
    .orderBy('position');
  if (asAt !== undefined) told = told.where('effective_on', '<=', asAt);
  if (knownAt !== undefined) told = told.where('recorded_at', '<=', knownAt);
  const bySubject = Map.groupBy(await told.execute(), ({ subject }) => subject);
  const states = [...bySubject].map(([subject, rows]) => {
    const events = rows.map(({ type, data }) => ({ type, data: JSON.parse(data) }) as Event);
    return [subject, fold(decider, events)] as const;
  });
  return new Map(states.flatMap(([subject, state]) => (isThere(state) ? [[subject, state] as const] : [])));
}

function isThere<State extends { readonly status: string }>(
  state: State,
): state is Exclude<State, { readonly status: 'none' }> {
  return state.status !== 'none';
}
