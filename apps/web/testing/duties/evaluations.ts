import { dayOf } from '../filling-in.js';
import { asChair, asSupport, reasons, why } from './duty.js';
import type { Duty } from './duty.js';

/** What is said of an evaluation, and what then becomes of the project. */
export const evaluations: readonly Duty[] = [
  asChair({
    words: 'accepts their own evaluation',
    command: 'AcceptEvaluation',
    fields: { project: 'to-accept', recommend: 'continue' },
    at: '/evaluations/to-accept/accept',
    answers: { recommend: 'continue' },
  }),
  asChair({
    words: 'returns their own evaluation',
    command: 'ReturnEvaluation',
    fields: { project: 'to-return', newDueOn: '2011-08-31', ...reasons },
    at: '/evaluations/to-return/return',
    answers: { ...dayOf('newDueOn', '2011-08-31'), ...reasons },
  }),
  asChair({
    words: 'puts their own evaluation off',
    command: 'PutOffEvaluation',
    fields: { project: 'to-put-off', revisitOn: '2012-08-31', ...reasons },
    at: '/evaluations/to-put-off/put-off',
    answers: { ...dayOf('revisitOn', '2012-08-31'), ...reasons },
  }),
  asChair({
    words: 'waives their own evaluation',
    command: 'WaiveEvaluation',
    fields: { project: 'to-waive', ...why },
    at: '/evaluations/to-waive/waive',
    answers: why,
  }),
  asSupport({
    words: 'has their own project mainstreamed',
    command: 'MainstreamProject',
    fields: { project: 'lasting', agency: 'The council', from: '2012-04-01', budget: 'Parks', ...reasons },
    at: '/projects/lasting/mainstream',
    answers: { agency: 'The council', ...dayOf('from', '2012-04-01'), budget: 'Parks', ...reasons },
  }),
  asSupport({
    words: 'has their own project continued',
    command: 'ContinueProject',
    fields: { project: 'taken-up', as: 'youth-bus', ...reasons },
    at: '/projects/taken-up/continue',
    answers: { as: 'youth-bus', ...reasons },
  }),
  asSupport({
    words: 'stops their own project',
    command: 'DiscontinueProject',
    fields: { project: 'given-up', ...reasons },
    at: '/projects/given-up/discontinue',
    answers: reasons,
  }),
];
