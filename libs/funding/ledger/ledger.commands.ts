import type { CommandOf } from '#funding/command-types';
import { fundingTypes, type FundingType } from '#funding/decision.commands';
import { id, line, oneOf, part, parts, text, wholeNumber } from '#funding/fields';

class Codes {
  @line('The cost centre.', { max: 40 }) costCentre!: string;
  @line('The subjective code.', { max: 40 }) subjective!: string;
  @line('The analysis code.', { optional: true, max: 40 }) analysis?: string;
}

class Rule extends Codes {
  @id('The source that it is for; left out, every one.', { optional: true }) source?: string;
  @oneOf(fundingTypes, 'Capital or revenue; left out, both.', { optional: true }) fundingType?: FundingType;
  @line('The category of cost; left out, every one, and what has none.', { optional: true })
  category?: string;
}

/** Adopt the codes by which amounts go to the general ledger. Batches sent from now on have them. */
class AdoptLedgerMapping {
  @wholeNumber('The version, one more than the last, from 1.', { min: 1 }) version!: number;
  @parts(() => Rule, 'The rules, of which the first that fits counts.', { min: 1, max: 500 }) rules!: Rule[];
  @part(() => Codes, 'The other side, by which the debits and credits of each batch come to the same.')
  balancing!: Codes;
}

class OfBatch {
  @wholeNumber('The number of the batch, one more than the last, from 1.', { min: 1 }) batch!: number;
}

/**
 * Record that a batch was sent to the general ledger: all that moved since the last one, as it was printed.
 */
class SendLedgerBatch extends OfBatch {
  @line('The hash of its lines, as printed with them.', { max: 64 }) hash!: string;
}

/** Take back the last batch, which the general ledger did not take. What it covered goes in the next. */
class TakeBackLedgerBatch extends OfBatch {
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Record that the general ledger has taken a batch, once, and under which reference. */
class RecordLedgerImport extends OfBatch {
  @line('The reference of the general ledger.') reference!: string;
}

export const ledgerCommands = {
  AdoptLedgerMapping,
  SendLedgerBatch,
  TakeBackLedgerBatch,
  RecordLedgerImport,
} as const;
export type LedgerCommand = CommandOf<typeof ledgerCommands>;
