import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { aboutInWords, documentNames, narrowingsOf, subjectOf } from '#documents/documents';
import type { DocumentName } from '#documents/documents';
import { aboutInName, fileName } from '#documents/file-names';
import { inFormat } from '#documents/formats/formats';
import { figureAt } from '#documents/followed';
import { momentInWords } from '#documents/model/in-words';
import type { Document } from '#documents/model/document';
import { Form } from '#govuk/form';
import type { FormView, Posted, Refusal } from '#govuk/form';
import { financialYearOf } from '#kernel/financial-year';
import { endOfDay, isLocalDate } from '#kernel/local-date';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Questions } from '../../acts/act.js';
import { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { fileTypes } from '../../answering/file-types.js';
import { Page } from '../../answering/page.js';
import { madeOf } from '../../document-made.js';
import type { Wanted } from '../../document-made.js';
import { titleOf } from './about.js';
import { questionsFor, waysToShow } from './asked.js';
import type { ShownAs } from './asked.js';
import { addressOf, momentIn, momentInAddress } from './addresses.js';
import { figureExported, figurePage } from './figure.js';
import type { Followed } from './figure.js';
import { partsShown } from './shown.js';
import { chooserOf } from './subjects.js';

type Answers = Readonly<Record<string, unknown>>;

/** Every document of the registry: read here, or kept as a file, as it was true and known at any moment. */
@Controller('p/:partnership/documents')
@Permits(...readers)
export class DocumentsPage {
  @Get()
  show(@Visiting() visit: Visit): Page {
    const bySubject = Map.groupBy(documentNames, subjectOf);
    return new Page('documents/documents.njk', {
      title: 'Documents',
      openDataHref: visit.at('/open-data'),
      groups: [...bySubject].map(([subject, names]) => ({
        heading: `About a ${inWords(subject)}`,
        documents: names.map((name) => ({
          text: titleOf(name),
          about: aboutInWords(name),
          href: visit.at(`/documents/${name}`),
        })),
      })),
    });
  }

  @Get(':name')
  async ask(@Visiting() visit: Visit, @Param('name') given: string): Promise<Page> {
    const name = knownName(given);
    const questions = await questionsFor(visit, name);
    return askPage(visit, name, questions, formOf(questions).filledWith({ format: 'page' }));
  }

  /** By an address that can be kept, for it asks and changes nothing. */
  @Get(':name/made')
  async make(
    @Visiting() visit: Visit,
    @Param('name') given: string,
    @Query() query: Posted,
  ): Promise<Page | Download> {
    const name = knownName(given);
    const questions = await questionsFor(visit, name);
    const form = formOf(questions);
    const { values, view } = form.read(query);
    if (values === undefined) return askPage(visit, name, questions, view);
    const wanted = wantedOf(visit, name, values, query);
    const document = await madeOf(visit.reading, wanted);
    if (document === undefined)
      return askPage(visit, name, questions, form.refused(view.typed, [nothingToTell(wanted)]));
    const format = waysToShow.find(({ value }) => value === values['format'])?.value ?? 'page';
    return format === 'page'
      ? readPage(visit, wanted, document, query)
      : new Download(nameOf(visit, wanted, format), fileTypes[format], await inFormat(document, format));
  }

  /** The events behind one figure of a document, which is made again for the same moment. */
  @Get(':name/figure')
  async follow(
    @Visiting() visit: Visit,
    @Param('name') given: string,
    @Query() query: Posted,
  ): Promise<Page> {
    return figurePage(visit, await followed(visit, given, query));
  }

  @Get(':name/figure.csv')
  async export(
    @Visiting() visit: Visit,
    @Param('name') given: string,
    @Query() query: Posted,
  ): Promise<Download> {
    return exportOf(visit, await figureExported(visit, await followed(visit, given, query)));
  }
}

async function followed(visit: Visit, given: string, query: Posted): Promise<Followed> {
  const name = knownName(given);
  const { values } = formOf(await questionsFor(visit, name)).read(query);
  if (values === undefined) throw new NotFoundException();
  const document = await madeOf(visit.reading, wantedOf(visit, name, values, query));
  const figure = document === undefined ? undefined : figureAt(document, String(query['place']));
  if (document === undefined || figure === undefined) throw new NotFoundException();
  const [backHref, exportHref] = [
    addressOf(visit, name, 'made', query),
    addressOf(visit, name, 'figure.csv', query),
  ];
  return { document, figure, backHref, exportHref };
}

function knownName(given: string): DocumentName {
  const name = documentNames.find((known) => known === given);
  if (name === undefined) throw new NotFoundException();
  return name;
}

function formOf(questions: Questions): Form<Readonly<Record<string, Questions[string]['field']>>> {
  return new Form(Object.fromEntries(Object.entries(questions).map(([name, { field }]) => [name, field])));
}

function wantedOf(
  { reading: { place } }: Visit,
  name: DocumentName,
  answers: Answers,
  query: Posted,
): Wanted {
  const { asAt, knownAt, year } = answers;
  const moment = momentIn(query) ?? {
    asAt: isLocalDate(asAt) ? asAt : place.today(),
    knownAt: isLocalDate(knownAt) ? endOfDay(knownAt) : place.clock.now(),
  };
  const subject: string = subjectOf(name);
  return {
    name,
    moment,
    about: {
      year: typeof year === 'string' ? year : financialYearOf(moment.asAt),
      ...(subject === 'year' ? {} : { [subject]: answers[subject] }),
      ...Object.fromEntries(
        narrowingsOf(name).flatMap((one) => (answers[one] === undefined ? [] : [[one, answers[one]]])),
      ),
    },
  };
}

function nothingToTell({ name, about: { decision } }: Wanted): Refusal {
  if (decision !== undefined)
    return { words: `There was no such decision on ${aboutOf(name)} at that moment`, field: 'decision' };
  const words =
    name === 'virement-letter'
      ? 'No meeting had decided on a virement from the source at that moment'
      : `There was nothing to tell of ${aboutOf(name)} at that moment`;
  return { words, field: subjectOf(name) };
}

function aboutOf(name: DocumentName): string {
  return chooserOf(subjectOf(name)).what;
}

function askPage(visit: Visit, name: DocumentName, questions: Questions, form: FormView): Page {
  const data = {
    title: titleOf(name),
    about: aboutInWords(name),
    trail: [{ text: 'Documents', href: visit.at('/documents') }],
    action: visit.at(`/documents/${name}/made`),
    questions: Object.entries(questions).map(([field, question]) => ({ name: field, ...question })),
    form,
  };
  return new Page('documents/ask-document.njk', data, form.errors.length === 0 ? 200 : 422);
}

function readPage(visit: Visit, { name, moment }: Wanted, document: Document, query: Posted): Page {
  const same = { ...query, moment: momentInAddress(moment) };
  const files = waysToShow.filter(({ value }) => value !== 'page');
  return new Page('documents/read-document.njk', {
    title: document.title,
    isSideways: document.paper === 'sideways',
    isFollowed: document.events !== undefined,
    moment: momentInWords(document.moment),
    parts: partsShown(document, (place) => addressOf(visit, name, 'figure', { ...same, place })),
    trail: [
      { text: 'Documents', href: visit.at('/documents') },
      { text: titleOf(name), href: visit.at(`/documents/${name}`) },
    ],
    files: files.map(({ value, text }) => ({
      text,
      href: addressOf(visit, name, 'made', { ...same, format: value }),
    })),
  });
}

function nameOf({ partnership }: Visit, { name, moment, about }: Wanted, format: ShownAs): string {
  return fileName(name, [partnership, ...aboutInName(name, about)], moment, format);
}
