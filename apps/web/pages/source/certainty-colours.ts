import type { Certainty } from '#reads/source-detail';

/** The colour of the tag that says how sure money is; the words say it too. */
export const certaintyColours: Readonly<Record<Certainty, string>> = {
  'no money yet': 'grey',
  'to be confirmed': 'yellow',
  'confirmed in part': 'blue',
  confirmed: 'green',
  withdrawn: 'red',
};
