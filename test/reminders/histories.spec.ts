import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Reply } from '#desk/reply';
import { administrator, support, thematicChair } from '#testing/desk-story';
import { aPartnershipThatReminds, ReminderStory, startedProject } from '#testing/reminder-story';
import { dayAfter, NaiveReminders } from './naive-reminders.ts';
import type { NaiveRung, Went } from './naive-reminders.ts';

const project = 'youth-bus';
const first = '2011-10-10';
const daysPlayed = 110;
/** More of them: `HISTORIES=500 npm test -- test/reminders`. */
const histories = Number(process.env['HISTORIES'] ?? 10);

type Step =
  | { readonly does: 'extend' | 'finish' | 'correct' | 'return'; readonly days: number }
  | { readonly does: 'hand-in' }
  | { readonly does: 'hand-on' }
  | { readonly does: 'adopt'; readonly days: number; readonly rungs: readonly NaiveRung[] };

const anyRung: fc.Arbitrary<NaiveRung> = fc.record(
  {
    days: fc.integer({ min: -30, max: 20 }),
    every: fc.integer({ min: 1, max: 10 }),
    tells: fc.subarray(['lead-officer', 'thematic-chair', 'tasking-agenda'], { minLength: 1 }),
  },
  { requiredKeys: ['days', 'tells'] },
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constantFrom('extend' as const, 'finish' as const, 'correct' as const, 'return' as const),
    days: fc.integer({ min: 0, max: 45 }),
  }),
  fc.constantFrom<Step>({ does: 'hand-in' }, { does: 'hand-on' }),
  fc.record({
    does: fc.constant('adopt' as const),
    days: fc.integer({ min: 0, max: 20 }),
    rungs: fc.array(anyRung, { minLength: 1, maxLength: 4 }),
  }),
);
/** What happens on which day, before anything is sent that morning; and when no worker runs. */
const anyHistory = fc.record({
  plannedIn: fc.integer({ min: 83, max: 120 }),
  steps: fc.array(fc.tuple(fc.integer({ min: 0, max: daysPlayed - 1 }), anyStep), { maxLength: 12 }),
  off: fc.array(fc.tuple(fc.integer({ min: 0, max: daysPlayed }), fc.integer({ min: 1, max: 12 })), {
    maxLength: 3,
  }),
});

const answers = {
  done: 'All.',
  outputs: [{ text: 'Nights' }],
  outcomes: '-',
  evidence: '-',
  economy: '-',
  efficiency: '-',
  effectiveness: '-',
  costComment: '-',
  lessons: '-',
  next: { recommend: 'discontinue', why: '-' },
};

/** A history as it is lived at the desk, and as a clerk keeps it. */
class Lived {
  private readonly story: ReminderStory;
  private readonly naive: NaiveReminders;
  private leadOfficer = 'lead-1';
  private version = 1;

  constructor(story: ReminderStory, plannedFinish: string, today: string) {
    this.story = story;
    this.naive = new NaiveReminders('lead-1', 'theme-1', plannedFinish, today);
  }

  async step(step: Step, today: string): Promise<void> {
    this.story.at(`${today}T07:00:00.000Z`);
    if (step.does === 'hand-in') return this.handIn();
    if (step.does === 'hand-on') return this.handOn();
    if (step.does === 'adopt') return this.adopt(dayAfter(today, step.days), step.rungs);
    return step.does === 'return'
      ? this.isReturned(dayAfter(today, step.days), today)
      : this.finishes(step.does, dayAfter(today, step.does === 'extend' ? step.days : -step.days), today);
  }

  async day(today: string, isOff: boolean): Promise<void> {
    if (isOff) return;
    this.naive.morning(today);
    await this.story.round(`${today}T10:00:00.000Z`);
  }

