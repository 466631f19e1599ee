import type { LadderPolicy, ObligationKind } from '#funding/ladder';
import { defaultPolicy } from '#funding/partnership/defaults';
import { withDueDate } from '#funding/project/due';
import { openObligations } from '#funding/project/obligations';
import type { ProjectObligation } from '#funding/project/obligations';
import type { AwardedProject } from '#funding/project/state';
import { maxDate } from '#kernel/local-date';
import { deliveryOf } from '#projections/delivery';
import { nextRung } from '#projections/next-rung';
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
  const { stream } = event;
  const evaluation = write.one(evaluations, stream);
  // A bid owes nothing yet.
  if (evaluation === undefined) return;
  const { recordedOn = event.effectiveOn } = event.data as { readonly recordedOn?: string };
  const delivery = withDueDate(deliveryOf(write, stream), recordedOn);
  writeDueDate(delivery, evaluation, write);
  write.set(obligations, stream, rowsOf(event, write, delivery));
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
    const obligation = { kind, of: row.which, from: row.arose_on, dueOn: row.due_on };
    const dueOn = dueDay(obligation, policies);
    const sent = daysSent(write, `project-${partnership}.${row.project}`, { ...row, due_on: dueOn });
    write.put(obligations, { ...row, due_on: dueOn, ...nextOf({ ...obligation, dueOn }, policies, sent) });
  }
}

/** The month after one: `2011-12` is followed by `2012-01`. */
export function monthAfter(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
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
  const policies = policyTermsOf(write.all(ladders, `partnership-${partnership}`));
  const lastMonth = firstMonthWithoutReminder(write, stream, delivery);
  const upTo = maxDate(`${lastMonth}-01`, delivery.plannedFinish?.on ?? '');
  const owed = openObligations(delivery, { upTo, updatesDueOnDay: 1 });
  return owed.flatMap((obligation) => {
    const { kind, of: which = '', from: arose_on } = obligation;
    const isUpdate = kind === 'performance-update';
    if (isUpdate && which > lastMonth) return [];
    const dueOn = dueDay(obligation, policies);
    const sent = daysSent(write, stream, { kind, which, due_on: dueOn });
    const next = nextOf({ ...obligation, dueOn }, policies, sent);
    const further_months = Number(isUpdate && which === lastMonth);
    return [{ partnership, project, kind, which, due_on: dueOn, arose_on, further_months, ...next }];
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

function daysSent(
  write: Write,
  stream: string,
  { kind, which, due_on }: Pick<Row, 'kind' | 'which' | 'due_on'>,
): readonly number[] {
  const rungs = write.all(remindersSent, stream);
  const ofThis = rungs.filter((rung) => rung.kind === kind && rung.which === which && rung.due_on === due_on);
  return ofThis.map(({ days }) => days).toSorted((a, b) => a - b);
}

function nextOf(
  obligation: ProjectObligation,
  policies: readonly PolicyTerms[],
  sent: readonly number[],
): Pick<RowOf<typeof obligations>, 'next_days' | 'next_send_at'> {
  const next = nextRung(
    policies.map(({ ladder }) => ladder),
    obligation,
    sent,
  );
  return { next_days: next?.days ?? null, next_send_at: next?.sendAt ?? null };
}
