import { Type } from 'typebox';
import { isId } from '#kernel/ids';
import { evaluationAnswers, evaluationDraft } from '#reads/evaluation-answers';
import { evaluationQueue } from '#reads/evaluation-queue';
import { Paging } from '../paging.js';
import { one, wholeRows } from '../read.js';
import { day, dayOrNull, list, text, textOrNull, whole } from '../shapes.js';

const tag = 'What is owed';

const queued = Type.Object({
  project: text('The project.'),
  title: text('What it is called.'),
  leadOfficer: textOrNull('The lead officer, a person.'),
  thematicGroup: textOrNull('The thematic group.'),
  form: text('short or full.'),
  state: text('handed in, overdue, due, returned or put off.'),
  day: dayOrNull('When it is due; of one that was handed in, when that was.'),
  daysLate: whole('How many days late it is, or first came in; nil or below while it is not.'),
});

const answerParts = {
  outputs: Type.Optional(
    list(
      Type.Object({
        text: text('What was to be delivered.'),
        expected: Type.Optional(whole('How many were expected.')),
        delivered: Type.Optional(whole('How many were delivered.')),
      }),
      'Outputs against those expected.',
    ),
  ),
  outcomes: Type.Optional(text('What changed.')),
  evidence: Type.Optional(text('The evidence for it.')),
  economy: Type.Optional(text('What was done to keep costs down.')),
  efficiency: Type.Optional(text('What was got for the money.')),
  effectiveness: Type.Optional(text('Whether it met its aim.')),
  costComment: Type.Optional(text('Cost against the award.')),
  lessons: Type.Optional(text('What was learned.')),
};
const recommend = text('mainstream, continue or discontinue.');
const nextParts = {
  byWhom: Type.Optional(text('By which agency.')),
  from: Type.Optional(day('From when.')),
  budget: Type.Optional(text('From which budget.')),
  why: Type.Optional(text('Why.')),
};
const whatWasDone = text('What was done.');

const handedIn = Type.Object({
  submittedOn: dayOrNull('When it was handed in.'),
  answers: Type.Object({
    done: whatWasDone,
    ...answerParts,
    next: Type.Optional(Type.Object({ recommend, ...nextParts })),
  }),
});

const drafted = Type.Object({
  answers: Type.Object({
    done: Type.Optional(whatWasDone),
    ...answerParts,
    next: Type.Optional(Type.Object({ recommend: Type.Optional(recommend), ...nextParts })),
  }),
});

export const evaluationReads = [
  wholeRows({
    operation: 'listEvaluations',
    path: '/evaluations',
    tag,
    about: 'The evaluations that were handed in and wait for an answer, and those that are owed.',
    query: Paging,
    row: queued,
    key: ['text', 'text', 'text'],
    keyOf: (row) => [row.state === 'handed in' ? '' : 'owed', row.day ?? '', row.project],
    read: async (from) => evaluationQueue(from),
  }),
  one({
    operation: 'getEvaluation',
    path: '/projects/:project/evaluation',
    tag,
    about: 'What was answered in the evaluation of a project that was handed in last.',
    shape: handedIn,
    read: async (from, { project = '' }) => (isId(project) ? evaluationAnswers(from, project) : undefined),
  }),
  one({
    operation: 'getEvaluationDraft',
    path: '/projects/:project/evaluation/draft',
    tag,
    about: 'What is written of the evaluation of a project and not handed in, which may still change.',
    shape: drafted,
    read: async (from, { project = '' }) => (isId(project) ? evaluationDraft(from, project) : undefined),
  }),
] as const;
