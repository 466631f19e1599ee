import { ask } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import { ledgerStream } from '#kernel/ids';
import type { Named } from '#funding/command-types';
import { batchText, nextBatch } from '#funding/ledger/batch-lines';
import type { BatchLine } from '#funding/ledger/batch-lines';
import { ledger } from '#funding/ledger/ledger';
import type { LedgerAsk } from '#funding/ledger/ledger.asks';
import type { LedgerCommand } from '#funding/ledger/ledger.commands';
import { inWords } from '#funding/project/queries';
import { foldPartnership } from './planning.js';
import type { PlanOf } from './planning.js';

/** A command that the ledger answers alone. */
export const ledgerAlone: PlanOf<Extract<LedgerCommand, LedgerAsk>> = (command) => async () => [
  ask(ledgerStream(command.partnership), ledger, command),
];

/** Adopts a mapping whose rules name sources that the partnership has: of another none would ever fit. */
export const adoptLedgerMapping: PlanOf<Named<LedgerCommand, 'AdoptLedgerMapping'>> =
  (command) => async (fold) => {
    const state = await foldPartnership(fold, command);
    const known = state.status === 'none' ? [] : state.sources.map(({ source }) => source);
    const unknown = command.rules.find(({ source }) => source !== undefined && !known.includes(source));
    if (unknown?.source !== undefined)
      return refuse('rule-of-no-source', { source: unknown.source, sources: inWords(known) });
    return [ask(ledgerStream(command.partnership), ledger, command)];
  };

/**
 * Sends a batch: the ledger, with what has moved since the last. The sources are only read, for what moves
 * meanwhile is behind what was read, and goes in the next batch; that no two batches overlap, the ledger's
 * own record sees to.
 */
export const sendLedgerBatch: PlanOf<Named<LedgerCommand, 'SendLedgerBatch'>> =
  (command, deps) => async (fold) => {
    const next = await nextBatch(fold, command.partnership);
    const { lines, covers, totalPence } = next;
    const hash = deps.digestOf(batchText(next));
    const unmapped = lines.find(({ codes }) => codes === undefined);
    const facts = {
      covers,
      lines: lines.length,
      totalPence,
      hash,
      ...(unmapped === undefined ? {} : { unmapped: lineInWords(unmapped) }),
    };
    return [ask(ledgerStream(command.partnership), ledger, { ...command, facts })];
  };

function lineInWords({ source, fundingType, category = 'no category' }: BatchLine): string {
  return `${source}, ${fundingType}, ${category}`;
}
