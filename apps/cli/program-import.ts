import type { Command } from 'commander';
import type { EndWith } from './end-with.js';
import type { ImportRegisterOptions } from './register-options.js';
import type { Terminal } from './terminal.js';

const examples = `
Each row becomes a project that is taken on with its award, and marked so wherever it is shown.
Columns are known by their headings: project, priority, cost, and where they are there spent,
outputs, partner input, risk, challenges and description. A cost is £45,140, £3980, £1,000.50
or nil; a sum is never guessed at. All of the rows are entered or none, unless --accept-valid
is given. Importing again changes nothing.

Examples:
  tallystick import register register.csv --year 2011-12 --source community-safety \\
    --decided-on 2011-04-12 --reference "Register of 2011/12" \\
    --lead-officer lead-community-safety --lead-agency council \\
    --reserve "Domestic homicide review" --dry-run`;

/** `import register`: a spreadsheet's register as it was published. */
export function addImport(program: Command, terminal: Terminal, endWith: EndWith): void {
  const register = program
    .command('import')
    .description('bring in what was kept elsewhere')
    .command('register')
    .description(
      'bring in a register of projects that were decided before, from a spreadsheet saved as CSV UTF-8',
    )
    .argument('<file>', 'the register')
    .addHelpText('after', examples)
    .action(async (file: string, options: ImportRegisterOptions) => {
      const { importRegister } = await import('./commands/import-register.js');
      endWith(await importRegister(file, options, terminal));
    });
  addFacts(register);
  addChoices(register);
}

/** What the register does not say of its projects. */
function addFacts(register: Command): void {
  register
    .requiredOption('--year <year>', 'the financial year, such as 2011-12')
    .requiredOption('--source <id>', 'the funding source that the awards are charged to')
    .requiredOption('--decided-on <date>', 'the day on which the projects were decided')
    .requiredOption(
      '--reference <text>',
      'where the decision is written down: a minute, a letter, the register',
    )
    .requiredOption('--lead-officer <id>', 'the lead officer of the projects')
    .requiredOption('--lead-agency <id>', 'their agency')
    .option('--funding-type <type>', 'capital or revenue', 'revenue')
    .option(
      '--reserve <row>',
      'a row that is a reserve: its number, or a part of its title; may be repeated',
      collect,
    )
    .option('--starts-on <date>', 'the planned start of the projects')
    .option('--finishes-on <date>', 'the planned finish of the projects')
    .option(
      '--paid-on <date>',
      'the day of what was spent; else the end of the year, or today if that is earlier',
    );
}

/** Who imports, and how. */
function addChoices(register: Command): void {
  register
    .option('--by <person>', 'who enters it as support officer; else the only one there is')
    .option('--finance-by <person>', 'who records expenditure as finance officer; else the only one there is')
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--accept-valid', 'enter the rows that can be, and leave out the others')
    .option('--partnership <id>', 'the partnership; else the only one there is')
    .option('--json', 'print JSON');
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
