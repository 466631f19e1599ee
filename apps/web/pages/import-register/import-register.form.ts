import { choice, day, file, line, optional, text } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormRead, ValuesOf } from '#govuk/form';
import { isYearClosed, rolesHeld } from '#funding/partnership/queries';
import type { RegisterOptions } from '#imports/register-commands';
import { lastDayOf, yearInWords } from '#kernel/financial-year';
import { minDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { sourcesByYear } from '#reads/sources-by-year';
import type { Visit } from '../../access/visit.js';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** What there is to choose from: what the register does not say of its projects. */
export interface Choices {
  readonly sources: readonly (Choice & { readonly year: string })[];
  readonly officers: readonly Choice[];
  readonly agencies: readonly Choice[];
}

/** The sources of years that are not closed, the lead officers and the agencies of the partnership. */
export async function choicesOf({ reading }: Visit): Promise<Choices> {
  const { state, names } = reading;
  const sources = await sourcesByYear(reading).execute();
  const held = rolesHeld(state).filter(({ role }) => role === 'lead-officer');
  const people = [...new Set(held.map(({ person }) => person))];
  const officers = await Promise.all(people.map(async (value) => ({ value, text: await names.of(value) })));
  return {
    sources: sources
      .filter(({ year }) => !isYearClosed(state, year))
      .map(({ source, name, year }) => ({ value: source, text: `${name}, ${yearInWords(year)}`, year })),
    officers: officers.toSorted((a, b) => a.text.localeCompare(b.text)),
    agencies: state.agencies.map(({ agency, name }) => ({ value: agency, text: name })),
  };
}

const types = ['revenue', 'capital'] as const;

function fieldsFor({ sources, officers, agencies }: Choices) {
  return {
    register: file({ what: 'the register' }),
    source: choice(valuesOf(sources), { what: 'the funding source' }),
    fundingType: choice(types, { what: 'capital or revenue' }),
    decidedOn: day({ what: 'the day on which the projects were decided' }),
    reference: line({ what: 'where the decision is written down' }),
    leadOfficer: choice(valuesOf(officers), { what: 'the lead officer' }),
    leadAgency: choice(valuesOf(agencies), { what: 'their agency' }),
    startsOn: optional(day({ what: 'the planned start' })),
    finishesOn: optional(day({ what: 'the planned finish' })),
    paidOn: optional(day({ what: 'the day of the payments' })),
    reserves: optional(text({ what: 'the rows that are reserves', max: 4000 })),
  };
}

type ImportFields = ReturnType<typeof fieldsFor>;
export type ImportAnswers = ValuesOf<ImportFields>;
export type ImportRead = FormRead<ImportFields>;

export function importForm(choices: Choices): Form<ImportFields> {
  return new Form(fieldsFor(choices));
}

function valuesOf(choices: readonly Choice[]): readonly string[] {
  return choices.map(({ value }) => value);
}

/** What is said of every row. Payments are of the last day of the year, unless another is given. */
export function optionsFrom(answers: ImportAnswers, { sources }: Choices, today: LocalDate): RegisterOptions {
  const { source, fundingType, decidedOn, reference, leadOfficer, leadAgency } = answers;
  const { startsOn, finishesOn, paidOn, reserves = '' } = answers;
  const year = sources.find(({ value }) => value === source)?.year ?? '';
  const named = reserves.split('\n').map((name) => name.trim());
  return {
    year,
    source,
    fundingType,
    decidedOn,
    reference,
    leadOfficer,
    leadAgency,
    paidOn: paidOn ?? minDate(lastDayOf(year), today),
    reserves: named.filter((name) => name !== ''),
    ...(startsOn === undefined ? {} : { startsOn }),
    ...(finishesOn === undefined ? {} : { finishesOn }),
  };
}
