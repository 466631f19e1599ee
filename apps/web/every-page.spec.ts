import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Role } from '#funding/partnership/partnership.events';
import { Crawl } from './testing/crawl.js';
import { PagesUnderTest } from './testing/pages-under-test.js';
import { notForAuditors, notReached, routeOf, routes } from './testing/routes.js';
import type { Route } from './testing/routes.js';
import { oneOfEachState, toldExample } from './testing/told-example.js';

jest.setTimeout(240_000);

/** Someone of the example in each role. */
const people: readonly (readonly [person: string, role: Role])[] = [
  ['lead-asb', 'lead-officer'],
  ['tasking-chair', 'chair'],
  ['tasking-deputy', 'deputy-chair'],
  ['member-fire', 'member'],
  ['chair-anti-social-behaviour', 'thematic-chair'],
  ['support-officer', 'support-officer'],
  ['finance-officer', 'finance-officer'],
  ['s151-officer', 's151-officer'],
  ['auditor', 'auditor'],
  ['administrator', 'administrator'],
];

let pages: PagesUnderTest;
const crawls: Crawl[] = [];
/** Of the people of the example, the ids that are no word of the pages. */
const idsOfPeople = [
  'lead-asb',
  'tasking-chair',
  'tasking-deputy',
  'member-fire',
  'member-health',
  'support-officer',
  'finance-officer',
  's151-officer',
  'chair-anti-social-behaviour',
  'substitute-probation',
];

beforeAll(async () => {
  pages = await PagesUnderTest.of(await toldExample());
  await pages.upToDate();
  const projects = await oneOfEachState(pages);
  for (const [person] of people) crawls.push(await Crawl.of(pages, person, projects));
});
afterAll(async () => pages.close());

const recorded = async (): Promise<number> => pages.story.store.lastPosition();

/** Where the record itself stands, with people as it has them. */
const isRecord = (url: string): boolean => /\/(?:events|tokens|api)\b/.test(url);

describe('Every page that someone comes to by links', () => {
  it('is there, with one heading that its title begins with, and nothing twice under one id', () => {
    const wrong = crawls.flatMap(({ person, shown }) =>
      [...shown].flatMap(([url, page]) => {
        if (page.status !== 200) return [`${person} ${url} answers ${page.status}`];
        if (!String(page.headers['content-type']).startsWith('text/html')) return [];
        const ids = page.root.querySelectorAll('[id]').map((one) => one.getAttribute('id'));
        const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
        const headings = page.root.querySelectorAll('h1').length;
        return [
          ...(headings === 1 ? [] : [`${url} has ${headings} headings`]),
          ...(page.title.startsWith(page.heading) ? [] : [`${url}: ${page.title} / ${page.heading}`]),
          ...(twice.length === 0 ? [] : [`${url} has ${twice.join(', ')} twice`]),
        ];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('says people by their names, and by their ids only where the record itself stands', () => {
    const told = crawls.flatMap(({ shown }) =>
      [...shown]
        .filter(([url]) => !isRecord(url))
        .flatMap(([url, { text }]) => {
          const ids = idsOfPeople.filter((id) => new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(text));
          return ids.map((id) => `${url} says ${id}`);
        }),
    );
    expect(told).toEqual([]);
  });

  it('leads to every route, but for those that are tried elsewhere', () => {
    const reached = new Set(
      crawls.flatMap(({ shown }) => [...shown.keys()].map((url) => routeOf(routes(), 'GET', url)?.path)),
    );
    const unreached = routes()
      .filter(({ path, method }) => method === 'GET' && path.startsWith('/p/') && !reached.has(path))
      .map(({ path }) => path);
    expect(unreached.toSorted()).toEqual(notReached);
  });
});

function crawlOf(person: string): Crawl {
  const crawl = crawls.find((one) => one.person === person);
  if (crawl === undefined) throw new Error(`Nobody looked as ${person}.`);
  return crawl;
}

/** Whether a route of a partnership is for a role; undefined where it is no matter of roles. */
function isFor(route: Route | undefined, role: Role): boolean | undefined {
  return route?.rule?.for === 'roles' ? route.rule.roles.includes(role) : undefined;
}

/** What is wrong with how the pages that all came to answer someone. */
async function answersTo({ visitor, person }: Crawl, role: Role): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const url of new Set(crawls.flatMap(({ shown }) => [...shown.keys()]))) {
    const { status } = await visitor.open(url);
    // A page may be stricter than its rule: not every item of a meeting is finance's to decide.
    const expected = isFor(routeOf(routes(), 'GET', url), role) === true ? [200, 403, 404] : [403];
    if (!expected.includes(status)) wrong.push(`${person} ${url}: ${status}`);
  }
  return wrong;
}

/** Which forms that all were shown are not refused to someone whose role they are not for. */
async function takenFrom({ visitor, person }: Crawl, role: Role): Promise<readonly string[]> {
  const home = await visitor.open(`/p/${pages.story.partnership}`);
  const own = { token: home.valueOf('token') ?? '', drawnFor: home.valueOf('drawnFor') ?? '' };
  const taken: string[] = [];
  for (const { on, part, route } of crawls.flatMap(({ forms }) => forms)) {
    if (isFor(route, role) !== false) continue;
    const { status } = await visitor.send(on, { ...on.filled(), ...own }, part);
    if (status !== 403) taken.push(`${person} ${on.at} to ${route.path}: ${status}`);
  }
  return taken;
}

describe('An auditor', () => {
  it('may come to every page that shows something: what is shut is a form, or is listed with its reason', () => {
    const forms = new Set(routes().flatMap(({ method, path }) => (method === 'POST' ? [path] : [])));
    const shut = routes().filter((route) => {
      const isPage = route.method === 'GET' && route.path.startsWith('/p/') && !forms.has(route.path);
      return isPage && isFor(route, 'auditor') === false;
    });
    expect(shut.map(({ path }) => path).toSorted()).toEqual(Object.keys(notForAuditors).toSorted());
  });

  it('is offered nothing to send', () => {
    expect(crawlOf('auditor').forms.map(({ on, action }) => `${on.at}: ${action}`)).toEqual([]);
  });
});

describe('Whoever has not the role for it', () => {
  it.each(people)(
    'finds as %s every page shut that others came to, whatever the state',
    async (person, role) => {
      expect(await answersTo(crawlOf(person), role)).toEqual([]);
    },
  );

  it.each(people)(
    'can send as %s no form that others were shown, and nothing comes of it',
    async (person, role) => {
      const before = await recorded();
      expect(await takenFrom(crawlOf(person), role)).toEqual([]);
      expect(await recorded()).toBe(before);
    },
  );
});
