import type { LadderPolicy, ObligationKind } from '#funding/ladder';
import { defaultPolicy } from '#funding/partnership/defaults';
import { withDueDate } from '#funding/project/due';
import { monthAfter, openObligations } from '#funding/project/obligations';
import type { ProjectObligation } from '#funding/project/obligations';
import type { AwardedProject } from '#funding/project/state';
import { maxDate } from '#kernel/local-date';
import { deliveryOf } from '#projections/delivery';
import { nextRung, sentKey } from '#projections/next-rung';
import type { Happened, Write } from '#projections/projection';
import { evaluations, ladders, obligations, remindersSent } from '#projections/projects.tables';
import type { NewRow, RowOf } from '#projections/table';

type Row = NewRow<typeof obligations>;

/** What of a policy reminders are reckoned from. */
export interface PolicyTerms {
  readonly from: string;
  readonly updatesDueOnDay: number;
  readonly ladder: LadderPolicy;
}

/** The terms that rows hold, in the order of their versions. */
export function policyTermsOf(rows: readonly Readonly<RowOf<typeof ladders>>[]): readonly PolicyTerms[] {
  return rows
    .toSorted((a, b) => a.version - b.version)
    .map((row) => ({
      from: row.from_on,
      updatesDueOnDay: row.updates_due_on_day,
      ladder: parsed(row.ladder),
    }));
}

/** A partnership has few ladders, and every one of its obligations is reckoned by them. */
const parsedLadders = new Map<string, LadderPolicy>();

function parsed(ladder: string): LadderPolicy {
  const known = parsedLadders.get(ladder) ?? (JSON.parse(ladder) as LadderPolicy);
  if (parsedLadders.size > 1000) parsedLadders.clear();
  parsedLadders.set(ladder, known);
  return known;
}

/**
 * Writes when the evaluation of a project is due, what the project owes, and which reminder of each comes
 * next, after something happened on which they depend.
 */
export function writeObligations(event: Happened, write: Write): void {
  const { stream, partnership } = event;
  const evaluation = write.one(evaluations, stream);
  const policies = policiesAtHand(write, partnership);
  const recoveries = recoveriesOf(write, stream).map((row) => ({
    ...row,
    ...nextOfRow(row, policies, write),
  }));
  // A bid owes nothing yet.
  if (evaluation === undefined) return write.set(obligations, stream, recoveries);
  const { recordedOn = event.effectiveOn } = event.data as { readonly recordedOn?: string };
  const delivery = withDueDate(deliveryOf(write, stream), recordedOn);
  writeDueDate(delivery, evaluation, write);
  write.set(obligations, stream, [...rowsOf(event, write, delivery), ...recoveries]);
}

/** What others owe to the sources of a project is settled there, and stands beside what the project owes. */
function recoveriesOf(write: Write, stream: string): readonly Readonly<RowOf<typeof obligations>>[] {
  return write.all(obligations, stream).filter(({ kind }) => kind === 'reclaim');
}

/** Something that others owe to a source, of which a reminder is due; with nothing owed it is settled. */
export interface Recovery {
  readonly partnership: string;
  readonly project: string;
  readonly source: string;
  readonly recovery: string;
  readonly due_on: string;
  readonly arose_on: string;
  readonly owed_pence: number;
}

/** Writes what is owed to a source, and which reminder of it comes next. */
export function writeRecovery(recovery: Recovery, write: Write): void {
  const { partnership, project, source, recovery: which, due_on, arose_on, owed_pence } = recovery;
  const stream = projectStreamOf(recovery);
  const known = write.one(obligations, stream, 'reclaim', which, source);
  if (owed_pence > 0) {
    const row = { partnership, project, kind: 'reclaim', which, source, due_on, arose_on, further_months: 0 };
    write.put(obligations, { ...row, ...nextOfRow(row, policiesAtHand(write, partnership), write) });
  } else if (known !== undefined) write.remove(obligations, known);
}

function projectStreamOf({ partnership, project }: Pick<Row, 'partnership' | 'project'>): string {
  return `project-${partnership}.${project}`;
}

function policiesAtHand(write: Write, partnership: string): readonly PolicyTerms[] {
  return policyTermsOf(write.all(ladders, `partnership-${partnership}`));
}

