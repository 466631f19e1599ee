import { beforeAll, describe, expect, it } from '@jest/globals';
import { commandNames } from '#desk/command-registry';
import type { Reply } from '#desk/reply';
import { canonicalJson } from '#eventing/canonical-json';
import { eventSchemas } from '#funding/event-schemas';
import { commandsIn, Played } from './playing.ts';

const commands = commandsIn('test/journeys/every-command.ndjson');

describe('The journey of every command', () => {
  const played = new Played();
  let replies: readonly Reply[];

  beforeAll(async () => {
    replies = await played.send(commands);
  });

  it('is accepted, every line of it', () => {
    const others = commands.flatMap(({ id }, index) => {
      return replies[index]?.outcome === 'accepted' ? [] : [{ id, reply: replies[index] }];
    });
    expect(others).toEqual([]);
  });

  it('gives every command that there is', () => {
    expect(new Set(commands.map(({ command }) => command))).toEqual(new Set(commandNames));
  });

  it('brings about every event that there is', () => {
    expect(new Set(played.events.map(({ type }) => type))).toEqual(new Set(Object.keys(eventSchemas)));
  });

  it('is stored as canonical text, which gives the same bytes when it is read and written again', () => {
    const bodies = played.events.map(({ body }) => body);
    expect(bodies.map((body) => canonicalJson(JSON.parse(body)))).toEqual(bodies);
  });

  it('changes nothing when it is played again, and is answered the same', async () => {
    const { length } = played.events;
    const again = await played.send(commands);
    expect(again).toEqual(replies.map((reply) => ({ ...reply, repeated: true })));
    expect(played.events).toHaveLength(length);
  });
});
