import type { Facts } from '#documents/facts/facts';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { isPublishedGrant } from '#documents/open/awards';
import type { OpenAward } from '#documents/open/awards';
import type { CheckedTexts } from '#documents/open/checked-texts';
import { costOf } from '#funding/project/queries';
import type { PublisherTerms } from '#funding/publication/publication.events';
import { yearInWords } from '#kernel/financial-year';
import type { LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';

// The fields are those of the 360Giving Data Standard 1.4, by its names. Amounts are numbers of pounds there.

interface Classification {
  readonly vocabulary: string;
  readonly code: string;
  readonly title: string;
}

interface Transaction {
  readonly id: string;
  readonly transactionDate: LocalDate;
  readonly currency: 'GBP';
  readonly value: number;
  readonly description?: string;
  readonly provider: string;
  readonly recipient: string;
}

interface Dates {
  readonly startDate: LocalDate;
  readonly endDate?: LocalDate;
}

interface Organization {
  readonly id: string;
  readonly name: string;
  readonly department?: string;
  readonly charityNumber?: string;
  readonly companyNumber?: string;
}

interface Location {
  readonly name: string;
  readonly countryCode: 'GB';
  readonly geoCode: string;
  readonly geoCodeType: 'CSP' | 'CDRP';
}

/** A grant of the 360Giving Data Standard. */
export interface Grant {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly currency: 'GBP';
  readonly amountAppliedFor?: number;
  readonly amountAwarded: number;
  readonly amountDisbursed: number;
  readonly awardDate: LocalDate;
  readonly plannedDates?: readonly Dates[];
  readonly actualDates?: readonly Dates[];
  readonly recipientOrganization: readonly Organization[];
  readonly fundingOrganization: readonly Organization[];
  readonly beneficiaryLocation: readonly Location[];
  /** The funds that it was paid from. */
  readonly grantProgramme?: readonly { readonly title: string }[];
  readonly fundingType?: readonly Classification[];
  readonly classifications?: readonly Classification[];
  readonly applicationTransaction?: readonly Transaction[];
  readonly commitmentTransaction: readonly Transaction[];
  readonly disbursementTransaction: readonly Transaction[];
  /** Other grants for the same work: of a joint project, and the one that it continues. */
  readonly relatedActivity?: readonly string[];
  readonly dateModified?: string;
  /** Where it comes from: the site of the publisher. */
  readonly dataSource?: string;
}

/** An award as a grant. */
export function grantOf(
  facts: Facts,
  publisher: PublisherTerms,
  award: OpenAward,
  texts: CheckedTexts,
): Grant {
  const { project, recipient } = award;
  const { kind: _, ...body } = recipient;
  const { name, identifier, department, website } = publisher;
  return {
    id: award.id,
    ...titled(award),
    currency: 'GBP',
    ...appliedFor(award, publisher),
    amountAwarded: pounds(award.awardedPence),
    amountDisbursed: pounds(award.paidPence),
    awardDate: award.awardedOn,
    ...datesOf(project),
    recipientOrganization: [body],
    fundingOrganization: [{ id: identifier, name, department }],
    beneficiaryLocation: [locationOf(facts, publisher)],
    ...programmeOf(facts, project, texts),
    ...fundingTypeOf(project),
    ...classificationsOf(facts, project, texts),
    ...transactionsOf(facts, award, publisher, texts),
    ...relatedTo(facts, publisher, project, texts),
    ...(project.toldAt === undefined ? {} : { dateModified: project.toldAt }),
    ...(website === undefined ? {} : { dataSource: website }),
  };
}

/** The standard asks for titles shorter than this; a longer one stands whole in the description. */
const tooLongForTitle = 140;

function titled({ title, description }: OpenAward): Pick<Grant, 'title' | 'description'> {
  const letters = [...title];
  if (letters.length < tooLongForTitle) return { title, description };
  const cut = letters.slice(0, tooLongForTitle - 2).join('');
  return { title: `${cut}…`, description: `${title}\n${description}` };
}

function pounds(pence: Pence): number {
  return pence / 100;
}

function datesOf({ bid, startedOn, finish }: ProjectFacts): Pick<Grant, 'plannedDates' | 'actualDates'> {
  const planned = datesBetween(bid.startsOn, bid.finishesOn);
  const wasDone = finish?.manner !== 'never-implemented';
  const actual = wasDone ? datesBetween(startedOn, finish?.on) : [];
  return {
    ...(planned.length === 0 ? {} : { plannedDates: planned }),
    ...(actual.length === 0 ? {} : { actualDates: actual }),
  };
}

function datesBetween(startDate: LocalDate | undefined, endDate: LocalDate | undefined): readonly Dates[] {
  if (startDate === undefined) return [];
  return [{ startDate, ...(endDate === undefined ? {} : { endDate }) }];
}

/** The partnership's own area; in Wales the standard's codes have their own word for it. */
function locationOf({ partnership }: Facts, { areaCode, name }: PublisherTerms): Location {
  const geoCodeType = areaCode.startsWith('W') ? 'CDRP' : 'CSP';
  const isNamed = partnership.name !== '';
  return { name: isNamed ? partnership.name : name, countryCode: 'GB', geoCode: areaCode, geoCodeType };
}

/** A fund is a programme by its name, whichever year's: so readers find what came of it over the years. */
function programmeOf(
  { sources }: Facts,
  { project, lines }: ProjectFacts,
  texts: CheckedTexts,
): Pick<Grant, 'grantProgramme'> {
  const paying = [...lines.values()].filter(({ awardedPence }) => awardedPence !== 0);
  const names = new Set(paying.map(({ source }) => sources.get(source)?.name ?? source));
  const titles = [...names].flatMap((name) => texts.passed(project, 'name of a source', name) ?? []);
  return titles.length === 0 ? {} : { grantProgramme: titles.map((title) => ({ title })) };
}

// The code list of funding types of the standard.
const fundingTypes = {
  capital: { code: 'FT10', title: 'Capital' },
  revenue: { code: 'FT03', title: 'Project costs' },
  both: { code: 'FT12', title: 'Capital and project costs' },
} as const;

function fundingTypeOf({ lines }: ProjectFacts): Pick<Grant, 'fundingType'> {
  const paid = [...lines.values()].filter(({ awardedPence }) => awardedPence !== 0);
  const types = [...new Set(paid.map(({ fundingType }) => fundingType))];
  const [only] = types;
  if (only === undefined) return {};
  const which = fundingTypes[types.length > 1 ? 'both' : only];
  return { fundingType: [{ vocabulary: '360Giving funding type', ...which }] };
}

function classificationsOf(
  { partnership }: Facts,
  { project, bid }: ProjectFacts,
  texts: CheckedTexts,
): Pick<Grant, 'classifications'> {
  const vocabulary = 'Priorities of the partnership';
  const classifications = (bid.priorities ?? []).flatMap((code) => {
    const title = texts.passed(project, 'priority', partnership.priorities.get(code)?.name ?? code);
    return title === undefined ? [] : [{ vocabulary, code, title }];
  });
  return classifications.length === 0 ? {} : { classifications };
}

/** What was asked for. What was decided before the partnership kept its record here was no bid here. */
function appliedFor(
  { project, id, recipient }: OpenAward,
  publisher: PublisherTerms,
): Pick<Grant, 'amountAppliedFor' | 'applicationTransaction'> {
  const { proposedOn, bid } = project;
  if (proposedOn === undefined || bid.costs === undefined) return {};
  const value = pounds(costOf({ costs: bid.costs }));
  const between = { provider: publisher.identifier, recipient: recipient.id };
  const asked = {
    id: `${id}-applied-1`,
    transactionDate: proposedOn,
    currency: 'GBP',
    value,
    ...between,
  } as const;
  return { amountAppliedFor: value, applicationTransaction: [asked] };
}

/** The award by its allocations, and every payment that was made and not reversed. */
function transactionsOf(
  facts: Facts,
  { project, id, awardedOn, recipient }: OpenAward,
  publisher: PublisherTerms,
  texts: CheckedTexts,
): Pick<Grant, 'commitmentTransaction' | 'disbursementTransaction'> {
  const between = { provider: publisher.identifier, recipient: recipient.id };
  const awarded = [...project.lines.values()].filter(({ awardedPence }) => awardedPence !== 0);
  const paid = [...project.payments.values()].map((payment, at) => ({ ...payment, nth: at + 1 }));
  return {
    commitmentTransaction: awarded.map(({ source, fundingType, awardedPence }, at) => {
      const description = sourceInWords(facts, project, source, fundingType, texts);
      return {
        id: `${id}-awarded-${at + 1}`,
        transactionDate: awardedOn,
        currency: 'GBP',
        value: pounds(awardedPence),
        ...(description === undefined ? {} : { description }),
        ...between,
      };
    }),
    disbursementTransaction: paid
      .filter(({ reversed }) => !reversed)
      .map(({ nth, paidOn, netPence, irrecoverableVatPence }) => ({
        id: `${id}-paid-${nth}`,
        transactionDate: paidOn,
        currency: 'GBP',
        value: pounds(netPence + irrecoverableVatPence),
        ...between,
      })),
  };
}

function sourceInWords(
  { sources }: Facts,
  { project }: ProjectFacts,
  source: string,
  fundingType: string,
  texts: CheckedTexts,
): string | undefined {
  const { name, year } = sources.get(source) ?? { name: source, year: '' };
  const said = texts.passed(project, 'name of a source', name);
  return said === undefined ? undefined : `${said}, ${yearInWords(year)}, ${fundingType}`;
}

/** By their identifiers: what is known of another partnership's grant, and one of ours that is published. */
function relatedTo(
  facts: Facts,
  { prefix }: PublisherTerms,
  { project, bid: { jointWith = [], continues } }: ProjectFacts,
  texts: CheckedTexts,
): Pick<Grant, 'relatedActivity'> {
  const joint = jointWith.flatMap(
    ({ reference }) => texts.passed(project, 'reference of a joint project', reference) ?? [],
  );
  const isShown = continues !== undefined && isPublishedGrant(facts, continues);
  // A reference that names somebody is no identifier of a grant either.
  const named = isShown ? continues.replaceAll('-', ' ') : undefined;
  const before = texts.passed(project, 'project that it continues', named);
  const related = [...joint, ...(before === undefined ? [] : [`${prefix}-${continues}`])];
  return related.length === 0 ? {} : { relatedActivity: related };
}
