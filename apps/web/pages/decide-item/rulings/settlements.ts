import { askDay, askLine, askPounds, leftEmpty, askChoice } from '../../../acts/questions.js';
import type { Offered } from '../../../acts/questions.js';
import type { AnswersTo, Questions } from '../../../acts/act.js';
import type { ProjectDetail } from '#reads/project-detail';
import { inWords } from '#reads/words';
import type { Visit } from '../../../access/visit.js';
import { otherProjects } from '../../source/choices.js';
import type { PageCommand } from '../../../commands/sending.js';

/** Why a project becomes what it does, and under which item of which meeting, if of one. */
interface Agreed {
  readonly reasons: string;
  readonly meeting?: string;
  readonly item?: string;
}

/** One of the things that a project becomes in the end. */
export interface Settlement<Q extends Questions = Questions> {
  readonly title: string;
  readonly intro: readonly string[];
  readonly questions: Q;
  command(project: string, answers: AnswersTo<Q>, agreed: Agreed): PageCommand;
  /** What it has become, in mid-sentence. */
  readonly became: string;
}

function settlement<Q extends Questions>(given: Settlement<Q>): Settlement {
  return given;
}

const mainstream = settlement({
  title: 'Record that it is mainstreamed',
  intro: ['An agency takes the project into its own budget.'],
  questions: {
    agency: askLine({ label: 'Which agency takes it on?', what: 'the agency that takes it on' }),
    from: askDay({ label: 'From when?', what: 'the day from which it takes it on' }),
    budget: askLine({ label: 'From which budget?', what: 'the budget that pays for it' }),
    yearlyPence: leftEmpty(
      askPounds({ label: 'What it costs a year (if known)', what: 'what it costs a year' }),
    ),
  },
  command: (project, { yearlyPence, ...taken }, agreed) => ({
    name: 'MainstreamProject',
    content: { project, ...taken, ...(yearlyPence === undefined ? {} : { yearlyPence }), ...agreed },
  }),
  became: 'mainstreamed',
});

const stop = settlement({
  title: 'Record that it is discontinued',
  intro: ['A project that still runs ends early by this, today, and owes its evaluation.'],
  questions: {},
  command: (project, _, agreed) => ({ name: 'DiscontinueProject', content: { project, ...agreed } }),
  became: 'discontinued',
});

function goOn(others: readonly Offered[]): Settlement {
  return settlement({
    title: 'Record that it is continued',
    intro: ['It is funded again, as another project or bid.'],
    questions: {
      as: askChoice({ label: 'Which project or bid continues it?', what: 'what continues it' }, others),
    },
    command: (project, { as }, agreed) => ({ name: 'ContinueProject', content: { project, as, ...agreed } }),
    became: 'continued',
  });
}

/** The last part of an address, by what a project becomes. */
export type SettlementPath = 'mainstream' | 'continue' | 'discontinue';

/** What a project can become, by the last part of its address. */
export async function settlementOf(visit: Visit, project: string, path: SettlementPath): Promise<Settlement> {
  if (path === 'mainstream') return mainstream;
  return path === 'discontinue' ? stop : goOn(await otherProjects(visit, project));
}

/** What is recommended with its evaluation, and by whom, for whoever decides what becomes of it. */
export function recommendedRows({
  evaluation,
}: ProjectDetail): readonly (readonly [key: string, text: string])[] {
  const { recommended, recommendedBy } = evaluation ?? {};
  if (recommended === undefined || recommended === null) return [];
  return [[`Recommended by the ${inWords(recommendedBy ?? '')}`, recommended]];
}
