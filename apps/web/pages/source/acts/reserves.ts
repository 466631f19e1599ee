import { formatPence } from '#kernel/pence';
import { act } from '../../../acts/act.js';
import { askAmount, askDay, askFundingType, askLine, askReference, askWhy } from '../../../acts/questions.js';
import { around, backTo } from '../source-at.js';
import type { SourceAct } from '../source-at.js';

/**
 * A reserve that was decided before Tallystick. What the tasking group decides now is recorded where its
 * meeting is.
 */
export const hold: SourceAct = (at) =>
  act({
    ...around(at),
    title: 'Hold a reserve that was decided earlier',
    intro: [
      'For money that was set aside before the partnership had Tallystick. What the tasking group decides now is recorded at its meeting.',
    ],
    questions: {
      reserve: askReference({
        label: 'A short name for the reserve',
        what: 'a short name for the reserve',
        hint: 'For example, domestic-homicide-review',
      }),
      purpose: askLine({ label: 'The duty that it is held for', what: 'the duty that it is held for' }),
      fundingType: askFundingType,
      amountPence: askAmount,
      decidedOn: askDay({ label: 'Decided on', what: 'the day on which it was decided' }),
      reference: askLine({
        label: 'Where the decision is written down',
        what: 'where the decision is written down',
      }),
    },
    button: 'Hold the reserve',
    command: ({ reserve, purpose, fundingType, amountPence, decidedOn, reference }) => ({
      name: 'HoldReserve',
      content: {
        source: at.source.source,
        reserve,
        purpose,
        fundingType,
        amountPence,
        takenOn: { decidedOn, reference },
      },
    }),
    fields: { takenOn: 'decidedOn', 'takenOn.decidedOn': 'decidedOn' },
    done: backTo(at, 'The reserve is held.'),
  });

export const release: SourceAct = (at) => {
  const reserve = at.source.reserves.find((one) => one.reserve === at.of);
  if (reserve === undefined) return undefined;
  return act({
    ...around(at),
    title: 'Release a reserve',
    intro: ['What is released becomes uncommitted: it can be awarded.'],
    known: [
      ['Held for', reserve.purpose],
      ['Held now', `${formatPence(reserve.heldPence)}, ${reserve.fundingType}`],
    ],
    questions: { amountPence: askAmount, release: askNumber('release'), reason: askWhy },
    filledIn: {
      release: nextNumber(
        'release',
        at.source.said.map(({ id }) => id),
      ),
    },
    button: 'Release this money',
    command: (answers) => ({
      name: 'ReleaseReserve',
      content: { source: at.source.source, reserve: at.of, ...answers },
    }),
    done: backTo(at, 'The money is released.'),
  });
};

/** What tells one thing of its kind from every other. It is suggested, and finance may have its own. */
export function askNumber(thing: string): ReturnType<typeof askReference> {
  const what = `the number of the ${thing}`;
  return askReference({ label: `Number of the ${thing}`, what, hint: 'It tells this one from every other' });
}

/** The first number of its kind that is not taken. */
export function nextNumber(thing: string, taken: Iterable<string>): string {
  const known = new Set(taken);
  let nth = 1;
  while (known.has(`${thing}-${nth}`)) nth += 1;
  return `${thing}-${nth}`;
}
