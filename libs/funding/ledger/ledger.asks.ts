import type { Named } from '#funding/command-types';
import type { LedgerCommand } from './ledger.commands.js';
import type { BatchTerms } from './ledger.events.js';

type Plain = Exclude<LedgerCommand['type'], 'SendLedgerBatch'>;

/** What the ledger is asked: its commands, with what has moved since the last batch. */
export type LedgerAsk =
  | { readonly [Name in Plain]: Named<LedgerCommand, Name> }[Plain]
  | (Named<LedgerCommand, 'SendLedgerBatch'> & {
      readonly facts: Omit<BatchTerms, 'batch' | 'mapping'> & {
        /** The first amount for which the mapping has no codes, in words. */
        readonly unmapped?: string;
      };
    });
