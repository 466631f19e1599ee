import type { HTMLElement } from 'node-html-parser';
import { Crawl } from './crawl.js';
import type { FoundForm } from './crawl.js';
import type { PagesUnderTest } from './pages-under-test.js';
import { pathWithAct } from './routes.js';
import type { Shown } from './visitor.js';

/** A form, and whoever it was shown to. */
export interface Found {
  readonly crawl: Crawl;
  readonly form: FoundForm;
}

/** Those of the example who are shown a form that others are not. */
export const whoSendsForms = [
  'lead-asb',
  'tasking-chair',
  'chair-anti-social-behaviour',
  'support-officer',
  'finance-officer',
  's151-officer',
  'administrator',
] as const;

/** Every form that these people come to by links, once for each route and each set of inputs. */
export async function formsFor(
  pages: PagesUnderTest,
  people: readonly string[],
  projects: readonly string[],
): Promise<readonly Found[]> {
  const crawls: Crawl[] = [];
  for (const person of people) crawls.push(await Crawl.of(pages, person, projects));
  return formsIn(crawls);
}

/** The same, of those who have followed their links already. */
export function formsIn(crawls: readonly Crawl[]): readonly Found[] {
  const found = new Map<string, Found>();
  for (const crawl of crawls) {
    for (const form of crawl.forms) {
      const kind = kindOf(form);
      if (!found.has(kind)) found.set(kind, { crawl, form });
    }
  }
  return [...found.values()];
}

/** A form of the same route and act, with the same inputs and buttons, asks the same. */
export function kindOf({ on, part, route, action }: FoundForm): string {
  const buttons = buttonsOf(on, part).map((button) => button.getAttribute('value') ?? '');
  const inputs = inputsOf(on, part).map(nameOf);
  return [pathWithAct(route, action), ...inputs.toSorted(), ...buttons].join(' ');
}

/** The address at which a form is opened anew, and not as it was filled in before. */
export function withoutSheet(at: string): string {
  const [path = '', query = ''] = at.split('?');
  const asked = new URLSearchParams(query);
  asked.delete('sheet');
  return asked.size === 0 ? path : `${path}?${asked.toString()}`;
}

/** The buttons that say something of their own when they are pressed. */
export function buttonsOf(on: Shown, part: string): readonly HTMLElement[] {
  return on.root.querySelectorAll(`${part} button[name]`);
}

export const nameOf = (input: HTMLElement): string => input.getAttribute('name') ?? '';

/** What a person types in: neither hidden nor chosen. */
export function inputsOf(on: Shown, part: string): readonly HTMLElement[] {
  const form = on.root.querySelector(part);
  const all = [...(form?.querySelectorAll('input') ?? []), ...(form?.querySelectorAll('textarea') ?? [])];
  return all.filter((input) => {
    const type = input.getAttribute('type') ?? 'text';
    return !['hidden', 'radio', 'checkbox', 'submit', 'file', 'search'].includes(type);
  });
}

export const isAmount = (input: HTMLElement): boolean =>
  input.parentNode?.querySelector('.govuk-input__prefix')?.textContent.trim() === '£';
export const isPartOfDay = (input: HTMLElement): boolean => /-(?:day|month|year)$/.test(nameOf(input));

/** What is typed into each input; those for which it is undefined are left as they stand. */
export function typedIn(
  { on, part }: FoundForm,
  type: (input: HTMLElement) => string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    inputsOf(on, part).flatMap((input) => {
      const typed = type(input);
      return typed === undefined ? [] : [[nameOf(input), typed] as const];
    }),
  );
}

/** What stands in a form already, and of radio buttons and lists the first, where none is chosen yet. */
export function standing({ on, part }: FoundForm): Readonly<Record<string, string>> {
  const typed = inputsOf(on, part).map((input) => [nameOf(input), on.valueOf(nameOf(input)) ?? ''] as const);
  const radios = on.root.querySelectorAll(`${part} input[type="radio"]`);
  const offered = on.root.querySelectorAll(`${part} select option[value]`);
  const ticked = on.root.querySelectorAll(`${part} input[checked]`);
  const chosen = on.root.querySelectorAll(`${part} option[selected]`);
  return Object.fromEntries([
    ...typed,
    ...radios.toReversed().map((one) => [nameOf(one), one.getAttribute('value') ?? ''] as const),
    ...offered.toReversed().flatMap(chosenIn),
    ...ticked.map((one) => [nameOf(one), one.getAttribute('value') ?? ''] as const),
    ...chosen.flatMap(chosenIn),
  ]);
}

function chosenIn(option: HTMLElement): readonly (readonly [string, string])[] {
  const list = option.parentNode;
  const value = option.getAttribute('value') ?? '';
  return list === null || value === '' ? [] : [[nameOf(list), value]];
}
