import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HTMLElement } from 'node-html-parser';
import { formsOn } from './testing/crawl.js';
import type { FoundForm } from './testing/crawl.js';
import {
  formsFor,
  inputsOf,
  isAmount,
  isPartOfDay,
  nameOf,
  standing,
  typedIn,
  whoSendsForms,
} from './testing/forms.js';
import type { Found } from './testing/forms.js';
import { PagesUnderTest } from './testing/pages-under-test.js';
import { routes, notTaken } from './testing/routes.js';
import { oneOfEachState, toldExample } from './testing/told-example.js';
import type { Shown } from './testing/visitor.js';

const markup = `"><img src=x onerror=alert(1)></textarea><script>alert('£')</script>{{ 7*7 }}`;
const tooLong = 'Long. '.repeat(5_000);
const noAmounts = ['1e21', '-1', '£1,2,3', '٣', '1.234', '0x10', 'NaN', '99999999999999999999'] as const;

/** One form of each route that takes one, with whoever it was shown to. */
let found: readonly Found[];
let pages: PagesUnderTest;

beforeAll(async () => {
  pages = await PagesUnderTest.of(await toldExample());
  await pages.upToDate();
  found = await formsFor(pages, whoSendsForms, await oneOfEachState(pages));
});
afterAll(async () => pages.close());

const recorded = async (): Promise<number> => pages.story.store.lastPosition();

const whereIs = ({ on, route }: FoundForm): string => `${on.at} → ${route.path}`;

/** What is wrong with how a page answers what cannot be taken; nothing where it is as it should be. */
function troublesOf(
  form: FoundForm,
  sent: Readonly<Record<string, string>>,
  shown: Shown,
): readonly string[] {
  const where = whereIs(form);
  if (shown.status >= 500) return [`${where} answers ${shown.status}`];
  if (shown.html.includes('<img src=x') || shown.html.includes("<script>alert('"))
    return [`${where} shows markup`];
  if (shown.status !== 422) return [];
  const summary = shown.root.querySelectorAll('.govuk-error-summary__list li');
  const links = summary.flatMap((item) => item.querySelector('a')?.getAttribute('href') ?? []);
  const messages = shown.root.querySelectorAll('.govuk-error-message');
  const beside = new Set(messages.map(({ textContent }) => clean(textContent)));
  return [
    ...(summary.length > 0 ? [] : [`${where} has no summary`]),
    ...(shown.title.startsWith('Error: ') ? [] : [`${where} has the title ${shown.title}`]),
    ...links
      .filter((href) => shown.root.querySelector(`[id="${href.slice(1)}"]`) === null)
      .map((href) => `${where} leads to ${href}, which is not there`),
    ...summary
      .filter((item) => item.querySelector('a') !== null && !beside.has(clean(item.textContent)))
      .map((item) => `${where} says "${clean(item.textContent)}" at the top alone`),
    ...Object.entries(sent)
      .filter(
        ([name, typed]) =>
          inputsOf(shown, 'main').some((input) => nameOf(input) === name) && !isKept(shown, name, typed),
      )
      .map(([name]) => `${where} has lost what was typed in ${name}`),
  ];
}

const clean = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^Error: ?/, '');

function isKept(shown: Shown, name: string, typed: string): boolean {
  return clean(shown.valueOf(name) ?? '') === clean(typed);
}

interface Trial {
  /** What is typed into an input; undefined leaves it as it stands. */
  readonly type: (input: HTMLElement) => string | undefined;
  /** Whether no form may take it that has such an input. */
  readonly mustRefuse: boolean;
  readonly more?: Readonly<Record<string, string>>;
}

async function send({ crawl, form }: Found, fields: Readonly<Record<string, string>>): Promise<Shown> {
  return crawl.visitor.send(form.on, { ...standing(form), ...fields }, form.part);
}

