import fc from 'fast-check';
import { aimed } from './aim.ts';
import { awardSteps } from './award-steps.ts';
import { moneySteps } from './money-steps.ts';
import type { NaiveMoney } from './naive-money.ts';
import { meetings, projects, sourceIds } from './partnership.ts';
import type { MeetingId } from './partnership.ts';
import { manners } from './step.ts';
import type { Draft, Step } from './step.ts';

const builders = { ...awardSteps, ...moneySteps } as const;
type Kind = keyof typeof builders;
export type KindedStep = Step & { readonly kind: Kind };

/** What the rest builds on comes more often, and what ends much of it less. */
const oftener: Partial<Record<Kind, number>> = {
  fund: 6,
  accept: 4,
  pay: 7,
  chairsAction: 3,
  ratify: 3,
  takeOn: 2,
  vary: 5,
  virement: 7,
  hold: 2,
  callReserve: 2,
  releaseReserve: 2,
  swap: 3,
  answerSwap: 2,
  reversePayment: 4,
  decideOverspend: 4,
  finish: 2,
  discharge: 3,
  release: 2,
  raise: 4,
  receive: 5,
  writeOff: 3,
  cut: 2,
  confirm: 2,
};
const once = ['withdraw', 'depart', 'closeMeeting', 'refuseBid', 'changeLead', 'decline', 'lapse', 'rescind'];
const rare: ReadonlySet<string> = new Set(once);

const kinds = (Object.keys(builders) as Kind[]).flatMap((kind) => {
  if (kind === 'close') return [];
  return Array.from({ length: rare.has(kind) ? 1 : 2 * (oftener[kind] ?? 1) }, () => kind);
});

const seldom = (outOf: number): fc.Arbitrary<boolean> => fc.nat(outOf - 1).map((n) => n === 1);

function stepOf(kind: fc.Arbitrary<Kind>): fc.Arbitrary<KindedStep> {
  return fc.record({
    kind,
    project: fc.constantFrom(...projects.map(({ project }) => project)),
    other: fc.constantFrom(...projects.map(({ project }) => project)),
    source: fc.constantFrom(...sourceIds, 'grant', 'grant', 'council'),
    second: fc.constantFrom(...sourceIds, 'grant', 'grant'),
    fundingType: fc.constantFrom('revenue', 'revenue', 'capital'),
    number: fc.constantFrom(1, 2, 3),
    size: fc.constantFrom('some', 'some', 'some', 'all', 'beyond'),
    pence: fc.integer({ min: 1, max: 30 }),
    meeting: fc.constantFrom(...(Object.keys(meetings) as MeetingId[]), 'march', 'march'),
    manner: fc.constantFrom(...manners),
    hand: fc.constantFrom(1, 2),
    choice: fc.boolean(),
    odd: seldom(4),
    astray: seldom(12),
  });
}

const aStep = stepOf(fc.constantFrom(...kinds));

const anAward = stepOf(fc.constantFrom('fund', 'fund', 'fund', 'takeOn', 'chairsAction'));
const aClose = fc.tuple(stepOf(fc.constant('close')), fc.array(aStep, { maxLength: 10, size: 'max' }));

/** A history: some awards, then anything, then perhaps the close of the year and what comes after it. */
export const aHistory: fc.Arbitrary<readonly KindedStep[]> = fc.noBias(
  fc
    .tuple(
      fc.array(anAward, { maxLength: 5, size: 'max' }),
      fc.array(aStep, { maxLength: 20, size: 'max' }),
      fc.option(aClose, { freq: 2 }),
    )
    .map(([awards, anything, closed]) => {
      const after = closed === null ? [] : [closed[0], ...closed[1]];
      return [...awards, ...anything, ...after];
    }),
);

/** The commands of a step, as the money stands. */
export function draftsOf(step: KindedStep, money: NaiveMoney): readonly Draft[] {
  const turned = aimed(step, money);
  const drafts: Draft | readonly Draft[] = builders[turned.kind](turned, money);
  return isOne(drafts) ? [drafts] : drafts;
}

function isOne(drafts: Draft | readonly Draft[]): drafts is Draft {
  return typeof drafts[0] === 'string';
}
