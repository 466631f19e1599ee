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
import type { Decider } from '#kernel/decider';

/**
 * What each event of command `n` says: which command it is of, and how many events that command has in all.
 */
export interface Numbered {
  readonly n: number;
  readonly of: number;
}

type NumberedEvent = { readonly type: 'FaultNumbered'; readonly data: Numbered };
type NumberedCommand = { readonly n: number; readonly of: number; readonly events: number };

const numbered: Decider<number, NumberedCommand, NumberedEvent, never> = {
  initialState: 0,
  decide: ({ n, of, events }) =>
    Array.from({ length: events }, () => ({ type: 'FaultNumbered', data: { n, of } })),
  evolve: (count) => count + 1,
};

const decoding = decodingOf({ FaultNumbered: 1 });

export function deskAt(store: EventStore): Desk {
  return openDesk({ store, decoding, commandKey: new Uint8Array(32).fill(1) });
}

/** The key under which the answer to command `n` is kept. */
export function keyOf(n: number): string {
  return commandKeyOf(commandOf(n));
}

/**
 * Sends command `n`: two or three streams, of which each receives one or two events. The same number is the
 * same command.
 */
export async function sendNumbered(desk: Desk, n: number): Promise<Handled> {
  return handle(desk, commandOf(n), async () => asksOf(n));
}

function asksOf(n: number): AnyAsk[] {
  const streams = [`project-faults.p${n % 7}`, `source-faults.s${n % 3}`, `meeting-faults.m${n % 2}`].slice(
    n % 2,
  );
  const each = 1 + (n % 2);
  const command = { n, of: streams.length * each, events: each };
  return streams.map((stream) => ask(stream, numbered, command));
}

function commandOf(n: number): CommandEnvelope {
  return {
    id: `row-${n}`,
    type: 'NumberFault',
    partnership: 'faults',
    actor: { person: 'p-1', role: 'finance-officer' },
    on: '2011-04-12',
    via: 'faults',
    content: { n },
  };
}
