import { bankHolidaysEnglandAndWales as holidays } from '#funding/bank-holidays';

/** A rung of a ladder as people write it down. */
export interface NaiveRung {
  readonly days: number;
  readonly every?: number;
  readonly tells: readonly string[];
}

/** What went out: of which due date, how far from it, as what, to whom, and when. */
export interface Went {
  readonly dueOn: string;
  readonly days: number;
  readonly told: string;
  readonly to: string;
  readonly on: string;
}

const defaults: readonly NaiveRung[] = [
  ...[-28, -14, -7, -1, 0].map((days) => ({ days, tells: ['lead-officer'] })),
  { days: 7, tells: ['lead-officer', 'thematic-chair'] },
  { days: 14, every: 7, tells: ['lead-officer', 'thematic-chair', 'tasking-agenda'] },
];

/**
 * The evaluation of one project and its reminders, written down from rules 16 to 18 as a clerk would keep
 * them with a calendar: every morning each day of the ladder is looked at anew. It shares nothing with the
 * code that it is compared with but the list of bank holidays.
 */
export class NaiveReminders {
  readonly went: Went[] = [];
  private readonly policies: { readonly from: string; readonly rungs: readonly NaiveRung[] }[] = [
    { from: '1900-01-01', rungs: defaults },
  ];
  private leadOfficer: string;
  private readonly chair: string;
  private finish: string;
  private agreed: string | undefined;
  private isOwed = true;
  private dueOn = '';
  private since = '';

  constructor(leadOfficer: string, chair: string, plannedFinish: string, today: string) {
    this.leadOfficer = leadOfficer;
    this.chair = chair;
    this.finish = plannedFinish;
    this.dateAnew(today);
  }

  finishes(on: string, today: string): void {
    this.finish = on;
    this.dateAnew(today);
  }

  handsIn(): void {
    this.isOwed = false;
  }

  isReturned(newDueOn: string, today: string): void {
    this.isOwed = true;
    this.agreed = newDueOn;
    this.dateAnew(today);
  }

  isHandedTo(leadOfficer: string): void {
    this.leadOfficer = leadOfficer;
  }

  adopts(from: string, rungs: readonly NaiveRung[]): void {
    this.policies.push({ from, rungs });
  }

  /** What goes out this morning, when somebody is there to send it. */
  morning(today: string): void {
    if (!isWorking(today) || !this.isOwed) return;
    for (let days = -120; dayAfter(this.dueOn, days) <= dayAfter(today, 10); days += 1) {
      if (this.goesOn(days) > today) continue;
      for (const told of this.tells(days)) {
        const isKnown = this.went.some(
          (one) => one.dueOn === this.dueOn && one.days === days && one.told === told,
        );
        if (!isKnown) this.went.push({ dueOn: this.dueOn, days, told, to: this.who(told), on: today });
      }
    }
  }

  private who(told: string): string {
    if (told === 'lead-officer') return this.leadOfficer;
    return told === 'thematic-chair' ? this.chair : '';
  }

  /** The day before a weekend or a holiday when it warns, the day after when it is due or late. */
  private moved(days: number): string {
    let day = dayAfter(this.dueOn, days);
    while (!isWorking(day)) day = dayAfter(day, days < 0 ? -1 : 1);
    return day;
  }

  private goesOn(days: number): string {
    const moved = this.moved(days);
    if (moved >= this.since) return moved;
    let day = this.since;
    while (!isWorking(day)) day = dayAfter(day, 1);
    return day;
  }

  private tells(days: number): readonly string[] {
    const governed = days < 0 ? this.moved(days) : dayAfter(this.dueOn, days);
    const policy = this.policies.findLast(({ from }) => from <= governed);
    const rungs = (policy?.rungs ?? []).filter((rung) => {
      return (
        rung.days === days ||
        (rung.every !== undefined && days > rung.days && (days - rung.days) % rung.every === 0)
      );
    });
    return [...new Set(rungs.flatMap(({ tells }) => tells))];
  }

  private dateAnew(today: string): void {
    const dueOn = this.agreed ?? dayAfter(this.finish, 28);
    if (dueOn === this.dueOn) return;
    this.dueOn = dueOn;
    this.since = today;
  }
}

/** The day so many days after one, by the calendar of the language itself. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function isWorking(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}
