import { act } from '../../../acts/act.js';
import { askChoice, askDay, askLine, askPounds, askWhy, maybe } from '../../../acts/questions.js';
import type { Offered } from '../../../acts/questions.js';
import { around, backTo } from '../project-at.js';
import type { ProjectAct, ProjectAt } from '../project-at.js';
import { agreedAt, agreedWhere } from './agreed.js';

/** An agency has taken it into its own budget. */
export const mainstream: ProjectAct = async (at) => {
  const agreed = await agreedAt(at);
  return act({
    ...around(at),
    title: 'Record that it is mainstreamed',
    intro: ['An agency has taken the project into its own budget.'],
    questions: {
      agency: askLine({ label: 'Which agency', what: 'which agency' }),
      from: askDay({ label: 'From when', what: 'from when' }),
      budget: askLine({ label: 'Which budget', what: 'which budget' }),
      yearlyPence: maybe(askPounds({ label: 'What it costs a year', what: 'what it costs a year' })),
      ...agreed,
      reasons: askWhy,
    },
    button: 'Record it',
    command: ({ yearlyPence, agreed: where, ...terms }) => ({
      name: 'MainstreamProject',
      content: {
        project: at.detail.project,
        ...terms,
        ...agreedWhere(where),
        ...(yearlyPence === undefined ? {} : { yearlyPence }),
      },
    }),
    done: backTo(at, 'The project is mainstreamed.'),
  });
};

/** It is funded again, as another project of the register. */
export const continueAs: ProjectAct = async (at) => {
  const [agreed, others] = [await agreedAt(at), await otherProjects(at)];
  return act({
    ...around(at),
    title: 'Record that it is continued',
    intro: ['The project is funded again, as another project of the register.'],
    questions: {
      as: askChoice(
        { label: 'The project that continues it', what: 'the project that continues it' },
        others,
      ),
      ...agreed,
      reasons: askWhy,
    },
    button: 'Record it',
    command: ({ as, reasons, agreed: where }) => ({
      name: 'ContinueProject',
      content: { project: at.detail.project, as, reasons, ...agreedWhere(where) },
    }),
    done: backTo(at, 'The project is continued.'),
  });
};

export const discontinue: ProjectAct = async (at) => {
  const agreed = await agreedAt(at);
  return act({
    ...around(at),
    title: 'Record that it is discontinued',
    intro: ['The project is stopped: neither funded again nor taken into a budget.'],
    questions: { ...agreed, reasons: askWhy },
    button: 'Record it',
    command: ({ reasons, agreed: where }) => ({
      name: 'DiscontinueProject',
      content: { project: at.detail.project, reasons, ...agreedWhere(where) },
    }),
    done: backTo(at, 'The project is discontinued.'),
  });
};

async function otherProjects({ visit, detail }: ProjectAt): Promise<readonly Offered[]> {
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('projects')
    .select(['project', 'title'])
    .where('partnership', '=', partnership)
    .where('project', '!=', detail.project)
    .orderBy('title')
    .execute();
  return rows.map(({ project, title }) => ({ value: project, text: title }));
}
