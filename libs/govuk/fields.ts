import { isFigure } from '#kernel/figure';
import type { Figure } from '#kernel/figure';
import { isId } from '#kernel/ids';
import { isLocalDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { formatPence, parsePounds } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** What was typed, by the name of the input. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A value, or the words for what is wrong, with the input that is wrong where a field has several. */
export type Reading<Value> =
  { readonly value: Value } | { readonly wrong: string; readonly at?: string | undefined };

/** One question of a form: the inputs that it has on the page, and how what is typed becomes a value. */
export interface Field<Value> {
  /** What is typed is never shown again: a password. */
  readonly isSecret?: true;
  /** It may be left unanswered, so that what was chosen can be unchosen. */
  readonly mayBeEmpty?: true;
  parts(name: string): readonly string[];
  read(typed: Typed, name: string): Reading<Value>;
}

/** `what` names the thing in mid-sentence: `the date paid`. The words of what is wrong are made from it. */
interface Asked {
  readonly what: string;
}

/** A file that was chosen, and what it is called. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A file, which the form has in base64 under its name; what it is called stands under that name and `Name`.
 */
export function file({ what }: Asked): Field<ChosenFile> {
  return {
    parts: partsOfFile,
    read(typed, name) {
      const [base64 = '', called = ''] = partsOfFile(name).map((part) => textOf(typed[part]));
      if (base64 === '') return { wrong: `Choose ${what}` };
      return { value: { name: called, bytes: Buffer.from(base64, 'base64') } };
    },
  };
}

function partsOfFile(name: string): readonly string[] {
  return [name, `${name}Name`];
}

/** A line of text. A tab comes along with what is copied from a table, and is kept as a space. */
export function line({ what, max = 200 }: Asked & { readonly max?: number }): Field<string> {
  return single((typed) => {
    const value = typed.replaceAll('\t', ' ').trim();
    if (value === '') return { wrong: `Enter ${what}` };
    if (/[\r\n]/.test(value)) return { wrong: `${capital(what)} must be on one line` };
    return value.length <= max ? { value } : { wrong: tooLong(what, max) };
  });
}

/**
 * A reference that becomes an identity: small letters, digits and hyphens, so `INV 204/B` is `inv-204-b`. The
 * same reference is the same identity however it is written.
 */
export function reference({ what }: Asked): Field<string> {
  return single((typed) => {
    const value = typed
      .trim()
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '');
    if (value === '') return { wrong: `Enter ${what}` };
    return isId(value) ? { value } : { wrong: tooLong(what, 64) };
  });
}

/**
 * An address to write to. Only a message that arrives shows that it is one, so little is asked of its form.
 */
export function emailAddress({ what }: Asked): Field<string> {
  return single((typed) => {
    const value = typed.trim();
    if (value === '') return { wrong: `Enter ${what}` };
    const isOne = value.length <= 200 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
    return isOne ? { value } : { wrong: `${capital(what)} must be like name@example.org.uk` };
  });
}

/** A password as it is typed, spaces and all. @param whatIsWrong says why it cannot be one */
export function password({
  what,
  whatIsWrong = () => undefined,
}: Asked & { readonly whatIsWrong?: (typed: string) => string | undefined }): Field<string> {
  const field = single((value) => {
    const wrong = value === '' ? `Enter ${what}` : whatIsWrong(value);
    return wrong === undefined ? { value } : { wrong };
  });
  return { ...field, isSecret: true };
}

/**
 * Text of several lines. A browser sends each line's end as two characters; one is kept. A tab, which comes
 * along with what is copied from a table, is kept as a space.
 */
export function text({ what, max = 4000 }: Asked & { readonly max?: number }): Field<string> {
  return single((typed) => {
    const value = typed.replaceAll('\r\n', '\n').replaceAll('\t', ' ').trim();
    if (value === '') return { wrong: `Enter ${what}` };
    return value.length <= max ? { value } : { wrong: tooLong(what, max) };
  });
}

/** Several things, one a line. Lines that are empty, and those that stand there before, are left out. */
export function lines({ what, max = 200 }: Asked & { readonly max?: number }): Field<readonly string[]> {
  return single((typed) => {
    const all = typed.replaceAll('\t', ' ').split('\n');
    const value = [...new Set(all.map((one) => one.trim()))].filter((one) => one !== '');
    if (value.length === 0) return { wrong: `Enter ${what}` };
    return value.every((one) => one.length <= max) ? { value } : { wrong: tooLong(`each of ${what}`, max) };
  });
}

/** A sum in pounds, as people write it. Never guessed at. */
export function pounds({ what, min = 1 }: Asked & { readonly min?: Pence }): Field<Pence> {
  return single((typed) => {
    if (typed.trim() === '') return { wrong: `Enter ${what}` };
    const value = parsePounds(typed);
    if (value === undefined)
      return { wrong: `${capital(what)} must be a sum in pounds, like £1,250 or £65.50` };
    if (value < min) return { wrong: `${capital(what)} must be ${formatPence(min)} or more` };
    return value <= mostPence
      ? { value }
      : { wrong: `${capital(what)} must be ${formatPence(mostPence)} or less` };
  });
}

