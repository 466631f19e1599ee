import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aPartnershipThatReminds } from '#testing/reminder-story';
import { Lived } from './lived.ts';
import type { Step } from './lived.ts';
import { dayAfter } from './naive-reminders.ts';
import type { NaiveRung } from './naive-reminders.ts';

const first = '2011-10-10';
const daysPlayed = 110;
/** More of them: `HISTORIES=500 npm test -- test/reminders`. */
const histories = Number(process.env['HISTORIES'] ?? 6);

const tellable = [
  'lead-officer',
  'deputy-lead-officer',
  'thematic-chair',
  'support-officer',
  'finance-officer',
  'tasking-agenda',
];
const anyRung: fc.Arbitrary<NaiveRung> = fc.record(
  {
    days: fc.integer({ min: -30, max: 20 }),
    every: fc.integer({ min: 1, max: 10 }),
    tells: fc.subarray(tellable, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['days', 'tells'] },
);
const anyLadder = fc.array(anyRung, { minLength: 1, maxLength: 4 });
const project = fc.constantFrom('youth-bus' as const, 'alley-gates' as const);
const one = <const Does extends string>(...does: readonly Does[]): fc.Arbitrary<Does> =>
  fc.constantFrom(...does);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: one('extend', 'finish', 'correct', 'return'),
    project,
    days: fc.integer({ min: 0, max: 45 }),
  }),
  fc.record({ does: one('accept', 'decline', 'lapse', 'start', 'report', 'hand-in', 'hand-on'), project }),
  fc.record({
    does: one('deputise', 'stand-down', 'leave', 'come-back', 'chair-goes', 'chair-comes'),
    project,
  }),
  fc.record({ does: one('discharge'), condition: one('insurance', 'vetting') }),
  fc.record({ does: one('reclaim'), reclaim: one('r-1', 'r-2'), days: fc.integer({ min: -5, max: 30 }) }),
  fc.record({ does: one('receive', 'write-off'), reclaim: one('r-1', 'r-2'), isAll: fc.boolean() }),
  fc.record(
    {
      does: one('adopt'),
      days: fc.integer({ min: 0, max: 20 }),
      updatesDueOnDay: fc.integer({ min: 1, max: 28 }),
      ladders: fc.dictionary(
        one('evaluation', 'performance-update', 'acceptance', 'condition', 'reclaim', 'finish-check'),
        anyLadder,
        { minKeys: 1, maxKeys: 3 },
      ),
    },
    { requiredKeys: ['does', 'days', 'ladders'] },
  ),
);
/** What happens on which day, before anything is sent that morning; and when no worker runs. */
const anyHistory = fc.record({
  plannedIn: fc.integer({ min: 83, max: 120 }),
  steps: fc.array(fc.tuple(fc.integer({ min: 0, max: daysPlayed - 1 }), anyStep), {
    minLength: 5,
    maxLength: 30,
    size: 'max',
  }),
  off: fc.array(fc.tuple(fc.integer({ min: 0, max: daysPlayed }), fc.integer({ min: 1, max: 12 })), {
    maxLength: 3,
  }),
});
type History = typeof anyHistory extends fc.Arbitrary<infer Value> ? Value : never;

async function lived({ plannedIn, steps, off }: History): Promise<Lived> {
  const history = await Lived.from(await aPartnershipThatReminds(), first, dayAfter(first, plannedIn));
  for (let day = 0; day < daysPlayed; day += 1) {
    const today = dayAfter(first, day);
    for (const [on, step] of steps) if (on === day) await history.step(step, today);
    const isOff = off.some(([from, days]) => from <= day && day < from + days);
    if (!isOff) await history.morning(today);
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
