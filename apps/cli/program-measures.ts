import type { Command } from 'commander';
import type { IndicatorsOptions } from './commands/indicators.js';
import type { LedgerBatchOptions } from './commands/ledger-batch.js';
import type { RisksOptions } from './commands/risks.js';
import type { YearEndOptions } from './commands/year-end.js';
import { examplesOf, read } from './read-command.js';
import type { Terminal } from './terminal.js';

/** The reads that say how a partnership is doing. */
export function addMeasures(program: Command, terminal: Terminal): void {
  withMoment(read(program, 'indicators', 'show each indicator in a period: target, figure, rating, action'))
    .option('--year <year>', 'a financial year; else the one in which today falls')
    .option('--period <period>', 'year, first-half, second-half, or quarter-1 to quarter-4', 'year')
    .addHelpText(
      'after',
      examplesOf('indicators', 'indicators --year 2011-12 --period first-half', 'indicators --json'),
    )
    .action(async (options: IndicatorsOptions) => {
      const { indicators } = await import('./commands/indicators.js');
      await indicators(options, terminal);
    });
  withMoment(read(program, 'risks', 'show the risk register, the most pressing first'))
    .option('--project <id>', 'the risks of one project; else all')
    .option('--closed', 'those that were closed too')
    .addHelpText('after', examplesOf('risks', 'risks --project communications-officer --closed'))
    .action(async (options: RisksOptions) => {
      const { risks } = await import('./commands/risks.js');
      await risks(options, terminal);
    });
  addLedgerBatch(program, terminal);
  withMoment(read(program, 'year-end', 'show the confirmation of a year, and what was corrected since'))
    .requiredOption('--year <year>', 'the financial year')
    .addHelpText('after', examplesOf('year-end --year 2011-12', 'year-end --year 2011-12 --json'))
    .action(async (options: YearEndOptions) => {
      const { yearEnd } = await import('./commands/year-end.js');
      await yearEnd(options, terminal);
    });
}

function addLedgerBatch(program: Command, terminal: Terminal): void {
  read(program, 'ledger-batch', 'show what goes to the general ledger next, and the batches so far')
    .option('--batch <number>', 'one that was sent, by its number; else the next')
    .option('--output <file>', 'write it for the general ledger, as .csv, .xlsx or .ods')
    .addHelpText(
      'after',
      examplesOf(
        'ledger-batch',
        'ledger-batch --output batch.csv',
        'ledger-batch --batch 1 --output one.csv',
      ),
    )
    .action(async (options: LedgerBatchOptions) => {
      const { ledgerBatch } = await import('./commands/ledger-batch.js');
      await ledgerBatch(options, terminal);
    });
}

function withMoment(command: Command): Command {
  return command
    .option('--as-at <date>', 'as it was true on a day; else on the last day known')
    .option('--known-at <instant>', 'as it was known at a moment, or at the end of a day');
}
