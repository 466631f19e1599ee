import { indicator } from '#funding/indicator/indicator';
import { periods } from '#funding/indicator/periods';
import type { Period } from '#funding/indicator/periods';
import { currentDefinition } from '#funding/indicator/state';
import type { Defined } from '#funding/indicator/state';
import { rolesHeld } from '#funding/partnership/queries';
import { risk } from '#funding/risk/risk';
import type { RegisteredRisk } from '#funding/risk/risk';
import { financialYearOf, yearAfter, yearBefore, yearInWords } from '#kernel/financial-year';
import { indicatorStream, isId, riskStream } from '#kernel/ids';
import { inWordsAtFirst } from '#reads/words';
import type { Visit } from '../../access/visit.js';
import type { Act } from '../../acts/act.js';
import { askChoice } from '../../acts/questions.js';
import type { Offered, Question } from '../../acts/questions.js';
import { SeeOther } from '../../answering/page.js';

/** Where something of the partnership's performance is done: to which thing, by its id, if to one. */
export interface MeasureAt {
  readonly visit: Visit;
  readonly of: string;
  /** Whether the form is shown for the first time, and is to be filled in with what is known. */
  readonly isNew: boolean;
}

/** An act about an indicator or a risk; undefined where there is nothing that it could be done to. */
export type MeasureAct = (at: MeasureAt) => Act | undefined | Promise<Act | undefined>;

/** What stands around every such act. */
export function around({ visit }: Pick<MeasureAt, 'visit'>, caption: string): Pick<Act, 'caption' | 'trail'> {
  return { caption, trail: [{ text: 'Performance', href: visit.at('/performance') }] };
}

/** Back to the performance of the partnership, with what was done said at its top. */
export function backTo({ visit }: MeasureAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at('/performance'), notice);
}

/** The same, to the period that was spoken of. */
export function backToPeriod(
  { visit }: MeasureAt,
  notice: string,
): (said: { readonly year: string; readonly period: string }) => SeeOther {
  return ({ year, period }) => new SeeOther(visit.at(`/performance?year=${year}&period=${period}`), notice);
}

/** The indicator of an address, with its name; undefined when there is none of that id. */
export async function definedAt({ visit, of }: MeasureAt): Promise<(Defined & Named) | undefined> {
  if (!isId(of)) return undefined;
  const { place, partnership } = visit.reading;
  const state = await place.state(indicatorStream(partnership, of), indicator);
  return state.status === 'none' ? undefined : { ...state, name: currentDefinition(state).name };
}

interface Named {
  readonly name: string;
}

/** The risk of an address; undefined when there is none of that id. */
export async function registeredAt({ visit, of }: MeasureAt): Promise<RegisteredRisk | undefined> {
  if (!isId(of)) return undefined;
  const { place, partnership } = visit.reading;
  const state = await place.state(riskStream(partnership, of), risk);
  return state.status === 'none' ? undefined : state;
}

/** The year that runs, with the two on each side of it: targets are set ahead, and figures come late. */
export function yearChoices({ reading: { place } }: Visit): readonly Offered[] {
  const now = financialYearOf(place.today());
  const [before, after] = [yearBefore(now), yearAfter(now)];
  return [yearBefore(before), before, now, after, yearAfter(after)].map((year) => ({
    value: year,
    text: yearInWords(year),
  }));
}

export const periodChoices: readonly (Offered & { readonly value: Period })[] = periods.map((period) => ({
  value: period,
  text: period === 'year' ? 'The whole year' : inWordsAtFirst(period),
}));

/** The two questions of every act about a period. */
export function askPeriod(visit: Visit): {
  readonly year: Question<string>;
  readonly period: Question<Period>;
} {
  return {
    year: askChoice({ label: 'Financial year', what: 'the financial year' }, yearChoices(visit)),
    period: askChoice({ label: 'Which part of the year?', what: 'the part of the year' }, periodChoices),
  };
}

/** Everyone who holds a role here, by name. */
export async function peopleChoices({ reading }: Visit): Promise<readonly Offered[]> {
  const people = [...new Set(rolesHeld(reading.state).map(({ person }) => person))];
  const named: Offered[] = [];
  for (const person of people) named.push({ value: person, text: await reading.names.of(person) });
  return named.toSorted((a, b) => a.text.localeCompare(b.text, 'en-GB'));
}
