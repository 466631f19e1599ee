import { noEffect, withEntry } from './funding.js';
import { once } from './identities.js';
import { beyondUncommitted, withdrawn } from './obstacles.js';
import {
  refuseAt,
  type Answering,
  type Asked,
  type Evolving,
  type Outcome,
  type Source,
  type Swap,
} from './state.js';

/** Asks the provider to change uncommitted capital into revenue. Nothing moves until it agrees. */
function requestSwap({ swap, amountPence, reason }: Asked<'RequestSwap'>, source: Source): Outcome {
  const events = [{ type: 'SwapRequested', data: { swap, amountPence, reason } }] as const;
  return once(
    source,
    events,
    'swap-differs',
    () => withdrawn(source) ?? beyondUncommitted(source, 'capital', amountPence),
  );
}

/** The provider agreed. The capital must still be uncommitted: it may have gone since it was asked for. */
function agreeSwap({ swap: id, reference }: Asked<'AgreeSwap'>, source: Source): Outcome {
  const swap = source.swaps.get(id);
  if (swap === undefined) return refuseAt(source, 'no-such-swap', { id });
  if (swap.status !== 'requested') return answeredBefore(source, swap, 'agreed', reference);
  const { amountPence } = swap;
  const events = [{ type: 'SwapAgreed', data: { swap: id, amountPence, reference } }] as const;
  return beyondUncommitted(source, 'capital', amountPence) ?? events;
}

function refuseSwap({ swap: id, reason }: Asked<'RefuseSwap'>, source: Source): Outcome {
  const swap = source.swaps.get(id);
  if (swap === undefined) return refuseAt(source, 'no-such-swap', { id });
  if (swap.status !== 'requested') return answeredBefore(source, swap, 'refused', reason);
  return [{ type: 'SwapRefused', data: { swap: id, reason } }];
}

function answeredBefore(source: Source, swap: Swap, status: Swap['status'], answer: string): Outcome {
  const facts = { id: swap.swap };
  if (swap.status !== status)
    return refuseAt(source, swap.status === 'agreed' ? 'swap-agreed' : 'swap-refused', facts);
  return swap.answer === answer ? [] : refuseAt(source, 'swap-differs', facts);
}

export const swapAnswers = {
  RequestSwap: requestSwap,
  AgreeSwap: agreeSwap,
  RefuseSwap: refuseSwap,
} satisfies Partial<Answering>;

export const swapEvolved = {
  SwapRequested: (source, { swap, amountPence }) =>
    withSwap(source, { swap, amountPence, status: 'requested' }),
  SwapAgreed: (source, { swap, amountPence, reference }) =>
    withEntry(
      withSwap(source, { swap, amountPence, status: 'agreed', answer: reference }),
      swap,
      'SwapAgreed',
      [
        { ...noEffect, fundingType: 'capital', swappedPence: -amountPence },
        { ...noEffect, fundingType: 'revenue', swappedPence: amountPence },
      ],
    ),
  SwapRefused: (source, { swap, reason }) => ended(source, swap, { status: 'refused', answer: reason }),
  SwapLapsed: (source, { swap }) => ended(source, swap, { status: 'lapsed' }),
} satisfies Partial<Evolving>;

function ended(source: Source, id: string, answer: Pick<Swap, 'status' | 'answer'>): Source {
  const asked = source.swaps.get(id);
  return asked === undefined ? source : withSwap(source, { ...asked, ...answer });
}

function withSwap(source: Source, swap: Swap): Source {
  return { ...source, swaps: new Map(source.swaps).set(swap.swap, swap) };
}
