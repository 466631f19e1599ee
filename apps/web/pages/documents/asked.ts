import { documentFormats } from '#documents/formats/formats';
import type { DocumentFormat } from '#documents/formats/formats';
import { narrowingsOf, subjectOf } from '#documents/documents';
import type { DocumentName, Narrowing } from '#documents/documents';
import { askChoice, askDay, askLine, askReference, leftEmpty } from '../../acts/questions.js';
import type { Question } from '../../acts/questions.js';
import type { Questions } from '../../acts/act.js';
import type { Visit } from '../../access/visit.js';
import { periodChoices } from '../performance/measure-at.js';
import { chooserOf, yearsOf } from './subjects.js';

/** Read on a page of ours, or kept as a file in one of the formats of every document. */
export type ShownAs = DocumentFormat | 'page';

const named: Readonly<Record<string, string>> = {
  page: 'Read it here',
  pdf: 'PDF',
  docx: 'Word',
  xlsx: 'Excel',
  ods: 'OpenDocument spreadsheet',
  html: 'Web page, as a file',
  csv: 'CSV: its main table',
  json: 'JSON: all of it, for programs',
};

/** The ways in which every document can be had, the most usual first. */
export const waysToShow: readonly { readonly value: ShownAs; readonly text: string }[] = [
  ...new Set<ShownAs>(['page', 'pdf', 'docx', ...documentFormats]),
].map((value) => ({ value, text: named[value] ?? value.toUpperCase() }));

/** What is asked of a document: what it is about, the moment that it speaks of, and how it is shown. */
export async function questionsFor(visit: Visit, name: DocumentName): Promise<Questions> {
  const subject: string = subjectOf(name);
  const isOfYear = subject === 'year';
  return {
    ...(isOfYear ? {} : { [subject]: await askSubject(visit, subject) }),
    ...(isOfYear ? { year: leftEmpty(askChoice({ ...year, hint: thisYear }, await yearsOf(visit))) } : {}),
    ...(await narrowingQuestions(visit, name)),
    asAt: leftEmpty(
      askDay({
        label: 'As at which day?',
        what: 'the day by which it was true',
        hint: 'What was true by the end of that day. Leave empty for today',
      }),
    ),
    knownAt: leftEmpty(
      askDay({
        label: 'As known on which day?',
        what: 'the day by which it was known',
        hint: 'What had been recorded by the end of that day. Leave empty for all that is recorded',
      }),
    ),
    format: leftEmpty(askChoice({ label: 'How do you want it?', what: 'how it is shown' }, waysToShow)),
  };
}

async function narrowingQuestions(visit: Visit, name: DocumentName): Promise<Questions> {
  const asked = narrowingsOf(name).map(
    async (one) => [one, leftEmpty(await narrowingQuestion(visit, name, one))] as const,
  );
  return Object.fromEntries(await Promise.all(asked));
}

async function narrowingQuestion(
  visit: Visit,
  name: DocumentName,
  one: Narrowing,
): Promise<Question<string>> {
  if (one === 'period')
    return askChoice({ label: 'Which part of the year?', what: 'the part' }, periodChoices);
  if (one === 'project' || one === 'group') return askSubject(visit, one);
  if (one === 'decision') return askLine(name === 'virement-letter' ? onAVirement : aDecision);
  const first = {
    label: 'From which day?',
    what: 'the first day',
    hint: 'Leave empty for the start of the year',
  };
  const last = {
    label: 'To which day?',
    what: 'the last day',
    hint: 'Leave empty for the end of the year, or today where that is earlier',
  };
  return askDay(one === 'from' ? first : last);
}

const aDecision = {
  label: 'On which decision?',
  what: 'the decision',
  hint: 'By its meeting and item, as april/idva, or as action/idva for a chair’s action. The page of a project leads to each of its letters, and that of an item to its own. Leave empty for the last',
} as const;

const onAVirement = {
  ...aDecision,
  hint: 'By its meeting and item, as april/virement. The page of a source leads to each of its letters. Leave empty for the last',
} as const;

const year = { label: 'Which year?', what: 'the financial year' } as const;
const thisYear = 'Leave empty for the year of the day that you give below';

async function askSubject(visit: Visit, subject: string): Promise<Question<string>> {
  const { label, what, offered } = chooserOf(subject);
  return offered === undefined
    ? askReference({ label, what })
    : askChoice({ label, what }, await offered(visit));
}
