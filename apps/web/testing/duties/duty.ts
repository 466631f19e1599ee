import type { CommandName } from '#funding/roles';
import { chair, otherFinance, support } from '#testing/desk-story';

export type DutyRefusal =
  'own-bid' | 'own-project' | 'own-virement' | 'pays-own-claim' | 'prepared-it-yourself';

/** Something that nobody does who had a hand in it, in whatever role (rule 2). */
export interface Duty {
  /** What it is, after "nobody". */
  readonly words: string;
  /** Whoever had a hand in it, in the role in which another may do it, and how each is refused. */
  readonly kept: Readonly<Record<string, DutyRefusal>>;
  /** Another, in the same role or one that may. */
  readonly other: string;
  readonly command: CommandName;
  /** What a program says. */
  readonly fields: object;
  /** The page at which people do it, within the partnership, and what they answer there. */
  readonly at: string;
  readonly answers: Readonly<Record<string, string | File>>;
  /** What another has to say beside it, by a program and at a page alike. */
  readonly more?: Readonly<Record<string, string>>;
}

type Told = Omit<Duty, 'kept' | 'other'> & Partial<Pick<Duty, 'kept' | 'other'>>;

export const asSupport = (told: Told): Duty => ({
  kept: { 'lead-1/support-officer': 'own-bid' },
  other: support,
  ...told,
});
export const asFinance = (told: Told): Duty => ({
  kept: { 'lead-1/finance-officer': 'own-bid' },
  other: otherFinance,
  ...told,
});
export const asChair = (told: Told): Duty => ({
  kept: { 'theme-1/thematic-chair': 'own-bid' },
  other: chair,
  ...told,
});

/** Reasons under the two names that they have in commands and forms. */
export const why = { reason: 'It was a mistake.' };
export const reasons = { reasons: 'It is needed longer.' };
