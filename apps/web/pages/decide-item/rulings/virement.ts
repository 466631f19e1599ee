import type { Source, Virement } from '#funding/funding-source/state';
import { formatPence } from '#kernel/pence';
import { sourceNow } from '#reads/uncovered';
import { askChoice } from '../../../acts/questions.js';
import type { Question } from '../../../acts/questions.js';
import type { Visit } from '../../../access/visit.js';
import { endsCalled } from '../../../titles.js';
import type { EndCalled } from '../../../titles.js';
import { effectOf } from '../effects.js';
import type { Effect } from '../effects.js';
import { purseAt, pursesOf } from '../purses.js';
import type { Purse } from '../purses.js';
import { ruling } from '../ruling.js';
import type { ItemAt, Ruling } from '../ruling.js';

/** A virement above what finance may move by itself. The money moves with the decision. */
export async function authoriseVirement({ visit, item }: ItemAt): Promise<Ruling | string> {
  const source = await sourceOf(visit, item.terms.source);
  const waiting = [...(source?.virements.values() ?? [])].filter(({ status }) => status === 'requested');
  const [first] = waiting;
  if (source === undefined || first === undefined) return 'No virement from this source waits for an answer.';
  const purses = await pursesOf(visit);
  const called = await endsCalled(visit, waiting);
  const chosen = (id: string): Virement => waiting.find(({ virement }) => virement === id) ?? first;
  return ruling({
    title: 'Authorise a virement',
    intro: [
      'The money moves when the decision is recorded. To decline it, leave the item, and let finance decline it.',
    ],
    questions: {
      virement: askWhich(waiting, called),
    },
    filledIn: { voted: 'agreed', ...(waiting.length === 1 ? { virement: first.virement } : {}) },
    says: ({ virement }) => {
      const { amountPence, fundingType, from, to } = chosen(virement);
      return [
        ['Virement', `${formatPence(amountPence)} of ${fundingType}: ${virement}`],
        ['From', called(from)],
        ['To', called(to)],
      ];
    },
    effects: ({ virement }) => effectsOf(chosen(virement), purses),
    command: ({ virement }, decision) => ({
      name: 'AuthoriseVirement',
      content: { virement, source: source.source, decision },
    }),
    fields: () => ({ source: 'virement', amountPence: 'virement', decision: 'virement', to: 'virement' }),
    done: ({ virement }) => `The virement ${virement} is authorised, and the money has moved.`,
  });
}

function askWhich(waiting: readonly Virement[], called: EndCalled): Question<string> {
  return askChoice(
    { label: 'Which virement is authorised?', what: 'which virement is authorised' },
    waiting.map((one) => ({
      value: one.virement,
      text: `${formatPence(one.amountPence)} of ${one.fundingType}: ${one.virement}`,
      hint: { text: `From ${called(one.from)}, to ${called(one.to)}. ${one.reason}` },
    })),
  );
}

async function sourceOf({ reading }: Visit, id: string | undefined): Promise<Source | undefined> {
  if (id === undefined) return undefined;
  const { state } = await sourceNow(reading.place, reading.partnership, id);
  return state.status === 'none' ? undefined : state;
}

function effectsOf(
  { from, to, fundingType, amountPence: pence }: Virement,
  purses: readonly Purse[],
): readonly Effect[] {
  const sending = purseAt(purses, { source: from.source, fundingType });
  const taking = purseAt(purses, { source: to.source, fundingType });
  const takenFrom = from.project === undefined ? 'left' : 'committed';
  const isWithin = from.source === to.source;
  const sent = isWithin ? 'Moved by this virement' : 'Goes to another source';
  return [
    ...(sending === undefined ? [] : [effectOf(sending, { name: sent, pence, from: takenFrom })]),
    ...(taking === undefined || isWithin
      ? []
      : [effectOf(taking, { name: 'Comes from another source', pence })]),
  ];
}
