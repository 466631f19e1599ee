import type { CompiledQuery } from 'kysely';
import type { DecodedEvent, Decoding } from '#eventing/decoding';
import type { Recorded } from '#eventing/event-store';
import { parseStream } from '#kernel/ids';
import type { StreamName } from '#kernel/ids';
import { projectsOf } from '#projections/about';
import { moveCheckpoints } from '#projections/checkpoints';
import type { Checkpoint } from '#projections/checkpoints';
import type { Happened, Projection, Write } from '#projections/projection';
import { RowStorage } from '#projections/row-storage';
import { runAll } from '#projections/batches';
import type { NameOf, Share } from '#projections/row-statements';
import { RowsAtHand } from '#projections/rows-at-hand';
import type { AnyDatabase, Table } from '#projections/table';

/**
 * An event that cannot be applied. Nothing after it is, for no event may be skipped where money is counted.
 */
export class ProjectionStopped extends Error {
  override name = 'ProjectionStopped';
  /** Undefined when no projection could have read it. */
  readonly projection: string | undefined;
  readonly event: Recorded;

  constructor(event: Recorded, projection: string | undefined, cause: unknown) {
    const { position, type, stream, version, id } = event;
    const who = projection === undefined ? 'The read models stop' : `The read model ${projection} stops`;
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${who} at position ${position}, the ${type} ${id} of ${stream} (version ${version}): ${why}`, {
      cause,
    });
    this.projection = projection;
    this.event = event;
  }
}

/** A page of events as they are read. */
export interface Decoded {
  readonly page: readonly Recorded[];
  /** Those of the page, from its first on. */
  readonly events: readonly Happened[];
  /** Why the one after them could not be read. */
  readonly stopped: ProjectionStopped | undefined;
}

/** A page as it is to be written. */
export interface Reckoned {
  readonly statements: readonly CompiledQuery[];
  /** Of its last event. */
  readonly position: number;
  readonly events: number;
}

export interface ApplyingOptions {
  readonly db: AnyDatabase;
  readonly projections: readonly Projection[];
  readonly decoding: Decoding;
  readonly nameOf: NameOf;
  /** Owners whose rows stay in memory, at most, at about 10 kB each. */
  readonly ownersAtHand: number;
}

type AnyHandler = (event: Happened, write: Write) => void;

interface Step {
  readonly projection: string;
  readonly handle: AnyHandler;
}

/** A set of projections that are at one position and go on together, reading each event once. */
export class Applying {
  private readonly db: AnyDatabase;
  private readonly projections: readonly Projection[];
  /** Those that need the rows of a whole partnership for some events. */
  private readonly asking: readonly Projection[];
  private readonly decoding: Decoding;
  private readonly rows: RowsAtHand;
  private readonly storage: RowStorage;
  /** By noun and type. */
  private readonly steps = new Map<string, Map<string, readonly Step[]>>();
  private readonly streams = new Map<string, StreamName>();
  private readonly ownersAtHand: number;

  constructor({ db, projections, decoding, nameOf, ownersAtHand }: ApplyingOptions) {
    const tables = projections.flatMap((projection) => projection.tables);
    this.db = db;
    this.projections = projections;
    this.asking = projections.filter(({ wholePartnership }) => wholePartnership !== undefined);
    this.decoding = decoding;
    this.ownersAtHand = ownersAtHand;
    this.rows = new RowsAtHand(tables);
    this.storage = new RowStorage(db, tables, nameOf);
  }

  /**
   * Applies a page of events, and moves the checkpoints on to its last, in one transaction. Before an event
   * that cannot be applied it stops, with everything before it applied.
   *
   * @throws ProjectionStopped, CheckpointMoved
   */
  async page(from: readonly Checkpoint[], page: readonly Recorded[]): Promise<Checkpoint[]> {
    const decoded = this.decode(page);
    const reached = await this.apply(from, decoded);
    if (decoded.stopped !== undefined) throw decoded.stopped;
    return reached;
  }

  /** The events of a page, up to one that nobody can read. */
  decode(page: readonly Recorded[]): Decoded {
    const events: Happened[] = [];
    for (const recorded of page) {
      try {
        events.push(this.happened(this.decoding.decode(recorded)));
      } catch (error) {
        return { page, events, stopped: new ProjectionStopped(recorded, undefined, error) };
      }
    }
    return { page, events, stopped: undefined };
  }

  /**
   * Whether an event of the page needs rows that `read` does not see while an earlier page is being written.
   */
  needsWholePartnership({ events }: Decoded): boolean {
    return events.some((event) => this.wholePartnership(event).length > 0);
  }

  /** From now on, whoever no event was about has no rows yet: the tables are empty. */
  startEmpty(): void {
    this.rows.startEmpty();
  }

  /** The streams that the events are about and whose rows are not at hand: they have to be read first. */
  unread({ events }: Decoded): readonly string[] {
    return this.rows.begin(streamsOf(events));
  }

  async read(db: AnyDatabase, streams: readonly string[]): Promise<void> {
    await this.storage.read(db, this.rows, streams);
  }

  /**
   * Reckons what the events make of the rows that were read, in memory, and answers with what is to be
   * written of it before anything more is read.
   *
   * @throws ProjectionStopped; then the rows at hand are of no use, see `forget`
   */
  reckon({ events, page }: Decoded, share: Share): Reckoned {
    for (const [index, event] of events.entries()) this.handle(event, page[index] as Recorded);
    const isCrowded = this.rows.isMoreThan(this.ownersAtHand);
    const statements = this.storage.journals(this.rows, share);
    if (isCrowded || share === 'everything') statements.push(...this.storage.standing(this.rows));
    if (isCrowded) this.rows.keepAtMost(Math.floor((3 * this.ownersAtHand) / 4));
    return { statements, position: events.at(-1)?.position ?? 0, events: events.length };
  }

  /** What earlier pages have left to be written. */
  leftOver(): readonly CompiledQuery[] {
    return [...this.storage.journals(this.rows, 'everything'), ...this.storage.standing(this.rows)];
  }

  /** Forgets what is at hand: it was not written, or somebody else has written. */
  forget(): void {
    this.rows.clear();
  }

  private async apply(from: readonly Checkpoint[], decoded: Decoded): Promise<Checkpoint[]> {
    const position = decoded.events.at(-1)?.position;
    if (position === undefined) return [...from];
    try {
      await this.db.transaction().execute(async (transaction) => {
        await moveCheckpoints(transaction, from, position);
        await this.read(transaction, this.unread(decoded));
        await this.readWholePartnerships(transaction, decoded.events);
        await runAll(transaction, this.reckon(decoded, 'everything').statements);
      });
    } catch (error) {
      this.forget();
      if (error instanceof ProjectionStopped) await this.applyBefore(from, decoded, error);
      throw error;
    }
    return from.map((checkpoint) => ({ ...checkpoint, position }));
  }

  /** The page was undone with the event that failed, so what came before it is applied again without it. */
  private async applyBefore(
    from: readonly Checkpoint[],
    { page, events, stopped }: Decoded,
    { event: { position } }: ProjectionStopped,
  ): Promise<void> {
    await this.apply(from, { page, events: events.filter((event) => event.position < position), stopped });
  }

  private happened(event: DecodedEvent): Happened {
    const { noun, id } = this.nameOf(event.stream);
    return { ...event, noun, subject: id };
  }

  /** Most events are of streams that were met before, and a pattern takes longer than a look. */
  private nameOf(stream: string): StreamName {
    const known = this.streams.get(stream);
    if (known !== undefined) return known;
    if (this.streams.size > 2 * this.ownersAtHand) this.streams.clear();
    const name = parseStream(stream);
    this.streams.set(stream, name);
    return name;
  }

  private handle(event: Happened, recorded: Recorded): void {
    for (const { projection, handle } of this.stepsFor(event)) {
      try {
        handle(event, this.rows);
      } catch (error) {
        throw new ProjectionStopped(recorded, projection, error);
      }
    }
  }

  private stepsFor({ noun, type }: Happened): readonly Step[] {
    const ofNoun = this.steps.get(noun) ?? new Map<string, readonly Step[]>();
    const known = ofNoun.get(type);
    if (known !== undefined) return known;
    const steps = this.projections.flatMap((projection) => stepsOf(projection, noun, type));
    this.steps.set(noun, ofNoun.set(type, steps));
    return steps;
  }

  private async readWholePartnerships(db: AnyDatabase, events: readonly Happened[]): Promise<void> {
    for (const event of events) {
      for (const table of this.wholePartnership(event)) {
        const owners = await this.storage.ownersIn(db, table, event.partnership);
        await this.storage.read(
          db,
          this.rows,
          owners.filter((stream) => !this.rows.isHeld(stream)),
        );
      }
    }
  }

  private wholePartnership(event: Happened): readonly Table[] {
    return this.asking.flatMap(({ wholePartnership }) => wholePartnership?.(event) ?? []);
  }
}

function stepsOf({ name, on, onEach }: Projection, noun: Happened['noun'], type: string): Step[] {
  const handlers = [(on[noun] as Record<string, AnyHandler> | undefined)?.[type], onEach?.[noun]];
  return handlers.flatMap((handle) => {
    return handle === undefined ? [] : [{ projection: name, handle: handle as AnyHandler }];
  });
}

function streamsOf(events: readonly Happened[]): Set<string> {
  const streams = new Set<string>();
  const partnerships = new Set<string>();
  for (const event of events) {
    streams.add(event.stream);
    partnerships.add(event.partnership);
    for (const project of projectsOf(event)) streams.add(`project-${event.partnership}.${project}`);
  }
  for (const partnership of partnerships) streams.add(`partnership-${partnership}`);
  return streams;
}
