import { grades } from '#funding/risk/risk.events';
import { inWordsAtFirst } from '#reads/words';
import { act } from '../../../acts/act.js';
import { askChoice, askText, askWhy, maybe } from '../../../acts/questions.js';
import { idFromName } from '../../../commands/id-from-name.js';
import { projectChoices } from '../../source/choices.js';
import { around, backTo, peopleChoices, registeredAt } from '../measure-at.js';
import type { MeasureAct } from '../measure-at.js';

const gradeChoices = grades.map((grade) => ({ value: grade, text: inWordsAtFirst(grade) }));

const askGrades = {
  impact: askChoice({ label: 'How much would it matter?', what: 'how much it would matter' }, gradeChoices),
  likelihood: askChoice({ label: 'How likely is it?', what: 'how likely it is' }, gradeChoices),
  countermeasure: maybe(askText({ label: 'What is done against it', what: 'what is done against it' })),
} as const;

/** A lead officer enters risks of their own projects; support, of all. */
export const enter: MeasureAct = async (at) =>
  act({
    ...around(at, 'Risks'),
    title: 'Enter a risk',
    questions: {
      description: askText({ label: 'What might happen, and what would it do?', what: 'what might happen' }),
      project: maybe(
        askChoice(
          {
            label: 'The project that it is a risk of',
            what: 'the project',
            hint: 'Leave empty for a risk of the whole partnership',
          },
          await projectChoices(at.visit),
        ),
      ),
      owner: askChoice(
        { label: 'Who looks after it?', what: 'who looks after it' },
        await peopleChoices(at.visit),
      ),
      ...askGrades,
    },
    button: 'Enter the risk',
    command: ({ description, project, owner, impact, likelihood, countermeasure }) => ({
      name: 'RegisterRisk',
      content: {
        risk: idFromName(description),
        description,
        ...(project === undefined ? {} : { project }),
        owner,
        impact,
        likelihood,
        ...(countermeasure === undefined ? {} : { countermeasure }),
      },
    }),
    fields: { risk: 'description' },
    done: backTo(at, 'The risk is entered.'),
  });

export const review: MeasureAct = async (at) => {
  const state = await registeredAt(at);
  if (state?.status !== 'open') return undefined;
  const { impact, likelihood, countermeasure = '' } = state.terms;
  return act({
    ...around(at, 'Risks'),
    title: 'Review a risk',
    known: [['The risk', state.terms.description]],
    questions: {
      ...askGrades,
      comment: maybe(askText({ label: 'What was found', what: 'what was found' })),
    },
    replaces: { impact, likelihood, countermeasure },
    button: 'Record the review',
    command: (answers) => ({
      name: 'ReviewRisk',
      content: {
        risk: at.of,
        review: `review-${state.reviews.length + 1}`,
        impact: answers.impact,
        likelihood: answers.likelihood,
        ...(answers.countermeasure === undefined ? {} : { countermeasure: answers.countermeasure }),
        ...(answers.comment === undefined ? {} : { comment: answers.comment }),
      },
    }),
    done: backTo(at, 'The review is recorded.'),
  });
};

export const close: MeasureAct = async (at) => {
  const state = await registeredAt(at);
  if (state?.status !== 'open') return undefined;
  return act({
    ...around(at, 'Risks'),
    title: 'Close a risk',
    intro: ['One that has passed, or has happened. It stays on the record.'],
    known: [['The risk', state.terms.description]],
    questions: { reason: askWhy },
    button: 'Close the risk',
    command: ({ reason }) => ({ name: 'CloseRisk', content: { risk: at.of, reason } }),
    done: backTo(at, 'The risk is closed.'),
  });
};
