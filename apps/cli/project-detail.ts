import type { Pence } from '#kernel/pence';
import { sumPence } from '#kernel/pence';
import type { ReadModels } from '#projections/read-models';
import { projectRows } from './project-rows.js';
import type { ProjectRow } from './project-rows.js';

/** Everything that the read models say of one project. */
export interface ProjectDetail extends ProjectRow {
  readonly bid: Bid | undefined;
  readonly costs: readonly {
    readonly year: string;
    readonly fundingType: string;
    readonly amountPence: Pence;
  }[];
  readonly outputs: readonly string[];
  readonly decision: Decision;
  readonly award: readonly AwardLine[];
  readonly conditions: readonly Condition[];
  readonly payments: readonly Payment[];
  readonly evaluation: Evaluation | undefined;
  readonly updates: readonly { readonly month: string; readonly rag: string; readonly progress: string }[];
}

interface Bid {
  readonly description: string | null;
  readonly thematicGroup: string | null;
  readonly startsOn: string | null;
  readonly finishesOn: string | null;
  readonly partnerInput: string | null;
  readonly riskOfNotDoing: string | null;
  readonly challenges: string | null;
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

export interface AwardLine {
  readonly source: string;
  readonly fundingType: string;
  readonly awardedPence: Pence;
  readonly releasedPence: Pence;
  readonly spentPence: Pence;
  readonly overspendPence: Pence;
  /** Awarded, and neither spent nor released. */
  readonly unspentPence: Pence;
}

interface Condition {
  readonly condition: string;
  readonly toBeMet: string;
  readonly terms: string;
  readonly dueOn: string | null;
  readonly status: string;
}

interface Payment {
  readonly payment: string;
  readonly kind: string;
  readonly paidOn: string | null;
  readonly payee: string | null;
  readonly purpose: string | null;
  readonly amountPence: Pence;
}

interface Evaluation {
  readonly form: string;
  readonly status: string;
  readonly dueOn: string | null;
  readonly firstDaysLate: number | null;
  readonly recommended: string | null;
  readonly waivedBecause: string | null;
}

/** A project by its id; undefined when the partnership has none of that id. */
export async function projectDetail(
  db: ReadModels,
  partnership: string,
  project: string,
): Promise<ProjectDetail | undefined> {
  const [row] = await projectRows(db, partnership, project);
  if (row === undefined) return undefined;
  const of = new DetailsOf(db, partnership, project);
  return {
    ...row,
    bid: await of.bid(),
    costs: await of.costs(),
    outputs: await of.outputs(),
    decision: await of.decision(),
    award: await of.award(),
    conditions: await of.conditions(),
    payments: await of.payments(),
    evaluation: await of.evaluation(),
    updates: await of.updates(),
  };
}

class DetailsOf {
  private readonly db: ReadModels;
  private readonly within: readonly [partnership: string, project: string];

  constructor(db: ReadModels, partnership: string, project: string) {
    this.db = db;
    this.within = [partnership, project];
  }

  async bid(): Promise<Bid | undefined> {
    const bids = this.db
      .selectFrom('bids')
      .select(['description', 'thematic_group as thematicGroup', 'starts_on as startsOn', 'challenges'])
      .select([
        'finishes_on as finishesOn',
        'partner_input as partnerInput',
        'risk_of_not_doing as riskOfNotDoing',
      ]);
    return this.of(bids).executeTakeFirst();
  }

  async costs(): Promise<ProjectDetail['costs']> {
    const costs = this.db
      .selectFrom('bid_costs')
      .select(['year', 'funding_type as fundingType', 'amount_pence as amountPence']);
    return this.of(costs).orderBy('line').execute();
  }

  async outputs(): Promise<readonly string[]> {
    const outputs = this.db.selectFrom('bid_outputs').select('output');
    return (await this.of(outputs).orderBy('line').execute()).map(({ output }) => output);
  }

  async decision(): Promise<Decision> {
    const projects = this.db
      .selectFrom('projects')
      .select([
        'decided_on as decidedOn',
        'meeting',
        'item',
        'reference',
        'example_only',
        'started_on as startedOn',
      ]);
    const { example_only: madeUp, ...decision } = await this.of(projects).executeTakeFirstOrThrow();
    return { ...decision, exampleOnly: madeUp === null ? [] : (JSON.parse(madeUp) as string[]) };
  }

  async award(): Promise<readonly AwardLine[]> {
    const lines = this.db
      .selectFrom('award_lines')
      .select(['source', 'funding_type as fundingType', 'awarded_pence as awardedPence'])
      .select([
        'released_pence as releasedPence',
        'spent_pence as spentPence',
        'overspend_pence as overspendPence',
      ]);
    const rows = await this.of(lines).orderBy('source').orderBy('funding_type').execute();
    return rows.map((line) => Object.assign(line, { unspentPence: unspentOf(line) }));
  }

  async conditions(): Promise<readonly Condition[]> {
    const conditions = this.db
      .selectFrom('conditions')
      .select(['condition', 'to_be_met as toBeMet', 'terms', 'due_on as dueOn', 'status']);
    return this.of(conditions).orderBy('condition').execute();
  }

  async payments(): Promise<readonly Payment[]> {
    const payments = this.db
      .selectFrom('payments')
      .select(['payment', 'kind', 'paid_on as paidOn', 'payee', 'purpose', 'amount_pence as amountPence']);
    return this.of(payments).orderBy('position').execute();
  }

  async evaluation(): Promise<Evaluation | undefined> {
    const evaluations = this.db
      .selectFrom('evaluations')
      .select(['form', 'status', 'due_on as dueOn', 'recommended'])
      .select(['first_days_late as firstDaysLate', 'waived_because as waivedBecause']);
    return this.of(evaluations).executeTakeFirst();
  }

  async updates(): Promise<ProjectDetail['updates']> {
    const updates = this.db.selectFrom('performance_updates').select(['month', 'rag', 'progress']);
    return this.of(updates).orderBy('month').execute();
  }

  private of<Query extends Within<Query>>(query: Query): Query {
    const [partnership, project] = this.within;
    return query.where('partnership', '=', partnership).where('project', '=', project);
  }
}

interface Within<Query> {
  where(column: 'partnership' | 'project', operator: '=', value: string): Query;
}

/** What was spent beyond the award is spent, and is no part of it. */
function unspentOf(line: Omit<AwardLine, 'unspentPence'>): Pence {
  return sumPence([line.awardedPence, -line.releasedPence, -line.spentPence, line.overspendPence]);
}
