import type { Facts } from '#documents/facts/facts';
import { summed, together } from '#documents/facts/money';
import type { Payment, ProjectFacts } from '#documents/facts/project-facts';
import {
  amount,
  count,
  date,
  heading,
  money,
  note,
  paragraph,
  table,
  words,
} from '#documents/model/document';
import type { Behind, Cell, Counted, Document, Figure, Sentence, Table } from '#documents/model/document';
import { many, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { CheckedTexts, expectNothingPersonal } from '#documents/open/checked-texts';
import type { Shown, Withheld } from '#documents/open/checked-texts';
import { heldBackParts, noPublisher } from '#documents/open/held-back';
import { isPersonsName } from '#documents/open/personal-data';
import { cellsToPublish, publishedOf } from '#documents/open/published-records';
import type { NameOf } from '#documents/people';
import { periodInWords } from '#documents/period-words';
import { firstDayOfPeriod, lastDayOfPeriod } from '#funding/indicator/periods';
import type { Period } from '#funding/indicator/periods';
import type { FinancialYear } from '#kernel/financial-year';
import type { LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';

/** An item is published when it exceeds £500, net of the VAT that is recovered. */
const thresholdPence = 50_000;

/**
 * Each item of expenditure over £500, with the seven fields that the Local Government Transparency Code 2015
 * asks for (paragraphs 28 to 31), of a year or of a part of it: the Code has it published each quarter. A
 * payment that was reversed is an item, and so is its reversal, below nil.
 *
 * @throws PersonalDataFound when something personal is found in what is to be written
 */
export function spendingOver500(
  facts: Facts,
  year: FinancialYear,
  nameOf: NameOf,
  period: Period = 'year',
): Document {
  const { items, over, rows, withheld, found } = spendingOf(facts, year, nameOf, period);
  expectNothingPersonal(found);
  const published = facts.publication.publisher === undefined ? [] : over;
  const spending = spendingTable(rows, items, over, published);
  const title = `Spending over £500, ${periodInWords(year, period)}`;
  return {
    name: 'spending-over-500',
    title,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'sideways',
    mainTable: 'spending',
    published: publishedOf(title, spending),
    parts: [
      paragraph(
        told`${countOf(published)} of the ${countOf(items)} items of the ${period === 'year' ? 'year' : 'period'} will be published: ${amount(sumOf(published))} of ${amount(sumOf(items))}.`,
      ),
      heading('What will be published'),
      spending,
      ...heldBackParts(withheld),
      note(
        'Where the name of a person is held back, the item is published without it, so that the total stands.',
      ),
    ],
  };
}

/** A payment, or its reversal, on its day. */
interface Item {
  readonly project: ProjectFacts;
  readonly payment: Payment;
  readonly on: LocalDate;
  readonly sign: 1 | -1;
  /** The event by which it was paid, or reversed. */
  readonly behind: Behind;
}

/** What was paid and what was reversed in a year or a part of it, by their days. */
function itemsOf({ projects }: Facts, year: FinancialYear, period: Period): readonly Item[] {
  const [first, last] = [firstDayOfPeriod(year, period), lastDayOfPeriod(year, period)];
  const items = [...projects.values()].flatMap((project) =>
    [...project.payments.values()].flatMap((payment) => itemsOfPayment(project, payment)),
  );
  return items
    .filter(({ on }) => on >= first && on <= last)
    .toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)) || a.payment.position - b.payment.position);
}

function itemsOfPayment(project: ProjectFacts, payment: Payment): readonly Item[] {
  const { paidOn, position, reversal } = payment;
  const paid = { project, payment, on: paidOn, sign: 1, behind: [position] } as const;
  if (reversal === undefined) return [paid];
  return [paid, { project, payment, on: reversal.on, sign: -1, behind: [reversal.position] }];
}

function grossOf({ netPence, irrecoverableVatPence }: Payment): Pence {
  return netPence + irrecoverableVatPence;
}

