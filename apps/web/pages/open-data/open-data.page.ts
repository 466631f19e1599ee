import { Controller, Get, Query } from '@nestjs/common';
import { narrowingsOf } from '#documents/documents';
import { words } from '#documents/model/document';
import type { Openness, WithheldFrom } from '#documents/open/open-data';
import { firstDayOfPeriod, periods } from '#funding/indicator/periods';
import type { PublicationState } from '#funding/publication/publication';
import type { CommandName } from '#funding/roles';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { inWordsAtFirst } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { rowsOf } from '../../answering/rows.js';
import { titlesOf } from '../project/titles.js';
import { bodyKindWords, openDataNow, projectOf, publicationOf, yearAsked } from './open-data-at.js';

/** What the partnership shows to others: what of a year will be published, by whom, and what is held back. */
@Controller('p/:partnership/open-data')
@Permits(...readers)
export class OpenDataPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query('year') asked: unknown): Promise<Page> {
    const { year, years } = await yearAsked(visit, asked);
    const state = await publicationOf(visit);
    const { documents, withheld } = await openDataNow(visit, year);
    return new Page('open-data/open-data.njk', {
      title: 'Open data',
      years: years.map((value) => ({ value, text: yearInWords(value), selected: value === year })),
      year,
      documents: documents.map((one) => documentShown(visit, one, year)),
      withheld: await withheldShown(visit, withheld),
      textsHref: hrefFor(visit, 'ClearText', 'held-back'),
      shownHref: hrefFor(visit, 'HoldTextBack', 'texts'),
      publisher: publisherShown(state),
      publisherHref: hrefFor(visit, 'DescribePublisher', 'publisher'),
      heldBack: await heldBackShown(visit, state),
      agencies: agenciesShown(visit, state),
      agenciesHref: visit.at('/open-data/agencies.csv'),
      counties: countiesShown(visit, state),
      joinHref: hrefFor(visit, 'JoinCounty', 'join-county'),
    });
  }

  @Get('agencies.csv')
  async export(@Visiting() visit: Visit): Promise<Download> {
    const shown = agenciesShown(visit, await publicationOf(visit));
    return exportOf(visit, {
      name: 'agencies',
      title: 'What the agencies are to the public',
      columns: ['Agency', 'Kind of body', 'Identifier'],
      rows: shown.map(({ name, kind, identifier }) => [name, kind, identifier].map((text) => words(text))),
    });
  }
}

function hrefFor(visit: Visit, command: CommandName, path: string): string | undefined {
  return visit.may(command) ? visit.at(`/open-data/${path}`) : undefined;
}

function documentShown(visit: Visit, one: Openness, year: FinancialYear): object {
  const { document, published, outOf, stopped } = one;
  const made = visit.at(`/documents/${document}/made?year=${year}`);
  return {
    title: documentTitles[document],
    published,
    outOf,
    stopped,
    href: made,
    csvHref: `${made}&format=csv`,
    jsonHref: `${made}&format=json`,
    quarters: narrowingsOf(document).includes('period') ? quartersOf(visit, made, year) : [],
  };
}

/** The quarters that have begun, each as the file in which it is published by itself. */
function quartersOf({ reading: { place } }: Visit, made: string, year: FinancialYear): readonly object[] {
  return periods
    .filter((period) => period.startsWith('quarter') && firstDayOfPeriod(year, period) <= place.today())
    .map((period) => ({ text: inWordsAtFirst(period), href: `${made}&period=${period}&format=csv` }));
}

const documentTitles: Readonly<Record<Openness['document'], string>> = {
  '360giving': 'Grants, by the 360Giving Data Standard',
  'grants-register': 'The register of grants, by the Transparency Code',
  'spending-over-500': 'Spending over £500, by the Transparency Code',
};

/** What is held back, together where it is the same of several, by their titles. */
async function withheldShown(visit: Visit, withheld: readonly WithheldFrom[]): Promise<readonly object[]> {
  const titles = await titlesOf(visit, [...new Set(withheld.map(projectOf))]);
  const same = Map.groupBy(withheld, ({ part, why }) => JSON.stringify([part, why]));
  return [...same.values()].map((several) => ({
    part: several[0]?.part,
    why: several[0]?.why,
    count: several.length,
    of: several.map((one) => {
      const project = projectOf(one);
      return `${titles.get(project) ?? project}${one.of.slice(project.length)}`;
    }),
  }));
}

function publisherShown({ publisher }: PublicationState): object | undefined {
  if (publisher === undefined) return undefined;
  const { name, identifier, prefix, department, areaCode } = publisher;
  const { licence = 'None is said', website = 'None is said' } = publisher;
  return rowsOf([
    ['Publisher', name],
    ['Identifier', identifier],
    ['Prefix of grants', prefix],
    ['Department', department],
    ['Area', areaCode],
    ['Licence', licence],
    ['Site', website],
    ['Currency', 'Pounds (GBP)'],
  ]);
}

async function heldBackShown(visit: Visit, { heldBack }: PublicationState): Promise<readonly object[]> {
  const held = heldBack.filter(({ released }) => !released);
  const titles = await titlesOf(
    visit,
    held.map(({ project }) => project),
  );
  return held.map(({ project, reason }) => ({
    title: titles.get(project) ?? project,
    reason,
    href: visit.at(`/projects/${project}`),
    releaseHref: hrefFor(visit, 'ReleaseProject', `release/${project}`),
  }));
}

interface ShownAgency {
  readonly name: string;
  readonly kind: string | undefined;
  readonly identifier: string | undefined;
  readonly href: string | undefined;
}

function agenciesShown(visit: Visit, { agencies }: PublicationState): readonly ShownAgency[] {
  return visit.reading.state.agencies.map(({ agency, name }) => {
    const said = agencies.find((known) => known.agency === agency);
    return {
      name,
      kind: said === undefined ? undefined : bodyKindWords[said.kind],
      identifier: said?.identifier,
      href: hrefFor(visit, 'DescribeAgency', `agency/${agency}`),
    };
  });
}

function countiesShown(visit: Visit, { counties }: PublicationState): readonly object[] {
  return counties
    .filter(({ left }) => !left)
    .map(({ county, name }) => ({
      name,
      leaveHref: hrefFor(visit, 'LeaveCounty', `leave-county/${county}`),
    }));
}
