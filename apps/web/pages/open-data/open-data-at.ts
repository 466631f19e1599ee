import { openDataOf } from '#documents/open/open-data';
import type { ShownText, WithheldFrom } from '#documents/open/open-data';
import { publication } from '#funding/publication/publication';
import type { PublicationState } from '#funding/publication/publication';
import type { bodyKinds } from '#funding/publication/publication.events';
import { financialYearOf, isFinancialYear } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { publicationStream } from '#kernel/ids';
import type { Visit } from '../../access/visit.js';
import { madeOfFacts } from '../../document-made.js';
import { yearsOf } from '../documents/subjects.js';

/** What is shown to others, as it stands. */
export async function publicationOf({ reading: { place, partnership } }: Visit): Promise<PublicationState> {
  return place.state(publicationStream(partnership), publication);
}

/** What of a year would be published now, and what is held back. */
export async function openDataNow(visit: Visit, year: FinancialYear): Promise<ReturnType<typeof openDataOf>> {
  const { place } = visit.reading;
  const moment = { asAt: place.today(), knownAt: place.clock.now() };
  return madeOfFacts(visit.reading, moment, ({ facts, nameOf }) => openDataOf(facts, year, nameOf));
}

/** The years of the partnership's money, and the one that is asked for; else today's, or the last. */
export async function yearAsked(
  visit: Visit,
  asked: unknown,
): Promise<{ readonly year: FinancialYear; readonly years: readonly FinancialYear[] }> {
  const years = (await yearsOf(visit)).map(({ value }) => value);
  if (isFinancialYear(asked)) return { year: asked, years };
  const today = financialYearOf(visit.reading.place.today());
  return { year: years.includes(today) ? today : (years[0] ?? today), years };
}

/** Everything that is held back of any year and has a text that somebody may clear. */
export async function textsHeldBack(visit: Visit): Promise<readonly WithheldFrom[]> {
  const all = await openDataOfAllYears(visit);
  return all.flatMap(({ withheld }) => withheld.filter(({ text }) => text !== undefined));
}

/** Every text that is published of any year, which somebody may hold back. */
export async function textsShown(visit: Visit): Promise<readonly ShownText[]> {
  return (await openDataOfAllYears(visit)).flatMap(({ texts }) => texts);
}

async function openDataOfAllYears(visit: Visit): Promise<readonly ReturnType<typeof openDataOf>[]> {
  const years = (await yearsOf(visit)).map(({ value }) => value);
  const { place } = visit.reading;
  const moment = { asAt: place.today(), knownAt: place.clock.now() };
  return madeOfFacts(visit.reading, moment, ({ facts, nameOf }) =>
    years.map((year) => openDataOf(facts, year, nameOf)),
  );
}

/** The project that something is of; of a payment it is said as its project and its number. */
export function projectOf({ of }: Pick<WithheldFrom, 'of'>): string {
  return of.split(', ')[0] ?? of;
}

export const bodyKindWords: Readonly<Record<(typeof bodyKinds)[number], string>> = {
  public: 'A public body',
  voluntary: 'A voluntary, community or social enterprise body',
  company: 'A company',
  other: 'Another body',
};

/** The steps above a page about open data. */
export function openDataTrail(visit: Visit): readonly { readonly text: string; readonly href: string }[] {
  return [{ text: 'Open data', href: visit.at('/open-data') }];
}
