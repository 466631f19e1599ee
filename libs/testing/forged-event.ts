import { expect } from '@jest/globals';
import { bodyOf, eventIdOf } from '#eventing/envelope';
import type { EventStore } from '#eventing/event-store';
import { decoding } from '#testing/read-story';

interface Forged {
  readonly stream: string;
  readonly type: string;
  readonly data: unknown;
  /** Who is to have done it, as `person/role`. */
  readonly by: string;
}

/**
 * Writes an event that no rule has decided, as somebody would who is past the rules but not past the store.
 */
export async function forgeEvent(
  { store }: { readonly store: EventStore },
  { stream, type, data, by }: Forged,
): Promise<void> {
  let version = -1;
  for await (const event of store.readStream(stream)) version = event.version;
  const command = `riverside/forged-${stream}-${version}`;
  const [person = '', role = ''] = by.split('/');
  const envelope = {
    id: eventIdOf(command, 0),
    stream,
    type,
    schema: decoding.schemaOf(type),
    effectiveOn: '2011-04-12',
    partnership: 'riverside',
    actor: { person, role },
    command,
    causation: command,
    correlation: command,
    data,
  };
  const events = [{ id: envelope.id, type, body: bodyOf(envelope) }];
  const answer = { command, hash: '00', outcome: 'accepted', body: '{}' } as const;
  const appended = await store.append([{ stream, expected: version, events }], answer);
  expect(appended.outcome).toBe('appended');
}
