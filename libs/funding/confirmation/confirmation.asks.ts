import type { Named } from '#funding/command-types';
import type { ConfirmationCommand } from './confirmation.commands.js';
import type { ConfirmedLine } from './confirmation.events.js';

type Deciding = 'CertifyYearEnd' | 'DeclineYearEnd';

/** What a year's confirmation is asked: its commands, with what the partnership and its sources say. */
export type ConfirmationAsk =
  | (Named<ConfirmationCommand, 'PrepareYearEnd'> & {
      readonly facts: { readonly isClosed: boolean; readonly lines: readonly ConfirmedLine[] };
    })
  | {
      readonly [Name in Deciding]: Named<ConfirmationCommand, Name> & {
        /** Everyone whose project the year's money went to: none of them decides on it (rule 2). */
        readonly facts: { readonly owners: readonly string[] };
      };
    }[Deciding];