/** Sends one form so, and tells what was not answered as it should be. */
async function troublesOfOne(one: Found, { type, mustRefuse, more }: Trial): Promise<readonly string[]> {
  const sent = typedIn(one.form, type);
  // What asks nothing to be typed is taken as it stands, and would do what other forms are about.
  const isTold = mustRefuse || more !== undefined;
  if (isTold && Object.keys(sent).length === 0) return [];
  const before = await recorded();
  const shown = await send(one, { ...sent, ...more });
  const isTaken = mustRefuse && shown.status !== 422;
  const isRecorded = shown.status >= 400 && (await recorded()) !== before;
  return [
    ...troublesOf(one.form, sent, shown),
    ...(isTaken ? [`${whereIs(one.form)} takes it: ${shown.status}`] : []),
    ...(isRecorded ? [`${whereIs(one.form)} recorded what it refused`] : []),
  ];
}

/** Sends every form so. */
async function troublesWith(trial: Trial): Promise<readonly string[]> {
  const troubles: string[] = [];
  for (const one of found) troubles.push(...(await troublesOfOne(one, trial)));
  return troubles;
}

/** Something of each kind of input, most of which can be taken. */
function filledIn(input: HTMLElement): string {
  if (isPartOfDay(input)) return nameOf(input).endsWith('-year') ? '2012' : '4';
  return isAmount(input) ? '12.34' : `7 ${nameOf(input)}`;
}

/** Whether it is answered at the form's own place; what has a secret is shown once. */
function answersAtSheet({ form }: Found, { at }: Shown): boolean {
  return at.includes('sheet=') && form.route.path !== '/p/:partnership/people/:person/link';
}

/** Groups of radio buttons that can neither be left out nor unchosen, though no answer is asked for. */
async function unanswerable({ crawl, form }: Found): Promise<readonly string[]> {
  const radios = form.on.root.querySelectorAll(`${form.part} input[type="radio"]`);
  if (radios.length === 0) return [];
  const typed = typedIn(form, filledIn);
  const groups = Map.groupBy(radios, nameOf);
  const unchosen = Object.fromEntries([...groups.keys()].map((name) => [name, '']));
  const shown = await crawl.visitor.send(form.on, { ...standing(form), ...typed, ...unchosen }, form.part);
  return [...groups].flatMap(([name, all]) => {
    const isAsked = shown.problemOf(name) !== '';
    const canBeUnchosen = all.some((one) => one.getAttribute('value') === '');
    return isAsked === canBeUnchosen ? [`${whereIs(form)} ${name}`] : [];
  });
}

/** What is lost to whoever loads the answer again, or goes back to the form; nothing, as it should be. */
async function lostGoingBack(one: Found): Promise<readonly string[]> {
  const { form, crawl } = one;
  const where = whereIs(form);
  const sent = typedIn(form, filledIn);
  if (Object.keys(sent).length === 0) return [];
  const answer = await send(one, sent);
  const again = answersAtSheet(one, answer) ? await crawl.visitor.open(answer.at) : answer;
  const isSame = again.status === answer.status && again.text === answer.text;
  const unlike = isSame ? [] : [`${where} is lost when loaded again`];
  // A page that is mostly read has its forms at an address that stays.
  if (!form.on.at.includes('sheet=')) return unlike;
  return [
    ...unlike,
    ...lostFrom(await crawl.visitor.open(form.on.at), sent).map((lost) => `${where} ${lost}`),
  ];
}

/** What a form has lost to whoever goes back to it. */
function lostFrom(back: Shown, sent: Readonly<Record<string, string>>): readonly string[] {
  const lost = Object.keys(sent).filter((name) => back.valueOf(name) !== sent[name]);
  return [
    ...(back.status === 200 ? [] : [`cannot be gone back to: ${back.status}`]),
    ...(back.problems.length === 0 ? [] : ['still says what was wrong']),
    ...lost.map((name) => `has lost ${name} to whoever goes back`),
  ];
}

