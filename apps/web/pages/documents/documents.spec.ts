import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentNames, subjectOf } from '#documents/documents';
import type { DocumentName } from '#documents/documents';
import { documentFormats } from '#documents/formats/formats';
import { administrator, finance, support } from '#testing/desk-story';
import { moneyDecided } from '#testing/money-decided';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import { dayOf } from '../../testing/filling-in.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const documents = '/p/riverside/documents';
const meeting = 'tasking-2011-05-12';
/** What each kind of document is about in the story. */
const subjects: Readonly<Record<ReturnType<typeof subjectOf>, string>> = {
  year: 'year=2011-12',
  project: 'project=youth-bus',
  source: 'source=police-fund',
  meeting: `meeting=${meeting}`,
  report: 'report=may',
};
const texts = { budget: 'So.', progress: 'So.', performanceAndRisk: 'So.', nextPeriod: 'So.' };
const may = { report: 'may', from: '2011-05-01', to: '2011-05-31', ...texts };

/** The address of a document about something of the story, with what else is asked. */
function madeAt(name: DocumentName, more: Readonly<Record<string, string>> = {}): string {
  const asked = new URLSearchParams(more).toString();
  return `${documents}/${name}/made?${subjects[subjectOf(name)]}${asked === '' ? '' : `&${asked}`}`;
}

/** The links of a part of a page: what each says, and where it leads. */
function linksIn(shown: Shown, part: string): readonly (readonly [text: string, href: string])[] {
  return shown.root.querySelectorAll(part).map((link) => {
    return [link.textContent.trim(), (link.getAttribute('href') ?? '').replaceAll('&amp;', '&')] as const;
  });
}

let pages: PagesUnderTest;
let auditor: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await moneyDecided(pages.story);
  pages.story.on('2011-06-13');
  await pages.story.do(support, 'SubmitHighlightReport', may);
  await pages.upToDate();
  auditor = await pages.as('support-1');
});
afterAll(async () => pages.close());