/** A figure as people report it, such as `1,215` or `66.3%`: kept as it was said, to its last decimal. */
export function figure({ what }: Asked): Field<Figure> {
  return single((typed) => {
    const value = typed.trim().replaceAll(',', '').replace(/^£/u, '').replace(/\s*%$/u, '');
    if (value === '') return { wrong: `Enter ${what}` };
    return isFigure(value) ? { value } : { wrong: `${capital(what)} must be a figure, like 1,215 or 66.3` };
  });
}

/** The most that a command takes. */
const mostPence = 100_000_000_000;

/** A whole number that is not below nil. */
export function wholeNumber({ what, max = 1_000_000 }: Asked & { readonly max?: number }): Field<number> {
  return single((typed) => {
    const digits = typed.trim().replaceAll(',', '');
    if (digits === '') return { wrong: `Enter ${what}` };
    if (!/^\d{1,9}$/.test(digits)) return { wrong: `${capital(what)} must be a whole number, like 12` };
    const value = Number(digits);
    return value <= max ? { value } : { wrong: `${capital(what)} must be ${max} or fewer` };
  });
}

/** A time of day on a clock of 24 hours. */
export function time({ what }: Asked): Field<string> {
  return single((typed) => {
    const [, hour = '', minute = ''] = /^(\d{1,2})[:.](\d{2})$/.exec(typed.trim()) ?? [];
    if (typed.trim() === '') return { wrong: `Enter ${what}` };
    const isTime = hour !== '' && Number(hour) < 24 && Number(minute) < 60;
    return isTime
      ? { value: `${hour.padStart(2, '0')}:${minute}` }
      : { wrong: `${capital(what)} must be a time, like 09:30` };
  });
}

/** A calendar day, in three inputs: day, month and year. */
export function day({ what }: Asked): Field<LocalDate> {
  return {
    parts: partsOfDay,
    read(typed, name) {
      const given = partsOfDay(name).map((part) => textOf(typed[part]).trim());
      const missing = dateParts.filter((_, index) => given[index] === '');
      if (missing.length === 3) return { wrong: `Enter ${what}`, at: `${name}-day` };
      if (missing.length > 0)
        return {
          wrong: `${capital(what)} must include a ${missing.join(' and a ')}`,
          at: `${name}-${missing[0]}`,
        };
      const date = dateOf(given);
      if (isLocalDate(date)) return { value: date };
      return { wrong: `${capital(what)} must be a real date, like 27 3 2012`, at: `${name}-day` };
    },
  };
}

const dateParts = ['day', 'month', 'year'] as const;

function partsOfDay(name: string): readonly string[] {
  return dateParts.map((part) => `${name}-${part}`);
}

/** The inputs of a day that is known already. */
export function typedDay(name: string, date: LocalDate | null | undefined): Typed {
  if (date === null || date === undefined) return {};
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  return {
    [`${name}-day`]: String(Number(dayOfMonth)),
    [`${name}-month`]: String(Number(month)),
    [`${name}-year`]: year,
  };
}

/** One of some values. */
export function choice<Value extends string>(values: readonly Value[], { what }: Asked): Field<Value> {
  return single((typed) => {
    const value = values.find((one) => one === typed);
    return value === undefined ? { wrong: `Select ${what}` } : { value };
  });
}

/** Several of some values, at least one of them. */
export function choices<Value extends string>(
  values: readonly Value[],
  { what }: Asked,
): Field<readonly Value[]> {
  return {
    parts: (name) => [name],
    read(typed, name) {
      const given = typed[name];
      const ticked = typeof given === 'string' ? [given] : (given ?? []);
      const value = values.filter((one) => ticked.includes(one));
      return value.length === 0 ? { wrong: `Select ${what}` } : { value };
    },
  };
}

/** The same where it may be left empty. */
export function optional<Value>(field: Field<Value>): Field<Value | undefined> {
  return {
    mayBeEmpty: true,
    parts: (name) => field.parts(name),
    read(typed, name) {
      const isEmpty = field.parts(name).every((part) => textOf(typed[part]).trim() === '');
      return isEmpty ? { value: undefined } : field.read(typed, name);
    },
  };
}

function single<Value>(read: (typed: string) => Reading<Value>): Field<Value> {
  return { parts: (name) => [name], read: (typed, name) => read(textOf(typed[name])) };
}

/** The first of several inputs of one name, which no page of ours has. */
function textOf(typed: string | readonly string[] | undefined): string {
  return (typeof typed === 'string' ? typed : typed?.[0]) ?? '';
}

/** Digits of ours alone: what other scripts write as digits is no date that a command knows. */
function dateOf([dayOfMonth = '', month = '', year = '']: readonly string[]): string {
  const isWritten = /^\d{1,2}$/.test(dayOfMonth) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year);
  return isWritten ? `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}` : '';
}

function tooLong(what: string, max: number): string {
  return `${capital(what)} must be ${max.toLocaleString('en-GB')} characters or fewer`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
