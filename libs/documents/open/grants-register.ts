import type { Facts } from '#documents/facts/facts';
import { amount, date, heading, money, note, paragraph, table, words } from '#documents/model/document';
import type { Cell, Document, Table } from '#documents/model/document';
import { told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { awarded, awardsOf, checkedAward, countOf } from '#documents/open/awards';
import type { Award, OpenAward } from '#documents/open/awards';
import { CheckedTexts, expectNothingPersonal } from '#documents/open/checked-texts';
import type { Shown, Withheld } from '#documents/open/checked-texts';
import { heldBackParts, noPublisher } from '#documents/open/held-back';
import { cellsToPublish, publishedOf } from '#documents/open/published-records';
import type { NameOf } from '#documents/people';
import type { PublisherTerms } from '#funding/publication/publication.events';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';

/**
 * The register of grants to the voluntary, community and social enterprise sector, with the seven fields that
 * the Local Government Transparency Code 2015 asks for (paragraphs 42 and 43).
 *
 * @throws PersonalDataFound when something personal is found in what is to be written
 */
export function grantsRegister(facts: Facts, year: FinancialYear, nameOf: NameOf): Document {
  const { awards, rows, shown, withheld, found } = registerOf(facts, year, nameOf);
  expectNothingPersonal(found);
  const register = registerTable(rows, awards, shown);
  const title = `Grants to voluntary, community and social enterprise bodies, ${yearInWords(year)}`;
  return {
    name: 'grants-register',
    title,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'sideways',
    mainTable: 'grants-register',
    published: publishedOf(title, register),
    parts: [
      paragraph(
        told`${countOf(shown)} of the ${countOf(awards)} awards of the year will be published in the register: ${amount(awarded(shown))} of ${amount(awarded(awards))}.`,
      ),
      heading('What will be published'),
      register,
      ...heldBackParts(withheld),
      note(
        'The register has the awards whose lead agency is a voluntary, community or social enterprise body. A charity is shown with its number; of the other awards the reason stands above.',
      ),
    ],
  };
}

interface Register {
  /** Every award of the year. */
  readonly awards: readonly Award[];
  readonly rows: readonly (readonly Cell[])[];
  readonly shown: readonly Award[];
  readonly withheld: readonly Withheld[];
  readonly texts: readonly Shown[];
  /** What the last look found, for which nothing of this may be written. */
  readonly found?: Withheld | undefined;
}

/** The same before it is a document, with the texts that were held back. */
export function registerOf(facts: Facts, year: FinancialYear, nameOf: NameOf): Register {
  const { publisher } = facts.publication;
  const awards = awardsOf(facts, year);
  if (publisher === undefined) return { awards, rows: [], shown: [], withheld: [noPublisher], texts: [] };
  const texts = new CheckedTexts(facts, nameOf);
  const shown = awards.flatMap((award) => {
    const reason = whyNotInIt(facts, award);
    if (reason !== undefined) texts.hold(award.project.project, 'all of it', reason);
    return reason === undefined ? (checkedAward(facts, publisher, award, texts) ?? []) : [];
  });
  const rows = shown.map((award) => rowOf(award, publisher));
  const refs = shown.map(({ project }) => project.project);
  const found = texts.lastLook(cellsToPublish(refs, columns, rows));
  return { awards, rows, shown, withheld: texts.withheld, texts: texts.shown, found };
}

function whyNotInIt({ publication }: Facts, { project, awardedPence }: Award): string | undefined {
  if (awardedPence === 0) return 'No money was awarded.';
  const kind = publication.agencies.get(project.bid.leadAgency ?? '')?.kind;
  if (kind === undefined) return 'Nobody has said what kind of body its lead agency is.';
  return kind === 'voluntary'
    ? undefined
    : 'Its lead agency is no voluntary, community or social enterprise body.';
}

const columns = [
  'Date awarded',
  'Time period',
  'Department',
  'Beneficiary',
  'Registration number',
  'Purpose',
  'Amount £',
];

function registerTable(rows: Register['rows'], awards: readonly Award[], shown: readonly Award[]): Table {
  const inIt = new Set(shown.map(({ project }) => project));
  const others = awards.filter(({ project }) => !inIt.has(project));
  const totals = [
    totalRow('In the register', shown),
    totalRow('Not in the register', others),
    totalRow('Together, as in the record', awards),
  ];
  const whenEmpty = 'The register has no grant of this year.';
  return table('grants-register', 'Register of grants', columns, rows, { totals, whenEmpty });
}

function rowOf(award: OpenAward, { department }: PublisherTerms): readonly Cell[] {
  const { recipient, title, description } = award;
  return [
    date(award.awardedOn),
    words(periodOf(award)),
    words(department),
    words(quoted(recipient.name)),
    words(recipient.charityNumber ?? recipient.companyNumber),
    words(description === title ? title : `${title}: ${description}`),
    money(award.awardedPence, award.awardBehind),
  ];
}

/** From when to when it is given: as it was planned, or as it came about. */
function periodOf({ project: { bid, startedOn, plannedFinish, finish } }: Award): string {
  const [from, to] = [startedOn ?? bid.startsOn, finish?.on ?? plannedFinish];
  return [from, to].flatMap((day) => (day === undefined ? [] : [formatDate(day)])).join(' to ');
}

function totalRow(what: string, awards: readonly Award[]): Cell[] {
  return [words(what), ...Array.from({ length: 5 }, () => words('')), amount(awarded(awards))];
}
