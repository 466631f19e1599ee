import type { Chance } from './chance.ts';
import { nextMonth, plusDays } from './london.ts';

/** What a project will do, decided beforehand by chance. */
export interface ProjectPlan {
  readonly project: string;
  readonly lead: string;
  readonly plannedFinish: string;
  readonly finishedOn: string;
  /** The evening on which the update of each month comes in. */
  readonly reports: ReadonlyMap<string, string>;
  /** The evening on which the evaluation comes in. */
  readonly evaluatedOn: string;
}

/** The year of the storm, both days included; shorter ones have fewer months. */
export interface Year {
  readonly from: string;
  readonly to: string;
}

/** So many projects with so many lead officers. Their obligations fall all over the year. */
export function plansOf(chance: Chance, projects: number, leads: number, year: Year): readonly ProjectPlan[] {
  const days = (Date.parse(year.to) - Date.parse(year.from)) / 86_400_000;
  return Array.from({ length: projects }, (_, at) => {
    const plannedFinish = plusDays(year.from, chance.between(Math.floor(days / 3), days - 7));
    const finishedOn = plusDays(plannedFinish, chance.oneOf([0, 0, 0, 1, 5]));
    return {
      project: `project-${at + 1}`,
      lead: `lead-${(at % leads) + 1}`,
      plannedFinish,
      finishedOn,
      reports: reportsOf(chance, year.from.slice(0, 7), finishedOn),
      evaluatedOn: plusDays(finishedOn, 28 + chance.between(-20, 18)),
    };
  });
}

function reportsOf(chance: Chance, first: string, finishedOn: string): ReadonlyMap<string, string> {
  const reports = new Map<string, string>();
  for (let month = first; month < finishedOn.slice(0, 7); month = nextMonth(month)) {
    const comesIn = plusDays(`${nextMonth(month)}-07`, chance.between(-5, 16));
    if (comesIn < finishedOn) reports.set(month, comesIn);
  }
  return reports;
}

/** What someone does on an evening: the month is that of a report. */
export interface Evening {
  readonly does: 'report' | 'finish' | 'evaluate';
  readonly plan: ProjectPlan;
  readonly month?: string;
}

/** Everything that is done on an evening. */
export function eveningOf(plans: readonly ProjectPlan[], day: string): readonly Evening[] {
  return plans.flatMap((plan): readonly Evening[] => {
    const months = [...plan.reports].filter(([, comesIn]) => comesIn === day);
    return [
      ...months.map(([month]) => ({ does: 'report', plan, month }) as const),
      ...(plan.finishedOn === day ? [{ does: 'finish', plan } as const] : []),
      ...(plan.evaluatedOn === day ? [{ does: 'evaluate', plan } as const] : []),
    ];
  });
}
