import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutboxMessage } from '#projections/outbox';
import type { RungExplained } from '#projections/reminders-explained';
import type { DayAhead } from '#reads/reminders-ahead';
import type { Terminal } from '../terminal.js';
import { messages } from './messages.js';
import { reminders } from './reminders.js';
import { runFile } from './run.js';

class Lines implements Terminal {
  readonly width = undefined;
  text = '';

  async line(text = ''): Promise<void> {
    this.text += `${text}\n`;
  }

  async flush(): Promise<void> {
    // What is written is there at once.
  }
}

const everyCommand = join(import.meta.dirname, '..', '..', '..', 'test', 'journeys', 'every-command.ndjson');
let folder: string;
let before: string | undefined;

/** A partnership as it was on Friday 21 September 2012, where every command was given that was by then. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-messages-'));
  before = process.env['TALLYSTICK_DATA'];
  process.env['TALLYSTICK_DATA'] = join(folder, 'data');
  const lines = readFileSync(everyCommand, 'utf8').trimEnd().split('\n');
  const until = lines.filter((line) => (JSON.parse(line) as { at: string }).at < '2012-09-22');
  const clock = { partnership: 'riverside', actor: { person: 'tallystick', role: 'clock' } };
  const again = [
    {
      command: 'SendMessageAgain',
      actor: { person: 'support', role: 'support-officer' },
      message: 'message-5',
      reason: 'The address is right now.',
    },
    { command: 'BeginSending', message: 'message-5', worker: 'worker-2', channel: 'smtp' },
    {
      command: 'RecordSending',
      message: 'message-5',
      attempt: 2,
      outcome: 'unknown',
      why: 'The line broke.',
    },
  ].map((fields, index) =>
    JSON.stringify({ ...clock, at: `2012-09-21T11:00:0${index}.000Z`, id: `more-${index}`, ...fields }),
  );
  writeFileSync(join(folder, 'commands.ndjson'), [...until, ...again].join('\n'));
  const wrong: unknown[] = [];
  await runFile(join(folder, 'commands.ndjson'), {}, async ({ reply }) => {
    if (reply.outcome !== 'accepted') wrong.push(reply);
  });
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
});

afterAll(() => {
  if (before === undefined) delete process.env['TALLYSTICK_DATA'];
  else process.env['TALLYSTICK_DATA'] = before;
  rmSync(folder, { recursive: true });
});

async function shown(show: (terminal: Terminal) => Promise<void>): Promise<string> {
  const terminal = new Lines();
  await show(terminal);
  return terminal.text;
}

async function parsed<Content>(show: (terminal: Terminal) => Promise<void>): Promise<Content> {
  return JSON.parse(await shown(show)) as Content;
}

describe('tallystick messages', () => {
  it('lists those that need a hand first, with what to do', async () => {
    const text = await shown((terminal) => messages(undefined, {}, terminal));
    expect(text).toMatch(
      /UNKNOWN.*The line broke\..*message-5[\s\S]*queued.*message-4[\s\S]*delivered.*message-2/,
    );
    expect(text).toContain('--arrived NOTE --by PERSON');
  });

  it('gives the same to programs', async () => {
    const { messages: all } = await parsed<{ messages: readonly OutboxMessage[] }>((terminal) =>
      messages(undefined, { json: true }, terminal),
    );
    expect(all.map(({ message, status }) => `${message} ${status}`)).toEqual([
      'message-5 unknown',
      'message-4 queued',
      expect.stringMatching(/^message-\d delivered$/),
      expect.stringMatching(/^message-\d delivered$/),
    ]);
    expect(all[1]).toMatchObject({ person: 'support', undelivered: ['message-3'], carries: [] });
  });

  it('shows one message', async () => {
    const text = await shown((terminal) => messages('message-5', {}, terminal));
    expect(text).toMatch(/unknown since 21 September 2012, 12:00: The line broke\./);
    expect(text).toContain('alley-gates');
    await expect(messages('message-99', {}, new Lines())).rejects.toThrow(
      'There is no message message-99 here.',
    );
  });

  it('settles one as a support officer says', async () => {
    await expect(messages('message-5', { arrived: 'They have it.' }, new Lines())).rejects.toThrow('--by');
    const settled = { arrived: 'They have it.', by: 'support' };
    expect(await shown((terminal) => messages('message-5', settled, terminal))).toBe(
      'It is recorded as delivered.\n',
    );
    expect(await shown((terminal) => messages('message-5', settled, terminal))).toBe('It was so already.\n');
    await expect(messages('message-5', { sendAgain: 'No.', by: 'support' }, new Lines())).rejects.toThrow(
      'The message cannot be sent again: it has arrived.',
    );
    await expect(messages('message-5', { ...settled, sendAgain: 'No.' }, new Lines())).rejects.toThrow(
      'not both',
    );
  });
});

describe('tallystick reminders --explain', () => {
  it('says of each rung when, to whom, why then, and what became of it', async () => {
    const { rungs } = await parsed<{ rungs: readonly RungExplained[] }>((terminal) =>
      reminders({ explain: 'alley-gates', until: '2012-10-05', json: true }, terminal),
    );
    const evaluation = rungs.filter(({ kind }) => kind === 'evaluation');
    const brief = evaluation.map(({ days, told, state, message }) =>
      [days, told, state, message].join(' ').trim(),
    );
    expect(brief).toEqual(
      expect.arrayContaining([
        '-14  sent message-1',
        '-7 lead-officer sent message-2',
        '7 thematic-chair to come',
      ]),
    );
    expect(evaluation.find(({ message }) => message === 'message-2')).toMatchObject({
      delivery: 'delivered',
      to: ['streets-lead-2'],
    });
  });

  it('is a table for people, and refuses what is no project', async () => {
    const text = await shown((terminal) => reminders({ explain: 'alley-gates' }, terminal));
    expect(text).toContain('Reminders of Alley gates');
    await expect(reminders({ explain: 'nothing' }, new Lines())).rejects.toThrow(
      'There is no project nothing here.',
    );
  });
});

describe('tallystick reminders --simulate', () => {
  it('says what would go out day by day, a person one message, and sends nothing', async () => {
    const simulate = { simulate: true, until: '2012-10-31' };
    const { days } = await parsed<{ days: readonly DayAhead[] }>((terminal) =>
      reminders({ ...simulate, json: true }, terminal),
    );
    expect(days.length).toBeGreaterThan(3);
    for (const { messages: ofDay } of days) {
      expect(new Set(ofDay.map(({ person }) => person)).size).toBe(ofDay.length);
    }
    expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).toSorted());
    expect(days.flatMap(({ agenda }) => agenda.map(({ project }) => project))).toContain('alley-gates');
    const text = await shown((terminal) => reminders(simulate, terminal));
    expect(text).toContain('Nothing is sent by asking.');
    await expect(reminders({ simulate: true, until: '2012-09-01' }, new Lines())).rejects.toThrow('is past');
  });
});
