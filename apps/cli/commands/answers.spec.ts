import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnswersFound } from '#reads/answers-given';
import type { Terminal } from '../terminal.js';
import { answers } from './answers.js';
import type { AnswerOptions } from './answers.js';
import { runFile } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'tallystick-answers-'));
let before: string | undefined;

/** Of a partnership that was founded, an agency that is admitted twice, and what somebody may not do. */
beforeAll(async () => {
  before = process.env['TALLYSTICK_DATA'];
  process.env['TALLYSTICK_DATA'] = join(folder, 'data');
  const admin = { person: 'admin-1', role: 'administrator' };
  const founding = { name: 'Riverside Community Safety Partnership', example: true };
  const fire = { agency: 'fire', name: 'Fire and Rescue Service' };
  const given = [
    command('found', 'FoundPartnership', admin, '2011-04-01', founding),
    command('person', 'RegisterPerson', admin, '2011-04-01', {
      person: 'admin-1',
      name: 'The administrator',
    }),
    command('fire', 'AdmitAgency', admin, '2011-04-02', fire),
    command('fire-again', 'AdmitAgency', admin, '2011-04-03', fire),
    command('theirs', 'AdmitAgency', { ...admin, person: 'lead-1' }, '2011-04-04', fire),
  ];
  writeFileSync(join(folder, 'given.ndjson'), given.map((one) => JSON.stringify(one)).join('\n'));
  await runFile(join(folder, 'given.ndjson'), {}, async () => undefined);
});

afterAll(() => {
  if (before === undefined) delete process.env['TALLYSTICK_DATA'];
  else process.env['TALLYSTICK_DATA'] = before;
  rmSync(folder, { recursive: true });
});

function command(id: string, name: string, actor: object, day: string, fields: object): object {
  return { command: name, id, partnership: 'riverside', actor, at: `${day}T10:00:00.000Z`, ...fields };
}

async function shown(options: AnswerOptions): Promise<string> {
  let text = '';
  const terminal: Terminal = {
    width: undefined,
    line: async (line = '') => void (text += `${line}\n`),
    flush: async () => undefined,
  };
  await answers(options, terminal);
  return text;
}

async function idsOf(options: AnswerOptions): Promise<readonly string[]> {
  const { answers: given } = JSON.parse(await shown({ ...options, json: true })) as AnswersFound;
  return given.map(({ id }) => id);
}

describe('Every command can be answered for', () => {
  it('by whom, in what role, when, from which file, and with which answer', async () => {
    const text = await shown({});
    expect(text).toMatch(
      /^2 April 2011, 11:00 +AdmitAgency +fire +The administrator, as administrator +file given\.ndjson /mu,
    );
    expect(text).toMatch(/ fire +The .* 2 April 2011 +accepted: 1 event$/mu);
    expect(text).toMatch(/^3 April 2011, .* fire-again .* unchanged$/mu);
  });

  it('also when it was refused, with why', async () => {
    const text = await shown({ outcome: 'refused' });
    expect(text).toMatch(/^4 April 2011, .* theirs +lead-1.*, as administrator .* refused: \S/mu);
    expect(await idsOf({ outcome: 'refused' })).toEqual(['theirs']);
  });

  it('of one person, of some days, or the newest alone', async () => {
    expect(await idsOf({ by: 'lead-1' })).toEqual(['theirs']);
    expect(await idsOf({ from: '2011-04-02', to: '2011-04-03' })).toEqual(['fire', 'fire-again']);
    expect(await idsOf({ last: '2' })).toEqual(['fire-again', 'theirs']);
    expect(await shown({ last: '2' })).toContain('3 older ones left out');
  });

  it.each([{ outcome: 'lost' }, { from: 'May' }, { last: '0' }])(
    'and is not asked for by %j',
    async (wrong) => {
      await expect(shown(wrong)).rejects.toThrow(/^--(?:outcome|from|last) is /u);
    },
  );
});