describe('The documents', () => {
  it('are all offered, each with what it is', async () => {
    const shown = await auditor.open(documents);
    for (const name of documentNames)
      expect(shown.root.querySelector(`a[href="${documents}/${name}"]`)?.textContent).not.toBe('');
  });

  it.each(documentNames)(
    'ask for %s what it needs, and have it said where that is left out',
    async (name) => {
      const asked = await auditor.open(`${documents}/${name}`);
      expect(asked.status).toBe(200);
      expect(asked.root.querySelector('main form')?.getAttribute('action')).toBe(`${documents}/${name}/made`);
      const made = await auditor.open(`${documents}/${name}/made?year=1899`);
      expect(made.status).toBe(422);
      expect(made.problems).not.toEqual([]);
    },
  );

  it.each(documentNames)('say in words what is wrong with what was typed for %s', async (name) => {
    const wrong = { ...dayOf('asAt', '2011-02-31'), ...dayOf('knownAt', '1-1-1'), format: 'doc' };
    const { status, problems } = await auditor.open(madeAt(name, wrong));
    expect(status).toBe(422);
    expect(problems).toHaveLength(3);
    expect(problems.every((words) => /^[A-Z].{10,}$/u.test(words))).toBe(true);
  });

  it.each(documentNames.flatMap((name) => documentFormats.map((format) => [name, format] as const)))(
    'are kept as a file: %s as %s',
    async (name, format) => {
      const { status, headers, html } = await auditor.open(madeAt(name, { format }));
      expect(status).toBe(200);
      expect(headers['content-disposition']).toMatch(new RegExp(`^attachment; filename="${name}_riverside_`));
      expect(html.length).toBeGreaterThan(20);
    },
  );

  it.each(documentNames)('are read on a page: %s, with a way to each format', async (name) => {
    const shown = await auditor.open(madeAt(name));
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('As at 13 June 2011, as known on 13 June 2011');
    for (const format of documentFormats)
      expect(shown.root.querySelector(`a[href*="format=${format}"]`)).not.toBeNull();
  });

  it.each(documentNames)('lead from each figure of %s to the events behind it, and to each', async (name) => {
    const shown = await auditor.open(madeAt(name));
    const inTexts = linksIn(shown, 'article > p a, article li a').filter(([, href]) =>
      href.includes('/figure?'),
    );
    const figures = linksIn(shown, 'article table td a');
    for (const [text, href] of [...inTexts.slice(0, 4), ...figures.slice(0, 10)]) {
      const followed = await auditor.open(href);
      expect([href, followed.status, followed.heading]).toEqual([href, 200, `What is behind ${text}`]);
      const events = linksIn(followed, 'tbody a');
      expect(events.length).toBeGreaterThan(0);
      for (const [, event] of events.slice(0, 2)) expect((await auditor.open(event)).status).toBe(200);
    }
    const amounts = shown.root.querySelectorAll('article tbody td').filter((one) => {
      const { textContent } = one;
      const isCount = one.classList.contains('govuk-table__cell--numeric') && /^[1-9]\d*$/u.test(textContent);
      return isCount || /^-?£(?!0\.00$)[\d,.]+$/u.test(textContent.trim());
    });
    expect(amounts.filter((one) => one.querySelector('a') === null).map(String)).toEqual([]);
  });

  it('say of a figure in a sentence which sentence it stands in', async () => {
    const shown = await auditor.open(madeAt('annual-report'));
    const inTexts = linksIn(shown, 'article > ul a');
    const [text, href] = inTexts.find(([, to]) => to.includes('place=text')) ?? ['', ''];
    const followed = await auditor.open(href);
    expect(followed.heading).toBe(`What is behind ${text}`);
    expect(followed.text).toMatch(/Text ?\d+ projects? ran or had money in 2011\/12/u);
  });

  it('leads nowhere from a figure that is not there, or by an address that somebody changed', async () => {
    const at = `${documents}/partnership-plan/figure?year=2011-12`;
    for (const more of ['', '&place=sources.1.1', '&place=nothing.1.1', '&place=sources.9.4'])
      expect((await auditor.open(`${at}${more}`)).status).toBe(404);
    expect((await auditor.open(`${documents}/payroll/figure?place=sources.1.4`)).status).toBe(404);
  });

  it('are kept as they were read, whatever is recorded meanwhile', async () => {
    const shown = await auditor.open(madeAt('partnership-plan'));
    const [, asJson = ''] = linksIn(shown, 'a[href*="format=json"]')[0] ?? [];
    const before = (await auditor.open(asJson)).html;
    pages.story.on('2011-06-14');
    const more = { source: 'home-office', entry: 'more', fundingType: 'revenue', amountPence: 100 };
    await pages.story.do(finance, 'ConfirmFunding', { ...more, reason: 'More.', reference: 'Letter' });
    await pages.upToDate();
    expect((await auditor.open(asJson)).html).toBe(before);
    expect((await auditor.open(madeAt('partnership-plan', { format: 'json' }))).html).not.toBe(before);
  });

  it('name people, and speak of a day as known on another', async () => {
    const minutes = await auditor.open(`${documents}/minutes/made?meeting=${meeting}`);
    expect(minutes.text).toContain('The officer chair-1');
    expect(minutes.text).toContain('Decision: approved.');
    const days = { ...dayOf('asAt', '2011-05-12'), ...dayOf('knownAt', '2011-04-01') };
    const before = await auditor.open(
      `${documents}/minutes/made?${new URLSearchParams({ meeting, ...days }).toString()}`,
    );
    expect(before.status).toBe(422);
    expect(before.problems).toEqual(['There was nothing to tell of the meeting at that moment']);
    const unknown = await auditor.open(madeAt('award-letter', { decision: `${meeting}/nothing` }));
    expect(unknown.problemOf('decision')).toBe('There was no such decision on the project at that moment');
  });

  it('name people as they were known at their moment, whoever is corrected since', async () => {
    const asked = madeAt('minutes');
    const [, asJson = ''] = linksIn(await auditor.open(asked), 'a[href*="format=json"]')[0] ?? [];
    const before = (await auditor.open(asJson)).html;
    pages.story.on('2011-06-15');
    await pages.story.do(administrator, 'CorrectPerson', { person: 'chair-1', name: 'The former officer' });
    await pages.upToDate();
    expect((await auditor.open(asJson)).html).toBe(before);
    expect((await auditor.open(asked)).text).toContain('The former officer');
  });

  it('are led to from what they are about', async () => {
    const project = await auditor.open('/p/riverside/projects/youth-bus');
    expect((await auditor.open(project.link('Project funded, 12 May 2011') ?? '')).text).toContain(
      '£4,000.00',
    );
    const shown = await auditor.open(`/p/riverside/meetings/${meeting}`);
    for (const text of ['Agenda pack', 'Minutes', 'Action log'])
      expect((await auditor.open(shown.link(text) ?? '')).status).toBe(200);
  });

  it('are not there under another name', async () => {
    expect((await auditor.open(`${documents}/payroll`)).status).toBe(404);
    expect((await auditor.open(`${documents}/payroll/made`)).status).toBe(404);
  });
});
