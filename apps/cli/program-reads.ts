import type { Command } from 'commander';
import type { AnswerOptions } from './commands/answers.js';
import type { LedgerOptions } from './commands/ledger.js';
import type { MessageOptions } from './commands/messages.js';
import type { ReminderOptions } from './commands/reminder-options.js';
import { addMeasures } from './program-measures.js';
import { examplesOf, read } from './read-command.js';
import type { ReadOptions } from './reading.js';
import type { Terminal } from './terminal.js';

/** The commands that only read. Each first brings the read models up to the last event. */
export function addReads(program: Command, terminal: Terminal): void {
  addBudget(program, terminal);
  addProjects(program, terminal);
  addMeetings(program, terminal);
  addDue(program, terminal);
  addMeasures(program, terminal);
  addHistory(program, terminal);
  addAnswers(program, terminal);
  addLedger(program, terminal);
}

function addBudget(program: Command, terminal: Terminal): void {
  read(program, 'budget', 'show what there is, by source and funding type, and what the totals leave out')
    .option('--year <year>', 'a financial year; else every year that has a source')
    .option('--as-at <date>', 'as it was true on a day; else on the last day known')
    .option(
      '--known-at <instant>',
      'as it was known at a moment, such as 2011-09-30T17:00Z, or the end of a day',
    )
    .addHelpText(
      'after',
      examplesOf('budget', 'budget --year 2011-12', 'budget --as-at 2011-09-30 --known-at 2011-10-05 --json'),
    )
    .action(async (options: ReadOptions & { year?: string; asAt?: string; knownAt?: string }) => {
      const { budget } = await import('./commands/budget.js');
      await budget(options, terminal);
    });
}

function addProjects(program: Command, terminal: Terminal): void {
  read(program, 'projects', 'list the projects, with what was awarded and spent')
    .addHelpText('after', examplesOf('projects', 'projects --json'))
    .action(async (options: ReadOptions) => {
      const { projects } = await import('./commands/projects.js');
      await projects(options, terminal);
    });
  read(program, 'project', 'show one project: its bid, award, money, delivery and evaluation')
    .argument('<id>', 'the project')
    .addHelpText('after', examplesOf('project communications-officer'))
    .action(async (id: string, options: ReadOptions) => {
      const { project } = await import('./commands/project.js');
      await project(id, options, terminal);
    });
  read(program, 'bids', 'list the bids that wait for a decision')
    .addHelpText('after', examplesOf('bids'))
    .action(async (options: ReadOptions) => {
      const { bids } = await import('./commands/bids.js');
      await bids(options, terminal);
    });
}

function addMeetings(program: Command, terminal: Terminal): void {
  read(program, 'meetings', 'list the meetings, or show one as its minutes give it')
    .argument('[id]', 'one meeting: who was there, the interests, votes, conditions and reasons of each item')
    .addHelpText('after', examplesOf('meetings', 'meetings april', 'meetings april --json'))
    .action(async (id: string | undefined, options: ReadOptions) => {
      if (id !== undefined) {
        const { meeting } = await import('./commands/meeting.js');
        return meeting(id, options, terminal);
      }
      const { meetings } = await import('./commands/meetings.js');
      await meetings(options, terminal);
    });
}

