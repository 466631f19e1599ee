import type { Facts } from '#documents/facts/facts';
import { together } from '#documents/facts/money';
import { absent, date, heading, money, note, paragraph, table, words } from '#documents/model/document';
import type { Cell, Document, Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import { awardsOf, checkedAward, whyNoGrant } from '#documents/open/awards';
import type { Award, OpenAward } from '#documents/open/awards';
import { CheckedTexts } from '#documents/open/checked-texts';
import type { Withheld } from '#documents/open/checked-texts';
import { grantOf } from '#documents/open/grant';
import type { Grant } from '#documents/open/grant';
import { grantsTable } from '#documents/open/grants-table';
import { heldBackParts, noPublisher } from '#documents/open/held-back';
import type { NameOf } from '#documents/people';
import type { PublisherTerms } from '#funding/publication/publication.events';
import type { FinancialYear } from '#kernel/financial-year';
import { londonDateOf } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/**
 * The grants of a year as open data, by the 360Giving Data Standard 1.4: as a page, what will be published
 * and what was held back and why; as JSON and CSV, what is published and nothing else.
 *
 * @throws Error when something personal is found in what is to be written
 */
export function openGrants(facts: Facts, year: FinancialYear, nameOf: NameOf): Document {
  const { awards, shown, grants, withheld, publisher } = openGrantsOf(facts, year, nameOf);
  const title = `Open data: grants of ${year.replace('-', '/')}`;
  return {
    name: '360giving',
    title,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'sideways',
    mainTable: 'grants',
    published: { json: packageOf(facts, year, grants, publisher), table: grantsTable(grants) },
    parts: [
      paragraph(inShort(awards, shown)),
      heading('What will be published'),
      grantTable(awards, shown, grants),
      ...heldBackParts(withheld),
      heading('How it is written'),
      note(
        'By the 360Giving Data Standard, version 1.4, as JSON and as CSV. Each grant has its planned and actual dates, its recipient, the partnership as its place, its priorities as classifications, and a transaction for each allocation and each payment, without who was paid.',
      ),
      note(
        'Grants are the awards to bodies outside the public sector. Money that moves between public bodies is no grant: what is paid of it stands in the spending over £500.',
      ),
      note('A project without cost is published with an award of £0, and says so in its description.'),
    ],
  };
}

interface OpenGrants {
  readonly publisher: PublisherTerms | undefined;
  readonly awards: readonly Award[];
  readonly shown: readonly OpenAward[];
  readonly grants: readonly Grant[];
  readonly withheld: readonly Withheld[];
}

/** The same before it is a document, with the texts that were held back. */
export function openGrantsOf(facts: Facts, year: FinancialYear, nameOf: NameOf): OpenGrants {
  const { publisher } = facts.publication;
  const awards = awardsOf(facts, year);
  if (publisher === undefined) return { publisher, awards, shown: [], grants: [], withheld: [noPublisher] };
  const texts = new CheckedTexts(facts, nameOf);
  const shown = awards.flatMap((award) => {
    const reason = whyNoGrant(facts, award);
    if (reason !== undefined) texts.hold(award.project.project, 'all of it', reason);
    return reason === undefined ? (checkedAward(facts, publisher, award, texts) ?? []) : [];
  });
  const grants = shown.map((award) => grantOf(facts, publisher, award, texts));
  texts.expectNothingPersonal(grants);
  return { publisher, awards, shown, grants, withheld: texts.withheld };
}

function inShort(awards: readonly Award[], shown: readonly OpenAward[]): string {
  return (
    `${shown.length} of the ${awards.length} awards of the year will be published: ` +
    `${formatPence(awarded(shown))} of ${formatPence(awarded(awards))}.`
  );
}

function awarded(awards: readonly Award[]): Pence {
  return sumPence(awards.map(({ awardedPence }) => awardedPence));
}

function paid(awards: readonly Award[]): Pence {
  return sumPence(awards.map(({ paidPence }) => paidPence));
}

const columns = [
  'Identifier',
  'Title',
  'Recipient',
  'Priorities',
  'Awarded on',
  'Awarded £',
  'Paid £',
  'Finished on',
];

function grantTable(awards: readonly Award[], shown: readonly OpenAward[], grants: readonly Grant[]): Part {
  const rows = shown.map(({ project, ...award }, at): Cell[] => [
    words(award.id),
    words(quoted(award.title)),
    words(quoted(award.recipient.name)),
    words((grants[at]?.classifications ?? []).map(({ title }) => title).join(', ')),
    date(award.awardedOn),
    money(award.awardedPence, award.awardBehind),
    money(award.paidPence, award.paidBehind),
    project.finish === undefined ? absent('not finished') : date(project.finish.on),
  ]);
  const out = new Set(shown.map(({ project }) => project));
  const totals = [
    totalRow('Will be published', shown),
    totalRow(
      'Held back whole',
      awards.filter(({ project }) => !out.has(project)),
    ),
    totalRow('Together, as in the record', awards),
  ];
  return table('grants', 'Grants', columns, rows, { totals, whenEmpty: 'No grant will be published.' });
}

function totalRow(what: string, awards: readonly Award[]): Cell[] {
  return [
    words(what),
    ...Array.from({ length: 4 }, () => words('')),
    money(awarded(awards), together(awards.map(({ awardBehind }) => awardBehind))),
    money(paid(awards), together(awards.map(({ paidBehind }) => paidBehind))),
  ];
}

/** The package of the standard: who publishes what, and the grants. */
function packageOf(
  { partnership, moment }: Facts,
  year: FinancialYear,
  grants: readonly Grant[],
  publisher: PublisherTerms | undefined,
): unknown {
  const shown = year.replace('-', '/');
  const described =
    publisher === undefined
      ? {}
      : {
          identifier: `${publisher.prefix}-grants-${year}`,
          publisher: { name: publisher.name, identifier: publisher.identifier },
          ...(publisher.licence === undefined ? {} : { license: publisher.licence }),
        };
  return {
    version: '1.4',
    title: `Grants of ${partnership.name}, ${shown}`,
    description: `Awards that were decided in ${shown}, with what was paid by ${moment.asAt}.`,
    issued: londonDateOf(moment.knownAt),
    modified: moment.knownAt,
    ...described,
    grants,
  };
}
