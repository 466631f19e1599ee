import { sentKey } from '#projections/next-rung';
import type { ReadModels } from '#projections/read-models';

/** The rungs that were sent, by what is owed, each by `sentKey`. */
export type RungsSent = ReadonlyMap<string, ReadonlySet<string>>;

/** Something owed by a day, as its rungs are looked up. */
export interface OwedOn {
  readonly project: string;
  readonly kind: string;
  readonly of?: string;
  readonly source?: string;
  readonly dueOn: string;
}

/** The rungs that a partnership's projects were sent; of these projects alone, where they are named. */
export async function rungsSent(
  db: ReadModels,
  partnership: string,
  projects?: readonly string[],
): Promise<RungsSent> {
  const all = db.selectFrom('reminders_sent').selectAll().where('partnership', '=', partnership);
  const rows = await (projects === undefined ? all : all.where('project', 'in', projects)).execute();
  const sent = new Map<string, Set<string>>();
  for (const { which: of, due_on: dueOn, ...row } of rows) {
    const key = owedKey({ ...row, of, dueOn });
    sent.set(key, (sent.get(key) ?? new Set()).add(sentKey(row)));
  }
  return sent;
}

/** The rungs of one thing owed. Older records do not say at which source a reclaim is owed. */
export function sentOf(sent: RungsSent, owed: OwedOn): ReadonlySet<string> {
  const atSource = sent.get(owedKey(owed)) ?? none;
  const atNone = owed.source === undefined ? none : (sent.get(owedKey({ ...owed, source: '' })) ?? none);
  return atNone.size === 0 ? atSource : atSource.union(atNone);
}

const none: ReadonlySet<string> = new Set();

function owedKey({ project, kind, of = '', source = '', dueOn }: OwedOn): string {
  return `${project} ${kind} ${of} ${source} ${dueOn}`;
}
