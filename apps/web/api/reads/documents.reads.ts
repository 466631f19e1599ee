import { Type } from 'typebox';
import { countyView, joinedTo } from '#documents/county-view';
import { aboutInWords, documentNames, narrowingsOf, subjectOf } from '#documents/documents';
import type { DocumentName, Narrowing, Subject } from '#documents/documents';
import { factsAt } from '#documents/facts/facts';
import { documentFormats, inFormat } from '#documents/formats/formats';
import type { DocumentFormat } from '#documents/formats/formats';
import type { Document, Moment } from '#documents/model/document';
import { day, id, instant, line, oneOf, year } from '#funding/fields';
import type { Class } from '#funding/fields';
import { periods } from '#funding/indicator/periods';
import { financialYearOf } from '#kernel/financial-year';
import { countiesJoined } from '#reads/counties-joined';
import type { Reading } from '#reads/reading';
import { readers } from '../../access/rules.js';
import { mediaTypeOf } from '../../answering/file-types.js';
import { inTurn, madeOf } from '../../document-made.js';
import { documentShape, publishedShape } from '../document-shape.js';
import type { Form } from '../forms.js';
import { Paging } from '../paging.js';
import { nothingThere } from '../problem.js';
import { queryOf } from '../query.js';
import { wholeRows } from '../read.js';
import type { ApiRead } from '../read.js';
import { list, text } from '../shapes.js';

const tag = 'Documents';

/** As JSON first: the whole of it for programs, with the events behind each figure. */
const forms: readonly Form[] = [
  'json' as const,
  ...documentFormats.filter((format) => format !== 'json'),
].map((format) => ({ format, type: mediaTypeOf(format) }));

class DocumentMoment {
  @day('As it was true at the end of this day; left out, today.', { optional: true }) asAt?: string;
  @instant('As it was known at this moment; left out, now.', { optional: true }) knownAt?: string;
}

type DocumentAsked = DocumentMoment & Partial<Omit<Subject, 'nameOf'>>;

const ofYear = year('The financial year; left out, that of the day.', { optional: true });
const narrowed: Readonly<Record<Narrowing, PropertyDecorator>> = {
  period: oneOf(periods, 'The part of the year; left out, the whole.', { optional: true }),
  project: id('Only of this project.', { optional: true }),
  group: id('Only of the projects of this thematic group.', { optional: true }),
  from: day('From this day; left out, the first of the year.', { optional: true }),
  to: day('To this day; left out, the last of the year, or the day.', { optional: true }),
  decision: line(
    'The decision: its meeting and item, as april/idva; action/ and a chair’s action; or virement/, the source and the virement that finance authorised. Left out, the last.',
    { optional: true },
  ),
};

/** What a document can be asked, as a class with a field for each question that it takes, and no other. */
function questionsOf(name: DocumentName): Class<DocumentAsked> {
  class Asked extends DocumentMoment {}
  const of = subjectOf(name);
  if (of === 'year') ofYear(Asked.prototype, 'year');
  else id(`The ${of} that it is about.`)(Asked.prototype, of);
  for (const one of narrowingsOf(name)) narrowed[one](Asked.prototype, one);
  return Asked;
}

/** Documents whose JSON is what is given to the public, and nothing else. */
const byStandard: ReadonlySet<DocumentName> = new Set(['360giving', 'grants-register', 'spending-over-500']);

interface Asked {
  readonly asAt?: string;
  readonly knownAt?: string;
}

function momentOf({ place }: Reading, { asAt = place.today(), knownAt = place.clock.now() }: Asked): Moment {
  return { asAt, knownAt };
}

function documentRead(name: DocumentName): ApiRead {
  const query = questionsOf(name);
  return fileRead({
    operation: `getDocument${pascal(name)}`,
    path: `/documents/${name}`,
    about: aboutInWords(name),
    roles: readers,
    query,
    shape: byStandard.has(name) ? publishedShape : documentShape,
    make: async (reading, given) => {
      const { asAt, knownAt, ...about } = queryOf(query, given);
      const moment = momentOf(reading, { ...(asAt && { asAt }), ...(knownAt && { knownAt }) });
      return madeOf(reading, { name, moment, about: { year: financialYearOf(moment.asAt), ...about } });
    },
  });
}

class CountyAsked extends DocumentMoment {
  @id('The county, by the identity under which the partnership joined.') county!: string;
  @year('The financial year; left out, that of the day.', { optional: true }) year?: string;
}

/** A partnership says itself who sees its totals: whoever collects several has a token of each (rule 23). */
const countyRead = fileRead({
  operation: 'getCountyView',
  path: '/county-view',
  about: 'The totals that the partnership shows a county which it has joined. No project or person is named.',
  roles: ['county-viewer'],
  query: CountyAsked,
  shape: documentShape,
  make: async (reading, given) => {
    const { county, year: of, ...at } = queryOf(CountyAsked, given);
    const moment = momentOf(reading, at);
    if (!(await countiesJoined(reading.place, reading.partnership)).has(county)) return undefined;
    const facts = await inTurn(async () => factsAt(reading.place, reading.partnership, moment));
    const partnerships = joinedTo(county, [facts]);
    if (partnerships.length === 0) return undefined;
    return countyView({ county, partnerships, moment }, of ?? financialYearOf(moment.asAt));
  },
});

type Described = Pick<ApiRead, 'operation' | 'path' | 'about' | 'roles' | 'query' | 'shape'>;

interface FileRead extends Described {
  /** Undefined where what it is to be about was not there at that moment. */
  readonly make: (reading: Reading, given: unknown) => Promise<Document | undefined>;
}

/** A read of a document, in the bytes of each format. */
function fileRead({ make, ...described }: FileRead): ApiRead {
  return {
    ...described,
    tag,
    forms,
    isPaged: false,
    hasRevision: false,
    answer: async ({ reading }, _, given, format) => {
      const made = await make(reading, given);
      if (made === undefined) throw nothingThere();
      return { content: await inFormat(made, format as DocumentFormat) };
    },
  };
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

export const documentReads: readonly ApiRead[] = [
  wholeRows({
    operation: 'listDocuments',
    path: '/documents',
    tag,
    about: 'The documents that can be had, each at an address of its own and in several formats.',
    query: Paging,
    row: Type.Object({
      document: text('The document, as it stands in its address.'),
      about: text('What it is.'),
      of: text('What it is about: a year, a project, a source, a meeting or a report.'),
      narrowedBy: list(Type.String(), 'What else can be asked of it.'),
    }),
    key: ['text'],
    keyOf: (row) => [row.document],
    read: async () =>
      documentNames.map((name) => ({
        document: name,
        about: aboutInWords(name),
        of: subjectOf(name),
        narrowedBy: narrowingsOf(name),
      })),
  }),
  ...documentNames.map(documentRead),
  countyRead,
];