function sumOf(items: readonly Item[]): Figure {
  return summed(items.map(({ payment, sign, behind }) => ({ pence: sign * grossOf(payment), behind })));
}

function countOf(items: readonly Item[]): Counted {
  return count(items.length, together(items.map(({ behind }) => behind)));
}

interface Spending {
  /** Everything that was paid or reversed in that time, and of that what exceeds the threshold. */
  readonly items: readonly Item[];
  readonly over: readonly Item[];
  readonly rows: readonly (readonly Cell[])[];
  readonly withheld: readonly Withheld[];
  readonly texts: readonly Shown[];
  /** What the last look found, for which nothing of this may be written. */
  readonly found?: Withheld | undefined;
}

/** The same before it is a document, with the texts that were held back. */
export function spendingOf(
  facts: Facts,
  year: FinancialYear,
  nameOf: NameOf,
  period: Period = 'year',
): Spending {
  const { publisher } = facts.publication;
  const items = itemsOf(facts, year, period);
  const over = items.filter(({ payment }) => grossOf(payment) > thresholdPence);
  if (publisher === undefined) return { items, over, rows: [], withheld: [noPublisher], texts: [] };
  const texts = new CheckedTexts(facts, nameOf);
  const rows = over.map((item) => rowOf(item, publisher.department, facts, texts));
  const found = texts.lastLook(cellsToPublish(over.map(referenceOf), columns, rows));
  return { items, over, rows, withheld: texts.withheld, texts: texts.shown, found };
}

const columns = [
  'Date',
  'Department',
  'Beneficiary',
  'Purpose',
  'Amount £',
  'VAT that cannot be recovered £',
  'Category',
];

function rowOf(item: Item, department: string, facts: Facts, texts: CheckedTexts): readonly Cell[] {
  const { payment, on, sign, behind } = item;
  const of = referenceOf(item);
  const secret = facts.publication.heldBack.get(item.project.project);
  const purpose = secret === undefined ? texts.passed(of, 'purpose', payment.purpose) : undefined;
  return [
    date(on),
    words(department),
    words(secret === undefined ? beneficiaryOf(of, payment, texts) : withheldBy(of, secret, texts)),
    words(`${sign === 1 ? '' : 'Reversal: '}${purpose ?? 'Withheld'}`),
    money(sign * grossOf(payment), behind),
    money(sign * payment.irrecoverableVatPence, behind),
    words(texts.passed(of, 'category', payment.category) ?? 'Withheld'),
  ];
}

function referenceOf({ project, payment }: Item): string {
  return `${project.project}, ${payment.payment}`;
}

function beneficiaryOf(of: string, { payee }: Payment, texts: CheckedTexts): string {
  if (isPersonsName(payee) && !texts.isCleared(payee)) {
    texts.hold(of, 'beneficiary', 'It reads as the name of a person.', payee);
    return 'Name withheld';
  }
  const passed = texts.passed(of, 'beneficiary', payee);
  return passed === undefined ? 'Name withheld' : quoted(passed);
}

function withheldBy(of: string, reason: string, texts: CheckedTexts): string {
  texts.hold(of, 'beneficiary and purpose', `Its project is held back: ${reason}`);
  return 'Name withheld';
}

function spendingTable(
  rows: readonly (readonly Cell[])[],
  items: readonly Item[],
  over: readonly Item[],
  published: readonly Item[],
): Table {
  const small = items.filter((item) => !over.includes(item));
  const kept = over.filter((item) => !published.includes(item));
  const totals = [
    totalRow('Published', published),
    totalRow('Over £500, not published', kept),
    totalRow(told`Not over £500, ${many(countOf(small), 'item')}`, small),
    totalRow('Together, as in the record', items),
  ];
  const whenEmpty = 'No item will be published.';
  return table('spending', 'Spending over £500', columns, rows, { totals, whenEmpty });
}

function totalRow(what: string | Sentence, items: readonly Item[]): Cell[] {
  return [words(what), words(''), words(''), words(''), amount(sumOf(items))];
}