  /** What went out, by the events and by the clerk. */
  async both(): Promise<{ readonly really: readonly Went[]; readonly naively: readonly Went[] }> {
    const really: Went[] = [];
    for await (const { type, body } of this.story.store.readStream(`project-riverside.${project}`)) {
      const { effectiveOn: on, data } = JSON.parse(body) as { effectiveOn: string; data: Sent };
      const { dueOn, days } = data;
      if (type === 'EvaluationReminderSent' && data.obligation === 'evaluation')
        really.push({ dueOn, days, told: data.told ?? '', to: (data.to as readonly string[])[0] ?? '', on });
      if (type === 'EvaluationEscalated') really.push({ dueOn, days, told: String(data.to), to: '', on });
    }
    return { really: inOrder(really), naively: inOrder(this.naive.went) };
  }

  private async finishes(does: 'extend' | 'finish' | 'correct', on: string, today: string): Promise<void> {
    const asked = {
      extend: ['ExtendProject', { project, finishesOn: on, reasons: 'Snow.' }],
      finish: ['FinishProject', { project, manner: 'completed', on }],
      correct: ['CorrectFinish', { project, finishedOn: on, reason: 'A slip.' }],
    } as const;
    const [command, fields] = asked[does];
    if (happened(await this.story.send(support, command, fields))) this.naive.finishes(on, today);
  }

  private async isReturned(newDueOn: string, today: string): Promise<void> {
    const returned = { project, reasons: 'More.', newDueOn };
    const reply = await this.story.send(thematicChair, 'ReturnEvaluation', returned);
    if (happened(reply)) this.naive.isReturned(newDueOn, today);
  }

  private async handIn(): Promise<void> {
    const lead = `${this.leadOfficer}/lead-officer`;
    if (happened(await this.story.send(lead, 'SubmitEvaluation', { project, answers }))) this.naive.handsIn();
  }

  private async handOn(): Promise<void> {
    const leadOfficer = this.leadOfficer === 'lead-1' ? 'lead-2' : 'lead-1';
    const reply = await this.story.send(support, 'ChangeLeadOfficer', {
      project,
      leadOfficer,
      reason: 'Left.',
    });
    if (!happened(reply)) return;
    this.leadOfficer = leadOfficer;
    this.naive.isHandedTo(leadOfficer);
  }

  private async adopt(from: string, rungs: readonly NaiveRung[]): Promise<void> {
    const evaluationLadder = rungs.map(({ tells, ...rung }) => ({
      ...rung,
      tells: tells.map((who) => ({ who })),
    }));
    const policy = { version: this.version + 1, from, evaluationLadder };
    const reply = await this.story.send(administrator, 'AdoptPolicy', policy);
    if (!happened(reply)) return;
    this.version += 1;
    this.naive.adopts(from, rungs);
  }
}

interface Sent {
  readonly obligation?: string;
  readonly dueOn: string;
  readonly days: number;
  readonly told?: string;
  readonly to: readonly string[] | string;
}

function happened(reply: Reply): boolean {
  if (reply.outcome === 'invalid' || reply.outcome === 'conflict') throw new Error(JSON.stringify(reply));
  return reply.outcome === 'accepted';
}

function inOrder(went: readonly Went[]): readonly Went[] {
  return went.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function key({ dueOn, days, told, on }: Went): string {
  return [on, dueOn, String(days + 1000), told].join(' ');
}

type History = typeof anyHistory extends fc.Arbitrary<infer Value> ? Value : never;

async function lived({ plannedIn, steps, off }: History): Promise<Lived> {
  const story = await aPartnershipThatReminds();
  await startedProject(story, project);
  story.at(`${first}T06:00:00.000Z`);
  const finishesOn = dayAfter(first, plannedIn);
  await story.do(support, 'ExtendProject', { project, finishesOn, reasons: 'Agreed.' });
  const history = new Lived(story, finishesOn, first);
  for (let day = 0; day < daysPlayed; day += 1) {
    const today = dayAfter(first, day);
    for (const [on, step] of steps) if (on === day) await history.step(step, today);
    await history.day(
      today,
      off.some(([from, days]) => from <= day && day < from + days),
    );
  }
  return history;
}

describe('The reminders of any history', () => {
  it('are those that a clerk would send with a calendar, day by day', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const { really, naively } = await (await lived(history)).both();
        expect(really).toEqual(naively);
      }),
      { numRuns: histories, endOnFailure: true },
    );
  }, 600_000);
});
