import { formatDate } from '#kernel/local-date';
import { askChoice } from '../../../acts/questions.js';
import { ruling } from '../ruling.js';
import type { ItemAt, Ruling } from '../ruling.js';

/** Let a condition go. It moves no money, so it has no effect on a source. */
export async function waiveCondition({ project }: ItemAt): Promise<Ruling | string> {
  const open = project?.conditions.filter(({ status }) => status === 'open') ?? [];
  const [first] = open;
  if (project === undefined || first === undefined) return 'No condition of this project is open.';
  return ruling({
    title: 'Waive a condition',
    intro: ['The award stands without the condition. No money moves at any source.'],
    questions: {
      condition: askChoice(
        { label: 'Which condition is waived?', what: 'which condition is waived' },
        open.map(({ condition, toBeMet, terms, dueOn }) => ({
          value: condition,
          text: terms,
          hint: {
            text: `${toBeMet.replaceAll('-', ' ')}${dueOn === null ? '' : `, by ${formatDate(dueOn)}`}`,
          },
        })),
      ),
    },
    filledIn: { voted: 'agreed', ...(open.length === 1 ? { condition: first.condition } : {}) },
    command: ({ condition }, decision) => ({
      name: 'WaiveCondition',
      content: { project: project.project, condition, decision },
    }),
    done: () => `${project.title}: the condition is waived.`,
  });
}
