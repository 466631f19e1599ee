import type { PagesUnderTest } from './pages-under-test.js';
import { pathWithAct, routeOf, routes } from './routes.js';
import type { Route } from './routes.js';
import type { Shown, Visitor } from './visitor.js';

/** A form as a page shows it, and the route that takes what is sent from it. */
export interface FoundForm {
  readonly on: Shown;
  /** Where it stands on its page. */
  readonly part: string;
  readonly action: string;
  readonly route: Route;
}

const everyRoute = routes();

/** How many addresses of one route are opened: what tells them apart is mostly the state of a project. */
const samples = 6;
/** And of each act, where the route names acts: its form is the same, whatever it is done to. */
const samplesOfAct = 1;

/**
 * What one person comes to who follows every link from their first page: of each route a few addresses, and
 * of projects, and of the items that they are, those that are named.
 */
export class Crawl {
  readonly visitor: Visitor;
  readonly person: string;
  readonly shown = new Map<string, Shown>();
  private readonly home: string;
  private readonly projects: ReadonlySet<string>;
  private readonly taken = new Map<string, number>();
  private found: readonly FoundForm[] | undefined;

  static async of(pages: PagesUnderTest, person: string, projects: readonly string[]): Promise<Crawl> {
    const crawl = new Crawl(await pages.as(person), person, `/p/${pages.story.partnership}`, projects);
    await crawl.follow();
    return crawl;
  }

  private constructor(visitor: Visitor, person: string, home: string, projects: readonly string[]) {
    this.visitor = visitor;
    this.person = person;
    this.home = home;
    this.projects = new Set(projects);
  }

  /** Every form that posts, on every page that was reached. */
  get forms(): readonly FoundForm[] {
    this.found ??= [...this.shown.values()].filter(({ isPage }) => isPage).flatMap((on) => formsOn(on));
    return this.found;
  }

  private async follow(): Promise<void> {
    const waiting = [this.home];
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      if (!this.isWanted(url)) continue;
      const shown = await this.visitor.open(url);
      this.shown.set(url, shown);
      if (shown.isPage) waiting.push(...linksOf(shown).filter((link) => link.startsWith(this.home)));
    }
  }

  private isWanted(url: string): boolean {
    if (this.shown.has(url)) return false;
    const project = projectIn(url);
    if (project !== undefined && !this.projects.has(project)) return false;
    const route = routeOf(everyRoute, 'GET', url);
    if (route === undefined) return true;
    const path = pathWithAct(route, url);
    const before = this.taken.get(path) ?? 0;
    this.taken.set(path, before + 1);
    return project !== undefined || before < (path === route.path ? samples : samplesOfAct);
  }
}

/** The project, or the item that it is on an agenda, of an address. */
function projectIn(url: string): string | undefined {
  return /\/(?:projects|bids|items)\/(?!new)(?<id>[^/?#.]+)(?=[/?#]|$)/.exec(url)?.groups?.['id'];
}

function linksOf(shown: Shown): readonly string[] {
  return shown.root
    .querySelectorAll('a[href]')
    .map((link) => (link.getAttribute('href') ?? '').replace(/#.*$/, '').replaceAll('&amp;', '&'))
    .map((href) => (href.startsWith('?') ? `${shown.at.replace(/\?.*$/, '')}${href}` : href));
}

/** Every form on a page that posts. */
export function formsOn(on: Shown): readonly FoundForm[] {
  return on.root.querySelectorAll('main form').flatMap((form, index): FoundForm[] => {
    if (form.getAttribute('method')?.toLowerCase() !== 'post') return [];
    form.setAttribute('data-found', String(index));
    const action = form.getAttribute('action') ?? on.at;
    const route = routeOf(everyRoute, 'POST', action);
    if (route === undefined) throw new Error(`${on.at} has a form to ${action}, which is no route.`);
    return [{ on, part: `main form[data-found="${index}"]`, action, route }];
  });
}
