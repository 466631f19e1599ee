import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finance, fund, openSource } from '#testing/desk-story';
import { fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const source = '/p/riverside/sources/home-office';

let pages: PagesUnderTest;
let officer: Visitor;

/** Fills a form in, checks it, and records it. */
async function record(path: string, answers: Readonly<Record<string, string>>): Promise<Shown> {
  const check = await officer.send(await officer.open(`${source}/${path}`), answers);
  expect(check.problems).toEqual([]);
  expect(check.heading).toBe('Check before it is recorded');
  return officer.send(check, { step: 'send' });
}

/** What a group of radio buttons offers. */
function choicesIn({ root }: Shown, name: string): readonly string[] {
  const buttons = root.querySelectorAll(`input[name="${name}"]`);
  return buttons.map(({ id }) => root.querySelector(`label[for="${id}"]`)?.textContent.trim() ?? '');
}

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await fund(pages.story, 'youth-bus', 400_000);
  await pages.story.do(finance, 'RecordExpenditure', {
    project: 'youth-bus',
    payment: 'bacs-70',
    payee: 'Bus Hire Ltd',
    reference: 'INV-1',
    paidOn: '2011-05-12',
    netPence: 200_000,
    irrecoverableVatPence: 0,
    purpose: 'Hire in May',
    category: 'transport',
    charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 200_000 }],
  });
  await openSource(pages.story, 'council', 0, { name: 'Council fund' });
  await pages.upToDate();
  officer = await pages.as('finance-1');
});
afterAll(async () => pages.close());

