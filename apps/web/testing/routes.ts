import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import { ruleOfRoute } from '../access/rules.js';
import type { Rule } from '../access/rules.js';
import { pages as everyPage } from '../pages.js';

/** One address of a page, and who may come to it. */
export interface Route {
  readonly page: string;
  readonly name: string;
  readonly path: string;
  readonly method: string;
  readonly rule: Rule | undefined;
}

/** Where people sign in with the account that they have at their work: tried by the specs of signing in. */
const withWorkAccounts = '/p/:partnership/people/:person/work-account';
/** Where a year is closed: tried in `pages/year-end`. */
const withAClosedYear = [
  '/p/:partnership/year-end/:year',
  '/p/:partnership/year-end/:year/:act',
  '/p/:partnership/year-end/:year/export.csv',
] as const;

/** Routes to which no page of the told example leads; those of forms, of a step between and of Redis too. */
export const notReached: readonly string[] = [
  withWorkAccounts,
  '/p/:partnership/performance/draft-report/begin',
  '/p/:partnership/queues',
  '/p/:partnership/set-up/next',
  // Where there is a token.
  '/p/:partnership/tokens/export.csv',
  ...withAClosedYear,
].toSorted();

/** Routes that take what no page of the told example sends; the last where there is a token. */
export const notTaken: readonly string[] = [
  withWorkAccounts,
  withAClosedYear[1],
  '/p/:partnership/tokens/:token/revoke',
].toSorted();

/** Pages without a form of their own that an auditor does not come to, each with its reason. */
export const notForAuditors: Readonly<Record<string, string>> = {
  '/p/:partnership/bids/:project': 'The parts of a draft, to be filled in; the bid is read as a project.',
  '/p/:partnership/close-year': 'Which year to close; the years stand with the sources.',
  '/p/:partnership/open-data/held-back': 'Texts that may name a person, to be cleared.',
  '/p/:partnership/open-data/texts': 'Texts that are published, to be held back.',
  '/p/:partnership/performance/draft-report': 'Which draft to begin.',
  '/p/:partnership/performance/draft-report/begin': 'The step to a draft.',
  '/p/:partnership/projects/:project/submit-evaluation':
    'The parts of an evaluation, to be written; what is written is read as an evaluation.',
  '/p/:partnership/projects/:project/money': 'What to pay or release; what was, the project shows.',
  '/p/:partnership/queues': 'The jobs of the workers, which hold nothing of the record.',
  '/p/:partnership/set-up/next': 'The step to what an administrator does next.',
};

/** Pages with tables that are no list to be kept as a file beside them, each with its reason. */
export const withoutExports: Readonly<Record<string, string>> = {
  '/p/:partnership/documents/:name/made': 'A document, which is kept as a file in its own formats.',
  '/p/:partnership/evaluations/:project': 'A form as it was filled in.',
  '/p/:partnership/general-ledger/send': 'What a batch will be, which has files once it is sent.',
  '/p/:partnership/meetings/:meeting/items/:item': 'Who is there, which the minutes have as a document.',
  '/p/:partnership/open-data/texts': 'Texts of which each is held back or left; what is published has files.',
  '/p/:partnership/projects/:project/money': 'What is paid or released here; claims and payments have files.',
};

let declared: readonly Route[] | undefined;

/** Every route that a page declares. */
export function routes(): readonly Route[] {
  declared ??= readRoutes();
  return declared;
}

function readRoutes(): readonly Route[] {
  const reflector = new Reflector();
  return everyPage.flatMap((page) => {
    const methods = Object.getOwnPropertyNames(page.prototype).map(
      (name) => [name, Reflect.get(page.prototype, name) as object] as const,
    );
    return methods.flatMap(([name, handler]) => {
      const verb = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (verb === undefined) return [];
      const start = String(Reflect.getMetadata(PATH_METADATA, page));
      const paths = [Reflect.getMetadata(PATH_METADATA, handler)].flat() as readonly string[];
      const rule = reflector.getAllAndOverride<Rule | undefined>(ruleOfRoute, [handler as () => void, page]);
      return paths.map((path) => ({
        page: page.name,
        name,
        path: `/${start}/${path}`.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, ''),
        method: RequestMethod[verb],
        rule,
      }));
    });
  });
}

/** The route that an address leads to: one whose every part is written out comes before one with a name. */
export function routeOf(all: readonly Route[], method: string, url: string): Route | undefined {
  const parts = (url.split(/[?#]/)[0] ?? '').split('/');
  const fitting = all.filter((route) => {
    const pattern = route.path.split('/');
    const isFit = pattern.every((part, index) => part.startsWith(':') || part === parts[index]);
    return route.method === method && pattern.length === parts.length && isFit;
  });
  const named = ({ path }: Route): number => path.split(':').length;
  return fitting.toSorted((one, other) => named(one) - named(other))[0];
}

/** The path of a route, with the act that an address names written out in it. */
export function pathWithAct({ path }: Route, url: string): string {
  const parts = (url.split(/[?#]/)[0] ?? '').split('/');
  return path
    .split('/')
    .map((part, index) => (part === ':act' ? (parts[index] ?? part) : part))
    .join('/');
}
