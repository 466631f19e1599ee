import { londonDateOf } from '#kernel/local-date';
import type { Crawl } from './crawl.js';
import { formsIn, inputsOf, standing, typedIn } from './forms.js';
import type { Found } from './forms.js';
import type { PagesUnderTest } from './pages-under-test.js';
import { readyForms } from './plausible.js';
import type { Shown } from './visitor.js';

/** A page as it was shown to someone, and how they came to it. */
export interface Look {
  readonly where: string;
  readonly shown: Shown;
}

/**
 * Of pages that look alike the one with the longest word, which is the first to run out of a narrow page. Two
 * look alike that have the same kinds of elements, whatever their words: one of each template in each state.
 */
export function oneOfEach(looks: readonly Look[]): readonly Look[] {
  const alike = Map.groupBy(looks, ({ shown }) => kindsIn(shown));
  return [...alike.values()].flatMap((all) => {
    const lengths = all.map(longestWord);
    return all[lengths.indexOf(Math.max(...lengths))] ?? [];
  });
}

function kindsIn({ root, status }: Shown): string {
  const kinds = root
    .querySelectorAll('main *')
    .map((one) => `${one.tagName}.${one.getAttribute('class') ?? ''}.${one.getAttribute('type') ?? ''}`);
  return [status, ...[...new Set(kinds)].toSorted()].join(' ');
}

function longestWord({ shown }: Look): number {
  return Math.max(...shown.text.split(/[\s-]/).map(({ length }) => length));
}

/** What people come to by links. */
export function reached(crawls: readonly Crawl[]): readonly Look[] {
  return crawls.flatMap(({ person, shown }) =>
    [...shown.values()]
      .filter(({ isPage }) => isPage)
      .map((page) => ({ where: `${person} at ${page.at}`, shown: page })),
  );
}

/** What every form answers when nothing is filled in, and the check of its answers when all is. */
export async function answered(pages: PagesUnderTest, crawls: readonly Crawl[]): Promise<readonly Look[]> {
  const today = londonDateOf(pages.story.tools.clock.now());
  const looks: Look[] = [];
  for (const found of formsIn(crawls)) {
    looks.push(...(await emptied(found)), ...(await checked(found, today)));
  }
  return looks;
}

async function emptied({ crawl: { visitor, person }, form }: Found): Promise<readonly Look[]> {
  if (inputsOf(form.on, form.part).length === 0) return [];
  const nothing = { ...standing(form), ...typedIn(form, () => '') };
  const shown = await visitor.send(form.on, nothing, form.part);
  const where = `${person} with nothing filled in at ${form.on.at}`;
  return shown.status === 422 ? [{ where, shown }] : [];
}

async function checked(found: Found, today: string): Promise<readonly Look[]> {
  for await (const { shown } of readyForms(found, { today, called: 'checked' })) {
    const isCheck = shown.at !== found.form.on.at || shown.heading !== found.form.on.heading;
    return isCheck ? [{ where: `${found.crawl.person} checking at ${shown.at}`, shown }] : [];
  }
  return [];
}
