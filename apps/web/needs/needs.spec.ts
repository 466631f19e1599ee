import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { everythingWaits, nothingSetUp } from '../testing/everything-waits.js';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import { kinds } from './needs.js';

const tasking = ['chair-1', 'deputy-1', 'fire-1', 'police-1', 'support-1'];
const bothOfFinance = ['finance-1', 'finance-2'];
const money = [...bothOfFinance, 's151-1'];

/** Who finds which kind on their home, of everyone in the partnership. Nobody else does. */
const waitsFor: Readonly<Record<string, readonly string[]>> = {
  'meetings-open': tasking,
  'meetings-to-open': ['support-1'],
  'awards-to-answer': ['lead-1'],
  'evaluations-to-hand-in': ['lead-1', 'lead-2'],
  'updates-to-send': ['lead-1'],
  'finishes-to-tell': ['lead-1', 'support-1'],
  'starts-to-tell': ['lead-1'],
  'bids-put-off': ['lead-1'],
  'evaluations-to-answer': ['chair-1', 'theme-1'],
  'evaluations-without-chair': ['admin-1', 'support-1'],
  'messages-to-settle': ['admin-1', 'support-1'],
  'sources-short': ['chair-1', 'deputy-1', ...money, 'support-1'],
  'awards-short': ['lead-1'],
  overspends: [...money, 'support-1'],
  'claims-to-pay': bothOfFinance,
  'claims-declined': ['lead-1'],
  'virements-to-authorise': ['finance-2'],
  'virements-of-yours': ['finance-1'],
  'virements-for-meeting': ['support-1'],
  'confirmations-to-certify': ['s151-1'],
  'confirmations-to-prepare': bothOfFinance,
  'years-to-close': money,
  'conditions-open': ['lead-1', 'support-1'],
  'bids-waiting': tasking,
  'matters-waiting': ['chair-1', 'deputy-1', 'support-1'],
  'outcomes-to-record': ['support-1'],
  'minutes-to-approve': ['support-1'],
  'evaluations-owed': ['chair-1', 'support-1', 'theme-1'],
  'updates-late': ['support-1', 'theme-1'],
  'projects-in-trouble': ['theme-1'],
  'actions-to-plan': ['support-1', 'theme-2'],
  'money-owed': bothOfFinance,
  'swaps-to-answer': bothOfFinance,
  'awards-to-release': bothOfFinance,
  'batches-to-record': bothOfFinance,
  'meetings-to-come': ['chair-1', 'deputy-1', 'fire-1', 'police-1', 'strategy-1', 'support-1'],
  drafts: ['chair-1', 'lead-1', 'lead-2'],
};

/** What a partnership that has just been founded waits for. */
const waitsAtFirst = { 'set-up': ['admin-1'], 'source-to-open': ['finance-1'] };

const everyone = [...new Set([...Object.values(waitsFor).flat(), 'auditor-1'])].toSorted();

let pages: PagesUnderTest;
let fresh: PagesUnderTest;

beforeAll(async () => {
  pages = await PagesUnderTest.of(await everythingWaits());
  fresh = await PagesUnderTest.of(await nothingSetUp());
  for (const one of [pages, fresh]) await one.upToDate();
  const officer = await pages.as('finance-1');
  await officer.send(await officer.open('/p/riverside/general-ledger/send'));
  await pages.upToDate();
});
afterAll(async () => {
  for (const one of [pages, fresh]) await one.close();
});

/** What a home shows: the things of each kind, in a line, and where each leads. */
async function homeOf(person: string, at = pages): Promise<ReadonlyMap<string, readonly Shown[]>> {
  const { root } = await (await at.as(person)).open('/p/riverside');
  const sections = root.querySelectorAll('.app-need').map((section) => {
    const heading = section.querySelector('h2')?.textContent;
    const items = section.querySelectorAll('li').map((item) => ({
      text: item.textContent.replaceAll(/\s+/g, ' ').trim(),
      href: item.querySelector('a')?.getAttribute('href') ?? '',
    }));
    return [kinds.find((one) => one.heading === heading)?.kind ?? `${heading}?`, items] as const;
  });
  return new Map(sections);
}

interface Shown {
  readonly text: string;
  readonly href: string;
}

