import type { Desk } from '#eventing/desk';
import type { FoldedState } from '#eventing/folded-states';
import type { Write } from '#eventing/event-store';
import { foldOn } from '#eventing/fold-stream';
import type { Prospect, Underway } from '#eventing/prospects';
import type { EventOf } from '#kernel/asking';

interface Folding {
  readonly initialState: unknown;
  evolve(state: never, event: never): unknown;
}

/** One stream as an attempt has read it: at one revision, by however many deciders it is folded. */
interface StreamRead {
  version?: number;
  /** What it rests on, when an append under way will have brought the stream to this revision. */
  prospect?: Prospect | undefined;
  readonly states: Map<object, unknown>;
  /** Two folds of one stream go in turn, so the first fixes the revision. */
  turn: Promise<unknown>;
}

/**
 * The streams that one attempt at a command has read, each at one revision however often it is folded:
 * what the plan saw, what the decider saw and what the append expects are then the same.
 */
export class StreamsRead {
  private readonly desk: Desk;
  private readonly streams = new Map<string, StreamRead>();

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /**
   * The state of a stream by a decider, read on from the last state that is remembered, or as an append that
   * is under way will leave it. A plan may fold several things at once.
   */
  async fold<State>(stream: string, decider: { readonly initialState: State }): Promise<State> {
    const read = this.streamRead(stream);
    if (read.states.has(decider)) return read.states.get(decider) as State;
    const turn = read.turn.then(() => this.foldInTurn(stream, read, decider as unknown as Folding));
    read.turn = turn;
    return turn as Promise<State>;
  }

  /** The version of the last event that was read, -1 for an empty stream. */
  versionOf(stream: string): number {
    return this.streams.get(stream)?.version ?? -1;
  }

  expectedOf(stream: string): Write['expected'] {
    const version = this.versionOf(stream);
    return version === -1 ? 'no-stream' : version;
  }

  /** Whether this process knows of nothing newer in any of the streams. */
  get isCurrent(): boolean {
    for (const [stream, read] of this.streams) if (!this.isStillCurrent(stream, read)) return false;
    return true;
  }

  /** What was read, without the streams of which something newer is known: those are to be read again. */
  refreshed(): StreamsRead {
    const refreshed = new StreamsRead(this.desk);
    for (const [stream, read] of this.streams) {
      if (this.isStillCurrent(stream, read)) refreshed.streams.set(stream, read);
    }
    return refreshed;
  }

  /**
   * The appends that are not known to be kept and on which something that was read rests, with its stream.
   */
  restsOn(): ReadonlyMap<Underway, string> {
    const underway = new Map<Underway, string>();
    for (const [stream, { prospect }] of this.streams) {
      if (prospect !== undefined && !prospect.restsOn.isWritten) underway.set(prospect.restsOn, stream);
    }
    return underway;
  }

  /** What a stream becomes by events that were decided on what was read of it. */
  prospectOf(stream: string, events: readonly EventOf[], restsOn: Underway): Prospect {
    const states = new Map<object, unknown>();
    for (const [decider, before] of this.streamRead(stream).states) {
      let state = before;
      for (const event of events) state = (decider as Folding).evolve(state as never, event as never);
      states.set(decider, state);
    }
    return { version: this.versionOf(stream) + events.length, states, restsOn };
  }

  private streamRead(stream: string): StreamRead {
    const known = this.streams.get(stream);
    if (known !== undefined) return known;
    const read: StreamRead = { states: new Map(), turn: Promise.resolve() };
    this.streams.set(stream, read);
    return read;
  }

  private isStillCurrent(stream: string, { version, prospect }: StreamRead): boolean {
    if (version === undefined || prospect?.restsOn.isDoomed === true) return false;
    return this.desk.prospects.newestVersion(stream) <= version;
  }

  private async foldInTurn(stream: string, read: StreamRead, folding: Folding): Promise<unknown> {
    if (read.states.has(folding)) return read.states.get(folding);
    if (read.version === undefined) read.prospect = this.desk.prospects.of(stream);
    const folded = await this.foldedAt(stream, read, folding);
    read.version ??= folded.version;
    read.states.set(folding, folded.state);
    return folded.state;
  }

  private async foldedAt(stream: string, read: StreamRead, folding: Folding): Promise<FoldedState> {
    const { prospect } = read;
    if (prospect === undefined && read.version === undefined)
      return this.desk.reads.read(stream, folding, async () => this.readUpTo(stream, folding, undefined));
    if (prospect === undefined) return this.readUpTo(stream, folding, read.version);
    const { version, states } = prospect;
    if (states.has(folding)) return { version, state: states.get(folding) };
    // By this decider the stream has to be read from the store, once it has the events.
    await prospect.restsOn.ended;
    return { ...(await this.readUpTo(stream, folding, version)), version };
  }

  private async readUpTo(stream: string, folding: Folding, upTo: number | undefined): Promise<FoldedState> {
    const from = this.remembered(stream, folding, upTo);
    const folded = from.version === upTo ? from : await foldOn(this.desk, stream, folding, from, upTo);
    this.desk.folded.set(stream, folding, folded);
    return folded;
  }

  private remembered(stream: string, folding: Folding, upTo = Number.MAX_SAFE_INTEGER): FoldedState {
    const known = this.desk.folded.get(stream, folding);
    // A state that is newer than this attempt's revision is of no use to it.
    return known !== undefined && known.version <= upTo
      ? known
      : { state: folding.initialState, version: -1 };
  }
}
