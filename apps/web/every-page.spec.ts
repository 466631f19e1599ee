import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { partnership } from '#funding/partnership/partnership';
import type { Role } from '#funding/partnership/partnership.events';
import { rolesHeld } from '#funding/partnership/queries';
import { partnershipStream } from '#kernel/ids';
import { Crawl } from './testing/crawl.js';
import type { FoundForm } from './testing/crawl.js';
import { tablesOn, wrongFilesOf } from './testing/exported.js';
import { kindOf, withoutSheet } from './testing/forms.js';
import { PagesUnderTest } from './testing/pages-under-test.js';
import { notForAuditors, notReached, routeOf, routes, withoutExports } from './testing/routes.js';
import type { Route } from './testing/routes.js';
import { oneOfEachState, toldExample } from './testing/told-example.js';
import type { Shown } from './testing/visitor.js';

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

/** A form that someone was shown, with what stands in it. */
type Sendable = FoundForm & { readonly filled: ReturnType<Shown['filled']> };

let pages: PagesUnderTest;
const crawls: Crawl[] = [];
/** Every form of them all: what several were shown at one address is the same, and is sent once. */
let sendable: readonly Sendable[];

beforeAll(async () => {
  pages = await PagesUnderTest.of(await toldExample());
  await pages.upToDate();
  const projects = await oneOfEachState(pages);
  for (const [person] of people) crawls.push(await Crawl.of(pages, person, projects));
  const forms = crawls.flatMap((crawl) => crawl.forms);
  const byKind = new Map(forms.map((form) => [`${withoutSheet(form.on.at)} ${kindOf(form)}`, form]));
  sendable = [...byKind.values()].map((form) => ({ ...form, filled: form.on.filled() }));
});
afterAll(async () => pages.close());

const recorded = async (): Promise<number> => pages.story.store.lastPosition();

/** Where the record itself stands, with people as it has them; and where each id is beside its name. */
const isRecord = (url: string): boolean =>
  /\/(?:events|tokens|api|answers\/export|general-ledger\/journal)\b/.test(url);

/** The identities of those who hold a role, but for a few that are words too, as the auditor's. */
async function identities(): Promise<RegExp> {
  const state = await pages.state(partnershipStream(pages.story.partnership), partnership);
  const ids = new Set(rolesHeld(state).map(({ person }) => person));
  const hyphenated = [...ids].filter((id) => id.includes('-'));
  expect(hyphenated.length).toBeGreaterThan(20);
  return new RegExp(`(?<![\\w-])(?:${hyphenated.join('|')})(?![\\w-])`, 'g');
}

/** What someone is told by an answer, whether they see it or hear it. */
function told({ html, isPage, root }: Shown): string {
  if (!isPage) return html;
  const spoken = ['aria-label', 'alt', 'title'].flatMap((name) =>
    root.querySelectorAll(`[${name}]`).map((one) => one.getAttribute(name)),
  );
  const seen = ['title', 'body'].map((part) => root.querySelector(part)?.textContent);
  return [...seen, ...spoken].join(' ');
}

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

  it('says people by their names, and by their ids only where the record itself stands', async () => {
    const ids = await identities();
    const said = crawls.flatMap(({ shown }) =>
      [...shown]
        .filter(([url]) => !isRecord(url))
        .flatMap(([url, page]) => (told(page).match(ids) ?? []).map((id) => `${url} says ${id}`)),
    );
    expect([...new Set(said)]).toEqual([]);
  });

  it('has a space between any two sentences', () => {
    const said = crawls.flatMap(({ shown }) =>
      [...shown].flatMap(([url, { isPage, root }]) =>
        (isPage ? root.querySelectorAll('main p, main li, main dd') : []).flatMap(
          ({ textContent }) =>
            textContent.match(/\w+[.?!][A-Z][a-z]+ .{0,20}/g)?.map((at) => `${url}: ${at}`) ?? [],
        ),
      ),
    );
    expect(said).toEqual([]);
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

/** One page of each route with the same tables, with who came to it. */
function withTables(): readonly (readonly [crawl: Crawl, path: string, page: Shown])[] {
  const all = crawls.flatMap((crawl) =>
    [...crawl.shown].flatMap(([url, page]) => {
      const path = routeOf(routes(), 'GET', url)?.path ?? '';
      const captions = page.isPage ? tablesOn(page).map(({ caption }) => caption) : [];
      return captions.length === 0
        ? []
        : [{ kind: [path, ...captions].join(), one: [crawl, path, page] as const }];
    }),
  );
  return [...new Map(all.map(({ kind, one }) => [kind, one])).values()];
}

describe('Every table that someone comes to by links', () => {
  it('is kept as a file with the same rows, or stands on a page that is listed with its reason', async () => {
    const wrong: string[] = [];
    for (const [{ visitor }, path, page] of withTables())
      if (!Object.hasOwn(withoutExports, path)) wrong.push(...(await wrongFilesOf(visitor, page)));
    expect(wrong).toEqual([]);
  });

  it('stands on each page that is listed as having no file', () => {
    const paths = new Set(withTables().map(([, path]) => path));
    expect(Object.keys(withoutExports).filter((path) => !paths.has(path))).toEqual([]);
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
async function answersTo(crawl: Crawl, role: Role): Promise<readonly string[]> {
  const { visitor, person } = crawl;
  const wrong: string[] = [];
  for (const url of new Set(crawls.flatMap(({ shown }) => [...shown.keys()]))) {
    const { status } = crawl.shown.get(url) ?? (await visitor.open(url));
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
  for (const { on, part, route, filled } of sendable) {
    if (isFor(route, role) !== false) continue;
    const { status } = await visitor.send(on, { ...filled, ...own }, part);
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
