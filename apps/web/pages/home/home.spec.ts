import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finance, fund, lead } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';

const invoice = {
  project: 'youth-bus',
  payee: 'Bus Hire Ltd',
  reference: 'INV-1',
  netPence: 50_000,
  irrecoverableVatPence: 0,
  purpose: 'Hire in May',
  category: 'transport',
  charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 50_000 }],
};

let pages: PagesUnderTest;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await fund(story, 'youth-bus', 400_000);
  await story.do(lead, 'ClaimExpenditure', { ...invoice, claim: 'claim-1' });
  await story.do(lead, 'ClaimExpenditure', { ...invoice, claim: 'claim-2', reference: 'INV-2' });
  const paid = { ...invoice, payment: 'bacs-1', paidOn: '2011-05-12' };
  await story.do(finance, 'RecordExpenditure', { ...paid, claim: 'claim-1' });
  for (const virement of ['virement-1', 'virement-2'])
    await story.do(finance, 'RequestVirement', {
      virement,
      fundingType: 'revenue',
      amountPence: 10_000,
      from: { source: 'home-office' },
      to: { source: 'home-office', project: 'youth-bus' },
      reason: 'More nights.',
    });
  await story.do(finance, 'DeclineVirement', {
    virement: 'virement-2',
    source: 'home-office',
    reason: 'Twice.',
  });
  await story.do(finance, 'RaiseReclaim', {
    reclaim: 'reclaim-1',
    source: 'home-office',
    project: 'youth-bus',
    from: 'Home Office',
    fundingType: 'revenue',
    amountPence: 14_000,
    dueOn: '2011-05-31',
    reason: 'Paid in advance.',
  });
  story.on('2011-06-07');
  await story.do(lead, 'StartProject', { project: 'youth-bus' });
  await story.do(lead, 'SubmitPerformanceUpdate', {
    project: 'youth-bus',
    month: '2011-06',
    rag: 'red',
    progress: 'No driver.',
  });
  await pages.upToDate();
});
afterAll(async () => pages.close());

/** What waits for someone: each kind, with its things in a line. */
async function needsOf(person: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const shown = await (await pages.as(person)).open('/p/riverside');
  const sections = shown.root.querySelectorAll('.app-need').map((section) => {
    const heading = section.querySelector('h2')?.textContent ?? '';
    return [heading, section.querySelectorAll('li').map(wordsOf)] as const;
  });
  return Object.fromEntries(sections);
}

function wordsOf({ textContent }: { readonly textContent: string }): string {
  return textContent.replaceAll(/\s+/g, ' ').trim();
}

describe('What needs me now', () => {
  it('is for finance: claims that are open, virements that another asked for, and what others owe', async () => {
    const needs = await needsOf('finance-2');
    expect(needs['Claims to pay']).toEqual(['Youth bus 1 claim, £500.00']);
    expect(needs['Virements to authorise']).toEqual(['virement-1 £100.00']);
    expect(needs['Money that others owe']).toEqual(['Home Office: £140.00 Late: was due 31 May 2011']);
  });

  it('is not for whoever asked for a virement to authorise it', async () => {
    expect(await needsOf('finance-1')).not.toHaveProperty('Virements to authorise');
  });

  it('is for a thematic chair: projects of their group that report red or amber', async () => {
    expect((await needsOf('theme-1'))['Projects that report red or amber']).toEqual(['Youth bus Red']);
    expect(await needsOf('lead-2')).not.toHaveProperty('Projects that report red or amber');
  });
});
