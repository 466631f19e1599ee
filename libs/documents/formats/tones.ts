import type { Tone } from '#documents/model/document';

/** The ink of a word with a tone, dark enough to be read on white. */
export const inks: Readonly<Record<Tone, string>> = {
  red: '#a2260f',
  amber: '#8a5a00',
  green: '#005a30',
};
