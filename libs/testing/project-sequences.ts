import fc from 'fast-check';
import type { ProjectAsk } from '#funding/project/project.asks';
import type { Actor } from '#kernel/asking';
import { addDays } from '#kernel/local-date';
import { commandNames, make, newLead } from '#testing/project-commands';
import type { Name } from '#testing/project-commands';
import { chair, clock, finance, lead, support, thematicChair } from '#testing/project-history';

const people: readonly Actor[] = [lead, lead, newLead, support, finance, chair, thematicChair, clock];

/** The way most projects go, as far as its evaluation; who does it, and what comes between, is chance. */
const usualWay: readonly (readonly [Name, Actor])[] = [
  ['ProposeProject', lead],
  ['GoOnAgenda', support],
  ['FundProject', support],
  ['AcceptAward', lead],
  ['StartProject', lead],
  ['ClaimExpenditure', lead],
  ['RecordExpenditure', finance],
  ['FinishProject', lead],
  ['SubmitEvaluation', lead],
  ['AcceptEvaluation', thematicChair],
  ['ContinueProject', support],
];

const choices = {
  n: fc.constantFrom(0 as const, 1 as const, 2 as const),
  amount: fc.constantFrom('£0.01', '£65', '£5,000', '£15,000', '£20,000'),
  by: fc.constantFrom(...people),
  daysLater: fc.integer({ min: 0, max: 30 }),
  backdatedDays: fc.constantFrom(0, 0, 0, 5, 40),
};

/**
 * Random commands, day after day: some of the usual way first, in peace or between others, and then whatever
 * comes.
 */
export const sequences: fc.Arbitrary<readonly ProjectAsk[]> = fc
  .record({
    usual: fc.integer({ min: 0, max: usualWay.length }),
    inPeace: fc.boolean(),
    steps: fc.array(fc.record({ ...choices, name: fc.constantFrom(...commandNames) }), {
      minLength: usualWay.length,
      maxLength: 40,
      size: 'max',
    }),
  })
  .map(({ usual, inPeace, steps }) => {
    let today = '2011-04-01';
    return steps.flatMap(({ name, daysLater, ...choice }, index) => {
      const next = index < usual ? usualWay[index] : undefined;
      today = addDays(today, next === undefined ? daysLater : 1);
      const random = make(name, { ...choice, today });
      if (next === undefined) return [random];
      const usually = make(next[0], { n: 0, amount: '£5,000', by: next[1], today, backdatedDays: 0 });
      return inPeace ? [usually] : [usually, random];
    });
  });
