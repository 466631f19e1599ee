import { inWordsAtFirst } from '#reads/words';
import { act } from '../../../acts/act.js';
import { askText } from '../../../acts/questions.js';
import { around, backTo } from '../project-at.js';
import type { ProjectAct, ProjectAt } from '../project-at.js';

/** A condition of the award is met, and by what that is shown. */
export const discharge: ProjectAct = (at) => {
  const known = termsOf(at);
  if (known === undefined) return undefined;
  return act({
    ...around(at),
    title: 'Record that a condition is met',
    known,
    questions: { evidence: askText({ label: 'What shows it', what: 'what shows it' }) },
    button: 'Record that it is met',
    command: ({ evidence }) => ({
      name: 'DischargeCondition',
      content: { project: at.detail.project, condition: at.of, evidence },
    }),
    done: backTo(at, 'The condition is met.'),
  });
};

function termsOf({ detail, of }: ProjectAt): readonly (readonly [string, string])[] | undefined {
  const condition = detail.conditions.find((one) => one.condition === of);
  return condition === undefined
    ? undefined
    : [
        ['Condition', condition.terms],
        ['To be met', inWordsAtFirst(condition.toBeMet)],
      ];
}
