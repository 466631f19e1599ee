import type { CommandEnvelope } from '#eventing/command-envelope';
import { commandKeyOf } from '#eventing/command-envelope';
import { decodingOf } from '#eventing/decoding';
import { openDesk } from '#eventing/desk';
import type { Desk } from '#eventing/desk';
import type { EventStore } from '#eventing/event-store';
import { handle } from '#eventing/handle';
import type { Handled } from '#eventing/handle';
import { ask } from '#kernel/asking';
import type { AnyAsk } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Decider } from '#kernel/decider';

/** What a writer saw of a stream when it decided: how many events there were, and what they came to. */
export interface Seen {
  readonly events: number;
  readonly balancePence: number;
}

export interface Paid {
  readonly amountPence: number;
  readonly seen: Seen;
}

export interface PurseEvent {
  readonly type: 'OraclePaidIn' | 'OraclePaidOut';
  readonly data: Paid;
}

interface Pay {
  readonly way: 'in' | 'out';
  readonly amountPence: number;
  readonly stream: string;
}

/**
 * A sum that never goes below nothing. Every event and every refusal says what its writer saw, so that it can
 * be told afterwards, from the log alone, whether each decision was right when it was made.
 */
export const purse: Decider<Seen, Pay, PurseEvent, 'more-than-left'> = {
  initialState: { events: 0, balancePence: 0 },
  decide({ way, amountPence, stream }, seen) {
    if (way === 'in') return [{ type: 'OraclePaidIn', data: { amountPence, seen } }];
    if (amountPence <= seen.balancePence) return [{ type: 'OraclePaidOut', data: { amountPence, seen } }];
    const { events, balancePence } = seen;
    const facts = { stream, events: `${events}`, balance: `${balancePence}`, asked: `${amountPence}` };
    return refuse('more-than-left', facts);
  },
  evolve: ({ events, balancePence }, { type, data }) => ({
    events: events + 1,
    balancePence: balancePence + (type === 'OraclePaidIn' ? data.amountPence : -data.amountPence),
  }),
};

const pursesDecoding = decodingOf({ OraclePaidIn: 1, OraclePaidOut: 1 });

/** A desk that goes on for as long as a crowd may need, since a conflict that is given up proves nothing. */
export function deskAt(store: EventStore): Desk {
  return openDesk({
    store,
    decoding: pursesDecoding,
    commandKey: new Uint8Array(32).fill(1),
    retryForMs: 120_000,
  });
}

/** The key under which the answer to decision `n` is kept. */
export function keyOf(n: number): string {
  return commandKeyOf(commandOf(n));
}

/** Sends decision `n`. The same number is the same command, whoever sends it. */
export async function decideOn(desk: Desk, n: number): Promise<Handled> {
  return handle(desk, commandOf(n), async () => asksOf(n));
}

function commandOf(n: number): CommandEnvelope {
  return {
    id: `decision-${n}`,
    type: 'DecideAtOnce',
    partnership: 'oracle',
    actor: { person: 'p-1', role: 'finance-officer' },
    on: '2011-04-12',
    via: 'oracle',
    content: { n },
  };
}

const sources = ['source-oracle.s0', 'source-oracle.s1', 'source-oracle.s2'];

/**
 * Of ten decisions eight award to one of sixteen projects, one moves money between two of the three sources,
 * and one pays in nearly as much as the others would take: so the sources are nearly empty most of the time.
 */
function asksOf(n: number): AnyAsk[] {
  const kind = figure(n, 0) % 10;
  const [one = '', other = ''] = [figure(n, 1), figure(n, 1) + 1 + (figure(n, 2) % 2)].map(
    (index) => sources[index % sources.length] ?? '',
  );
  const amountPence = 1 + (figure(n, 3) % 100);
  if (kind === 0) return [paying('in', amountPence * 7, one)];
  if (kind === 1) return [paying('out', amountPence, one), paying('in', amountPence, other)];
  return [paying('out', amountPence, one), paying('in', amountPence, `project-oracle.p${figure(n, 4) % 16}`)];
}

function paying(way: Pay['way'], amountPence: number, stream: string): AnyAsk {
  return ask(stream, purse, { way, amountPence, stream });
}

/**
 * A figure that looks random and is the same each time (the finaliser of MurmurHash3, which is public
 * domain).
 */
function figure(n: number, which: number): number {
  let hash = Math.imul(n * 8 + which + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
