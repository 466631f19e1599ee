import type { Decoding } from '#eventing/decoding';
import type { EventStore, Recorded } from '#eventing/event-store';
import { Applying, ProjectionStopped } from '#projections/applying';
import {
  beginBuildings,
  begunBuildings,
  buildingName,
  indexBuildings,
  liveOf,
  takeOver,
} from '#projections/building';
import { CheckpointMoved, createCheckpoints } from '#projections/checkpoints';
import type { Checkpoint } from '#projections/checkpoints';
import type { Projection } from '#projections/projection';
import { Reaching } from '#projections/reaching';
import type { NameOf } from '#projections/row-statements';
import { Filling } from '#projections/filling';
import type { AnyDatabase } from '#projections/table';

export interface RunnerOptions {
  readonly store: EventStore;
  readonly decoding: Decoding;
  readonly db: AnyDatabase;
  readonly projections: readonly Projection[];
  /** How many events are applied in one transaction, at most. */
  readonly pageSize?: number;
  /** About how many events share a transaction of what nobody reads yet; 50,000 when not given. */
  readonly eventsOfBuilding?: number;
  /** Of how many projects, sources and so on the rows stay in memory, at most; 5,000 when not given. */
  readonly ownersAtHand?: number;
  /** Called after each page with the position that was reached, for whoever shows how far it is. */
  readonly onPage?: (position: number) => void;
}

/**
 * How many events are reckoned at a time while nobody reads what is being built: few enough that they die
 * young, which saves half of the collecting of garbage, and a sixth of the memory that 500 take.
 */
const pageOfFilling = 250;

/** The read models were built by a newer version of the program, which this one must not undo. */
export class ReadModelsNewer extends Error {
  override name = 'ReadModelsNewer';
}

/** What people read, and the crew that keeps it: all of it is at one position, always. */
interface Live {
  readonly crew: Applying;
  readonly checkpoints: readonly Checkpoint[];
}

/**
 * Keeps the read models up with the events, from a checkpoint that is written together with the rows. Several
 * runners on one database do each page once between them, whoever comes first.
 */
export class ProjectionRunner {
  private readonly options: RunnerOptions;
  private readonly pageSize: number;
  private readonly eventsOfBuilding: number;
  private readonly ownersAtHand: number;
  private hasCheckpoints = false;
  private live: Live | undefined;
  private readonly reaching = new Reaching(async () => this.position());

  constructor(options: RunnerOptions) {
    this.options = options;
    this.pageSize = options.pageSize ?? 2000;
    this.eventsOfBuilding = options.eventsOfBuilding ?? 50_000;
    this.ownersAtHand = options.ownersAtHand ?? 5000;
  }

  /**
   * Applies what is recorded, up to a position (inclusive) when one is given. A projection that is new, or
   * whose version is, is built first, beside the one that people read.
   *
   * @returns the position that the read models are at. @throws ProjectionStopped, ReadModelsNewer
   */
  async catchUp(to = Number.MAX_SAFE_INTEGER): Promise<number> {
    return this.again(async () => {
      const live = await this.prepare(to);
      return this.advance(live, to);
    });
  }

