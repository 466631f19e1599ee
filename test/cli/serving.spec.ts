import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandLine } from './command-line.js';

const actor = { person: 'admin', role: 'administrator' };
const founding = { command: 'FoundPartnership', id: 'found', partnership: 'riverside', actor, name: 'R' };

/** Ends what does not end by itself, with all that it started. */
const atMost = ['timeout', '-k', '1', '120'];

describe('Pages that cannot be served', () => {
  const cli = new CommandLine();
  let other: Server;

  beforeAll(async () => {
    cli.run(['run', '-'], { input: JSON.stringify(founding) });
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, 'localhost', resolve));
  });
  afterAll(() => {
    other.close();
    cli.remove();
  });

  it('as their port is in use, say so and end, and keep nothing open', () => {
    const { port } = other.address() as AddressInfo;
    const { code, err } = cli.runUnder(atMost, ['serve', '--port', String(port)]);
    expect(err).toContain(`Port ${port} of localhost is in use. Give another, or leave --port out.\n`);
    expect(code).toBe(2);
    expect(cli.run(['verify']).code).toBe(0);
  });
});