describe('A funding source', () => {
  it('is listed by its year, with how sure its money is and what can still be awarded', async () => {
    const shown = await (await pages.as('lead-1')).open('/p/riverside/sources');
    expect(shown.tableOf('2011/12')).toContainEqual([
      'Source home-officeHome Office',
      'Confirmed',
      '£6,000.00',
      '–',
    ]);
    expect(shown.tableOf('2011/12')).toContainEqual(['Council fundHome Office', 'No money yet', '–', '–']);
    expect(shown.link('Open a source')).toBeUndefined();
  });

  it('shows its money, what it pays for and its history, and to finance alone what can be done', async () => {
    const shown = await (await pages.as('lead-1')).open(source);
    expect(shown.tableOf('Its money')).toContainEqual(['Committed and not paid', '£2,000.00']);
    expect(shown.tableOf('Its money')).toContainEqual(['Can still be awarded', '£6,000.00']);
    expect(shown.tableOf('What it pays for')).toContainEqual(['Youth busrevenue', '£4,000.00', '£2,000.00']);
    expect(shown.text).toContain('Funding confirmed');
    expect(shown.link('Confirm money')).toBeUndefined();
    expect((await officer.open(source)).link('Confirm money')).toBe(`${source}/confirm`);
    expect((await officer.open('/p/riverside/sources/nothing')).status).toBe(404);
  });

  it('is opened, once however often that is sent', async () => {
    const check = await officer.send(await officer.open('/p/riverside/open-source'), {
      name: 'Police fund',
      source: 'Police 2011',
      provider: 'Police Authority',
      year: '2011-12',
      mayCrossYear: 'yes',
    });
    expect(check.text).toContain('May unspent money be carried'.slice(4));
    const [first, second] = await Promise.all([
      officer.send(check, { step: 'send' }),
      officer.send(check, { step: 'send' }),
    ]);
    expect([first.heading, second.heading]).toEqual(['Police fund', 'Police fund']);
    expect(await pages.story.typesOf('source-riverside.police-2011')).toEqual(['FundingSourceOpened']);
  });

  it('has money entered, confirmed in part, and cut, each by its letter', async () => {
    await record('expect', {
      fundingType: 'capital',
      amountPence: '5000',
      reference: 'HO/7',
      reason: 'Indicative.',
    });
    const confirmed = await record('confirm', {
      fundingType: 'capital',
      amountPence: '£3,000',
      reference: 'HO/8',
      reason: 'The first half.',
    });
    expect(confirmed.text).toContain('The money is confirmed.');
    expect(confirmed.text).toContain('Confirmed in part');
    expect(confirmed.tableOf('Its money')).toContainEqual(['Confirmed', '£3,000.00', '£10,000.00']);
    expect(confirmed.tableOf('Its money')).toContainEqual(['To be confirmed', '£2,000.00', '£0.00']);
    const check = await officer.send(await officer.open(`${source}/cut`), {
      fundingType: 'revenue',
      amountPence: '7000',
      reference: 'HO/9',
      reason: 'A cut.',
    });
    expect(check.text).toContain('This leaves £1,000.00 of revenue uncovered');
    const cut = await officer.send(check, { step: 'send' });
    expect(cut.text).toContain('£1,000.00 of revenue awarded to Youth bus has been uncovered');
    const reason = 'Withdrawn by the provider.';
    const asked = await officer.send(await officer.open(`${source}/reverse-entry/ho-9-cut-rev`), { reason });
    const twice = [officer.send(asked, { step: 'send' }), officer.send(asked, { step: 'send' })] as const;
    const [back, again] = await Promise.all(twice);
    expect([again.status, again.heading]).toEqual([back.status, back.heading]);
    expect(back.tableOf('Its money')).toContainEqual(['Can still be awarded', '£3,000.00', '£6,000.00']);
    expect((await officer.open(`${source}/reverse-entry/ho-9-cut-rev`)).status).toBe(404);
  });

  it('takes a letter for the same money once, whoever enters it', async () => {
    const check = await officer.send(await officer.open(`${source}/confirm`), {
      fundingType: 'capital',
      amountPence: '4000',
      reference: 'ho/8',
      reason: 'The second half.',
    });
    const refused = await officer.send(check, { step: 'send' });
    expect(refused.status).toBe(422);
    expect(refused.problemOf('reference')).toContain('already has an entry ho-8-confirmed-cap');
    expect(refused.valueOf('amountPence')).toBe('4000');
  });

  it.each([['1e21'], ['-1'], ['£1,2,3'], ['٣'], ['']])(
    'says what is wrong with the amount %s in two places, and loses nothing',
    async (amountPence) => {
      const typed = {
        fundingType: 'revenue',
        amountPence,
        reference: 'HO/10',
        reason: 'More.',
        'on-day': '31',
        'on-month': '2',
        'on-year': '2011',
      };
      const shown = await officer.send(await officer.open(`${source}/confirm`), typed);
      expect(shown.status).toBe(422);
      expect(shown.title).toMatch(/^Error: Confirm money/);
      expect(shown.problems).toEqual([
        amountPence === '' ? 'Enter the amount' : 'The amount must be a sum in pounds, like £1,250 or £65.50',
        'The day from which it counts must be a real date, like 27 3 2012',
      ]);
      expect(shown.problemOf('amountPence')).toBe(shown.problems[0]);
      expect(shown.problemOf('on')).toBe(shown.problems[1]);
      expect(shown.valueOf('amountPence')).toBe(amountPence);
      expect(shown.valueOf('on-day')).toBe('31');
      expect(shown.valueOf('reason')).toBe('More.');
    },
  );

  it('has capital swapped for revenue when the provider agrees, and left when it declines', async () => {
    await record('ask-swap', { amountPence: '1000', swap: 'swap-1', reason: 'No equipment is needed.' });
    await record('ask-swap', { amountPence: '500', swap: 'swap-2', reason: 'Nor this.' });
    const agreed = await record('agree-swap/swap-1', { reference: 'E-mail of 2 August' });
    expect(agreed.tableOf('Its money')).toContainEqual(['Swaps', '-£1,000.00', '£1,000.00']);
    const declined = await record('refuse-swap/swap-2', { reason: 'For equipment alone.' });
    expect(declined.tableOf('Swaps')).toContainEqual(['swap-2', '£500.00', 'DeclinedFor equipment alone.']);
    expect((await officer.open(`${source}/agree-swap/swap-2`)).status).toBe(404);
  });

  it('holds a reserve that was decided earlier, and releases a part of it', async () => {
    await record('hold-reserve', {
      reserve: 'Homicide review',
      purpose: 'A domestic homicide review',
      fundingType: 'revenue',
      amountPence: '2000',
      'decidedOn-day': '8',
      'decidedOn-month': '3',
      'decidedOn-year': '2011',
      reference: 'Minute 12',
    });
    const released = await record('release-reserve/homicide-review', {
      amountPence: '500',
      release: 'release-1',
      reason: 'None this year.',
    });
    expect(released.tableOf('Reserves')[1]?.[1]).toBe('£1,500.00revenue');
    const check = await officer.send(await officer.open(`${source}/release-reserve/homicide-review`), {
      amountPence: '9999',
      release: 'release-2',
      reason: 'More than there is.',
    });
    const refused = await officer.send(check, { step: 'send' });
    expect(refused.problemOf('amountPence')).toContain('holds £1,500.00');
  });

  it('offers what can be moved and recovered, with how much, and says so where nothing can', async () => {
    const move = await officer.open(`${source}/ask-virement`);
    expect(choicesIn(move, 'fromProject')).toEqual([
      'The source’s uncommitted money: £2,000.00 of capital and £5,500.00 of revenue',
      'Youth bus: £2,000.00 of revenue',
    ]);
    expect(choicesIn(move, 'toProject')).toEqual(['The source’s uncommitted money', 'Youth bus: revenue']);
    for (const act of ['raise-reclaim', 'raise-clawback'])
      expect(choicesIn(await officer.open(`${source}/${act}`), 'project')).toEqual([
        'Youth bus: £2,000.00 of revenue',
      ]);
    const council = '/p/riverside/sources/council';
    for (const [act, words] of [
      ['ask-virement', 'Nothing can be moved from here'],
      ['raise-reclaim', 'Nothing can be reclaimed here'],
      ['raise-clawback', 'Nothing can be recovered here'],
    ] as const) {
      const shown = await officer.open(`${council}/${act}`);
      expect(shown.text).toContain(words);
      expect(shown.root.querySelector('main form')).toBeNull();
      expect(shown.link('Back to Council fund')).toBe(council);
    }
  });

  it('moves money by a virement that another finance officer authorises', async () => {
    const asked = await record('ask-virement', {
      fundingType: 'revenue',
      amountPence: '250',
      fromProject: 'uncommitted.',
      toSource: 'home-office',
      toProject: 'youth-bus',
      virement: 'Virement 1',
      reason: 'More nights.',
    });
    expect(asked.text).toContain('You asked for it, so another finance officer authorises it');
    expect(asked.text).toContain('from uncommitted money to Youth bus; asked for by The officer finance-1');
    expect(asked.link('Authorise')).toBeUndefined();
    const own = await record('authorise-virement/virement-1', {});
    expect(own.problems).toEqual(['You asked for this virement, so someone else must authorise it.']);
    const other = await pages.as('finance-2');
    const check = await other.send(await other.open(`${source}/authorise-virement/virement-1`));
    expect(check.text).toContain('The officer finance-1');
    expect(check.text).toContain('Youth bus, at Source home-office, 2011/12');
    const done = await other.send(check, { step: 'send' });
    expect(done.text).toContain('The virement is authorised');
    expect(done.tableOf('What it pays for')).toContainEqual(['Youth busrevenue', '£4,250.00', '£2,000.00']);
  });

  it('says that a virement above the limit is the tasking group’s to decide', async () => {
    const asked = await record('ask-virement', {
      fundingType: 'revenue',
      amountPence: '1000.01',
      fromProject: 'uncommitted.',
      toSource: 'council',
      toProject: 'uncommitted.',
      virement: 'virement-2',
      reason: 'More nights still.',
    });
    expect(asked.text).toContain('Waits to be authorised');
    expect(asked.text).toContain('to uncommitted money at Council fund, 2011/12; asked for by');
    const other = await pages.as('finance-2');
    const shown = await other.open(`${source}/authorise-virement/virement-2`);
    expect(shown.text).toContain('No open meeting has a virement on its agenda now');
    const declined = await other.send(await other.open(`${source}/decline-virement/virement-2`), {
      reason: 'Too much.',
    });
    expect((await other.send(declined, { step: 'send' })).text).toContain('Declined');
  });

  it('raises what others owe, receives a part, and writes the rest off', async () => {
    const terms = {
      project: 'youth-bus',
      from: 'Home Office',
      fundingType: 'revenue',
      amountPence: '1400',
      'dueOn-day': '31',
      'dueOn-month': '10',
      'dueOn-year': '2026',
      reason: 'Paid in advance.',
    };
    const raised = await record('raise-reclaim', { ...terms, number: 'reclaim-1' });
    expect(raised.problems).toEqual([]);
    expect(
      (await record('raise-clawback', { ...terms, number: 'clawback-1', amountPence: '600' })).problems,
    ).toEqual([]);
    const received = await record('receive-reclaim/reclaim-1', { amountPence: '400', reference: 'BACS 1' });
    expect(received.tableOf('Its money')).toContainEqual([
      'Reclaims and clawback received',
      '£0.00',
      '£400.00',
    ]);
    await record('write-off-clawback/clawback-1', { reason: 'Wound up.' });
    const off = await record('write-off-reclaim/reclaim-1', { reason: 'Closed.' });
    expect(off.tableOf('Reclaims')[1]?.[2]).toBe('Written off');
    expect((await officer.open(`${source}/receive-reclaim/reclaim-1`)).status).toBe(404);
  });

  it('has its provider renamed, its purpose limited, and is withdrawn', async () => {
    const council = '/p/riverside/sources/council';
    await pages.story.do(finance, 'ConfirmFunding', {
      source: 'council',
      entry: 'grant',
      fundingType: 'revenue',
      amountPence: 100_000,
      reference: 'C/1',
      reason: 'Budget.',
    });
    await pages.upToDate();
    const at = async (path: string, answers: Readonly<Record<string, string>>): Promise<Shown> =>
      officer.send(await officer.send(await officer.open(`${council}/${path}`), answers), { step: 'send' });
    expect((await at('rename', { provider: 'New Council', reason: 'Merged.' })).text).toContain(
      'New Council',
    );
    const fenced = await at('ring-fence', {
      priorities: 'asb',
      categories: 'Staff, Printing',
      reference: 'C/2',
      reason: 'Asked for.',
    });
    expect(fenced.text).toContain('Only the categories of cost printing; staff');
    expect((await at('withdraw', { reference: 'C/3', reason: 'Ended.' })).text).toContain('Withdrawn');
  });

  it('is renamed and commented on, and its history says what it was called before', async () => {
    const police = '/p/riverside/sources/police-2011';
    const ask = async (path: string): Promise<Shown> => officer.open(`${police}/${path}`);
    const at = async (path: string, answers: Readonly<Record<string, string>>): Promise<Shown> =>
      officer.send(await officer.send(await ask(path), answers), { step: 'send' });
    const renamed = await at('rename-source', { name: 'Police <b>grant</b>', reason: 'Its letter says so.' });
    expect(renamed.heading).toBe('Police <b>grant</b>');
    expect(renamed.text).toContain('Police fund, 2011/12');
    expect(renamed.text).toContain('now Police <b>grant</b>');
    expect((await ask('rename-source')).valueOf('name')).toBe('Police <b>grant</b>');
    const said = await at('comment', { comment: 'Paid in halves.', reason: 'So it is paid.' });
    expect(said.text).toContain('CommentPaid in halves.');
    expect((await ask('comment')).valueOf('comment')).toBe('Paid in halves.');
    const none = await at('comment', { comment: '', reason: 'All is paid.' });
    expect(none.text).not.toContain('CommentPaid in halves.');
    expect(none.text).toContain('none any more');
  });

  it.each([
    ['rename-source', 'name', 'The police fund', 'Police fund of old'],
    ['comment', 'comment', 'Paid whole.', 'Paid late.'],
    ['rename', 'provider', 'The police', 'The constabulary'],
    ['ring-fence', 'categories', 'staff', 'printing, staff'],
  ])('by %s replaces nothing unseen that another tab recorded since', async (path, field, theirs, mine) => {
    const address = `/p/riverside/sources/police-2011/${path}`;
    const more = { reason: 'So it is.', ...(path === 'ring-fence' ? { reference: 'P/9' } : {}) };
    const late = await officer.open(address);
    await fillIn(officer, address, { [field]: theirs, ...more });
    const asked = await officer.send(late, { [field]: mine, ...more });
    expect([asked.status, asked.valueOf(field)]).toEqual([422, mine]);
    expect(asked.problems.join()).toContain('What you are changing was changed since you opened this form.');
    expect(asked.text).toMatch(new RegExp(`As it stands now .*${theirs}`));
    const check = await officer.send(asked, { [field]: mine, ...more });
    expect((await officer.send(check, { step: 'send' })).at).toBe('/p/riverside/sources/police-2011');
    expect((await officer.open(address)).valueOf(field)).toBe(mine);
  });

  it('gives back what was typed about an entry that another tab has reversed since', async () => {
    const address = '/p/riverside/sources/police-2011/reverse-entry/mistaken';
    const entry = { source: 'police-2011', entry: 'mistaken', fundingType: 'revenue', amountPence: 1 };
    await pages.story.do(finance, 'ExpectFunding', { ...entry, reason: 'Announced.' });
    await pages.upToDate();
    const late = await officer.open(address);
    await fillIn(officer, address, { reason: 'Entered twice.' });
    const gone = await officer.send(late, { reason: 'It was for another source.' });
    expect([gone.status, gone.heading]).toEqual([404, 'That cannot be done any more']);
    expect(gone.text).toContain('It was not recorded. Copy what is still needed.');
    expect(gone.text).toContain('It was for another source.');
  });

  it('is not asked about what another tab recorded in the same words', async () => {
    const address = '/p/riverside/sources/police-2011/comment';
    const [one, other] = [await officer.open(address), await officer.open(address)];
    const answers = { comment: 'As agreed.', reason: 'So it is.' };
    for (const form of [one, other]) {
      const check = await officer.send(form, answers);
      expect((await officer.send(check, { step: 'send' })).at).toBe('/p/riverside/sources/police-2011');
    }
  });

  it('shows what happened last, each with the way to its event and its decision, and the way to the rest', async () => {
    const shown = await officer.open(source);
    expect(shown.text).toContain('Everything that happened');
    expect(shown.link('Every event of this source')).toBeUndefined();
    const event = await officer.open(shown.link('Event ') ?? '');
    expect(event.text).toContain('source-riverside.home-office');
    expect(shown.link('meeting of 12 May 2011, on Award allocated')).toBe(
      '/p/riverside/meetings/tasking-2011-05-12/items/youth-bus',
    );
    const entry = { source: 'police-2011', fundingType: 'revenue', amountPence: 1, reason: 'Pennies.' };
    for (const nth of Array.from({ length: 51 }, (_, at) => at + 1))
      await pages.story.do(finance, 'ExpectFunding', { ...entry, entry: `penny-${nth}` });
    await pages.upToDate();
    const much = await officer.open('/p/riverside/sources/police-2011');
    expect(much.text).toContain('What happened last');
    expect(much.text).toContain('entry penny-51;');
    expect(much.text).toContain('entry penny-2;');
    expect(much.text).not.toContain('entry penny-1;');
    const all = await officer.open(much.link('Every event of this source') ?? '');
    expect(all.text).toContain('entry penny-1;');
  });

  it('cannot be called nothing, nor by more than a line', async () => {
    const form = await officer.open(`${source}/rename-source`);
    const reason = 'Its letter says so.';
    for (const [name, words] of [
      [' ', 'Enter the new name'],
      ['x'.repeat(201), 'The new name must be 200 characters or fewer'],
    ] as const) {
      const shown = await officer.send(form, { name, reason });
      expect([shown.status, shown.problems, shown.problemOf('name')]).toEqual([422, [words], words]);
      expect(shown.valueOf('reason')).toBe(reason);
    }
  });

  it('is for a finance officer alone to change', async () => {
    for (const path of ['confirm', 'rename-source', 'comment', 'ask-virement', 'agree-swap/swap-2'])
      expect((await (await pages.as('lead-1')).open(`${source}/${path}`)).status).toBe(403);
    expect((await officer.open(`${source}/constructor`)).status).toBe(404);
  });
});
