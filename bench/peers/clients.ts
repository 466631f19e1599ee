import { setTimeout as wait } from 'node:timers/promises';
import type { Contestant } from '../benchmark.ts';
import { sampleOf } from './peer.ts';
import type { Filled, OpenPeer } from './peer.ts';

/** Who appends at once, and where to. */
export interface Crowd {
  readonly clients: number;
  readonly streams: 'one hot stream' | 'many streams';
}

/** No client has more neighbours than this. */
export const maximumClients = 64;
/** About the life of a project. */
export const eventsOfStream = 20;
/** The streams of a store that has a million events, by their rows of 64. The last is left for looking at. */
const rowsOfStreams = 782;
const rowsOfFewStreams = 79;
/** Shares no divisor with the rows that are used, so that the streams are met in no order. */
const stride = 37;

export const fullSize: Filled = { streams: maximumClients * rowsOfStreams, eventsOfStream };
export const quickSize: Filled = { streams: maximumClients * rowsOfFewStreams, eventsOfStream };
const columns = Array.from({ length: maximumClients }, (_, column) => column);
const firstHotStream = 60_000_000;
const longestPauseMs = 250;

let appended = 0;

/** The streams of one database, each given out once. */
export class Streams {
  private readonly filled: Filled | undefined;
  private readonly taken = new Map<number, number>();
  private hot = firstHotStream;

  /** @param filled what the database was filled with, when it was */
  constructor(filled: Filled | undefined) {
    this.filled = filled;
  }

  /** How many events a stream has that is given out. */
  get count(): number {
    return this.filled?.eventsOfStream ?? 0;
  }

  /**
   * A stream that nobody has had, for one of so many clients. It is in one of the columns (its number modulo
   * 64) that are that client's alone.
   */
  next(client: number, clients: number): number {
    const own = columns.filter((column) => column % clients === client);
    const [column = 0] = own.toSorted((one, other) => this.takenOf(one) - this.takenOf(other));
    const taken = this.takenOf(column);
    const rows = this.filled === undefined ? Infinity : this.filled.streams / maximumClients - 1;
    if (taken >= rows) throw new Error('There are too few streams for the time.');
    this.taken.set(column, taken + 1);
    const row = this.filled === undefined ? taken : (taken * stride) % rows;
    return row * maximumClients + column;
  }

  private takenOf(column: number): number {
    return this.taken.get(column) ?? 0;
  }

  nextHot(): number {
    this.hot += 1;
    return this.hot;
  }
}

/** Clients of one process who append for so long a portion, each sending the next when it has its answer. */
export class Clients implements Contestant {
  /** How often an append found another count than it expected. */
  conflicts = 0;
  /** How many appends there were besides. */
  successes = 0;
  private readonly peer: OpenPeer;
  private readonly clients: readonly Client[];
  private readonly portionMs: number;

  constructor(peer: OpenPeer, crowd: Crowd, streams: Streams, portionMs: number) {
    this.peer = peer;
    this.portionMs = portionMs;
    const hot = streams.nextHot();
    this.clients = Array.from({ length: crowd.clients }, (_, number) =>
      crowd.streams === 'many streams'
        ? new ClientOfMany(number, crowd.clients, streams)
        : new ClientOfOne(hot),
    );
  }

  async portion(): Promise<number> {
    const endsAt = performance.now() + this.portionMs;
    const counts = await Promise.all(this.clients.map(async (client) => this.appendUntil(endsAt, client)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Stays open for the next round. */
  async close(): Promise<void> {
    await Promise.resolve();
  }

  private async appendUntil(endsAt: number, client: Client): Promise<number> {
    let done = 0;
    while (performance.now() < endsAt) {
      if (client.conflictsInARow > 0 && !(await this.lookAgain(endsAt, client))) break;
      appended += 1;
      const { stream, count } = client;
      if (await this.peer.append(stream, count, sampleOf(stream, appended))) {
        client.onAppended();
        done += 1;
      } else {
        client.conflictsInARow += 1;
        this.conflicts += 1;
      }
    }
    this.successes += done;
    return done;
  }

  /**
   * Waits, longer after each conflict and by chance, so that those who conflict leave the stream to the
   * others, and reads it then. Answers with whether there was time for that.
   */
  private async lookAgain(endsAt: number, client: Client): Promise<boolean> {
    const pauseMs = Math.random() * Math.min(2 ** client.conflictsInARow, longestPauseMs);
    if (performance.now() + pauseMs >= endsAt) return false;
    await wait(pauseMs);
    client.count = await this.peer.countOf(client.stream, client.count);
    return true;
  }
}

interface Client {
  readonly stream: number;
  count: number;
  conflictsInARow: number;
  onAppended(): void;
}

class ClientOfOne implements Client {
  readonly stream: number;
  count = 0;
  conflictsInARow = 0;

  constructor(stream: number) {
    this.stream = stream;
  }

  onAppended(): void {
    this.count += 1;
    this.conflictsInARow = 0;
  }
}

/** Fills one stream after another. */
class ClientOfMany implements Client {
  stream: number;
  count: number;
  conflictsInARow = 0;
  private readonly streams: Streams;
  private readonly next: () => number;

  constructor(number: number, clients: number, streams: Streams) {
    this.streams = streams;
    this.next = () => streams.next(number, clients);
    this.stream = this.next();
    this.count = streams.count;
  }

  onAppended(): void {
    this.count += 1;
    if (this.count < this.streams.count + eventsOfStream) return;
    this.stream = this.next();
    this.count = this.streams.count;
  }
}
