import type { HTMLElement } from 'node-html-parser';
import { addDays } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { formsOn } from './crawl.js';
import type { FoundForm } from './crawl.js';
import { buttonsOf, inputsOf, isAmount, isPartOfDay, nameOf, withoutSheet } from './forms.js';
import type { Found } from './forms.js';
import type { Shown, Visitor } from './visitor.js';

type Answers = Readonly<Record<string, string | readonly string[]>>;

/** One way to answer: which of what is offered is chosen, and which day is given. */
interface Way {
  readonly choose: number;
  /** Which of several sums is given; all of them when none is. */
  readonly sum: number | undefined;
  readonly on: LocalDate;
  /** What is told apart by a name of its own is called by it. */
  readonly called: string;
}

/** A form that can be sent, with what is to be sent of it. */
export interface ReadyForm {
  readonly shown: Shown;
  readonly part: string;
  readonly answers: Answers;
}

/**
 * The ways in which a form is tried until one is taken: most ask for nothing that the first has not. Where
 * several sums can be given, as those of an award, each is given alone, the last of the list first.
 */
function waysFor({ on, part }: FoundForm, today: LocalDate, called: string): readonly Way[] {
  const sums = inputsOf(on, part)
    .filter(isAmount)
    .map((_, index) => index);
  const given = sums.length > 1 ? [undefined, ...sums.toReversed()] : [undefined];
  const days = [today, addDays(today, 30)];
  return [0, 1, 2].flatMap((choose) =>
    given.flatMap((sum) => days.map((day) => ({ choose, sum, on: day, called }))),
  );
}

/**
 * A form, filled in so as someone might who means it and checked where it has a check, in one way after
 * another: whoever sends it stops at the first that is taken.
 */
export async function* readyForms(
  { crawl: { visitor }, form }: Found,
  { today, called }: { readonly today: LocalDate; readonly called: string },
): AsyncGenerator<ReadyForm> {
  for (const way of waysFor(form, today, called)) {
    const ready = await readyForm(visitor, form, way);
    if (ready !== undefined) yield ready;
  }
}

/** The form opened anew, filled in and checked; undefined when it is gone, or cannot be checked. */
async function readyForm(visitor: Visitor, form: FoundForm, way: Way): Promise<ReadyForm | undefined> {
  const shown = await visitor.open(withoutSheet(form.on.at));
  const now = formsOn(shown).find(({ part }) => part === form.part);
  if (now === undefined) return undefined;
  const answers = answersTo(now, way);
  if (!hasCheck(shown)) return { shown, part: form.part, answers };
  const check = await visitor.send(shown, answers, form.part);
  const isChecked = check.root.querySelector('main button[value="send"]') !== null;
  return isChecked ? { shown: check, part: 'main form', answers: { step: 'send' } } : undefined;
}

/** Whether the answers of a form are checked before anything is recorded, as its button says. */
function hasCheck(shown: Shown): boolean {
  const buttons = shown.root.querySelectorAll('main form button');
  return buttons.some((one) => /^(?:Continue$|See what )/.test(one.textContent.trim()));
}

/** Something of its kind in each input, and of what is offered one. */
function answersTo({ on, part }: FoundForm, way: Way): Answers {
  const form = on.root.querySelector(part);
  const sums = inputsOf(on, part).filter(isAmount);
  const typed = inputsOf(on, part).map((input) => {
    const isLeftOut = way.sum !== undefined && isAmount(input) && sums.indexOf(input) !== way.sum;
    return [nameOf(input), isLeftOut ? '' : typedFor(on, input, way)] as const;
  });
  const offered = [...(form?.querySelectorAll('input[type="radio"], input[type="checkbox"]') ?? [])];
  const boxes = [...Map.groupBy(offered, nameOf)].map(([name, all]) => [name, chosenOf(all, way)] as const);
  const lists = [...(form?.querySelectorAll('select') ?? [])].map(
    (list) => [nameOf(list), chosenIn(list, way)] as const,
  );
  const [button] = buttonsOf(on, part);
  const pressed = button === undefined ? [] : [[nameOf(button), button.getAttribute('value') ?? ''] as const];
  return Object.fromEntries([...typed, ...boxes, ...lists, ...pressed]);
}

function typedFor(on: Shown, input: HTMLElement, { on: day, called }: Way): string {
  const name = nameOf(input);
  if (isPartOfDay(input)) {
    const [year, month, dayOfMonth] = day.split('-');
    const parts: Readonly<Record<string, string | undefined>> = { year, month, day: dayOfMonth };
    return parts[name.replace(/^.*-/, '')] ?? '';
  }
  const stands = on.valueOf(name) ?? '';
  if (stands !== '') return stands;
  if (isAmount(input) || input.getAttribute('inputmode') === 'numeric') return '1';
  return input.getAttribute('type') === 'email' ? `${called}@example.org.uk` : called;
}

/** What is ticked already; else one of what is offered. */
function chosenOf(all: readonly HTMLElement[], { choose }: Way): string | readonly string[] {
  const ticked = all.filter((one) => one.hasAttribute('checked')).map(valueOf);
  if (ticked.length > 0) return ticked.length === 1 ? (ticked[0] ?? '') : ticked;
  return valueOf(all[choose % all.length]);
}

function chosenIn(list: HTMLElement, { choose }: Way): string {
  const options = list.querySelectorAll('option');
  const selected = options.find((one) => one.hasAttribute('selected') && valueOf(one) !== '');
  const offered = options.filter((one) => valueOf(one) !== '');
  return valueOf(selected ?? offered[choose % Math.max(1, offered.length)]);
}

function valueOf(element: HTMLElement | undefined): string {
  return element?.getAttribute('value') ?? '';
}
