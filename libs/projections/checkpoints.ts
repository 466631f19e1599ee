import { runAll } from '#projections/batches';
import { typesOf } from '#projections/table';
import type { AnyDatabase } from '#projections/table';

/**
 * How far a projection has come. `live` is the one that people read; `building` is one beside it, of another
 * version or begun anew, that nobody reads yet.
 */
export interface Checkpoint {
  readonly projection: string;
  readonly stage: 'live' | 'building';
  readonly version: number;
  /** The position of the last event that is in its tables. */
  readonly position: number;
  /**
   * Which building of it this is. What is built is named after it, so that two never get in each other's way.
   */
  readonly build: number;
  /** The names of its tables, in JSON, so that a version which has others can drop them. */
  readonly tables: string;
}

/**
 * Someone else wrote what this runner was about to write. Nothing was written here; look again and go on from
 * there.
 */
export class CheckpointMoved extends Error {
  override name = 'CheckpointMoved';
}

/** Makes the table of checkpoints when it is not there. */
export async function createCheckpoints(db: AnyDatabase): Promise<void> {
  const { text } = typesOf(db);
  await db.schema
    .createTable('checkpoints')
    .ifNotExists()
    .addColumn('projection', text, (of) => of.notNull())
    .addColumn('stage', 'text', (of) => of.notNull())
    .addColumn('version', 'integer', (of) => of.notNull())
    .addColumn('position', 'int8', (of) => of.notNull())
    .addColumn('build', 'integer', (of) => of.notNull())
    .addColumn('tables', 'text', (of) => of.notNull())
    .addPrimaryKeyConstraint('checkpoints_key', ['projection', 'stage'])
    .execute();
}

export async function readCheckpoints(db: AnyDatabase, stage: Checkpoint['stage']): Promise<Checkpoint[]> {
  const rows: unknown = await db
    .selectFrom('checkpoints')
    .selectAll()
    .where('stage', '=', stage)
    .orderBy('projection')
    .execute();
  return rows as Checkpoint[];
}

/** Begins a building. @throws CheckpointMoved when another has begun one meanwhile. */
export async function beginBuilding(db: AnyDatabase, checkpoint: Checkpoint): Promise<void> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('checkpoints')
    .values({ ...checkpoint })
    .onConflict((conflict) => conflict.columns(['projection', 'stage']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw moved(checkpoint);
}

/**
 * Moves checkpoints on, if each is still where it was read: compare and set. Within a transaction that also
 * writes the rows, so a stray second runner can write neither.
 *
 * @throws CheckpointMoved when one of them is not.
 */
export async function moveCheckpoints(
  db: AnyDatabase,
  from: readonly Checkpoint[],
  position: number,
): Promise<void> {
  await setPositions(
    db,
    from.map((checkpoint) => ({ from: checkpoint, to: position })),
  );
}

/**
 * Insists that checkpoints are still where they were read, within a transaction that goes on from there.
 *
 * @throws CheckpointMoved when one of them is not.
 */
export async function insistThere(db: AnyDatabase, checkpoints: readonly Checkpoint[]): Promise<void> {
  await setPositions(
    db,
    checkpoints.map((checkpoint) => ({ from: checkpoint, to: checkpoint.position })),
  );
}

/** In one go: while much is written, each answer is long in coming. */
async function setPositions(
  db: AnyDatabase,
  moves: readonly { readonly from: Checkpoint; readonly to: number }[],
): Promise<void> {
  const statements = moves.map(({ from, to }) => {
    const update = db.updateTable('checkpoints').set({ position: to });
    return theSame(update, from).returning('projection').compile();
  });
  const changed = await runAll(db, statements);
  for (const [index, { from }] of moves.entries()) if (changed[index]?.length !== 1) throw moved(from);
}

/** Removes a checkpoint, if it is still where it was read. @throws CheckpointMoved when it is not. */
export async function removeCheckpoint(db: AnyDatabase, from: Checkpoint): Promise<void> {
  const { numDeletedRows } = await theSame(db.deleteFrom('checkpoints'), from).executeTakeFirstOrThrow();
  if (numDeletedRows !== 1n) throw moved(from);
}

/**
 * Makes a building the live one, if it is still where it was read. @throws CheckpointMoved when it is not.
 */
export async function makeLive(db: AnyDatabase, from: Checkpoint): Promise<void> {
  const { numUpdatedRows } = await theSame(
    db.updateTable('checkpoints').set({ stage: 'live' }),
    from,
  ).executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw moved(from);
}

interface Filtered<Query> {
  where(column: string, operator: '=', value: string | number): Query;
}

function theSame<Query extends Filtered<Query>>(query: Query, checkpoint: Checkpoint): Query {
  const { projection, stage, version, position, build } = checkpoint;
  return query
    .where('projection', '=', projection)
    .where('stage', '=', stage)
    .where('version', '=', version)
    .where('build', '=', build)
    .where('position', '=', position);
}

function moved({ projection, position }: Checkpoint): CheckpointMoved {
  return new CheckpointMoved(`Another runner has moved ${projection} on from ${position}.`);
}
