import { join } from 'node:path';
import { addDays, formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import { settingNames, settingsFrom } from '#settings/settings';
import type { Settings } from '#settings/settings';
import { isDone } from '../command-lines.js';
import type { Answered, Tally } from '../command-lines.js';
import { withData } from '../data-place.js';
import { projectRoot } from '../project-root.js';
import { projectRows } from '#reads/project-rows';
import { readingFrom } from '../reading.js';
import type { Reading } from '#reads/reading';
import { counted, heading, paragraph } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { showBudget } from './budget.js';
import { showEvaluationsDue } from './evaluations-due.js';
import { showReminders } from './reminders.js';
import { runFile } from './run.js';

/** How far ahead the reminders are shown. */
const reminderDays = 28;
const remindersShown = 20;

const example = 'examples/thurrock-2011-12/year.ndjson';

/**
 * Plays the example's year through the real commands, in a place of its own, and prints what people
 * read. A second time every command has its answer already, so that nothing changes.
 *
 * @returns the exit code: 1 when a command of the example was not carried out
 * @throws WrongUse when there is real data already
 */
export async function demo(terminal: Terminal): Promise<number> {
  const settings = settingsFrom(process.env, join('data', 'demo'));
  const undone: Answered[] = [];
  const tally = await runFile(
    join(projectRoot(), example),
    { settings, createExample: true, onlyInExample: true },
    async (answered) => {
      if (!isDone(answered.reply)) undone.push(answered);
    },
  );
  await paragraph(terminal, whatWasDone(tally));
  for (const answered of undone) await terminal.line(JSON.stringify(answered));
  await withData(async (opened) => show(await readingFrom(opened), terminal), settings);
  return undone.length === 0 ? 0 : 1;
}

function whatWasDone(tally: Tally): string {
  const { accepted, unchanged, refused, conflict, invalid, repeated } = tally;
  const all = accepted + unchanged + refused + conflict + invalid;
  const commands = counted(all, 'command');
  if (repeated === all) return `${commands}, all of them already done: nothing changed.`;
  const others = all - accepted - unchanged;
  return others === 0
    ? `${commands}, all of them carried out.`
    : `${commands}, of which ${others} were not carried out.`;
}

async function show(from: Reading, terminal: Terminal): Promise<void> {
  const { models, partnership, state } = from;
  const today = from.place.today();
  await terminal.line();
  await heading(terminal, `${state.name}: the register`);
  await showRegister(from, terminal);
  await paragraph(terminal, `What follows is as on ${formatDate(today)}, the example's last day.`);
  await terminal.line();
  const question = { partnership, asAt: today };
  await showBudget(from, question, await budgetAt(models.db, question), terminal);
  await terminal.line();
  await showEvaluationsDue(from, today, terminal);
  await terminal.line();
  await showReminders(from, { from: today, to: addDays(today, reminderDays) }, terminal, remindersShown);
  await showWhereNext(from.place.settings, terminal);
}

/** The register's own sum: every award, and what is held with no project. */
async function showRegister({ models, partnership }: Reading, terminal: Terminal): Promise<void> {
  const projects = await projectRows(models.db, partnership);
  const awarded = sumPence(projects.map(({ awardPence }) => awardPence));
  const { totals } = await budgetAt(models.db, { partnership });
  const nil = projects.filter(({ awardPence }) => awardPence === 0).length;
  const { reserved } = totals.all;
  const words =
    `${counted(projects.length, 'project')} with ${formatPence(awarded)} awarded, ${nil} of them at no cost, and ` +
    `${formatPence(reserved)} in reserve: ${formatPence(sumPence([awarded, reserved]))} in all.`;
  await paragraph(terminal, words);
  await paragraph(
    terminal,
    'Sources, meetings and dates that the published register does not give are made up for the example.',
  );
}

/** A server's address is left out, since it would come without its password: it is in the environment. */
async function showWhereNext({ store }: Settings, terminal: Terminal): Promise<void> {
  const where = store.engine === 'sqlite' ? `${settingNames.data}=${store.folder} ` : '';
  const command = `${where}./tallystick`;
  await terminal.line();
  await heading(terminal, 'Where to go next');
  const next = [
    ['project idva', 'one project, from its bid on'],
    ['history idva', 'every event of it: who, when, in which meeting, and the money moved'],
    ['budget --as-at 2011-09-30', 'the budget as it was half way through the year'],
    ['reminders', 'every reminder of the next four weeks'],
    ['meetings', 'what was decided, and why'],
    ['ledger --format hledger', 'the journal, for finance'],
    ['verify', 'checks that every record agrees with every other'],
    ['commands', 'everything that can be asked for'],
  ];
  for (const [words, about] of next) await terminal.line(`${command} ${words}\n    ${about}`);
}
