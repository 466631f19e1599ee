import type { NewAnswer } from '#eventing/event-store';
import type { FoldedStates } from '#eventing/folded-states';

/** An append that was sent. Until it is answered nobody knows whether it is kept. */
export class Underway {
  readonly answer: NewAnswer;
  readonly ended: Promise<void>;
  private readonly end: () => void;
  /** What was decided on top of it. */
  private readonly later: Underway[] = [];
  private status: 'sent' | 'written' | 'doomed' = 'sent';

  /** @param restsOn the appends on whose outcome it was decided */
  constructor(answer: NewAnswer, restsOn: Iterable<Underway>) {
    this.answer = answer;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.end = resolve;
    for (const earlier of restsOn) {
      earlier.later.push(this);
      if (earlier.isDoomed) this.status = 'doomed';
    }
  }

  get isWritten(): boolean {
    return this.status === 'written';
  }

  /** Whether it or something that it rests on was not written: then it is not written either. */
  get isDoomed(): boolean {
    return this.status === 'doomed';
  }

  endWritten(): void {
    this.status = 'written';
    this.end();
  }

  endUnwritten(): void {
    // Not by recursion: a chain may be longer than the stack is deep.
    const doomed: Underway[] = [this];
    for (const one of doomed) {
      one.status = 'doomed';
      doomed.push(...one.later.splice(0));
    }
    this.end();
  }
}

/** What a stream will be when the append that it rests on is kept. */
export interface Prospect {
  readonly version: number;
  /** The state by each decider that is known to have one. */
  readonly states: ReadonlyMap<object, unknown>;
  readonly restsOn: Underway;
}

/**
 * What the streams of one process will be by the appends that are under way, so that the next command on a
 * stream is decided, and sent, without waiting for the disk.
 *
 * It guards nothing by itself: the store refuses what comes after an append that was not written.
 */
export class Prospects {
  private readonly byStream = new Map<string, Prospect>();
  private readonly folded: FoldedStates;

  /** @param folded where a state goes when it is kept */
  constructor(folded: FoldedStates) {
    this.folded = folded;
  }

  of(stream: string): Prospect | undefined {
    const prospect = this.byStream.get(stream);
    return prospect?.restsOn.isDoomed === true ? undefined : prospect;
  }

  /** The newest version that this process knows of, or expects; -1 when it knows of none. */
  newestVersion(stream: string): number {
    return this.of(stream)?.version ?? this.folded.newestVersion(stream);
  }

  expect(stream: string, prospect: Prospect): void {
    if (!prospect.restsOn.isDoomed) this.byStream.set(stream, prospect);
  }

  /** Takes an append for ended: what rests on it is remembered when it was written, and else forgotten. */
  end(underway: Underway, streams: Iterable<string>, isWritten: boolean): void {
    for (const stream of streams) {
      const prospect = this.byStream.get(stream);
      if (prospect?.restsOn !== underway) continue;
      this.byStream.delete(stream);
      if (isWritten) this.remember(stream, prospect);
    }
    if (isWritten) underway.endWritten();
    else underway.endUnwritten();
  }

  private remember(stream: string, { version, states }: Prospect): void {
    for (const [decider, state] of states) this.folded.set(stream, decider, { state, version });
  }
}
