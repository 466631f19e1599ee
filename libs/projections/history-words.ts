import { messageWords } from '#projections/history-words-of-messages';
import {
  confirmationWords,
  highlightWords,
  indicatorWords,
  ledgerWords,
  publicationWords,
  riskWords,
} from '#projections/history-words-of-measures';
import { meetingWords } from '#projections/history-words-of-meetings';
import { partnershipWords, personWords } from '#projections/history-words-of-partnerships';
import { projectWords } from '#projections/history-words-of-projects';
import { sourceWords } from '#projections/history-words-of-sources';
import type { WordsOf } from '#projections/history-phrases';
import type { Happened } from '#projections/projection';
import type { StreamNoun } from '#kernel/ids';

const words: { readonly [Noun in StreamNoun]: WordsOf<Noun> } = {
  partnership: partnershipWords,
  person: personWords,
  project: projectWords,
  source: sourceWords,
  meeting: meetingWords,
  message: messageWords,
  indicator: indicatorWords,
  risk: riskWords,
  confirmation: confirmationWords,
  highlight: highlightWords,
  ledger: ledgerWords,
  publication: publicationWords,
};

/**
 * What an event says in a few words, from its own data: which payment, how much, from when to when. Empty
 * where its name says everything. Nobody is named: a person stands as `person:` and their id, for whoever
 * shows it to a reader who may know the name.
 */
export function wordsOf({ noun, type, data }: Pick<Happened, 'noun' | 'type' | 'data'>): string {
  const ofNoun = words[noun] as Readonly<Record<string, (data: unknown) => string>>;
  return ofNoun[type]?.(data) ?? '';
}
