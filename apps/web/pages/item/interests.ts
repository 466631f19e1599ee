import { choice, line, optional } from '#govuk/fields';
import type { Field, Typed } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormRead, FormView } from '#govuk/form';
import type { AgendaItem } from '#funding/meeting/state';
import type { PageCommand } from '../../commands/sending.js';

const declarations = ['none', 'interest', 'steps-out'] as const;

/** Someone who is there, by id and name. */
interface Person {
  readonly person: string;
  readonly name: string;
}

type Fields = Readonly<Record<string, Field<string | undefined>>>;

/** For each person who is there whether they have an interest in the item, and what it is. */
export function interestsForm(people: readonly Person[]): Form<Fields> {
  const fields: Record<string, Field<string | undefined>> = {};
  for (const { person, name } of people) {
    fields[`declares-${person}`] = optional(choice(declarations, { what: `the interest of ${name}` }));
    fields[`nature-${person}`] = optional(line({ what: `what the interest of ${name} is` }));
  }
  return new Form(fields);
}

/** What is read of it; what an interest is, where none is declared, is shown again and not dropped. */
export function readInterests(
  people: readonly Person[],
  posted: Readonly<Record<string, unknown>>,
): FormRead<Fields> {
  const form = interestsForm(people);
  const read = form.read(posted);
  if (read.values === undefined) return read;
  const { values } = read;
  const idle = people.filter(
    ({ person }) => values[`nature-${person}`] !== undefined && values[`declares-${person}`] !== 'interest',
  );
  if (idle.length === 0) return read;
  const words = ({ name }: Person): string => `Say that ${name} has an interest, or leave out what it is`;
  return {
    view: form.refused(
      read.view.typed,
      idle.map((one) => ({ words: words(one), field: `nature-${one.person}` })),
    ),
  };
}

/** The form as it stands before anything is typed: what was declared is chosen. */
export function interestsAsDeclared(people: readonly (Person & { readonly declared: string })[]): FormView {
  const typed: Typed = Object.fromEntries(
    people.map(({ person, declared }) => [`declares-${person}`, declared] as const),
  );
  return interestsForm(people).filledWith(typed);
}

/** What is new of a person: what was declared before is not sent again. */
export function declarationOf(
  meeting: string,
  { terms: { item }, declared, steppedOut }: AgendaItem,
  person: string,
  values: Readonly<Record<string, string | undefined>>,
): readonly PageCommand[] {
  const declares = values[`declares-${person}`];
  const nature = values[`nature-${person}`];
  const before = declared.findLast((one) => one.person === person)?.declares;
  const isOut = steppedOut.some((one) => one.person === person);
  if (declares === 'steps-out' && !isOut) return [{ name: 'StepOut', content: { meeting, item, person } }];
  if ((declares !== 'interest' && declares !== 'none') || declares === before) return [];
  const known = nature === undefined ? {} : { nature };
  return [{ name: 'DeclareInterest', content: { meeting, item, person, declares, ...known } }];
}
