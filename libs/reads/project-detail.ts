import { projectStream } from '#kernel/ids';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { askTogether } from '#projections/batches';
import type { Answers, Questions } from '#projections/batches';
import { historyFrom, historyQuestions } from '#projections/history-of';
import type { HistoryEntry } from '#projections/history-of';
import type { ReadModels } from '#projections/read-models';
import { projectNow } from '#reads/project-now';
import type { ProjectNow } from '#reads/project-now';
import { rowQuestions, rowsFrom } from '#reads/project-rows';
import type { ProjectRow } from '#reads/project-rows';
import type { Reading } from '#reads/reading';
import { outputInWords } from '#reads/words';

/** Everything that the read models say of one project. */
export interface ProjectDetail extends ProjectRow, ProjectNow {
  readonly bid: Bid | undefined;
  readonly costs: readonly {
    readonly year: string;
    readonly fundingType: string;
    readonly amountPence: Pence;
  }[];
  /** In words, with the number where the bid states one. */
  readonly outputs: readonly string[];
  readonly decision: Decision;
  readonly conditions: readonly Condition[];
  readonly payments: readonly Payment[];
  readonly evaluation: Evaluation | undefined;
  readonly updates: readonly {
    readonly month: string;
    readonly rag: string;
    readonly progress: string;
    readonly risks: string | null;
    readonly nextSteps: string | null;
    /** When it was corrected last; null where it stands as it was sent. */
    readonly correctedOn: string | null;
  }[];
}

interface Bid {
  readonly description: string | null;
  readonly thematicGroup: string | null;
  readonly startsOn: string | null;
  readonly finishesOn: string | null;
  readonly partnerInput: string | null;
  readonly riskOfNotDoing: string | null;
  readonly challenges: string | null;
  /** The project that it continues. */
  readonly continues: string | null;
  /** Who is to be better off, and where. */
  readonly beneficiaries: string | null;
  readonly place: string | null;
  /** Why it was decided as it was. */
  readonly reasons: string | null;
}

interface Decision {
  readonly decidedOn: string | null;
  readonly meeting: string | null;
  readonly item: string | null;
  /** Where the decision of a project that was taken on is written down. */
  readonly reference: string | null;
  /** Facts made up for an example. */
  readonly exampleOnly: readonly string[];
  readonly startedOn: string | null;
}

interface Condition {
  readonly condition: string;
  readonly toBeMet: string;
  readonly terms: string;
  readonly dueOn: string | null;
  readonly status: string;
}

interface Payment {
  /** Of the event that recorded it. */
  readonly position: number;
  readonly payment: string;
  readonly kind: string;
  readonly paidOn: string | null;
  /** When it was paid, and for a reversal when it was reversed. */
  readonly day: string;
  readonly payee: string | null;
  readonly purpose: string | null;
  /** The invoice, or another reference. */
  readonly reference: string | null;
  readonly netPence: Pence;
  readonly irrecoverableVatPence: Pence;
  readonly amountPence: Pence;
  readonly overspendPence: Pence;
  readonly reason: string | null;
}

interface Evaluation {
  readonly form: string;
  readonly status: string;
  readonly dueOn: string | null;
  readonly firstDaysLate: number | null;
  readonly recommended: string | null;
  /** Whose recommendation it is: `lead-officer` or `chair`. */
  readonly recommendedBy: string | null;
  readonly waivedBecause: string | null;
}

/** A project by its id; undefined when the partnership has none of that id. */
export async function projectDetail(from: Reading, project: string): Promise<ProjectDetail | undefined> {
  return (await detailBeside(from, project, []))?.detail;
}

/** A project with every event that is about it, the oldest first; undefined as by `projectDetail`. */
export async function projectWithHistory(
  from: Reading,
  project: string,
): Promise<{ readonly detail: ProjectDetail; readonly history: readonly HistoryEntry[] } | undefined> {
  const { models, partnership } = from;
  const questions = historyQuestions(models.db, projectStream(partnership, project));
  const read = await detailBeside(from, project, questions);
  return read && { detail: read.detail, history: historyFrom(read.beside) };
}

/** A project, and the answers to other questions, asked in the same message. */
async function detailBeside<const Beside extends Questions>(
  from: Reading,
  project: string,
  questions: Beside,
): Promise<{ readonly detail: ProjectDetail; readonly beside: Answers<Beside> } | undefined> {
  const [read, now] = await Promise.all([rowAndDetails(from, project, questions), projectNow(from, project)]);
  if (read === undefined) return undefined;
  const releasedPence = sumPence(now.award.map((line) => line.releasedPence));
  return { detail: { ...read.row, ...now, releasedPence, ...read.details }, beside: read.beside };
}

