import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonicalJson } from '#eventing/canonical-json';
import type { CommandEnvelope } from '#eventing/command-envelope';
import type { Decoding } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import { FoldedStates } from '#eventing/folded-states';
import { Prospects } from '#eventing/prospects';
import { SharedReads } from '#eventing/shared-reads';
import { StreamQueue } from '#eventing/stream-queue';

/**
 * What `handle()` works with: one store, how its events are read, and what this process remembers of them.
 */
export interface Desk {
  readonly store: EventStore;
  readonly decoding: Decoding;
  /** The keyed hash of a command's content, in hexadecimal. */
  readonly hashOf: (command: CommandEnvelope) => string;
  readonly folded: FoldedStates;
  readonly prospects: Prospects;
  readonly reads: SharedReads;
  readonly queue: StreamQueue;
  /** How long a conflict with another process is retried, in milliseconds. */
  readonly retryForMs: number;
}

export interface DeskOptions {
  readonly store: EventStore;
  readonly decoding: Decoding;
  /** The data folder's key for command hashes, see `KeyVault.commandKey`. */
  readonly commandKey: Uint8Array;
  /** 5,000 when not given. */
  readonly retryForMs?: number;
  /** The most streams whose folded states are kept, 5,000 when not given. */
  readonly foldedStreams?: number;
}

/** A desk at a store. One a process, since it queues the commands of the process by stream. */
export function openDesk(options: DeskOptions): Desk {
  const { store, decoding, commandKey, retryForMs = 5_000, foldedStreams = 5_000 } = options;
  const key = createSecretKey(commandKey);
  const folded = new FoldedStates(foldedStreams);
  return {
    store,
    decoding,
    hashOf: (command) => hashOf(command, key),
    folded,
    prospects: new Prospects(folded),
    reads: new SharedReads(),
    queue: new StreamQueue(),
    retryForMs,
  };
}

/**
 * HMAC-SHA-256 over what the command asks, by whom and for when. Not over the screen it came from: a retry by
 * another way is the same command. Keyed, because a plain hash of a name could be found by trying names.
 */
function hashOf(command: CommandEnvelope, key: KeyObject): string {
  const { type, partnership, actor, on, content } = command;
  const asked = canonicalJson({
    type,
    partnership,
    actor: { person: actor.person, role: actor.role },
    on,
    content,
  });
  return createHmac('sha256', key).update(asked).digest('hex');
}