function writeDueDate(
  { evaluation: { due } }: AwardedProject,
  row: Readonly<RowOf<typeof evaluations>>,
  write: Write,
): void {
  const [due_on, due_since] = [due?.on ?? null, due?.recordedOn ?? null];
  if (due_on !== row.due_on || due_since !== row.due_since) {
    write.change(evaluations, row, { due_on, due_since });
  }
}

/** Reckons the obligations of a whole partnership anew, under a policy that is new. */
export function reckonAnew({ partnership, stream }: Happened, write: Write): void {
  const policies = policyTermsOf(write.all(ladders, stream));
  for (const row of write.everyOne(obligations, partnership)) {
    const kind = row.kind as ObligationKind;
    const dueOn = dueDay({ kind, of: row.which, from: row.arose_on, dueOn: row.due_on }, policies);
    const timed = { ...row, due_on: dueOn };
    write.put(obligations, { ...timed, ...nextOfRow(timed, policies, write) });
  }
}

/** Updates are due on the day of the month that the policy in force at its beginning has. */
export function dueDay({ kind, dueOn }: ProjectObligation, policies: readonly PolicyTerms[]): string {
  if (kind !== 'performance-update') return dueOn;
  const month = dueOn.slice(0, 7);
  const inForce = policies.findLast(({ from }) => from <= `${month}-01`) ?? defaultPolicy;
  return `${month}-${String(inForce.updatesDueOnDay).padStart(2, '0')}`;
}

/**
 * Of the monthly updates, those up to the first of which nobody was reminded yet: how many more are due, only
 * the day of asking can tell.
 */
function rowsOf(
  { stream, partnership, subject: project }: Happened,
  write: Write,
  delivery: AwardedProject,
): Row[] {
  const policies = policiesAtHand(write, partnership);
  const lastMonth = firstMonthWithoutReminder(write, stream, delivery);
  const upTo = maxDate(`${lastMonth}-01`, delivery.plannedFinish?.on ?? '');
  const owed = openObligations(delivery, { upTo, updatesDueOnDay: 1 });
  return owed.flatMap((obligation) => {
    const { kind, of: which = '', from: arose_on } = obligation;
    const isUpdate = kind === 'performance-update';
    if (isUpdate && which > lastMonth) return [];
    const due_on = dueDay(obligation, policies);
    const further_months = Number(isUpdate && which === lastMonth);
    const row = { partnership, project, kind, which, source: '', due_on, arose_on, further_months };
    return [{ ...row, ...nextOfRow(row, policies, write) }];
  });
}

function firstMonthWithoutReminder(write: Write, stream: string, delivery: AwardedProject): string {
  if (delivery.status !== 'started') return '';
  const reminded = new Set(write.all(remindersSent, stream).map(({ kind, which }) => `${kind} ${which}`));
  let month = delivery.start.updatesFrom;
  while (delivery.updates.has(month) || reminded.has(`performance-update ${month}`))
    month = monthAfter(month);
  return month;
}

type Timed = Pick<Row, 'partnership' | 'project' | 'kind' | 'which' | 'source' | 'due_on' | 'arose_on'>;

function nextOfRow(
  row: Timed,
  policies: readonly PolicyTerms[],
  write: Write,
): Pick<RowOf<typeof obligations>, 'next_days' | 'next_send_at'> {
  const { kind, due_on: dueOn, arose_on: from } = row;
  const next = nextRung(
    policies.map(({ ladder }) => ladder),
    { kind: kind as ObligationKind, dueOn, from },
    rungsSent(write, row),
  );
  return { next_days: next?.days ?? null, next_send_at: next?.sendAt ?? null };
}

/** The rungs of a due date that were sent. Older records do not say at which source a reclaim is owed. */
function rungsSent(write: Write, row: Timed): readonly string[] {
  const { kind, which, source, due_on } = row;
  const ofThis = write.all(remindersSent, projectStreamOf(row)).filter((sent) => {
    const atThis = sent.source === source || sent.source === '';
    return atThis && sent.kind === kind && sent.which === which && sent.due_on === due_on;
  });
  return ofThis.map(sentKey).toSorted();
}