type Details = Pick<
  ProjectDetail,
  'bid' | 'costs' | 'outputs' | 'decision' | 'conditions' | 'payments' | 'evaluation' | 'updates'
>;

/** What the tables say of one project, asked all at once; undefined where they know none of that id. */
async function rowAndDetails<const Beside extends Questions>(
  { models: { db }, partnership }: Reading,
  project: string,
  questions: Beside,
): Promise<
  { readonly row: ProjectRow; readonly details: Details; readonly beside: Answers<Beside> } | undefined
> {
  const of = <Query extends Within<Query>>(query: Query): Query =>
    query.where('partnership', '=', partnership).where('project', '=', project);
  const [projects, awards, served, ...told] = await askTogether(db, [
    ...rowQuestions(db, partnership, [project]),
    of(bids(db)),
    of(costsOfBids(db)).orderBy('line'),
    of(outputsOfBids(db)).orderBy('line'),
    of(decisions(db)),
    of(conditionsOfAwards(db)).orderBy('condition'),
    of(paymentsMade(db)).orderBy('position'),
    of(evaluationsOwed(db)),
    of(updatesSent(db)).orderBy('month'),
    ...questions,
  ] as const);
  const [[bid], costs, outputs, [decided], conditions, payments, [evaluation], updates, ...answers] = told;
  const [row] = rowsFrom([projects, awards, served]);
  if (row === undefined || decided === undefined) return undefined;
  const { example_only: madeUp, ...made } = decided;
  const exampleOnly = madeUp === null ? [] : (JSON.parse(madeUp) as string[]);
  const decision = { ...made, exampleOnly };
  const shown = outputs.map(outputInWords);
  return {
    row,
    details: { bid, costs, outputs: shown, decision, conditions, payments, evaluation, updates },
    beside: answers as unknown as Answers<Beside>,
  };
}

const bids = (db: ReadModels) =>
  db
    .selectFrom('bids')
    .select(['description', 'thematic_group as thematicGroup', 'starts_on as startsOn'])
    .select(['challenges', 'beneficiaries', 'place', 'continues'])
    .select(['finishes_on as finishesOn', 'partner_input as partnerInput'])
    .select(['risk_of_not_doing as riskOfNotDoing', 'reasons']);

const costsOfBids = (db: ReadModels) =>
  db.selectFrom('bid_costs').select(['year', 'funding_type as fundingType', 'amount_pence as amountPence']);

const outputsOfBids = (db: ReadModels) =>
  db.selectFrom('bid_outputs').select(['output as text', 'quantity', 'measure']);

const decisions = (db: ReadModels) =>
  db
    .selectFrom('projects')
    .select(['decided_on as decidedOn', 'meeting', 'item', 'reference', 'example_only'])
    .select('started_on as startedOn');

const conditionsOfAwards = (db: ReadModels) =>
  db
    .selectFrom('conditions')
    .select(['condition', 'to_be_met as toBeMet', 'terms', 'due_on as dueOn', 'status']);

const paymentsMade = (db: ReadModels) =>
  db
    .selectFrom('payments')
    .select(['payment', 'kind', 'paid_on as paidOn', 'payee', 'purpose', 'amount_pence as amountPence'])
    .select(['net_pence as netPence', 'irrecoverable_vat_pence as irrecoverableVatPence', 'reference'])
    .select(['overspend_pence as overspendPence', 'reason', 'position'])
    .select((row) => row.fn.coalesce('paid_on', 'effective_on').as('day'));

const evaluationsOwed = (db: ReadModels) =>
  db
    .selectFrom('evaluations')
    .select(['form', 'status', 'due_on as dueOn', 'recommended'])
    .select('recommended_by as recommendedBy')
    .select(['first_days_late as firstDaysLate', 'waived_because as waivedBecause']);

const updatesSent = (db: ReadModels) =>
  db
    .selectFrom('performance_updates')
    .select(['month', 'rag', 'progress', 'risks', 'next_steps as nextSteps'])
    .select('corrected_on as correctedOn');

interface Within<Query> {
  where(column: 'partnership' | 'project', operator: '=', value: string): Query;
}
