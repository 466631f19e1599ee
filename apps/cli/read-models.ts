import type { Decoding } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import type { ReadModels as Database } from '#projections/read-models';
import { readModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import type { BesideAddress } from '#settings/addresses';
import { openReadModels } from '#settings/opening';
import { progressBar } from './progress.js';

/** From so many events on, a thread of its own pays for itself and a person sees a bar. */
const longFrom = 5_000;

/** The read models of a data place, and what keeps them up with its events. */
export class PlaceModels {
  readonly db: Database;
  private readonly address: BesideAddress;
  private readonly store: EventStore;
  private readonly decoding: Decoding;
  private readonly runner: ProjectionRunner;

  static async open(address: BesideAddress, store: EventStore, decoding: Decoding): Promise<PlaceModels> {
    return new PlaceModels(address, store, decoding, await openReadModels(address));
  }

  private constructor(address: BesideAddress, store: EventStore, decoding: Decoding, db: Database) {
    this.db = db;
    this.address = address;
    this.store = store;
    this.decoding = decoding;
    this.runner = new ProjectionRunner({ store, decoding, db: this.db, projections: readModels });
  }

  /** Applies everything that is recorded, with a bar where that takes long. */
  async catchUp(): Promise<void> {
    const last = await this.store.lastPosition();
    const from = await this.runner.position();
    if (last - from >= longFrom) await this.atLength('Read models', last, (runner) => runner.catchUp(last));
    await this.runner.catchUp(last);
  }

  /** How far they are, as a position. */
  async position(): Promise<number> {
    return this.runner.position();
  }

  /** Builds one of them anew, or all; people read the old until then. */
  async rebuild(projection?: string): Promise<void> {
    await this.atLength('Events', await this.store.lastPosition(), (runner) => runner.rebuild(projection));
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

  /** Long work, beside those who read, with a bar for a person who waits. */
  private async atLength(
    what: string,
    total: number,
    work: (runner: ProjectionRunner) => Promise<unknown>,
  ): Promise<void> {
    const { store, decoding } = this;
    const bar = await progressBar(what, total);
    const db = await openReadModels(this.address, { thread: true });
    const onPage = (position: number): void => bar.at(position);
    try {
      await work(new ProjectionRunner({ store, decoding, db, projections: readModels, onPage }));
    } finally {
      await db.destroy();
      bar.end();
    }
  }
}