  /**
   * Catches up and then goes on as events come, until the signal is given. @throws ProjectionStopped,
   * ReadModelsNewer
   */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const from = await this.catchUp();
      await this.unlessMoved(async () => {
        for await (const page of this.options.store.subscribe(from, { signal, pageSize: this.pageSize })) {
          if (this.live === undefined) return;
          this.live = await this.applied(this.live, page);
        }
      });
    }
  }

  /** Whether the read models have come as far as a position, waiting so many milliseconds at most for it. */
  async waitFor(position: number, timeoutMs: number): Promise<boolean> {
    return this.reaching.waitFor(position, timeoutMs);
  }

  /** The position of the last event that people can read; 0 when there are no read models yet. */
  async position(): Promise<number> {
    await this.ensureCheckpoints();
    const live = await liveOf(this.options.db, this.options.projections);
    return Math.min(...live.map(({ position }) => position), live.length === 0 ? 0 : Infinity);
  }

  /**
   * Builds one projection anew from the events, or all of them, and lets it take over. Until then people read
   * the old one. @throws ProjectionStopped
   */
  async rebuild(name?: string): Promise<void> {
    const { db, projections } = this.options;
    const wanted = projections.filter((projection) => name === undefined || projection.name === name);
    if (wanted.length === 0) throw new Error(`There is no projection ${name}.`);
    await this.again(async () => {
      await this.ensureCheckpoints();
      await this.build(wanted, await beginBuildings(db, wanted), Number.MAX_SAFE_INTEGER);
    });
  }

  private async ensureCheckpoints(): Promise<void> {
    if (this.hasCheckpoints) return;
    await this.options.db.transaction().execute(createCheckpoints);
    this.hasCheckpoints = true;
  }

  /** Tries again when another runner was quicker: what it has done need not be done here. */
  private async again<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof CheckpointMoved)) throw error;
        this.live = undefined;
      }
    }
  }

  private async unlessMoved(attempt: () => Promise<void>): Promise<void> {
    try {
      await attempt();
    } catch (error) {
      if (!(error instanceof CheckpointMoved)) throw error;
      this.live = undefined;
    }
  }

  private async prepare(to: number): Promise<Live> {
    if (this.live !== undefined) return this.live;
    const { db, projections } = this.options;
    await this.ensureCheckpoints();
    const missing = missingFrom(await liveOf(db, projections), projections);
    if (missing.length > 0) await this.build(missing, await begunBuildings(db, missing), to);
    const checkpoints = await liveOf(db, projections);
    this.live = { crew: this.crewOf(projections, ({ name }) => name), checkpoints };
    return this.live;
  }

  private crewOf(projections: readonly Projection[], nameOf: NameOf): Applying {
    const { db, decoding } = this.options;
    return new Applying({ db, decoding, projections, nameOf, ownersAtHand: this.ownersAtHand });
  }

  /** Fills what was begun, up to where the others are that people read, and lets it take over. */
  private async build(
    projections: readonly Projection[],
    begun: readonly Checkpoint[],
    to: number,
  ): Promise<void> {
    const { db } = this.options;
    const build = begun[0]?.build ?? 0;
    const crew = this.crewOf(projections, (table) => buildingName(build, table));
    if (begun.every(({ position }) => position === 0)) crew.startEmpty();
    const others = (await liveOf(db, this.options.projections)).filter((live) => {
      return !begun.some(({ projection }) => projection === live.projection);
    });
    // Those that stay are at one position, and what takes over has to be at the same one.
    let target: number | 'taken over' = Math.min(to, ...others.map(({ position }) => position));
    let checkpoints = await this.fill(crew, begun, target);
    await indexBuildings(db, checkpoints, projections);
    for (;;) {
      target = await takeOver(db, checkpoints, this.options.projections);
      if (target === 'taken over') break;
      checkpoints = await this.fill(crew, checkpoints, target);
    }
    this.live = undefined;
  }

  private async fill(
    crew: Applying,
    from: readonly Checkpoint[],
    to: number,
  ): Promise<readonly Checkpoint[]> {
    const filling = new Filling(this.options.db, { crew, from, events: this.eventsOfBuilding });
    try {
      for await (const page of this.pages(from, to, Math.min(this.pageSize, pageOfFilling))) {
        await filling.take(page);
        this.options.onPage?.(page.at(-1)?.position ?? 0);
      }
      return await filling.end();
    } catch (error) {
      await filling.abandon();
      if (!(error instanceof ProjectionStopped)) throw error;
      return this.fillPageByPage(crew, filling.reached, to);
    }
  }

  /** Each page in a transaction of its own, which ends just before the event that cannot be applied. */
  private async fillPageByPage(
    crew: Applying,
    from: readonly Checkpoint[],
    to: number,
  ): Promise<readonly Checkpoint[]> {
    let checkpoints = from;
    for await (const page of this.pages(from, to)) checkpoints = await crew.page(checkpoints, page);
    return checkpoints;
  }

  private async advance(live: Live, to: number): Promise<number> {
    for await (const page of this.pages(live.checkpoints, to)) {
      this.live = await this.applied(this.live ?? live, page);
    }
    return (this.live ?? live).checkpoints[0]?.position ?? 0;
  }

  /** What this process has applied by another call, while the page was read, is not applied again. */
  private async applied(live: Live, read: readonly Recorded[]): Promise<Live> {
    const page = notYetIn(live.checkpoints, read);
    if (page.length === 0) return live;
    const checkpoints = await live.crew.page(live.checkpoints, page);
    this.reaching.at(checkpoints[0]?.position ?? 0);
    this.options.onPage?.(page.at(-1)?.position ?? 0);
    return { ...live, checkpoints };
  }

  private async *pages(
    from: readonly Checkpoint[],
    upTo: number,
    pageSize = this.pageSize,
  ): AsyncGenerator<readonly Recorded[]> {
    const after = from[0]?.position ?? 0;
    let page: Recorded[] = [];
    for await (const event of this.options.store.readAll(after, { upTo, pageSize })) {
      page.push(event);
      if (page.length < pageSize) continue;
      yield page;
      page = [];
    }
    if (page.length > 0) yield page;
  }
}

/** What of a page comes after what was applied. */
function notYetIn([at]: readonly Checkpoint[], page: readonly Recorded[]): readonly Recorded[] {
  return page.filter(({ position }) => position > (at?.position ?? 0));
}

/**
 * Those that nobody can read yet in this version, and those that have stayed behind the others, because an
 * older program which does not know them went on without them.
 */
function missingFrom(live: readonly Checkpoint[], projections: readonly Projection[]): Projection[] {
  const furthest = Math.max(0, ...live.map(({ position }) => position));
  return projections.filter((projection) => {
    const found = live.find((checkpoint) => checkpoint.projection === projection.name);
    insistNotNewer(found, projection);
    return found?.version !== projection.version || found.position < furthest;
  });
}

function insistNotNewer(found: Checkpoint | undefined, { name, version }: Projection): void {
  if (found === undefined || found.version <= version) return;
  throw new ReadModelsNewer(
    `The read model ${name} is of version ${found.version}, and this program builds version ${version}. ` +
      'Start the newer program, or rebuild the read models with this one.',
  );
}