describe('Every form', () => {
  it('is tried that a route of a partnership takes', () => {
    const tried = new Set(found.map(({ form }) => form.route.path));
    const untried = routes().filter(
      ({ method, path }) => method === 'POST' && path.startsWith('/p/') && !tried.has(path),
    );
    expect(untried.map(({ path }) => path).toSorted()).toEqual(notTaken);
  });

  it('is kept as it was filled in when the session has ended meanwhile, and recorded by nobody', async () => {
    const before = await recorded();
    const lost: string[] = [];
    for (const one of found) lost.push(...(await lostWithTheSession(one)));
    expect(lost).toEqual([]);
    expect(await recorded()).toBe(before);
  });

  it('is answered as a person can go on from when nothing is filled in', async () => {
    expect(await troublesWith({ type: () => '', mustRefuse: false })).toEqual([]);
  });

  it('refuses what is too long, and keeps it', async () => {
    expect(await troublesWith({ type: () => tooLong, mustRefuse: true })).toEqual([]);
  });

  it('shows markup as it was typed, and never as markup', async () => {
    expect(await troublesWith({ type: (input) => `${nameOf(input)} ${markup}`, mustRefuse: false })).toEqual(
      [],
    );
  });

  it.each(noAmounts)('refuses the amount %s', async (amount) => {
    const type = (input: HTMLElement): string | undefined => (isAmount(input) ? amount : undefined);
    expect(await troublesWith({ type, mustRefuse: true })).toEqual([]);
  });

  it.each([
    ['31', '2', '2011'],
    ['0', '13', '2011'],
    ['12', '4', '11111'],
    ['twelfth', 'April', 'then'],
  ])('refuses the day %s %s %s', async (day, month, year) => {
    const parts: Readonly<Record<string, string>> = { day, month, year };
    const type = (input: HTMLElement): string | undefined =>
      isPartOfDay(input) ? parts[nameOf(input).replace(/^.*-/, '')] : undefined;
    expect(await troublesWith({ type, mustRefuse: true })).toEqual([]);
  });

  it('can be gone back to, and its answer loaded again, and nothing that was typed is lost', async () => {
    const lost: string[] = [];
    for (const one of found) lost.push(...(await lostGoingBack(one)));
    expect(lost).toEqual([]);
  });

  it('has a button for none of the others wherever a choice may be left out, and nowhere else', async () => {
    const troubles: string[] = [];
    for (const one of found) troubles.push(...(await unanswerable(one)));
    expect(troubles).toEqual([]);
  });

  it('refuses what was sent with the token of another’s browser, and records nothing of it', async () => {
    const before = await recorded();
    const other = await pages.as('auditor');
    const token = (await other.open(`/p/${pages.story.partnership}`)).valueOf('token') ?? 'none';
    const taken: string[] = [];
    for (const one of found) {
      const { status } = await send(one, { token });
      if (status !== 403) taken.push(`${whereIs(one.form)}: ${status}`);
    }
    expect(taken).toEqual([]);
    expect(await recorded()).toBe(before);
  });

  // The last: what only offers choices is carried out, so that a bid may be on no agenda any more.
  it('is answered so when it is sent without having been checked', async () => {
    expect(await troublesWith({ type: () => '', mustRefuse: false, more: { step: 'send' } })).toEqual([]);
  });
});

/** Which answers are gone after someone was signed out over a form, and has signed in again. */
async function lostWithTheSession({ crawl: { person }, form }: Found): Promise<readonly string[]> {
  const visitor = await pages.as(person);
  const on = await visitor.open(form.on.at);
  formsOn(on);
  const typed = { ...standing(form), ...typedIn(form, (input) => `“${nameOf(input)}”, as typed`) };
  visitor.hold('__Host-session', 'of yesterday');
  const out = await visitor.send(on, typed, form.part);
  visitor.hold('__Host-session', await pages.sessions.beginLook(pages.story.partnership, person));
  const again = await visitor.send(out);
  const kept = again.filled();
  return [
    ...(out.heading === 'You have been signed out' ? [] : [`${whereIs(form)}: ${out.heading}`]),
    ...(again.heading === 'Is this still to be sent?' ? [] : [`${whereIs(form)}: ${again.heading}`]),
    ...Object.entries(typed)
      .filter(([name, answer]) => kept[name] !== answer)
      .map(([name]) => `${whereIs(form)} has lost ${name}`),
  ];
}
