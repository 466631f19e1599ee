import { formatDate, formatMonth } from '#kernel/local-date';
import { inWordsAtFirst } from '#reads/words';
import { act } from '../../../acts/act.js';
import { askChoice, askText, askWhy, maybe } from '../../../acts/questions.js';
import { ratings, updateHints } from '../../submit-update/ratings.js';
import { around, backTo } from '../project-at.js';
import type { ProjectAct } from '../project-at.js';

/** A monthly update that was sent with something wrong in it: given anew, whole; the one before is kept. */
export const correctUpdate: ProjectAct = (at) => {
  const { project, updates } = at.detail;
  const sent = updates.find(({ month }) => month === at.of);
  if (sent === undefined) return undefined;
  const { month, rag, progress, risks, nextSteps, correctedOn } = sent;
  const corrected = correctedOn === null ? '' : `, corrected on ${formatDate(correctedOn)}`;
  return act({
    ...around(at),
    title: `Correct the update for ${formatMonth(month)}`,
    intro: [
      'What you say here takes its place, with the day on which it was corrected. What was sent before stays in the history, and a highlight report that was submitted stays as it was.',
    ],
    known: [['Sent as', `${inWordsAtFirst(rag)}${corrected}`]],
    questions: {
      rag: askChoice({ label: 'How did it stand?', what: 'how it stood' }, ratings),
      progress: askText({ label: 'What was done', what: 'what was done', hint: updateHints.progress }, 4000),
      risks: maybe(askText({ label: 'Risks', what: 'the risks', hint: updateHints.risks }, 4000)),
      nextSteps: maybe(
        askText({ label: 'What comes next', what: 'what comes next', hint: updateHints.nextSteps }, 4000),
      ),
      reason: { ...askWhy, label: 'What was wrong' },
    },
    replaces: { rag, progress, risks: risks ?? '', nextSteps: nextSteps ?? '' },
    button: 'Correct the update',
    command: ({ rag: now, progress: done, reason, ...more }) => ({
      name: 'CorrectPerformanceUpdate',
      content: { project, month, rag: now, progress: done, reason, ...stated(more) },
    }),
    done: backTo(at, `The update for ${formatMonth(month)} is corrected.`),
  });
};

/** What was answered; what was left empty is taken out of the update. */
function stated(answers: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const said = Object.entries(answers).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]));
  return Object.fromEntries(said) as Readonly<Record<string, string>>;
}
