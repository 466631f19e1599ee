import { formatPence } from '#kernel/pence';
import { askAmount, askFundingType, askLine } from '../../../acts/questions.js';
import { idFromName } from '../../../commands/id-from-name.js';
import { effectOf } from '../effects.js';
import { leftInWords, purseAt, pursesOf } from '../purses.js';
import { ruling } from '../ruling.js';
import type { ItemAt, Ruling } from '../ruling.js';

/** Money set aside for a duty that may arise, with no project. */
export async function holdReserve({ visit, item, meeting }: ItemAt): Promise<Ruling | string> {
  const { source } = item.terms;
  const purses = await pursesOf(visit);
  const here = purses.filter((purse) => purse.source === source && purse.of === 'uncommitted');
  if (source === undefined || here.length === 0) return 'The source of this item has no money to set aside.';
  return ruling({
    title: 'Hold a reserve',
    intro: [
      'What is set aside can be awarded from the reserve alone, until finance releases it.',
      ...here.map((purse) => `${purse.name}: ${leftInWords(purse)}.`),
    ],
    questions: {
      fundingType: askFundingType,
      amountPence: askAmount,
      purpose: askLine({
        label: 'The duty that it is held for',
        what: 'the duty that it is held for',
        hint: 'For example, a domestic homicide review',
      }),
    },
    effects: ({ fundingType, amountPence: pence }) => {
      const purse = purseAt(here, { source, fundingType });
      return purse === undefined ? [] : [effectOf(purse, { name: 'This reserve', pence, from: 'left' })];
    },
    command: ({ fundingType, amountPence, purpose }, decision) => ({
      name: 'HoldReserve',
      // One item holds one reserve, so the two name it.
      content: {
        source,
        reserve: idFromName(`${purpose.slice(0, 30)} ${meeting.slice(-20)}`),
        fundingType,
        amountPence,
        purpose,
        decision,
      },
    }),
    fields: () => ({ reserve: 'purpose', source: 'amountPence' }),
    done: ({ amountPence, purpose }) => `${formatPence(amountPence)} is held for: ${purpose}.`,
  });
}
