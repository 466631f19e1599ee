import { ruling } from '../ruling.js';
import type { ItemAt, Ruling } from '../ruling.js';

/** Something that the meeting takes note of. Nobody votes on it, and no money moves. */
export async function note({ item }: ItemAt): Promise<Ruling | string> {
  return ruling({
    title: 'Note the item',
    intro: ['Say what was noted, and what will be done by whom. No money moves.'],
    questions: {},
    isNoted: true,
    command: (_, { meeting, reasons }) => ({
      name: 'NoteItem',
      content: { meeting, item: item.terms.item, reasons },
    }),
    done: () => 'The item is noted.',
  });
}
