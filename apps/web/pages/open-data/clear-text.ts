import { markOf } from '#documents/open/open-data';
import { act } from '../../acts/act.js';
import { askText } from '../../acts/questions.js';
import { SeeOther } from '../../answering/page.js';
import type { OpenDataAct } from './open-data-acts.js';
import { openDataTrail, publicationOf, textsHeldBack } from './open-data-at.js';

/** Somebody has read a text letter by letter, and says that it names nobody. */
export const clearText: OpenDataAct = async ({ visit, of: mark }) => {
  const found = (await textsHeldBack(visit)).find(({ text = '' }) => markOf(text) === mark);
  // Sent twice, it is cleared already: then it is answered as it was the first time.
  const text = found?.text ?? (await publicationOf(visit)).cleared.find((one) => markOf(one) === mark);
  if (text === undefined) return undefined;
  return act({
    caption: 'Open data',
    trail: [...openDataTrail(visit), { text: 'What is held back', href: visit.at('/open-data/held-back') }],
    title: 'Clear a text for publication',
    intro: ['Read it letter by letter. Clear it only if it names nobody, and nobody can be found by it.'],
    known: [
      ['The text', text],
      ...(found === undefined
        ? []
        : [['What it is', `${found.part} of ${found.of}`] as const, ['Held back since', found.why] as const]),
    ],
    questions: {
      reason: askText({
        label: 'Why it may be published',
        what: 'why it may be published',
        hint: 'Such as that what reads as a name is that of a street',
      }),
    },
    button: 'Clear this text',
    warning: () =>
      'It holds no personal data, and is published as it stands, wherever it stands. Written anew, it is looked at anew.',
    command: ({ reason }) => ({ name: 'ClearText', content: { text, reason } }),
    fields: { text: 'reason' },
    done: () => new SeeOther(visit.at('/open-data/held-back'), 'The text is cleared, and will be published.'),
  });
};
