import { ask } from '#kernel/asking';
import { ledgerStream } from '#kernel/ids';
import type { Named } from '#funding/command-types';
import { nextBatch, textOf } from '#funding/ledger/batch-lines';
import type { BatchLine } from '#funding/ledger/batch-lines';
import { ledger } from '#funding/ledger/ledger';
import type { LedgerAsk } from '#funding/ledger/ledger.asks';
import type { LedgerCommand } from '#funding/ledger/ledger.commands';
import type { PlanOf } from './planning.js';

/** A command that the ledger answers alone. */
export const ledgerAlone: PlanOf<Extract<LedgerCommand, LedgerAsk>> = (command) => async () => [
  ask(ledgerStream(command.partnership), ledger, command),
];

/**
 * Sends a batch: the ledger, with what has moved since the last. The sources are only read, for what moves
 * meanwhile is behind what was read, and goes in the next batch; that no two batches overlap, the ledger's
 * own record sees to.
 */
export const sendLedgerBatch: PlanOf<Named<LedgerCommand, 'SendLedgerBatch'>> =
  (command, deps) => async (fold) => {
    const { lines, covers, totalPence } = await nextBatch(fold, command.partnership);
    const hash = deps.digestOf(lines.map(textOf).join('\n'));
    const unmapped = lines.find(({ codes }) => codes === undefined);
    const facts = {
      covers,
      lines: lines.length,
      totalPence,
      hash,
      ...(unmapped === undefined ? {} : { unmapped: inWords(unmapped) }),
    };
    return [ask(ledgerStream(command.partnership), ledger, { ...command, facts })];
  };

function inWords({ source, fundingType, category = 'no category' }: BatchLine): string {
  return `${source}, ${fundingType}, ${category}`;
}
