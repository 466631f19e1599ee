import type { Decoding } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import { digestOf } from '#projections/digest';
import { readModels } from '#projections/read-models';
import type { ReadModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import type { Verdict } from '#projections/verify-check';

export interface ReadModelsQuestion {
  readonly store: EventStore;
  readonly decoding: Decoding;
  /** The read models that people read. */
  readonly live: ReadModels;
  /** An empty database, in which they are built anew. Thrown away afterwards. */
  readonly scratch: ReadModels;
  readonly onPage?: (position: number) => void;
}

/**
 * Builds every read model anew beside the live ones, up to the same event, and compares them to the last
 * byte.
 *
 * Events that are recorded meanwhile are left to the next time: both are compared at the position at which
 * the live ones stand now.
 */
export async function verifyReadModels(question: ReadModelsQuestion): Promise<readonly Verdict[]> {
  const { store, decoding, live, scratch, onPage } = question;
  const common = { store, decoding, projections: readModels };
  const position = await new ProjectionRunner({ ...common, db: live }).position();
  const anew = new ProjectionRunner({ ...common, db: scratch, ...(onPage === undefined ? {} : { onPage }) });
  await anew.catchUp(position);
  const verdicts: Verdict[] = [];
  for (const projection of readModels) {
    const same = (await digestOf(live, projection)) === (await digestOf(scratch, projection));
    const words = `What people read in "${projection.name}" is not what its events say. Run "tallystick rebuild".`;
    verdicts.push({
      check: `The read model "${projection.name}" is what its events say`,
      counted: projection.tables.length,
      of: 'tables, byte for byte',
      complaints: same ? [] : [words],
    });
  }
  return verdicts;
}
