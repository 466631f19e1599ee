import type { Pence } from '#kernel/pence';
import { greatestFirst, inOrder, leastFirst, partOf, rowCount, sumOf } from '#projections/keyset';
import type { Key, OrderPart, Part, PartAsked } from '#projections/keyset';
import { agencyName } from '#reads/agency-name';
import type { Reading } from '#reads/reading';
import { says } from '#reads/words';

/** What the register is narrowed to. Nothing chosen of a kind means all of it. */
export interface RegisterQuestion {
  /** Each word somewhere in the title, the id, the lead officer's or the agency's name, in whatever order. */
  readonly words: string;
  readonly status: readonly string[];
  readonly priority: readonly string[];
  readonly officer: readonly string[];
  /** Agencies that lead. */
  readonly agency: readonly string[];
}

/** By what the register is sorted; projects that are alike in it stand by their titles. */
export interface RegisterOrder {
  readonly by: 'title' | 'status' | 'award' | 'spent';
  readonly greatestFirst: boolean;
}

/** A project as the register shows it. */
export interface RegisterRow {
  readonly project: string;
  readonly title: string;
  readonly status: string;
  readonly takenOn: boolean;
  /** How it finished, once it has. */
  readonly finishManner: string | null;
  readonly leadOfficer: string | null;
  readonly awardPence: Pence;
  readonly spentPence: Pence;
}

/** A part of the register, and what all of it comes to that was asked for. */
export interface RegisterPart extends Part<RegisterRow> {
  readonly count: number;
  readonly awardPence: Pence;
  readonly spentPence: Pence;
}

/** A part of the projects and bids that are asked for. */
export async function partOfRegister(
  from: Reading,
  question: RegisterQuestion,
  order: RegisterOrder,
  asked: PartAsked,
): Promise<RegisterPart> {
  const counted = withSums(from, await narrowed(from, question));
  const sums = counted.select([
    rowCount().as('count'),
    sumOf('awardPence').as('awardPence'),
    sumOf('spentPence').as('spentPence'),
  ]);
  const list = {
    rows: counted.selectAll(),
    counted,
    sums,
    order: columnsOf(order),
    keyOf: placeOfRow(order),
  };
  const part = await partOf(from.models.db, list, asked);
  return { ...part, rows: part.rows.map((row) => ({ ...row, takenOn: row.takenOn === 1 })) };
}

/** The ids of all that are asked for, in their order. */
export async function projectsAsked(
  from: Reading,
  question: RegisterQuestion,
  order: RegisterOrder,
): Promise<readonly string[]> {
  const asked = withSums(from, await narrowed(from, question)).selectAll();
  const rows = await inOrder(asked, columnsOf(order)).execute();
  return rows.map(({ project }) => project);
}

/** Of what states there are projects, and of which lead officers, whatever is asked for; and how many. */
export async function kindsInRegister({ models: { db }, partnership }: Reading): Promise<{
  readonly statuses: readonly string[];
  readonly officers: readonly string[];
  readonly count: number;
}> {
  const rows = await projectsIn(db, partnership)
    .select(['status', 'lead_officer', rowCount().as('count')])
    .groupBy(['status', 'lead_officer'])
    .execute();
  return {
    statuses: [...new Set(rows.map(({ status }) => status))].toSorted(),
    officers: [...new Set(rows.flatMap(({ lead_officer: officer }) => officer ?? []))],
    count: rows.reduce((sum, { count }) => sum + count, 0),
  };
}

const columns = { title: 'title', status: 'status', award: 'awardPence', spent: 'spentPence' } as const;

function columnsOf({ by, greatestFirst: falls }: RegisterOrder): readonly OrderPart[] {
  const first = falls ? greatestFirst(columns[by]) : leastFirst(columns[by]);
  return by === 'title'
    ? [first, leastFirst('project')]
    : [first, leastFirst('title'), leastFirst('project')];
}

/** By what a project is known in the register, sorted so. */
export function placeOfRow({ by }: RegisterOrder): (row: Omit<RegisterRow, 'takenOn'>) => Key {
  return (row) => (by === 'title' ? [row.title, row.project] : [row[columns[by]], row.title, row.project]);
}

async function narrowed(
  from: Reading,
  { words, status, priority, officer, agency }: RegisterQuestion,
): Promise<ReturnType<typeof projectsIn>> {
  const { models, partnership } = from;
  let projects = projectsIn(models.db, partnership);
  if (status.length > 0) projects = projects.where('status', 'in', status);
  if (officer.length > 0) projects = projects.where('lead_officer', 'in', officer);
  if (agency.length > 0) projects = projects.where('lead_agency', 'in', agency);
  if (priority.length > 0) {
    const serving = models.db.selectFrom('project_priorities').select('project');
    const theirs = serving.where('partnership', '=', partnership).where('priority', 'in', priority);
    projects = projects.where('project', 'in', theirs);
  }
  if (words === '') return projects;
  const named = await saying(from, words);
  // A list of none is no SQL; that nothing fits is.
  return named.length === 0 ? projects.where('project', 'is', null) : projects.where('project', 'in', named);
}

/** The projects that have these words. Names are unsealed as they are shown, and stand in no table. */
async function saying(
  { models: { db }, partnership, names, state }: Reading,
  words: string,
): Promise<string[]> {
  const rows = await projectsIn(db, partnership)
    .select(['project', 'title', 'lead_officer', 'lead_agency'])
    .execute();
  const named = await names.byId(rows.flatMap(({ lead_officer: officer }) => officer ?? []));
  const found = rows.filter(({ project, title, lead_officer: officer, lead_agency: agency }) =>
    says(words, [title, project, named.get(officer ?? '') ?? '', agencyName(state, agency)].join(' ')),
  );
  return found.map(({ project }) => project);
}

const projectsIn = (db: Reading['models']['db'], partnership: string) =>
  db.selectFrom('projects').where('partnership', '=', partnership);

/** Each of the projects with what was awarded and spent, over all its sources. */
const withSums = ({ models: { db }, partnership }: Reading, projects: ReturnType<typeof projectsIn>) =>
  db.selectFrom(
    projects
      .leftJoin(
        db
          .selectFrom('award_lines')
          .where('partnership', '=', partnership)
          .select(['project as of', sumOf('awarded_pence').as('awarded'), sumOf('spent_pence').as('spent')])
          .groupBy('project')
          .as('sums'),
        'sums.of',
        'projects.project',
      )
      .select(['project', 'title', 'status', 'taken_on as takenOn', 'lead_officer as leadOfficer'])
      .select('finish_manner as finishManner')
      .select((of) => [
        of.fn.coalesce('awarded', of.val(0)).as('awardPence'),
        of.fn.coalesce('spent', of.val(0)).as('spentPence'),
      ])
      .as('register'),
  );
