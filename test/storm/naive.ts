import { inLondon, nextMonth, plusDays, workingDay } from './london.ts';
import type { ProjectPlan } from './projects.ts';

// What should have gone, day by day, from the plans alone. It shares nothing with the product, and does
// everything the long way.

interface Owed {
  readonly key: string;
  readonly kind: 'performance-update' | 'finish-check' | 'evaluation';
  readonly dueOn: string;
  /** The day on which it arose, and the instant from which it is known. */
  readonly arose: string;
  readonly knownFrom: string;
  readonly endsAt: string;
}

const officer = ['lead-officer'];
const everyone = ['lead-officer', 'thematic-chair', 'tasking-agenda'];

/** Whom each step tells before it comes round weekly, by its days from the due date. */
const steps: Readonly<Record<Owed['kind'], Readonly<Record<number, readonly string[]>>>> = {
  'finish-check': { 0: officer },
  'performance-update': { [-3]: officer, 0: officer },
  evaluation: {
    [-28]: officer,
    [-14]: officer,
    [-7]: officer,
    [-1]: officer,
    0: officer,
    7: ['lead-officer', 'thematic-chair'],
  },
};

/** Whom a step tells; undefined where there is none. */
function toldAt(kind: Owed['kind'], days: number): readonly string[] | undefined {
  if (days in steps[kind]) return steps[kind][days];
  if (days < 7 || days % 7 !== 0) return undefined;
  return kind === 'evaluation' ? everyone : officer;
}

const evening = (day: string): string => inLondon(day, 20);

function owedBy(plan: ProjectPlan, begun: string): readonly Owed[] {
  const { project, plannedFinish, finishedOn, evaluatedOn } = plan;
  const knownFrom = evening(begun);
  const finished = evening(finishedOn);
  const evaluated = evening(evaluatedOn);
  const evaluation = (finish: string, arose: string, from: string, endsAt: string): Owed => {
    const dueOn = plusDays(finish, 28);
    return {
      key: `${project} evaluation`,
      kind: 'evaluation',
      dueOn,
      arose,
      knownFrom: from,
      endsAt,
    };
  };
  const isLate = finishedOn !== plannedFinish;
  return [
    ...updatesOf(plan, begun),
    {
      key: `${project} finish-check`,
      kind: 'finish-check',
      dueOn: plannedFinish,
      arose: begun,
      knownFrom,
      endsAt: finished,
    },
    evaluation(plannedFinish, begun, knownFrom, isLate ? finished : evaluated),
    ...(isLate ? [evaluation(finishedOn, finishedOn, finished, evaluated)] : []),
  ];
}

function updatesOf({ project, reports, finishedOn }: ProjectPlan, begun: string): readonly Owed[] {
  const owed: Owed[] = [];
  for (let month = begun.slice(0, 7); month <= finishedOn.slice(0, 7); month = nextMonth(month)) {
    const next = nextMonth(month);
    const reported = reports.get(month);
    const endsAt = evening(reported !== undefined && reported < finishedOn ? reported : finishedOn);
    owed.push({
      key: `${project} performance-update ${month}`,
      kind: 'performance-update',
      dueOn: `${next}-07`,
      arose: `${next}-01`,
      knownFrom: inLondon(`${next}-01`, 0),
      endsAt,
    });
  }
  return owed;
}

/** When each rung should have been claimed at the latest, by what it is and whom it tells. */
export function expectedRungs(
  plans: readonly ProjectPlan[],
  begun: string,
  openings: readonly string[],
): ReadonlyMap<string, string> {
  const expected = new Map<string, string>();
  for (const owed of plans.flatMap((plan) => owedBy(plan, begun))) {
    const open = openings.filter((opening) => opening > owed.knownFrom && opening <= owed.endsAt);
    const rungs = open.flatMap((opening) => rungsBy(owed, opening).map((rung) => [rung, opening] as const));
    // At the first opening at which it could.
    for (const [rung, opening] of rungs.toReversed()) expected.set(rung, opening);
  }
  return expected;
}

/** Every rung that goes at an opening or went before. */
function rungsBy(owed: Owed, opening: string): readonly string[] {
  const rungs: string[] = [];
  for (let days = -28; plusDays(owed.dueOn, days - 4) <= opening.slice(0, 10); days += 1) {
    const told = goesBy(owed, days, opening) ?? [];
    rungs.push(...told.map((whom) => `${owed.key} ${owed.dueOn} ${days} ${whom}`));
  }
  return rungs;
}

/** Whom a step tells that goes on the day of an opening or went before; undefined for one still to come. */
function goesBy({ kind, dueOn, arose }: Owed, days: number, opening: string): readonly string[] | undefined {
  const told = toldAt(kind, days);
  if (told === undefined) return undefined;
  const goes = workingDay(plusDays(dueOn, days), days < 0 ? -1 : 1);
  const sendOn = goes < arose ? workingDay(arose, 1) : goes;
  return sendOn <= opening.slice(0, 10) ? told : undefined;
}

/** How many obligations there are in the plans. */
export function obligationsIn(plans: readonly ProjectPlan[], begun: string): number {
  return plans.reduce((sum, plan) => sum + owedBy(plan, begun).length, 0);
}