async function linesOf(person: string, kind: string): Promise<readonly string[]> {
  return ((await homeOf(person)).get(kind) ?? []).map(({ text }) => text);
}

/** The projects of a kind on someone's home, by the addresses to which they lead. */
async function projectsOn(person: string, kind: string): Promise<readonly string[]> {
  const items = (await homeOf(person)).get(kind) ?? [];
  return items.map(({ href }) => href.replace(/.*\//, ''));
}

async function whoFinds(people: readonly string[], at: PagesUnderTest): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const person of people)
    for (const kind of (await homeOf(person, at)).keys()) (found[kind] ??= []).push(person);
  return found;
}

describe('What waits for someone', () => {
  it('is told of in one of these examples, whatever kind it is', () => {
    const told = Object.keys({ ...waitsFor, ...waitsAtFirst });
    expect(told.toSorted()).toEqual(kinds.map(({ kind }) => kind).toSorted());
  });

  it('stands on the home of everyone for whom it waits, and on no other', async () => {
    const sorted = Object.entries(waitsFor).map(([kind, people]) => [kind, people.toSorted()] as const);
    expect(await whoFinds(everyone, pages)).toEqual(Object.fromEntries(sorted));
    expect(await whoFinds(['admin-1', 'finance-1'], fresh)).toEqual(waitsAtFirst);
  });

  it('leads to a page that they may come to', async () => {
    const wrong: string[] = [];
    for (const person of everyone) {
      const visitor = await pages.as(person);
      for (const { href } of [...(await homeOf(person)).values()].flat()) {
        const { status } = await visitor.open(href);
        if (status !== 200) wrong.push(`${person} ${href}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('says by when, and how much', async () => {
    expect(await linesOf('finance-1', 'sources-short')).toEqual([
      'Source police-fund £200.00 is not covered',
    ]);
    expect(await linesOf('lead-1', 'awards-short')).toEqual([
      'Youth bus £200.00 is not covered at Source police-fund',
    ]);
    expect(await linesOf('chair-1', 'meetings-open')).toEqual([
      'Tasking group, 19 April 2012 2 items to decide',
    ]);
    expect(await linesOf('lead-1', 'bids-put-off')).toEqual(['Youth bus Until 17 May 2012']);
    // What has an action, or met its target, asks for none.
    expect(await linesOf('theme-2', 'actions-to-plan')).toEqual([
      'Burglaries, third quarter of 2011/12 Red',
      'Burglaries, second quarter of 2011/12 Amber',
    ]);
    expect(await linesOf('lead-1', 'awards-to-answer')).toEqual(['Youth bus By 26 April 2012']);
    expect(await linesOf('finance-2', 'money-owed')).toEqual([
      'Home Office: £140.00 Late: was due 31 March 2012',
    ]);
    expect(await linesOf('lead-1', 'claims-declined')).toEqual([
      'Youth bus: claim-2 Declined on 2 April 2012: There is no invoice.',
    ]);
  });

  it('is of their own groups alone, for a chair', async () => {
    expect(await projectsOn('theme-1', 'evaluations-owed')).toEqual(['finished', 'overrun']);
    expect(await projectsOn('chair-1', 'evaluations-owed')).toEqual(['alone']);
    expect(await projectsOn('theme-1', 'evaluations-to-answer')).toEqual(['handed-in']);
    expect(await projectsOn('chair-1', 'evaluations-to-answer')).toEqual(['orphan']);
  });

  it('is all on a page of its own, where it is more than the first page shows', async () => {
    const visitor = await pages.as('lead-1');
    const home = await visitor.open('/p/riverside');
    const more = home.root
      .querySelectorAll('a')
      .find((link) => / more: Monthly updates/.test(link.textContent));
    const whole = await visitor.open(more?.getAttribute('href') ?? '');
    const shown = home.root
      .querySelectorAll('.app-need')
      .find((section) => section.querySelector('h2')?.textContent === 'Monthly updates that you owe');
    const all = whole.root.querySelectorAll('.app-need__item').length;
    expect(shown?.querySelectorAll('li')).toHaveLength(8);
    expect(more?.textContent).toBe(`${all - 8} more: Monthly updates that you owe`);
    expect((await visitor.open('/p/riverside/needs/claims-to-pay')).status).toBe(404);
  });
});
