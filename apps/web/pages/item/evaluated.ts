import { answeringChair } from '#reads/answering-chair';
import type { ProjectDetail } from '#reads/project-detail';
import type { Visit } from '../../access/visit.js';
import { rowsOf } from '../../answering/rows.js';
import { answeredRows } from '../bid/bid-rows.js';
import { answersOf } from '../evaluation/answers.js';

/** The evaluation that an item is about, as those who discuss it read it. */
interface Evaluated {
  /** Nothing until it is handed in. */
  readonly rows: readonly object[];
  readonly href: string;
  readonly text: string;
}

const aboutEvaluations: ReadonlySet<string> = new Set(['evaluation', 'overdue-evaluation', 'outcome']);

/** Undefined for an item that is about no evaluation. */
export async function evaluatedIn(
  visit: Visit,
  kind: string,
  { project, evaluation }: Pick<ProjectDetail, 'project' | 'evaluation'>,
): Promise<Evaluated | undefined> {
  if (evaluation === undefined || !aboutEvaluations.has(kind)) return undefined;
  const answers = await answersOf(visit, project);
  const { people } = await answeringChair(visit.reading, project);
  const isTheirs = people.includes(visit.person) && evaluation.status === 'submitted';
  return {
    rows: answers === undefined ? [] : rowsOf([...answeredRows(answers), ...answers.next]),
    href: visit.at(`/evaluations/${project}`),
    text: isTheirs ? 'Accept or return the evaluation' : 'The evaluation, and what the bid promised',
  };
}
