import { bankHolidaysEnglandAndWales as holidays } from '#funding/bank-holidays';

/** A rung of a ladder as people write it down. */
export interface NaiveRung {
  readonly days: number;
  readonly every?: number;
  readonly tells: readonly string[];
}

/** What went out: of what, how far from its due date, as what, to whom, and when. */
export interface Went {
  readonly kind: string;
  readonly of: string;
  readonly dueOn: string;
  readonly days: number;
  readonly told: string;
  /** Empty for an agenda, and where there was nobody. */
  readonly to: string;
  readonly on: string;
}

const officer = ['lead-officer'];
const simple = (...tells: readonly string[]): readonly NaiveRung[] => [
  { days: -3, tells },
  { days: 0, every: 7, tells },
];

/** The ladders of rules 16 and 17, as they are written there. */
const defaults: Readonly<Record<string, readonly NaiveRung[]>> = {
  evaluation: [
    ...[-28, -14, -7, -1, 0].map((days) => ({ days, tells: officer })),
    { days: 7, tells: ['lead-officer', 'thematic-chair'] },
    { days: 14, every: 7, tells: ['lead-officer', 'thematic-chair', 'tasking-agenda'] },
  ],
  'performance-update': simple('lead-officer'),
  acceptance: simple('lead-officer'),
  condition: simple('lead-officer'),
  reclaim: simple('finance-officer'),
  'finish-check': [{ days: 0, every: 7, tells: officer }],
};

/** A policy as a partnership adopts it; what it leaves out stays as it was. */
export interface NaivePolicy {
  readonly from: string;
  readonly ladders?: Readonly<Record<string, readonly NaiveRung[]>>;
  readonly updatesDueOnDay?: number;
}

/** Who is who in a partnership, and by which policies it reminds; its projects share it. */
export class NaivePartnership {
  readonly away = new Set<string>();
  hasChair = true;
  private readonly policies = [{ from: '1900-01-01', ladders: defaults, updatesDueOnDay: 7 }];

  adopts({ from, ladders = {}, updatesDueOnDay }: NaivePolicy): void {
    const last = this.policies.at(-1);
    this.policies.push({
      from,
      ladders: { ...last?.ladders, ...ladders },
      updatesDueOnDay: updatesDueOnDay ?? last?.updatesDueOnDay ?? 7,
    });
  }

  on(day: string): { readonly ladders: typeof defaults; readonly updatesDueOnDay: number } {
    return this.policies.findLast(({ from }) => from <= day) ?? { ladders: defaults, updatesDueOnDay: 7 };
  }
}

interface Owed {
  readonly kind: string;
  readonly of: string;
  readonly dueOn: string;
  /** The day from which this due date stood. */
  readonly since: string;
}

/**
 * What one project owes and its reminders, written down from rules 16 to 18 as a clerk would keep them with a
 * calendar: every morning each day of each ladder is looked at anew. It shares nothing with the code that it
 * is compared with but the list of bank holidays.
 */
export class NaiveReminders {
  readonly went: Went[] = [];
  leadOfficer = 'lead-1';
  deputy = '';
  private readonly partnership: NaivePartnership;
  private owed: readonly Owed[] = [];
  private running: { readonly since: string; readonly from: string } | undefined;
  private readonly reported = new Set<string>();
  private finish = '';
  private agreed: string | undefined;
  private evaluation = { isOwed: true, dueOn: '', since: '' };

  constructor(partnership: NaivePartnership, plannedFinish: string, today: string) {
    this.partnership = partnership;
    this.plans(plannedFinish, today);
  }

  owes(kind: string, of: string, dueOn: string, today: string): void {
    const before = this.owed.find((one) => one.kind === kind && one.of === of);
    if (before?.dueOn === dueOn) return;
    this.settles(kind, of);
    this.owed = [...this.owed, { kind, of, dueOn, since: today }];
  }

  settles(kind: string, of = ''): void {
    this.owed = this.owed.filter((one) => one.kind !== kind || one.of !== of);
  }

  /** A planned finish: the evaluation hangs on it, and on its day it is asked about. */
  plans(on: string, today: string): void {
    this.owes('finish-check', '', on, today);
    this.evaluateAfter(on, today);
  }

  starts(on: string, today: string): void {
    this.running = { since: today, from: on.slice(0, 7) };
  }

  reports(month: string): void {
    this.reported.add(month);
  }

  finishes(on: string, today: string): void {
    this.settles('finish-check');
    this.running = undefined;
    this.evaluateAfter(on, today);
  }

  handsIn(): void {
    this.evaluation = { ...this.evaluation, isOwed: false };
  }

