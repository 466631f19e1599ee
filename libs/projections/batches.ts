import { CompiledQuery } from 'kysely';
import type { Compilable, InferResult } from 'kysely';
import type { AnyDatabase } from '#projections/table';

/** What a statement gave, row by row. */
export type Rows = readonly unknown[];

/** Many statements that are asked as one query. */
export interface Batch extends CompiledQuery {
  readonly statements: readonly CompiledQuery[];
  /** Whether nobody waits until they have run. */
  readonly isAhead: boolean;
}

/**
 * Runs statements one after the other, and gives the rows of each. They are handed over all at once: Kysely
 * waits for each before it asks the next, and another thread or server would stand still meanwhile.
 *
 * @param db a database whose dialect takes batches: every one that this lib opens
 */
export async function runAll(db: AnyDatabase, statements: readonly CompiledQuery[]): Promise<Rows[]> {
  const { rows } = await db.executeQuery(batchOf(statements, false));
  return rows as Rows[];
}

/** Questions to the read models. */
export type Questions = readonly Compilable[];

/** The rows of each question, in their order. */
export type Answers<Asked extends Questions> = {
  readonly [Each in keyof Asked]: InferResult<Asked[Each]>;
};

/** Asks several questions at once, in one message to a server, and gives the rows of each. */
export async function askTogether<const Asked extends Questions>(
  db: AnyDatabase,
  questions: Asked,
): Promise<Answers<Asked>> {
  const rows = await runAll(
    db,
    questions.map((question) => question.compile()),
  );
  return rows as unknown as Answers<Asked>;
}

/**
 * Hands statements over, without waiting until they have run, so that the next can be prepared meanwhile:
 * within a transaction, and for statements whose rows nobody wants. They run after what was asked before, and
 * a few batches wait at most. When one fails, those after it change nothing, and the next thing that is asked
 * of the connection throws its error.
 */
export async function runAhead(db: AnyDatabase, statements: readonly CompiledQuery[]): Promise<void> {
  await db.executeQuery(batchOf(statements, true));
}

function batchOf(statements: readonly CompiledQuery[], isAhead: boolean): Batch {
  return { ...CompiledQuery.raw('-- many statements'), statements, isAhead };
}

/** Whether a query is many, for a dialect to take apart. */
export function isBatch(query: CompiledQuery): query is Batch {
  return 'statements' in query;
}

/** How many batches are under way that nobody waits for, at most: the other side always has one. */
const batchesAhead = 4;

/** What was handed over on one connection and may not have run yet. */
export class Ahead {
  private underWay: Promise<unknown>[] = [];

  /** Takes in what runs, and returns when there may be more. @throws the error of one before it */
  async add(start: () => Promise<unknown>): Promise<void> {
    if (this.underWay.length >= batchesAhead) await this.underWay.shift();
    const running = start();
    // It is heard later, and must not count as unheard until then.
    running.catch(() => undefined);
    this.underWay.push(running);
  }

  /** Returns when nothing is under way any more. @throws the first error of it */
  async settled(): Promise<void> {
    if (this.underWay.length === 0) return;
    const all = await Promise.allSettled(this.underWay);
    this.underWay = [];
    const failed = all.find(({ status }) => status === 'rejected');
    if (failed !== undefined) throw (failed as PromiseRejectedResult).reason;
  }
}
