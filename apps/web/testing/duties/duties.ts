import type { DeskStory } from '#testing/desk-story';
import { awards, bids } from './decisions.js';
import type { Duty } from './duty.js';
import { evaluations } from './evaluations.js';
import { money } from './money.js';
import { everythingIsDecided, yearIsPrepared, yearIsPreparedAgain } from './told.js';

/** What is told, and who is kept from what then. */
export interface Chapter {
  readonly when: string;
  readonly told: (story: DeskStory) => Promise<void>;
  readonly duties: readonly Duty[];
}

/** Who prepared a year does not answer it, nor does anyone whose project its money went to. */
const answering = {
  kept: { 'finance-2/s151-officer': 'prepared-it-yourself', 'lead-1/s151-officer': 'own-bid' },
  other: 'fire-1/s151-officer',
} as const;
const year = '2011-12';
const reason = 'A source is missing.';

/** Every duty that one person does not do for another of theirs, each chapter after the one before. */
export const chapters: readonly Chapter[] = [
  {
    when: 'While a year is open',
    told: everythingIsDecided,
    duties: [...bids, ...awards, ...money, ...evaluations],
  },
  {
    when: 'When a year is prepared',
    told: yearIsPrepared,
    duties: [
      {
        ...answering,
        words: 'declines a year that they prepared, or in which their own project was paid',
        command: 'DeclineYearEnd',
        fields: { year, preparation: 1, reason },
        at: `/year-end/${year}/decline`,
        answers: { reason },
      },
    ],
  },
  {
    when: 'When it is prepared again',
    told: yearIsPreparedAgain,
    duties: [
      {
        ...answering,
        words: 'certifies a year that they prepared, or in which their own project was paid',
        command: 'CertifyYearEnd',
        fields: { year, preparation: 2 },
        at: `/year-end/${year}/certify`,
        answers: {},
      },
    ],
  },
];
