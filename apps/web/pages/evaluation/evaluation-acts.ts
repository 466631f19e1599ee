import { act } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askChoice, askDay, askText, maybe } from '../../acts/questions.js';
import type { Visit } from '../../access/visit.js';
import { SeeOther } from '../../answering/page.js';

/** A project whose evaluation is to be answered. */
export interface EvaluationAt {
  readonly visit: Visit;
  readonly project: string;
  readonly title: string;
}

const recommendations = [
  { value: 'mainstream', text: 'Mainstream it', hint: { text: 'An agency takes it into its own budget' } },
  { value: 'continue', text: 'Continue it', hint: { text: 'It is funded again, by a new bid' } },
  { value: 'discontinue', text: 'Stop it' },
] as const;

function around({ visit, project, title }: EvaluationAt): Pick<Act, 'caption' | 'trail'> {
  return {
    caption: title,
    trail: [
      { text: 'Evaluations', href: visit.at('/evaluations') },
      { text: title, href: visit.at(`/evaluations/${project}`) },
    ],
  };
}

function backTo({ visit, project }: EvaluationAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at(`/evaluations/${project}`), notice);
}

function accept(at: EvaluationAt): Act {
  return act({
    ...around(at),
    title: 'Accept the evaluation',
    intro: ['What you recommend goes with it. What becomes of the project is then recorded in the register.'],
    questions: {
      recommend: askChoice({ label: 'What do you recommend?', what: 'what you recommend' }, recommendations),
      comments: maybe(askText({ label: 'Comments', what: 'the comments' }, 4000)),
    },
    button: 'Accept the evaluation',
    command: ({ recommend, comments }) => ({
      name: 'AcceptEvaluation',
      content: { project: at.project, recommend, ...(comments === undefined ? {} : { comments }) },
    }),
    done: backTo(at, 'The evaluation is accepted.'),
  });
}

function giveBack(at: EvaluationAt): Act {
  return act({
    ...around(at),
    title: 'Return the evaluation',
    intro: [
      'The lead officer is told what is missing, and has until the new date. The first lateness stays.',
    ],
    questions: {
      reasons: askText({ label: 'What is missing or wrong', what: 'what is missing or wrong' }, 4000),
      newDueOn: askDay({ label: 'New due date', what: 'the new due date' }),
    },
    button: 'Return the evaluation',
    command: (answers) => ({ name: 'ReturnEvaluation', content: { project: at.project, ...answers } }),
    done: backTo(at, 'The evaluation is returned.'),
  });
}

function putOff(at: EvaluationAt): Act {
  return act({
    ...around(at),
    title: 'Agree that it is too early to evaluate',
    questions: {
      revisitOn: askDay({ label: 'When to come back to it', what: 'the day to come back to it' }),
      reasons: askText({ label: 'Why it is too early', what: 'why it is too early' }, 4000),
    },
    button: 'Put the evaluation off',
    command: (answers) => ({ name: 'PutOffEvaluation', content: { project: at.project, ...answers } }),
    done: backTo(at, 'The evaluation is put off.'),
  });
}

function waive(at: EvaluationAt): Act {
  return act({
    ...around(at),
    title: 'Waive the evaluation',
    intro: ['No evaluation will be asked for any more, and its reminders stop.'],
    questions: { reason: askText({ label: 'Why', what: 'why' }) },
    button: 'Waive the evaluation',
    command: ({ reason }) => ({ name: 'WaiveEvaluation', content: { project: at.project, reason } }),
    done: backTo(at, 'The evaluation is waived.'),
  });
}

/** What a chair can do with an evaluation, by the last part of the address, where it stands so. */
export const evaluationActs: ReadonlyMap<string, (at: EvaluationAt) => Act> = new Map(
  Object.entries({ accept, return: giveBack, 'put-off': putOff, waive }),
);