  isReturned(newDueOn: string, today: string): void {
    this.agreed = newDueOn;
    this.evaluation = { ...this.evaluation, isOwed: true };
    this.evaluateAfter(this.finish, today);
  }

  /** Without its award it owes nothing but what others owe for it. */
  losesAward(): void {
    this.owed = this.owed.filter(({ kind }) => kind === 'reclaim');
    this.evaluation = { ...this.evaluation, isOwed: false };
    this.running = undefined;
  }

  isHandedTo(leadOfficer: string): void {
    this.leadOfficer = leadOfficer;
    if (this.deputy === leadOfficer) this.deputy = '';
  }

  /** What goes out this morning, when somebody is there to send it. */
  morning(today: string): void {
    if (!isWorking(today)) return;
    const evaluations = this.evaluation.isOwed ? [{ kind: 'evaluation', of: '', ...this.evaluation }] : [];
    for (const owed of [...this.owed, ...evaluations, ...this.updatesOwed(today)]) this.remindOf(owed, today);
  }

  private remindOf(owed: Owed, today: string): void {
    const { kind, of, dueOn } = owed;
    for (let days = -120; dayAfter(dueOn, days) <= dayAfter(today, 10); days += 1) {
      for (const told of this.tells(owed, days)) {
        if (goesOn(owed, days) > today) continue;
        const isKnown = this.went.some(
          (one) =>
            one.kind === kind &&
            one.of === of &&
            one.dueOn === dueOn &&
            one.days === days &&
            one.told === told,
        );
        if (!isKnown) this.went.push({ kind, of, dueOn, days, told, to: this.who(told), on: today });
      }
    }
  }

  private evaluateAfter(finish: string, today: string): void {
    this.finish = finish;
    const dueOn = this.agreed ?? dayAfter(finish, 28);
    if (dueOn !== this.evaluation.dueOn) this.evaluation = { ...this.evaluation, dueOn, since: today };
  }

  /** Each month of which the first has come, while the project runs and nobody has reported on it. */
  private updatesOwed(today: string): readonly Owed[] {
    const owed: Owed[] = [];
    const { since, from } = this.running ?? { since: '', from: '9999-12' };
    for (let month = from; month <= today.slice(0, 7); month = monthAfter(month)) {
      if (this.reported.has(month)) continue;
      const first = `${monthAfter(month)}-01`;
      const day = String(this.partnership.on(first).updatesDueOnDay).padStart(2, '0');
      const arose = first > since ? first : since;
      owed.push({ kind: 'performance-update', of: month, dueOn: `${first.slice(0, 8)}${day}`, since: arose });
    }
    return owed;
  }

  /**
   * Whoever is away has the support officer in their place, and a deputy has nobody. Where a thematic group
   * has no chair, that of the tasking group answers its evaluations, and is told of them.
   */
  private who(told: string): string {
    const { hasChair } = this.partnership;
    const people: Readonly<Record<string, string | undefined>> = {
      'lead-officer': this.unlessAway(this.leadOfficer) ?? 'support-1',
      'deputy-lead-officer': this.unlessAway(this.deputy),
      'thematic-chair': hasChair ? 'theme-1' : 'chair-1',
      'support-officer': 'support-1',
      'finance-officer': 'finance-1',
    };
    return people[told] ?? '';
  }

  private unlessAway(person: string): string | undefined {
    return this.partnership.away.has(person) ? undefined : person;
  }

  private tells({ kind, dueOn }: Owed, days: number): readonly string[] {
    const governed = days < 0 ? moved(dueOn, days) : dayAfter(dueOn, days);
    const ladder = this.partnership.on(governed).ladders[kind] ?? [];
    const rungs = ladder.filter((rung) => {
      const after = days - rung.days;
      return after === 0 || (rung.every !== undefined && after > 0 && after % rung.every === 0);
    });
    return [...new Set(rungs.flatMap(({ tells }) => tells))];
  }
}

/** The working day before for what warns, the next for what is due or late; past ones go when they can. */
function goesOn({ dueOn, since }: Owed, days: number): string {
  const day = moved(dueOn, days);
  return day >= since ? day : nextWorking(since, 1);
}

function moved(dueOn: string, days: number): string {
  return nextWorking(dayAfter(dueOn, days), days < 0 ? -1 : 1);
}

function nextWorking(from: string, step: number): string {
  let day = from;
  while (!isWorking(day)) day = dayAfter(day, step);
  return day;
}

/** The day so many days after one, by the calendar of the language itself. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function monthAfter(month: string): string {
  return dayAfter(`${month}-28`, 5).slice(0, 7);
}

function isWorking(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}
