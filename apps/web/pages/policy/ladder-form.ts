import { tellable } from '#funding/ladder';
import type { Rung, Told } from '#funding/ladder';
import { day, wholeNumber } from '#govuk/fields';
import type { Field, Reading, Typed } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { ValuesOf } from '#govuk/form';
import type { LocalDate } from '#kernel/local-date';
import { rungInWords } from './ladder-words.js';

/** As many rungs as a page asks for: what there are, and some more. */
const mostRungs = 12;
const someMore = 3;
const mostDays = 366;

const sides = ['before', 'on', 'after'] as const;

/** The inputs of one rung. */
const parts = ['days', 'side', 'every', 'tells'] as const;
type Part = (typeof parts)[number];

/** One rung of a ladder; undefined where its inputs are left empty. */
function rung(): Field<Rung | undefined> {
  return {
    parts: (name) => parts.map((part) => `${name}-${part}`),
    read(typed, name) {
      const [days = '', side = '', every = ''] = parts.map((part) => lineOf(typed[`${name}-${part}`]));
      const told = tellable.filter((one) => [typed[`${name}-tells`]].flat().includes(one));
      if (`${days}${side}${every}` === '' && told.length === 0) return { value: undefined };
      return readRung({ days, side, every, told }, name);
    },
  };
}

interface GivenRung {
  readonly days: string;
  readonly side: string;
  readonly every: string;
  readonly told: readonly Told[];
}

/** The inputs are looked at in the order in which they stand, and the first that is wrong is told of. */
function readRung({ days, side, every, told }: GivenRung, name: string): Reading<Rung> {
  // The summary of what is wrong has those of all reminders, so each says which it is about.
  const which = `Reminder ${Number(name.replace('rung', '')) + 1}`;
  const wrong = (words: string, part: Part): Reading<Rung> => ({
    wrong: `${which}: ${words}`,
    at: `${name}-${part}`,
  });
  const off = daysFrom(days, side);
  if (off === undefined) return wrong(whatIsWrongWith(side), side === '' ? 'side' : 'days');
  const again = wholeDays(every);
  if (every !== '' && again === undefined)
    return wrong('the days until it is repeated must be a whole number of at least 1', 'every');
  if (told.length === 0) return wrong('select who is told', 'tells');
  return { value: { days: off, tells: told, ...(again === undefined ? {} : { every: again }) } };
}

/** Days from the due date, below nil before it; undefined where they are none. */
function daysFrom(days: string, side: string): number | undefined {
  if (side === 'on') return 0;
  const off = wholeDays(days);
  if (off === undefined || !sides.some((one) => one === side)) return undefined;
  return side === 'before' ? -off : off;
}

function whatIsWrongWith(side: string): string {
  return side === ''
    ? 'select whether it is before, on or after the due date'
    : `the days must be a whole number, up to ${mostDays}`;
}

function wholeDays(typed: string): number | undefined {
  const days = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= mostDays ? days : undefined;
}

function lineOf(typed: string | readonly string[] | undefined): string {
  return (typeof typed === 'string' ? typed : (typed?.[0] ?? '')).trim();
}

/** The names of the rungs of a page, for a ladder that has so many. */
export function rungNames(many: number): readonly string[] {
  const count = Math.min(mostRungs, many + someMore);
  return Array.from({ length: count }, (_, index) => `rung${index}`);
}

export type LadderForm = Form<{
  readonly [name: `rung${number}`]: Field<Rung | undefined>;
  readonly version: Field<number>;
  readonly from: Field<LocalDate>;
}>;
export type LadderAnswers = LadderForm extends Form<infer F> ? ValuesOf<F> : never;

/** The form of a ladder. @param names of its rungs, as `rungNames` gives them */
export function ladderForm(names: readonly string[]): LadderForm {
  return new Form({
    ...Object.fromEntries(names.map((name) => [name, rung()])),
    version: wholeNumber({ what: 'the version' }),
    from: day({ what: 'the day from which it applies' }),
  });
}

/** What stands in the inputs for the rungs that there are. */
export function typedRungs(rungs: readonly Rung[]): Typed {
  return Object.fromEntries(
    rungs.slice(0, mostRungs).flatMap(({ days, every, tells }, index) => [
      [`rung${index}-days`, days === 0 ? '' : String(Math.abs(days))],
      [`rung${index}-side`, sideOf(days)],
      [`rung${index}-every`, every === undefined ? '' : String(every)],
      [`rung${index}-tells`, tells],
    ]),
  ) as Typed;
}

function sideOf(days: number): (typeof sides)[number] {
  if (days === 0) return 'on';
  return days < 0 ? 'before' : 'after';
}

/** The rungs of a form that was filled in, the earliest first, as a command gives them. */
export function rungsIn(
  values: LadderAnswers,
): readonly { readonly days: number; readonly every?: number; readonly tells: { readonly who: Told }[] }[] {
  const given = Object.values(values).filter((one): one is Rung => typeof one === 'object');
  return given
    .toSorted((one, other) => one.days - other.days)
    .map(({ tells, ...when }) => ({ ...when, tells: tells.map((who) => ({ who })) }));
}

/** The rungs in words, for the page on which they are checked. */
export function ladderInWords(values: LadderAnswers): readonly string[] {
  return rungsIn(values).map(({ tells, ...when }) =>
    rungInWords({ ...when, tells: tells.map(({ who }) => who) }),
  );
}
