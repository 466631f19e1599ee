import type { Decoding } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import type { ReadModels as Database } from '#projections/read-models';
import { readModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import type { BesideAddress } from '#settings/addresses';
import { openReadModels } from '#settings/opening';

/** From so many events on, a thread of its own pays for itself and a person sees how far it is. */
const longFrom = 5_000;

/** How far long work has come, for a person who waits. */
export interface Progress {
  at(done: number): void;
  end(): void;
}

/** Begins to show long work, as so many of what `at` counts. */
export type ProgressOf = (what: string, total: number) => Promise<Progress>;

const shownToNobody: ProgressOf = async () => ({ at: () => undefined, end: () => undefined });

interface Ground {
  readonly store: EventStore;
  readonly decoding: Decoding;
}

/** The read models of a data place, and what keeps them up with its events. */
export class PlaceModels {
  readonly db: Database;
  private readonly address: BesideAddress;
  private readonly ground: Ground;
  private readonly progressOf: ProgressOf;
  private readonly runner: ProjectionRunner;

  static async open(
    address: BesideAddress,
    { store, decoding }: Ground,
    progressOf: ProgressOf = shownToNobody,
  ): Promise<PlaceModels> {
    return new PlaceModels(address, { store, decoding }, progressOf, await openReadModels(address));
  }

  private constructor(address: BesideAddress, ground: Ground, progressOf: ProgressOf, db: Database) {
    this.db = db;
    this.address = address;
    this.ground = ground;
    this.progressOf = progressOf;
    this.runner = new ProjectionRunner({ ...ground, db: this.db, projections: readModels });
  }

  /** Applies everything that is recorded, shown where that takes long. */
  async catchUp(): Promise<void> {
    const last = await this.ground.store.lastPosition();
    const from = await this.runner.position();
    if (last - from >= longFrom) await this.atLength('Read models', last, (runner) => runner.catchUp(last));
    await this.runner.catchUp(last);
  }

  /** Keeps them up with what is recorded, until the signal is given. @throws as `ProjectionRunner.follow` */
  async follow(signal: AbortSignal): Promise<void> {
    await this.runner.follow(signal);
  }

  /** Whether they have come as far as a position, waiting so many milliseconds at most for it. */
  async waitFor(position: number, timeoutMs: number): Promise<boolean> {
    return this.runner.waitFor(position, timeoutMs);
  }

  /** How far they are, as a position. */
  async position(): Promise<number> {
    return this.runner.position();
  }

  /** Builds one of them anew, or all; people read the old until then. */
  async rebuild(projection?: string): Promise<void> {
    await this.atLength('Events', await this.ground.store.lastPosition(), (runner) =>
      runner.rebuild(projection),
    );
  }

  /** Every partnership that was founded here, by id. */
  async partnerships(): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom('partnerships')
      .select('partnership')
      .orderBy('partnership')
      .execute();
    return rows.map(({ partnership }) => partnership);
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  /** Long work, beside those who read, and shown to a person who waits. */
  private async atLength(
    what: string,
    total: number,
    work: (runner: ProjectionRunner) => Promise<unknown>,
  ): Promise<void> {
    const bar = await this.progressOf(what, total);
    const db = await openReadModels(this.address, { thread: true });
    const onPage = (position: number): void => bar.at(position);
    try {
      await work(new ProjectionRunner({ ...this.ground, db, projections: readModels, onPage }));
    } finally {
      await db.destroy();
      bar.end();
    }
  }
}
