import { balancePence } from '#funding/funding-source/state';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { formatPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { act } from '../../../acts/act.js';
import { askAmount, askDay, askFundingType, askShortLine, askWhy, maybe } from '../../../acts/questions.js';
import { around, backTo, entryFrom, onDay } from '../source-at.js';
import type { SourceAct, SourceAt } from '../source-at.js';

const askLetter = askShortLine({
  label: 'The letter or agreement',
  what: 'the letter or agreement',
  hint: 'Its reference. The same letter is never entered twice for the same money',
});
const askEffect = maybe(
  askDay({
    label: 'The day from which it counts',
    what: 'the day from which it counts',
    hint: 'Leave empty for today',
  }),
);
const amounts = { fundingType: askFundingType, amountPence: askAmount } as const;

/** What of each funding type stands at an account, for the words above a form. */
function standing({ source }: SourceAt, account: 'expected' | 'uncommitted'): string {
  const of = (type: FundingType): string => {
    const pence = account === 'expected' ? source.money[type].expected : balancePence(source, type);
    return `${formatPence(pence)} of ${type}`;
  };
  return `${of('revenue')} and ${of('capital')}`;
}

/** Money that is to be confirmed. */
export const expect: SourceAct = (at) =>
  act({
    ...around(at),
    title: 'Enter money that is to be confirmed',
    intro: ['It can be awarded subject to funding, and becomes a commitment when it is confirmed.'],
    questions: { ...amounts, reference: askLetter, reason: askWhy, on: askEffect },
    button: 'Enter this money',
    command: ({ fundingType, amountPence, reason, reference, on }) => ({
      name: 'ExpectFunding',
      content: {
        source: at.source.source,
        entry: entryFrom(reference, 'expected', fundingType),
        fundingType,
        amountPence,
        reason,
      },
      ...onDay(on),
    }),
    fields: { entry: 'reference' },
    done: backTo(at, 'The money that is to be confirmed is entered.'),
  });

/** In whole or in part: what was to be confirmed is used up first. */
export const confirm: SourceAct = (at) =>
  act({
    ...around(at),
    title: 'Confirm money',
    intro: [
      `To be confirmed now: ${standing(at, 'expected')}. Enter as much as the provider has confirmed: all of it, a part of it, or more.`,
    ],
    questions: { ...amounts, reference: askLetter, reason: askWhy, on: askEffect },
    button: 'Confirm this money',
    command: ({ fundingType, amountPence, reason, reference, on }) => ({
      name: 'ConfirmFunding',
      content: {
        source: at.source.source,
        entry: entryFrom(reference, 'confirmed', fundingType),
        fundingType,
        amountPence,
        reason,
        reference,
      },
      ...onDay(on),
    }),
    fields: { entry: 'reference' },
    done: backTo(at, 'The money is confirmed.'),
  });

/** A cut takes what was to be confirmed first. It may leave commitments uncovered, and says so before. */
export const cut: SourceAct = (at) =>
  act({
    ...around(at),
    title: 'Record a cut',
    intro: [
      'A cut takes what was to be confirmed first, then what was confirmed. It rewrites no award: what lacks money afterwards is uncovered, and the tasking group is asked.',
      `Uncommitted now: ${standing(at, 'uncommitted')}.`,
    ],
    questions: { ...amounts, reference: askLetter, reason: askWhy, on: askEffect },
    button: 'Record the cut',
    warning: ({ fundingType, amountPence }) => lackAfter(at, fundingType, amountPence),
    command: ({ fundingType, amountPence, reason, reference, on }) => ({
      name: 'CutFunding',
      content: {
        source: at.source.source,
        entry: entryFrom(reference, 'cut', fundingType),
        fundingType,
        amountPence,
        reason,
        reference,
      },
      ...onDay(on),
    }),
    fields: { entry: 'reference' },
    done: backTo(at, 'The cut is recorded.'),
  });

export const withdraw: SourceAct = (at) =>
  act({
    ...around(at),
    title: 'Record that the provider has withdrawn',
    intro: [
      'All of its money goes, and nothing new can rest on it. What was spent or awarded stays recorded.',
    ],
    questions: { reference: askLetter, reason: askWhy, on: askEffect },
    button: 'Record the withdrawal',
    warning: () => {
      const { capital, revenue } = at.source.money;
      const pence = capital.committed + revenue.committed + capital.spent + revenue.spent;
      if (pence === 0) return undefined;
      const sum = formatPence(pence);
      return `${sum} is committed or spent here. It will be uncovered, and the tasking group asked.`;
    },
    command: ({ reference, reason, on }) => ({
      name: 'WithdrawFunding',
      content: { source: at.source.source, entry: entryFrom(reference, 'withdrawn'), reference, reason },
      ...onDay(on),
    }),
    fields: { entry: 'reference' },
    done: backTo(at, 'The withdrawal is recorded.'),
  });

/** A mistake is reversed by a new entry that names the old one: nothing is edited. */
export const reverse: SourceAct = (at) => {
  const entry = at.source.entries.get(at.of);
  if (entry === undefined || entry.reversedBy !== undefined) return undefined;
  return act({
    ...around(at),
    title: 'Reverse an entry that was a mistake',
    intro: ['The entry stays in the history. The reversal takes back what it added, and names it.'],
    known: [['The entry', at.of]],
    questions: { reason: askWhy },
    button: 'Reverse the entry',
    command: ({ reason }) => ({
      name: 'ReverseEntry',
      content: {
        source: at.source.source,
        entry: at.of,
        reversal: `r-${at.of}`.slice(0, 64),
        reason,
      },
    }),
    done: backTo(at, 'The entry is reversed.'),
  });
};

/** What a loss would leave uncovered that is covered now. */
function lackAfter({ source }: SourceAt, type: FundingType, amountPence: Pence): string | undefined {
  const fromConfirmed = Math.max(0, amountPence - source.money[type].expected);
  const lack = fromConfirmed - balancePence(source, type);
  if (lack <= 0) return undefined;
  const asked = 'The tasking group is asked to find other money, reduce or stop.';
  return `This leaves ${formatPence(lack)} of ${type} uncovered, newest decision first. ${asked}`;
}
