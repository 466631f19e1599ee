import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandLine } from '../cli/command-line.js';
import { putExampleInto } from '../cli/played-example.js';

describe('The command that makes documents', () => {
  const cli = new CommandLine();
  beforeAll(() => putExampleInto(cli.at('data')));
  afterAll(() => cli.remove());
  const moment = ['--year', '2011-12', '--as-at', '2012-03-31', '--known-at', '2012-04-05'];

  it('lists what it can make', () => {
    expect(cli.run(['document', 'list']).out).toMatch(
      /^value-for-money +the value-for-money self-assessment/mu,
    );
  });

  it('writes a file in the format that its name says, the same bytes each time', () => {
    const made = ['first.pdf', 'second.pdf'].map((name) => {
      const { code, out } = cli.run(['document', 'value-for-money', ...moment, '--output', cli.at(name)]);
      expect([code, out]).toEqual([0, `Written to ${cli.at(name)}.\n`]);
      return readFileSync(cli.at(name));
    });
    expect(made[0]?.subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(made[0]?.equals(made[1] ?? Buffer.from(''))).toBe(true);
  });

  it('says beside a file for the public what was held back, and why', () => {
    const { out } = cli.run(['document', '360giving', ...moment, '--output', cli.at('grants.json')]);
    expect(out).toContain('0 of the 42 awards of the year will be published');
    expect(out).toContain('The partnership has not said who publishes for it');
    expect(readFileSync(cli.at('grants.json'), 'utf8')).toContain('"grants": []');
  });

  it('shows a bar where a person sees it, whatever is made, and none in a file or a pipe', () => {
    const tallystick = join(import.meta.dirname, '..', '..', 'tallystick');
    const asTerminal = (command: string): string =>
      cli.shell(`script -qefc "${tallystick} ${command}" /dev/null`).out;
    const document = `document partnership-plan ${moment.join(' ')} --output ${cli.at('plan.pdf')}`;
    const draft = `draft-highlight --report june --by support-officer/support-officer --to 2011-06-30`;
    for (const shown of [asTerminal(document), asTerminal(draft)]) expect(shown).toContain('Reading events');
    const { err } = cli.run(document.split(' '));
    expect(err).toBe('');
  });

  it('prints a page, and says of when it speaks', () => {
    const { out } = cli.run(['document', 'value-for-money', ...moment]);
    expect(out).toContain('As at 31 March 2012, as known on 5 April 2012, 23:59.');
  });

  it('makes a report of a part of the year', () => {
    const { code, out } = cli.run(['document', 'performance-report', ...moment, '--period', 'first-half']);
    expect([code, out]).toEqual([0, expect.stringContaining('Performance report: first half of 2011/12')]);
  });

  it('drafts a highlight report as a command, and shows it as it was submitted', () => {
    const by = ['--by', 'support-officer/support-officer', '--to', '2012-03-31'];
    const { code, out } = cli.run(['draft-highlight', '--report', 'year', ...by]);
    expect(code).toBe(0);
    const drafted = JSON.parse(out) as Readonly<Record<string, unknown>>;
    expect(drafted['budget']).toContain('is allocated');
    const finished = { ...drafted, budget: 'Finished by an officer.', at: '2012-04-14T09:00:00.000Z' };
    const sent = cli.run(['run', '-'], { input: `${JSON.stringify(finished)}\n` });
    expect([sent.code, sent.err]).toEqual([0, '']);
    const shown = cli.run(['document', 'highlight-report', '--report', 'year', '--year', '2011-12']);
    expect(shown.out).toContain('Finished by an officer.');
    expect(cli.run(['draft-highlight', '--report', 'year', '--by', 'nobody']).err).toContain(
      '--by is a person',
    );
  });

  it.each([
    [['document', 'nothing'], 'A document is one of value-for-money'],
    [['document', 'value-for-money', '--format', 'doc'], '--format is one of html, pdf'],
    [['document', 'value-for-money', '--output', 'x.txt'], '--format is one of html, pdf'],
    [['document', 'value-for-money', '--period', 'year'], 'The document value-for-money takes no --period.'],
    [['document', 'performance-report', '--period', 'spring'], '--period is one of year, first-half'],
    [['document', 'value-for-money', '--year', '2011'], '--year is a year such as 2011-12'],
    [['document', 'value-for-money', '--as-at', 'soon'], '--as-at is a day such as'],
    [['document', 'value-for-money', '--known-at', 'soon'], '--known-at is a moment such as'],
  ])('says what is wrong with %j', (args, words) => {
    const { code, err } = cli.run(args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
