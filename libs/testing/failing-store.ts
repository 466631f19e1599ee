import { OutcomeUnknown } from '#eventing/event-store';
import type {
  Appended,
  AppendOptions,
  EventStore,
  KeptAnswer,
  NewAnswer,
  ReadOptions,
  Recorded,
  SubscribeOptions,
  Write,
} from '#eventing/event-store';

/** How one append fails: nothing of it is written, or all of it is and nobody is told. */
export type Failing = 'before' | 'after';

/** A store whose appends fail as a test says; from then on it is as if the process had died. */
export class FailingStore implements EventStore {
  private readonly store: EventStore;
  private left: number;
  private readonly failing: Failing;
  /** How many appends were asked of it. */
  appends = 0;
  hasFailed = false;

  /** @param after how many appends succeed first */
  constructor(store: EventStore, after: number, failing: Failing) {
    this.store = store;
    this.left = after;
    this.failing = failing;
  }

  async append(writes: readonly Write[], answer: NewAnswer, options?: AppendOptions): Promise<Appended> {
    this.appends += 1;
    if (this.hasFailed) throw new OutcomeUnknown('The process has died.');
    this.left -= 1;
    if (this.left >= 0) return this.store.append(writes, answer, options);
    this.hasFailed = true;
    if (this.failing === 'after') await this.store.append(writes, answer, options);
    throw new OutcomeUnknown('The process dies.');
  }

  async answerTo(command: string): Promise<KeptAnswer | undefined> {
    return this.store.answerTo(command);
  }

  readStream(stream: string, from?: number): AsyncIterable<Recorded> {
    return this.store.readStream(stream, from);
  }

  readAll(after: number, options?: ReadOptions): AsyncIterable<Recorded> {
    return this.store.readAll(after, options);
  }

  readAnswers(after: number, options?: ReadOptions): AsyncIterable<KeptAnswer> {
    return this.store.readAnswers(after, options);
  }

  readAnswersBack(before?: number, options?: ReadOptions): AsyncIterable<KeptAnswer> {
    return this.store.readAnswersBack(before, options);
  }

  async lastPosition(): Promise<number> {
    return this.store.lastPosition();
  }

  subscribe(after: number, options: SubscribeOptions): AsyncIterable<readonly Recorded[]> {
    return this.store.subscribe(after, options);
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }
}
