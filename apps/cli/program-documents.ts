import type { Command } from 'commander';
import { documentFormats } from '#documents/formats/formats';
import type { CountyOptions } from './commands/county.js';
import type { DraftHighlightOptions } from './commands/draft-highlight.js';
import type { DocumentOptions } from './commands/document.js';
import type { Terminal } from './terminal.js';

/** The command that makes documents. What they are made of is loaded when it is given. */
export function addDocuments(program: Command, terminal: Terminal): void {
  const making = program
    .command('document')
    .description('make a document of a partnership, as it was true on a day and known at a moment')
    .argument('<name>', 'which document; "list" tells them all');
  addSubjects(making)
    .option('--as-at <date>', 'as it was true on a day; else today')
    .option('--known-at <instant>', 'as it was known at a moment, or at the end of a day; else now')
    .option('--format <format>', `${documentFormats.join(', ')}; else by the name of the output, else html`)
    .option('--output <file>', 'where to write it; else to the standard output')
    .addHelpText(
      'after',
      `
The same day and moment give the same bytes, whatever is recorded later.

Examples:
  tallystick document list
  tallystick document value-for-money --year 2011-12 --output self-assessment.pdf
  tallystick document value-for-money --year 2011-12 --as-at 2012-03-31 --known-at 2012-04-13 --format csv
  tallystick document performance-report --year 2011-12 --period first-half --output half-year.docx
  tallystick document highlight-draft --project idva --from 2011-04-01 --to 2011-06-30 --output draft.docx
  tallystick document highlight-report --report idva-first-quarter --output report.pdf
  tallystick document award-letter --project idva --output letter.docx
  tallystick document award-letter --project idva --decision april/idva --output first-letter.pdf
  tallystick document virement-letter --source home-office-2011-12 --output letter.pdf`,
    )
    .action(async (name: string, options: DocumentOptions) => {
      const { document } = await import('./commands/document.js');
      await document(name, options, terminal);
    });
  addDraft(program, terminal);
}

/** What a document can be about, and what narrows it. */
function addSubjects(document: Command): Command {
  return document
    .option('--partnership <id>', 'the partnership; else the only one there is')
    .option('--year <year>', 'a financial year; else that of the day')
    .option('--period <period>', 'for a performance report: year, first-half, second-half, quarter-1 to -4')
    .option('--project <id>', 'the project that a letter or a draft is about')
    .option('--source <id>', 'the source that a virement of a letter comes from')
    .option('--meeting <id>', 'the meeting that a pack, minutes or an action log is of')
    .option('--report <id>', 'the highlight report that was submitted')
    .option('--group <id>', 'for a draft: the thematic group whose projects it is of')
    .option('--from <date>', 'for a draft: the first day of its period; else that of the year')
    .option('--to <date>', 'for a draft: the last day of its period; else that of the year, or the day')
    .option(
      '--decision <id>',
      'for a letter: the decision, as MEETING/ITEM, action/ACTION or virement/SOURCE/VIREMENT; else the last',
    );
}

/** What an officer finishes is a command, so that it is kept as it is submitted. */
function addDraft(program: Command, terminal: Terminal): void {
  program
    .command('draft-highlight')
    .description('print the command that submits a highlight report, drafted from the record, to be finished')
    .requiredOption('--report <id>', 'the report that it will be')
    .requiredOption('--by <person/role>', 'who submits it: lead-1/lead-officer')
    .option('--partnership <id>', 'the partnership; else the only one there is')
    .option('--project <id>', 'the project that it is of')
    .option('--group <id>', 'the thematic group whose projects it is of; without either, all')
    .option('--from <date>', 'the first day of its period; else that of the financial year')
    .option('--to <date>', 'the last day of its period; else today')
    .addHelpText(
      'after',
      `
Nothing is kept until the command is given. \\n in a text begins a new line, and a hyphen after it
an item of a list.

Examples:
  tallystick draft-highlight --report idva-june --by lead-1/lead-officer --project idva > idva.ndjson
  tallystick run idva.ndjson`,
    )
    .action(async (options: DraftHighlightOptions) => {
      const { draftHighlight } = await import('./commands/draft-highlight.js');
      await draftHighlight(options, terminal);
    });
}

/** The command that shows a county's view. */
export function addCounty(program: Command, terminal: Terminal): void {
  program
    .command('county')
    .description("show the totals of the partnerships here that have joined a county's view")
    .argument('<county>', 'the county, by the identity under which they joined')
    .option('--year <year>', 'a financial year; else that of the day')
    .option('--as-at <date>', 'as it was true on a day; else today')
    .option('--known-at <instant>', 'as it was known at a moment, or at the end of a day; else now')
    .option('--output <file>', `write it, as ${documentFormats.join(', ')}`)
    .addHelpText(
      'after',
      `
Examples:
  tallystick county essex --year 2011-12
  tallystick county essex --year 2011-12 --output county.xlsx`,
    )
    .action(async (id: string, options: CountyOptions) => {
      const { county } = await import('./commands/county.js');
      await county(id, options, terminal);
    });
}
