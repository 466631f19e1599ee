import { balancePence } from '#funding/funding-source/state';
import { formatPence } from '#kernel/pence';
import { act } from '../../../acts/act.js';
import { askAmount, askShortLine, askWhy } from '../../../acts/questions.js';
import { around, backTo } from '../source-at.js';
import type { SourceAct, SourceAt } from '../source-at.js';
import { askNumber, nextNumber } from './reserves.js';

/** Nothing moves until the provider agrees. */
export const ask: SourceAct = (at) =>
  act({
    ...around(at),
    title: 'Ask to swap capital for revenue',
    intro: [
      `${formatPence(Math.max(0, balancePence(at.source, 'capital')))} of capital is uncommitted. Nothing moves until ${at.source.provider} has agreed.`,
    ],
    questions: { amountPence: askAmount, swap: askNumber('swap'), reason: askWhy },
    filledIn: { swap: nextNumber('swap', at.source.swaps.keys()) },
    button: 'Record that it was asked for',
    command: (answers) => ({ name: 'RequestSwap', content: { source: at.source.source, ...answers } }),
    done: backTo(at, 'The swap is asked for.'),
  });

export const agree: SourceAct = (at) => {
  const known = knownSwap(at);
  return (
    known &&
    act({
      ...around(at),
      title: 'Record that the provider has agreed to a swap',
      intro: ['The capital becomes revenue now. It must still be uncommitted.'],
      known,
      questions: {
        reference: askShortLine({ label: 'The provider’s letter', what: 'the provider’s letter' }),
      },
      button: 'Record that it was agreed',
      command: ({ reference }) => ({
        name: 'AgreeSwap',
        content: { source: at.source.source, swap: at.of, reference },
      }),
      done: backTo(at, 'The swap is agreed, and the money has moved.'),
    })
  );
};

export const refuse: SourceAct = (at) => {
  const known = knownSwap(at);
  return (
    known &&
    act({
      ...around(at),
      title: 'Record that the provider has declined a swap',
      known,
      questions: { reason: askWhy },
      button: 'Record that it was declined',
      command: ({ reason }) => ({
        name: 'RefuseSwap',
        content: { source: at.source.source, swap: at.of, reason },
      }),
      done: backTo(at, 'It is recorded that the provider declined.'),
    })
  );
};

/** A swap that waits for the provider's answer; undefined for any other. */
function knownSwap({ source, of }: SourceAt): readonly (readonly [string, string])[] | undefined {
  const swap = source.swaps.get(of);
  if (swap?.status !== 'requested') return undefined;
  return [
    ['Swap', of],
    ['Capital to become revenue', formatPence(swap.amountPence)],
  ];
}
