import { END, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import type {
  AllStreamResolvedEvent,
  AllStreamSubscription,
  KurrentDBClient,
} from '@kurrent/kurrentdb-client';
import type { Recorded } from '#eventing/event-store';
import { backOff, isWithoutAnswer } from '#stores/kurrentdb/connection';
import type { KurrentNames } from '#stores/kurrentdb/kurrent-names';
import { eventIn } from '#stores/kurrentdb/kurrent-records';
import { recordOfClient } from '#stores/kurrentdb/read-call';

export interface Followed {
  readonly client: KurrentDBClient;
  readonly names: KurrentNames;
  readonly pageSize: number;
  /** Ends it without an error. */
  readonly signal: AbortSignal;
}

/**
 * Every event after a position, by a catch-up subscription to `$all`, in pages as they come. A connection
 * that breaks is made anew from the last event that was given.
 */
export async function* follow(after: number, followed: Followed): AsyncGenerator<readonly Recorded[]> {
  let place = after;
  for (let tries = 0; !followed.signal.aborted; tries += 1) {
    const subscription = subscribed(place, followed);
    try {
      for await (const page of pagesOf(subscription, followed)) {
        place = page.at(-1)?.position ?? place;
        tries = 0;
        yield page;
      }
    } catch (error) {
      if (!isWithoutAnswer(error)) throw error;
    } finally {
      subscription.destroy();
      // Its own errors come too late to matter.
      await subscription.unsubscribe().catch(() => undefined);
    }
    if (!followed.signal.aborted) await backOff(tries);
  }
}

function subscribed(place: number, { client, names, pageSize }: Followed): AllStreamSubscription {
  const fromPosition = place === 0 ? START : { commit: BigInt(place), prepare: BigInt(place) };
  const filter = streamNameFilter({ regex: names.patterns.events });
  return client.subscribeToAll({ fromPosition, filter }, { highWaterMark: pageSize });
}

/** What has come, and again when more has, until it ends, fails or the signal is given. */
async function* pagesOf(
  subscription: AllStreamSubscription,
  followed: Followed,
): AsyncGenerator<readonly Recorded[]> {
  const { signal } = followed;
  const news = new News(subscription, signal);
  try {
    while (!signal.aborted) {
      const page = takenFrom(subscription, followed);
      if (page.length > 0) yield page;
      else if (await news.hasEnded()) return;
    }
  } finally {
    news.forget();
  }
}

/** What has come so far, up to a page. */
function takenFrom(subscription: AllStreamSubscription, { names, pageSize }: Followed): Recorded[] {
  const page: Recorded[] = [];
  while (page.length < pageSize) {
    const resolved = subscription.read() as AllStreamResolvedEvent | null;
    if (resolved === null) return page;
    if (resolved.event) page.push(eventIn(recordOfClient(resolved.event), names));
  }
  return page;
}

/** Tells when there may be more to read. */
class News {
  private readonly signal: AbortSignal;
  private wake: () => void = () => undefined;
  private error: Error | undefined;
  private ended = false;
  private readable = false;

  constructor(subscription: AllStreamSubscription, signal: AbortSignal) {
    this.signal = signal;
    subscription.on('readable', () => this.tell({ readable: true }));
    subscription.on('end', () => this.tell({ ended: true }));
    subscription.on('close', () => this.tell({ ended: true }));
    subscription.on('error', (error: Error) => this.tell({ error }));
    signal.addEventListener('abort', this.onAbort);
  }

  /** Returns when there may be more, or that there will be none. @throws the error of the subscription */
  async hasEnded(): Promise<boolean> {
    while (!this.readable && !this.ended && !this.signal.aborted && this.error === undefined)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    if (this.error !== undefined) throw this.error;
    const isOver = !this.readable;
    this.readable = false;
    return isOver;
  }

  /** The listener for errors stays: without one, an error that comes late would end the process. */
  forget(): void {
    this.signal.removeEventListener('abort', this.onAbort);
  }

  private readonly onAbort = (): void => this.tell({});

  private tell(news: { readable?: boolean; ended?: boolean; error?: Error }): void {
    this.readable ||= news.readable ?? false;
    this.ended ||= news.ended ?? false;
    this.error ??= news.error;
    this.wake();
  }
}

/**
 * The server's time, by the first word of a subscription that has nothing to give.
 *
 * @returns milliseconds since 1970, or `undefined` when the server does not say
 */
export async function serverTime(client: KurrentDBClient): Promise<number | undefined> {
  const subscription = client.subscribeToAll({ fromPosition: END });
  try {
    return await new Promise<number | undefined>((resolve, reject) => {
      subscription.on('caughtUp', ({ date }) => resolve(date?.getTime()));
      subscription.on('error', reject);
      subscription.resume();
    });
  } finally {
    subscription.destroy();
    await subscription.unsubscribe().catch(() => undefined);
  }
}
