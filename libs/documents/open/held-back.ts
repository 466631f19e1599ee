import { heading, note, table, words } from '#documents/model/document';
import type { Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import type { Withheld } from '#documents/open/checked-texts';

/** Nothing is published by nobody. */
export const noPublisher: Withheld = {
  of: 'Everything',
  part: 'all of it',
  why: 'The partnership has not said who publishes for it, under which codes.',
};

/** What was held back, part by part, with the reason; never the text itself. */
export function heldBackParts(withheld: readonly Withheld[]): readonly Part[] {
  const rows = withheld.map(({ of, part, why }) => [words(of), words(part), words(quoted(why))]);
  return [
    heading('What is held back, and why'),
    table('held-back', 'Held back', ['Of', 'What', 'Why'], rows, { whenEmpty: 'Nothing is held back.' }),
    note(
      'Every text is looked at for e-mail addresses, telephone and National Insurance numbers, postcodes, addresses of houses, dates of birth, names after a title or a first name, and the names of everyone whom the partnership has registered. A text that names nobody can be cleared, and is then published as it stands.',
    ),
  ];
}
