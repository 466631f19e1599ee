import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { policiesOf } from '#funding/partnership/queries';
import { partnership } from '#funding/partnership/partnership';
import { partnershipStream } from '#kernel/ids';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import { dayOf, fillIn } from '../../testing/filling-in.js';
import type { Visitor } from '../../testing/visitor.js';

const at = '/p/riverside/policy';

describe('The policy of a partnership', () => {
  let pages: PagesUnderTest;
  let administrator: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await pages.upToDate();
    administrator = await pages.as('admin-1');
  });
  afterAll(async () => pages.close());

  const last = async () => policiesOf(await pages.state(partnershipStream('riverside'), partnership)).at(-1);

  it('stands as it is in force, in words, with the way to change each part', async () => {
    const shown = await administrator.open(at);
    expect(shown.text).toContain('so this is what everyone begins with.');
    expect(shown.text).toContain(
      'An item can be decided while a third of the voting members are there for it, rounded up, and never fewer than 3 people from 2 agencies.With the 4 voting members whom the tasking group has today, that is 3 people.',
    );
    expect(shown.text).toContain('Between meetings the chair can approve up to £5,000.00');
    expect(shown.text).toContain(
      '14 days after it was due, and then every 7 days: lead officer, thematic group chair',
    );
    expect(shown.link('Change Quorum')).toBe(`${at}/quorum`);
  });

  it('has another quorum from a day on', async () => {
    const form = await administrator.open(`${at}/quorum`);
    const done = await fillIn(administrator, `${at}/quorum`, {
      ...form.filled(),
      numerator: '1',
      denominator: '2',
      atLeastPeople: '4',
      atLeastAgencies: '2',
    });
    expect(done.text).toContain('The quorum is adopted.');
    expect(done.text).toContain(
      'half of the voting members are there for it, rounded up, and never fewer than 4',
    );
    expect(done.text).toMatch(/version 2 Quorum .* Before: An item can be decided while a third/u);
    expect(await last()).toMatchObject({ version: 2, chairsActionLimitPence: 500_000 });
  });

  it('says beside the question why a quorum cannot be', async () => {
    const form = await administrator.open(`${at}/quorum`);
    const check = await administrator.send(form, { ...form.filled(), numerator: '3', denominator: '2' });
    const shown = await administrator.send(check, { step: 'send' });
    expect(shown.problemOf('numerator')).toBe('A quorum cannot be more than all of the voting members.');
    expect(shown.valueOf('denominator')).toBe('2');
  });

  it('has hours in which messages go', async () => {
    const form = await administrator.open(`${at}/working-hours`);
    const wrong = await administrator.send(form, { ...form.filled(), begins: '25:00' });
    expect(wrong.problemOf('begins')).toBe('The time before which none goes must be a time, like 09:30');
    const done = await fillIn(administrator, `${at}/working-hours`, {
      ...form.filled(),
      begins: '9.30',
      ends: '16:00',
    });
    expect(done.text).toContain('On working days of England and Wales, from 09:30 and before 16:00.');
    expect(await last()).toMatchObject({ version: 3, quorum: { denominator: 2 } });
  });

  it('has a ladder of reminders: rungs before, on and after the date, again and again, and who is told', async () => {
    const form = await administrator.open(`${at}/reminders/condition`);
    expect(form.valueOf('rung0-days')).toBe('3');
    const wrong = await administrator.send(form, {
      ...form.filled(),
      'rung0-tells': [],
      'rung2-days': '400',
      'rung2-side': 'after',
    });
    expect(wrong.problems).toEqual([
      'Reminder 1: select who is told',
      'Reminder 3: the days must be a whole number, up to 366',
    ]);
    expect(wrong.valueOf('rung2-days')).toBe('400');
    const check = await administrator.send(form, {
      'rung0-days': '10',
      'rung0-side': 'before',
      'rung0-every': '',
      'rung0-tells': ['lead-officer', 'deputy-lead-officer'],
      'rung1-days': '',
      'rung1-side': 'on',
      'rung1-every': '7',
      'rung1-tells': ['lead-officer'],
      ...dayOf('from', '2031-04-01'),
    });
    expect(check.text).toContain('10 days before it is due: lead officer, their deputy');
    const done = await administrator.send(check, { step: 'send' });
    expect(done.text).toContain('The reminders are adopted.');
    expect(done.text).toContain('Version 4 begins on 1 April 2031.');
    expect((await last())?.ladder.obligations.condition).toEqual([
      { days: -10, tells: ['lead-officer', 'deputy-lead-officer'] },
      { days: 0, every: 7, tells: ['lead-officer'] },
    ]);
  });

  it('goes on from a version that is still to come, and never begins before it', async () => {
    const form = await administrator.open(`${at}/quorum`);
    expect(form.valueOf('from-year')).toBe('2031');
    const early = { ...form.filled(), ...dayOf('from', '2031-03-31') };
    const shown = await administrator.send(await administrator.send(form, early), { step: 'send' });
    expect(shown.problemOf('from')).toBe('A new policy starts on 1 April 2031 at the earliest.');
  });

  it('can remind nobody, which is said before it is so', async () => {
    const form = await administrator.open(`${at}/reminders/reclaim`);
    const emptied = Object.fromEntries(
      Object.keys(form.filled())
        .filter((name) => name.startsWith('rung'))
        .map((name) => [name, '']),
    );
    const check = await administrator.send(form, { ...form.filled(), ...emptied });
    expect(check.text).toContain('Nobody will be reminded of these any more.');
  });

  it('is not changed back unseen by a form that was opened before somebody else changed it', async () => {
    const limits = '/p/riverside/limits';
    const [older, newer] = [await administrator.open(limits), await administrator.open(limits)];
    const adopted = { ...newer.filled(), chairsActionLimitPence: '1,000' };
    expect((await administrator.send(newer, adopted)).text).toContain('The limits are adopted.');
    const shown = await administrator.send(older, { ...older.filled(), virementLimitPence: '2,000' });
    expect(shown.status).toBe(422);
    expect(shown.problemOf('from')).toContain('The policy has changed since you read it');
    expect(await last()).toMatchObject({ chairsActionLimitPence: 100_000, virementLimitPence: 100_000 });
  });

  it('is read by everyone of the partnership, and changed by administrators alone', async () => {
    const member = await pages.as('fire-1');
    const shown = await member.open(at);
    expect(shown.text).toContain('From 1 April 2031: version 5 To come');
    expect(shown.link('Change')).toBeUndefined();
    expect((await member.open(`${at}/quorum`)).status).toBe(403);
  });

  it.each(['fly', 'reminders/fly'])('has no page %s', async (path) => {
    expect((await administrator.open(`${at}/${path}`)).status).toBe(404);
  });
});
