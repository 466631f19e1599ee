import type { Grant } from '#documents/open/grant';
import type { LocalDate } from '#kernel/local-date';

// What the 360Giving data quality tool notices in a file that keeps the rules of the standard, restated: its
// checks of grants to bodies (dataquality.threesixtygiving.org), but for those of what a partnership has no
// record of, where a recipient has its office.

type Check = readonly [notice: string, isNoticed: (grant: Grant, today: LocalDate) => boolean];

const register = /^(?:360G|[A-Z]{2}-[A-Z]+)-/u;

function bodies({ fundingOrganization, recipientOrganization }: Grant): Grant['recipientOrganization'] {
  return [...fundingOrganization, ...recipientOrganization];
}

function isNumberOf(prefix: string, shape: RegExp, id: string): boolean {
  return !id.startsWith(prefix) || shape.test(id.slice(prefix.length));
}

function turnsRound(dates: Grant['plannedDates']): boolean {
  return (dates ?? []).some(({ startDate, endDate }) => endDate !== undefined && startDate > endDate);
}

const checks: readonly Check[] = [
  ['£0 without a word of why', (one) => one.amountAwarded === 0 && !/no money/iu.test(one.description)],
  ['an unknown register', (one) => bodies(one).some(({ id }) => !register.test(id))],
  ['no charity number', (one) => bodies(one).some(({ id }) => !isNumberOf('GB-CHC-', /^\d{6,7}$/u, id))],
  ['no company number', (one) => bodies(one).some(({ id }) => !isNumberOf('GB-COH-', /^\w{8}$/u, id))],
  [
    'a charity number of another shape',
    (one) => bodies(one).some(({ charityNumber: no = '1000001' }) => !/^(?:[A-Z]{2})?\d{6,7}$/iu.test(no)),
  ],
  ['an e-mail address', (one) => /[\w.-]+@[\w.-]+\.[\w.-]+/u.test(JSON.stringify(one))],
  ['planned to end before it starts', ({ plannedDates }) => turnsRound(plannedDates)],
  ['ended before it started', ({ actualDates }) => turnsRound(actualDates)],
  ['awarded in the future', ({ awardDate }, today) => awardDate > today],
  ['a recipient by our own number', (one) => one.recipientOrganization.some(({ id }) => /^360g/iu.test(id))],
  ['no programme', (one) => (one.grantProgramme ?? []).length === 0],
  ['no place', ({ beneficiaryLocation }) => beneficiaryLocation.length === 0],
  ['a title that is the description', ({ title, description }) => title === description],
  ['a long title', ({ title }) => title.length > 140],
  ['no last change', ({ dateModified }) => dateModified === undefined],
  ['no source of the data', ({ dataSource }) => dataSource === undefined],
];

/** What the tool would say of these grants, each with the identifier of the grant. */
export function noticedBy360Giving(grants: readonly Grant[], today: LocalDate): readonly string[] {
  const funders = new Set(grants.flatMap((one) => one.fundingOrganization.map(({ id }) => id)));
  return [
    ...(funders.size > 1 ? ['several funders'] : []),
    ...grants.flatMap((one) =>
      checks.flatMap(([notice, isNoticed]) => (isNoticed(one, today) ? [`${one.id}: ${notice}`] : [])),
    ),
  ];
}