function addDue(program: Command, terminal: Terminal): void {
  read(program, 'evaluations-due', 'list the evaluations that are owed, the latest first')
    .option('--on <date>', 'as on a day; else today')
    .addHelpText('after', examplesOf('evaluations-due', 'evaluations-due --on 2012-04-30'))
    .action(async (options: ReadOptions & { on?: string }) => {
      const { evaluationsDue } = await import('./commands/evaluations-due.js');
      await evaluationsDue(options, terminal);
    });
  read(program, 'reminders', 'list the reminders that are to go out, in order')
    .option('--from <date>', 'the first day; else today')
    .option('--to <date>', 'the last day; else 28 days from the first')
    .option(
      '--explain <project>',
      'each reminder of one project: when, to whom, why then, and what became of it',
    )
    .option('--simulate', 'the messages that would go out day by day, a person one a day; nothing is sent')
    .option('--until <date>', 'the last day for both; else 28 days from today')
    .addHelpText(
      'after',
      examplesOf(
        'reminders --from 2012-04-01 --to 2012-04-30',
        'reminders --explain communications-officer',
        'reminders --simulate --until 2012-06-30',
      ),
    )
    .action(async (options: ReminderOptions) => {
      const { reminders } = await import('./commands/reminders.js');
      await reminders(options, terminal);
    });
  addMessages(program, terminal);
  read(program, 'updates-due', 'list the monthly updates that are owed')
    .option('--on <date>', 'as on a day; else today')
    .addHelpText('after', examplesOf('updates-due', 'updates-due --on 2012-02-10'))
    .action(async (options: ReadOptions & { on?: string }) => {
      const { updatesDue } = await import('./commands/updates-due.js');
      await updatesDue(options, terminal);
    });
}

function addMessages(program: Command, terminal: Terminal): void {
  read(program, 'messages', 'list the messages to people, those that need a hand first; or settle one')
    .argument('[id]', 'one message: what it says and what became of it')
    .option('--all', 'those that have gone long ago too')
    .option('--send-again <reason>', 'have it sent again, which may tell the person twice')
    .option('--arrived <note>', 'record that it has arrived, and how that is known')
    .option('--by <person>', 'the support officer who says so')
    .addHelpText(
      'after',
      examplesOf(
        'messages',
        'messages m-4f0c2a9d5b7e --arrived "The lead officer has it." --by support',
        'messages m-4f0c2a9d5b7e --send-again "Nothing has come." --by support',
      ),
    )
    .action(async (id: string | undefined, options: MessageOptions) => {
      const { messages } = await import('./commands/messages.js');
      await messages(id, options, terminal);
    });
}

function addHistory(program: Command, terminal: Terminal): void {
  read(
    program,
    'history',
    'show every event of a project, a source, a meeting, a person, an indicator or a risk',
  )
    .argument('<id>', 'the project, source, meeting, person, indicator or risk')
    .option(
      '--of <noun>',
      'project, source, meeting, person, indicator or risk, where an id stands for several',
    )
    .addHelpText('after', examplesOf('history communications-officer', 'history april --of meeting'))
    .action(async (id: string, options: ReadOptions & { of?: string }) => {
      const { history } = await import('./commands/history.js');
      await history(id, options, terminal);
    });
}

function addAnswers(program: Command, terminal: Terminal): void {
  read(program, 'answers', 'list the commands that were given, by whom and from where, and what was answered')
    .option('--outcome <outcome>', 'accepted, unchanged or refused alone')
    .option('--by <person>', 'those that this person gave alone')
    .option('--from <date>', 'those answered on this day or later')
    .option('--to <date>', 'those answered on this day or earlier')
    .option('--last <number>', 'how many of the newest at most', '100')
    .addHelpText(
      'after',
      examplesOf('answers --outcome refused', 'answers --by finance --from 2012-03-01 --json'),
    )
    .action(async (options: AnswerOptions) => {
      const { answers } = await import('./commands/answers.js');
      await answers(options, terminal);
    });
}

function addLedger(program: Command, terminal: Terminal): void {
  program
    .command('ledger')
    .description('print the journal of every event that moves money, for a program of plain-text accounting')
    .requiredOption('--format <format>', 'hledger, ledger or beancount')
    .option('--partnership <id>', 'the partnership; else the only one there is')
    .option('--as-at <date>', 'as it was true on a day; else with everything that is recorded')
    .option('--known-at <instant>', 'as it was known at a moment, or at the end of a day')
    .addHelpText(
      'after',
      examplesOf(
        'ledger --format hledger | hledger -f - balance',
        'ledger --format ledger --as-at 2012-03-31 --known-at 2012-04-05 > year.ledger',
        'ledger --format beancount > partnership.beancount',
      ),
    )
    .action(async (options: LedgerOptions) => {
      const { ledger } = await import('./commands/ledger.js');
      await ledger(options, terminal);
    });
}
