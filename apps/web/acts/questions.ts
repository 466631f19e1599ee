import * as fields from '#govuk/fields';
import type { Field } from '#govuk/fields';
import { formatFigure } from '#kernel/figure';
import type { Figure } from '#kernel/figure';
import { formatDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** One of the answers that are offered. */
export interface Offered {
  readonly value: string;
  readonly text: string;
  readonly hint?: { readonly text: string };
}

/** One question of an act: the words on the page, how it is answered, and how the answer is read back. */
export interface Question<Value> {
  readonly field: Field<Value>;
  /** Which macro of `inputs.njk` draws it. */
  readonly kind:
    'line' | 'short' | 'number' | 'pounds' | 'day' | 'text' | 'radios' | 'select' | 'ticks' | 'unseen';
  readonly label: string;
  readonly hint?: string | undefined;
  readonly items?: readonly Offered[];
  /** What stands for none of those, where it may be left unanswered and "None of these" would not say it. */
  readonly neither?: string;
  /** The answer in words, for the page on which answers are checked. */
  say(value: Value): string;
}

interface Words {
  /** The words above the input. */
  readonly label: string;
  /** The same in mid-sentence, from which the words of what is wrong are made: `the amount`. */
  readonly what: string;
  readonly hint?: string;
}

export function askLine({ label, what, hint }: Words, max = 200): Question<string> {
  return { field: fields.line({ what, max }), kind: 'line', label, hint, say: asItIs };
}

/** A letter, a remittance: short, since an identity is made of it. */
export function askShortLine({ label, what, hint }: Words): Question<string> {
  return { field: fields.line({ what, max: 48 }), kind: 'short', label, hint, say: asItIs };
}

/** A number or name under which finance knows a thing; it becomes the thing's identity. */
export function askReference({ label, what, hint }: Words): Question<string> {
  return { field: fields.reference({ what }), kind: 'short', label, hint, say: asItIs };
}

/** What the form itself knows, and sends with the answers: the identity of a person who is entered. */
export function unseen(what: string): Question<string> {
  return { field: fields.reference({ what }), kind: 'unseen', label: '', say: asItIs };
}

/** Which version of something the form is to become: what was adopted meanwhile is not overwritten unseen. */
export function unseenVersion(): Question<number> {
  return { field: fields.wholeNumber({ what: 'the version' }), kind: 'unseen', label: '', say: String };
}

export function askEmail({ label, what, hint }: Words): Question<string> {
  return { field: fields.emailAddress({ what }), kind: 'line', label, hint, say: asItIs };
}

export function askText({ label, what, hint }: Words, max = 2000): Question<string> {
  return { field: fields.text({ what, max }), kind: 'text', label, hint, say: asItIs };
}

/** A whole number that is not below nil. */
export function askWholeNumber({ label, what, hint }: Words): Question<number> {
  return { field: fields.wholeNumber({ what }), kind: 'number', label, hint, say: String };
}

/** A time of day, `09:00`. */
export function askTime({ label, what, hint }: Words): Question<string> {
  return { field: fields.time({ what }), kind: 'short', label, hint, say: asItIs };
}

export function askPounds({ label, what, hint }: Words, min?: Pence): Question<Pence> {
  const field = fields.pounds(min === undefined ? { what } : { what, min });
  return { field, kind: 'pounds', label, hint, say: formatPence };
}

/** What was measured, or is to be: shown as it was said. */
export function askFigure({ label, what, hint }: Words): Question<Figure> {
  return { field: fields.figure({ what }), kind: 'short', label, hint, say: formatFigure };
}

export function askDay({ label, what, hint }: Words): Question<LocalDate> {
  return { field: fields.day({ what }), kind: 'day', label, hint, say: formatDate };
}

/** One of several: radio buttons where they are few, and a list where they are many. */
export function askChoice<Value extends string>(
  { label, what, hint }: Words,
  items: readonly (Offered & { readonly value: Value })[],
): Question<Value> {
  const values = items.map(({ value }) => value);
  const kind = items.length <= mostRadios ? 'radios' : 'select';
  return { field: fields.choice(values, { what }), kind, label, hint, items, say: textOf(items) };
}

const mostRadios = 6;

/** Any of several; none may be ticked. */
export function askTicks(
  { label, what, hint }: Words,
  items: readonly Offered[],
): Question<readonly string[] | undefined> {
  const values = items.map(({ value }) => value);
  const field = fields.optional(fields.choices(values, { what }));
  const say = (ticked: readonly string[] | undefined): string =>
    ticked === undefined ? 'None' : ticked.map(textOf(items)).join('; ');
  return { field, kind: 'ticks', label, hint, items, say };
}

/** The same question where it may be left unanswered. */
export function maybe<Value>(question: Question<Value>): Question<Value | undefined> {
  return { ...leftEmpty(question), label: `${question.label} (optional)` };
}

/** What stands beside the answer where answers are checked: the question, and no longer asked. */
export function keyOf({ label }: Pick<Question<unknown>, 'label'>): string {
  return label.replace(/\??(?: \(optional\))?$/, '');
}

/** The same, where it goes without saying that it may be left unanswered. */
export function leftEmpty<Value>(question: Question<Value>, neither?: string): Question<Value | undefined> {
  return {
    ...question,
    ...(neither === undefined ? {} : { neither }),
    field: fields.optional(question.field),
    say: (value) => (value === undefined ? (neither ?? 'None') : question.say(value)),
  };
}

export const askFundingType: Question<'capital' | 'revenue'> = askChoice(
  { label: 'Capital or revenue?', what: 'capital or revenue' },
  [
    { value: 'revenue', text: 'Revenue', hint: { text: 'Pays running costs' } },
    { value: 'capital', text: 'Capital', hint: { text: 'Buys lasting things' } },
  ],
);

export const askAmount: Question<Pence> = askPounds({ label: 'Amount', what: 'the amount' });

export const askWhy: Question<string> = askText({
  label: 'Why',
  what: 'why',
  hint: 'It is kept with the record for as long as the record is kept',
});

function asItIs(value: string): string {
  return value;
}

function textOf(items: readonly Offered[]): (value: string) => string {
  return (value) => items.find((item) => item.value === value)?.text ?? value;
}
