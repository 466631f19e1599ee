import { afterAll, describe, expect, it } from '@jest/globals';
import { CommandLine } from './command-line.js';

const surroundings = { partnership: 'riverside', actor: { person: 'admin', role: 'administrator' } };
const founding = { command: 'FoundPartnership', id: 'found', ...surroundings, name: 'Riverside' };
const admissions = ['council', 'fire', 'police'].map((agency) => {
  return { command: 'AdmitAgency', id: `admit-${agency}`, ...surroundings, agency, name: agency };
});

function asLines(commands: readonly object[]): string {
  return commands.map((command) => `${JSON.stringify(command)}\n`).join('');
}

describe('A command line whose disk fails while it keeps a command', () => {
  const cli = new CommandLine();
  afterAll(() => cli.remove());

  it('ends with 1 and a sentence, and is answered for certain when it is asked again', () => {
    expect(cli.run(['run', '-'], { input: asLines([founding]) }).code).toBe(0);
    cli.write('three.ndjson', asLines(admissions));
    // The log of the events is synced when it is begun and then once for each command.
    const secondCommand = [
      '-P',
      cli.at('data/events.db-wal'),
      '-e',
      'inject=fsync,fdatasync:error=EIO:when=3',
    ];
    const strace = ['strace', '-f', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', ...secondCommand];
    const { code, out, err } = cli.runUnder(strace, ['run', 'three.ndjson']);
    expect([code, out.split('\n').length - 1]).toEqual([1, 1]);
    expect(err).toMatch(/^The disk failed while it was asked to keep a commit: .*\n$/);
    const again = cli.run(['run', 'three.ndjson']);
    expect(again.code).toBe(0);
    expect(again.out.match(/"outcome":"accepted"/g)).toHaveLength(3);
    expect(cli.run(['verify']).code).toBe(0);
  });
});
