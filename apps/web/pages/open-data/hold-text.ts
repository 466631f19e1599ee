import { markOf } from '#documents/open/open-data';
import { act } from '../../acts/act.js';
import { askText } from '../../acts/questions.js';
import { SeeOther } from '../../answering/page.js';
import type { OpenDataAct } from './open-data-acts.js';
import { openDataTrail, publicationOf, textsShown } from './open-data-at.js';

/** Somebody sees that a text which is published names a person, or tells what must not be known. */
export const holdText: OpenDataAct = async ({ visit, of: mark }) => {
  const found = (await textsShown(visit)).find(({ text }) => markOf(text) === mark);
  // Sent twice, it is held back already: then it is answered as it was the first time.
  const text = found?.text ?? (await publicationOf(visit)).heldTexts.find((one) => markOf(one) === mark);
  if (text === undefined) return undefined;
  const as = found?.as.map(({ of, part }) => `${part} of ${of}`).join('; ');
  return act({
    caption: 'Open data',
    trail: [...openDataTrail(visit), { text: 'What is published', href: visit.at('/open-data/texts') }],
    title: 'Hold a text back',
    intro: ['Whatever else is published of it stays: an award keeps its amount, and a payment too.'],
    known: [['The text', text], ...(as === undefined ? [] : [['What it is', as] as const])],
    questions: {
      reason: askText({
        label: 'Why it must not be published',
        what: 'why it must not be published',
        hint: 'Such as that it is the name of a person. The reason is read in the partnership alone',
      }),
    },
    button: 'Hold this text back',
    warning: () =>
      'It is held back wherever it is the whole of what is said, until somebody clears it. A text in which it stands among other words is another: look for those too.',
    command: ({ reason }) => ({ name: 'HoldTextBack', content: { text, reason } }),
    fields: { text: 'reason' },
    done: () =>
      new SeeOther(visit.at('/open-data/texts'), 'The text is held back from all that is published.'),
  });
};
