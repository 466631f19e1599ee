import { runAll } from '#projections/batches';
import {
  beginBuilding,
  insistThere,
  makeLive,
  readCheckpoints,
  removeCheckpoint,
} from '#projections/checkpoints';
import type { Checkpoint } from '#projections/checkpoints';
import type { Projection } from '#projections/projection';
import { indexCreations, tableCreation } from '#projections/table';
import type { AnyDatabase, Table } from '#projections/table';

/** The name of a table while it is built beside the one that people read. */
export function buildingName(build: number, table: Pick<Table, 'name'>): string {
  return `build${build}_${table.name}`;
}

/**
 * Goes on with the buildings that were begun, or begins anew: where they are of other versions, or have not
 * come equally far, for they go on together.
 */
export async function begunBuildings(
  db: AnyDatabase,
  projections: readonly Projection[],
): Promise<Checkpoint[]> {
  const begun = await readCheckpoints(db, 'building');
  const found = projections.map((projection) => begun.find((one) => isOf(one, projection)));
  const together =
    new Set(found.map((one) => one?.position)).size === 1 && begun.length === projections.length;
  if (together && found.every((one) => one !== undefined)) return found;
  return beginBuildings(db, projections);
}

/** Begins to build projections beside what there is, from nothing; what was begun before is dropped. */
export async function beginBuildings(
  db: AnyDatabase,
  projections: readonly Projection[],
): Promise<Checkpoint[]> {
  return db.transaction().execute(async (transaction) => {
    const known = [
      ...(await readCheckpoints(transaction, 'live')),
      ...(await readCheckpoints(transaction, 'building')),
    ];
    const build = Math.max(0, ...known.map((checkpoint) => checkpoint.build)) + 1;
    for (const checkpoint of known) if (checkpoint.stage === 'building') await drop(transaction, checkpoint);
    const checkpoints = projections.map((projection) => firstOf(projection, build));
    for (const checkpoint of checkpoints) await beginBuilding(transaction, checkpoint);
    const tables = projections.flatMap((projection) => projection.tables);
    const creations = tables.map((table) => tableCreation(transaction, table, buildingName(build, table)));
    await runAll(transaction, creations);
    return checkpoints;
  });
}

/**
 * Makes the indexes of what was built, each projection's in a transaction of its own so that others get their
 * turn to write meanwhile.
 *
 * @throws CheckpointMoved when another runner has gone on with it, or it has taken over.
 */
export async function indexBuildings(
  db: AnyDatabase,
  built: readonly Checkpoint[],
  projections: readonly Projection[],
): Promise<void> {
  for (const checkpoint of built) {
    const tables = projections.find(({ name }) => name === checkpoint.projection)?.tables ?? [];
    await db.transaction().execute(async (transaction) => {
      await insistThere(transaction, [checkpoint]);
      const nameOf = (table: Table): string => buildingName(checkpoint.build, table);
      await runAll(
        transaction,
        tables.flatMap((table) => indexCreations(transaction, table, nameOf(table))),
      );
    });
  }
}

/**
 * Puts what was built in the place of what people read, in one step. Only where it has come as far: the
 * others that people read, and what it replaces. Otherwise it answers with how far it has yet to come.
 *
 * @throws CheckpointMoved when another runner has gone on with one of them.
 */
export async function takeOver(
  db: AnyDatabase,
  built: readonly Checkpoint[],
  projections: readonly Projection[],
): Promise<number | 'taken over'> {
  return db.transaction().execute(async (transaction) => {
    const live = await liveOf(transaction, projections);
    const target = Math.max(0, ...live.map(({ position }) => position));
    if (built.some(({ position }) => position < target)) return target;
    const replaced = live.filter((one) => built.some(({ projection }) => projection === one.projection));
    for (const checkpoint of replaced) await drop(transaction, checkpoint);
    for (const checkpoint of built) {
      await makeLive(transaction, checkpoint);
      const renamings = tableNamesOf(checkpoint).map((name) =>
        transaction.schema.alterTable(buildingName(checkpoint.build, { name })).renameTo(name).compile(),
      );
      await runAll(transaction, renamings);
    }
    return 'taken over';
  });
}

/**
 * What people read of these projections. What another version of the program may have beside them is its own.
 */
export async function liveOf(db: AnyDatabase, projections: readonly Projection[]): Promise<Checkpoint[]> {
  const live = await readCheckpoints(db, 'live');
  return live.filter((checkpoint) => projections.some(({ name }) => name === checkpoint.projection));
}

async function drop(db: AnyDatabase, checkpoint: Checkpoint): Promise<void> {
  await removeCheckpoint(db, checkpoint);
  for (const name of tableNamesOf(checkpoint)) {
    const table = checkpoint.stage === 'live' ? name : buildingName(checkpoint.build, { name });
    await db.schema.dropTable(table).ifExists().execute();
  }
}

function firstOf({ name, version, tables }: Projection, build: number): Checkpoint {
  const names = JSON.stringify(tables.map((table) => table.name));
  return { projection: name, stage: 'building', version, position: 0, build, tables: names };
}

function isOf(checkpoint: Checkpoint, { name, version }: Projection): boolean {
  return checkpoint.projection === name && checkpoint.version === version;
}

function tableNamesOf({ tables }: Checkpoint): string[] {
  return JSON.parse(tables) as string[];
}
