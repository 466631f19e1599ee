import type { Facts } from '#documents/facts/facts';
import { summed } from '#documents/facts/money';
import {
  absent,
  amount,
  date,
  heading,
  money,
  note,
  paragraph,
  table,
  words,
} from '#documents/model/document';
import type { Cell, Document, Figure, Part, Sentence } from '#documents/model/document';
import { told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { awarded, awardsOf, checkedAward, countOf, whyNoGrant } from '#documents/open/awards';
import type { Award, OpenAward } from '#documents/open/awards';
import { CheckedTexts, expectNothingPersonal } from '#documents/open/checked-texts';
import type { Shown, Withheld } from '#documents/open/checked-texts';
import { grantOf } from '#documents/open/grant';
import type { Grant } from '#documents/open/grant';
import { grantsTable } from '#documents/open/grants-table';
import { heldBackParts, noPublisher } from '#documents/open/held-back';
import type { NameOf } from '#documents/people';
import type { PublisherTerms } from '#funding/publication/publication.events';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';

/**
 * The grants of a year as open data, by the 360Giving Data Standard 1.4: as a page, what will be published
 * and what was held back and why; as JSON and CSV, what is published and nothing else.
 *
 * @throws PersonalDataFound when something personal is found in what is to be written
 */
export function openGrants(facts: Facts, year: FinancialYear, nameOf: NameOf): Document {
  const { awards, shown, grants, withheld, publisher, found } = openGrantsOf(facts, year, nameOf);
  expectNothingPersonal(found);
  const title = `Open data: grants of ${yearInWords(year)}`;
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
        'By the 360Giving Data Standard, version 1.4, as JSON and as CSV. Each grant has its planned and actual dates, its recipient, the partnership as its place, the funds that paid it as programmes, its priorities as classifications, and a transaction for each allocation and each payment, without who was paid.',
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
  readonly texts: readonly Shown[];
  /** What the last look found, for which nothing of this may be written. */
  readonly found?: Withheld | undefined;
}

/** The same before it is a document, with the texts that were held back. */
export function openGrantsOf(facts: Facts, year: FinancialYear, nameOf: NameOf): OpenGrants {
  const { publisher } = facts.publication;
  const awards = awardsOf(facts, year);
  if (publisher === undefined)
    return { publisher, awards, shown: [], grants: [], withheld: [noPublisher], texts: [] };
  const texts = new CheckedTexts(facts, nameOf);
  const shown = awards.flatMap((award) => {
    const reason = whyNoGrant(facts, award);
    if (reason !== undefined) texts.hold(award.project.project, 'all of it', reason);
    return reason === undefined ? (checkedAward(facts, publisher, award, texts) ?? []) : [];
  });
  const grants = shown.map((award) => grantOf(facts, publisher, award, texts));
  const found = texts.lastLook(
    shown.flatMap(({ project: { project: of } }, at) =>
      partsOf(grants[at]).map(([part, content]) => ({ of, part, content })),
    ),
  );
  return { publisher, awards, shown, grants, withheld: texts.withheld, texts: texts.shown, found };
}

function partsOf(grant: Grant | undefined): readonly (readonly [part: string, content: unknown])[] {
  return Object.entries(grant ?? {});
}

function inShort(awards: readonly Award[], shown: readonly OpenAward[]): Sentence {
  const many = told`${countOf(shown)} of the ${countOf(awards)} awards of the year will be published`;
  return told`${many}: ${amount(awarded(shown))} of ${amount(awarded(awards))}.`;
}

function paid(awards: readonly Award[]): Figure {
  return summed(awards.map(({ paidPence: pence, paidBehind: behind }) => ({ pence, behind })));
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
    amount(awarded(awards)),
    amount(paid(awards)),
  ];
}

/**
 * The package of the standard: who publishes what, and the grants. When it was first published, which the
 * standard has as a date that never changes, is known to whoever puts it on their site alone.
 */
function packageOf(
  { partnership, moment }: Facts,
  year: FinancialYear,
  grants: readonly Grant[],
  publisher: PublisherTerms | undefined,
): unknown {
  const shown = yearInWords(year);
  const described =
    publisher === undefined
      ? {}
      : {
          identifier: `${publisher.prefix}-grants-${year}`,
          publisher: {
            name: publisher.name,
            identifier: publisher.identifier,
            ...(publisher.website === undefined ? {} : { website: publisher.website }),
          },
          ...(publisher.licence === undefined ? {} : { license: publisher.licence }),
        };
  return {
    version: '1.4',
    title: `Grants of ${partnership.name}, ${shown}`,
    description: `Awards that were decided in ${shown}, with what was paid by ${formatDate(moment.asAt)}.`,
    modified: moment.knownAt,
    ...described,
    grants,
  };
}
