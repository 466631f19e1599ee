import { Disturbing } from './injection.ts';
import { killCycles } from './kill.ts';
import { keysCut } from './keys.ts';
import { cutThePower } from './power-cut.ts';
import type { Ended } from './writing.ts';

// The long forms of the fault tests: `faults.main.ts kill 200`, `faults.main.ts disturb`, `faults.main.ts
// power 60`. Each prints what it tried and every complaint, and ends with 1 when there was one.

function report(figures: Readonly<Record<string, number>>, complaints: readonly string[]): void {
  for (const [what, figure] of Object.entries(figures))
    process.stdout.write(`${what}: ${figure.toLocaleString('en')}\n`);
  for (const complaint of complaints) process.stdout.write(`  ${complaint}\n`);
  process.stdout.write(`complaints: ${complaints.length}\n`);
  if (complaints.length > 0) process.exitCode = 1;
}

async function kill(cycles = 200): Promise<void> {
  const { acknowledged, sentAgain, complaints } = await killCycles(cycles);
  report(
    { kills: cycles, 'commands acknowledged': acknowledged, 'commands sent again': sentAgain },
    complaints,
  );
}

async function disturb(): Promise<void> {
  const disturbing = new Disturbing();
  const complaints: string[] = [];
  const outcomes: Record<string, number> = {};
  for (const disturbance of await disturbing.everything()) {
    const { said, complaints: found } = await disturbing.disturb(disturbance);
    const { command, call, nth, fault } = disturbance;
    const outcome = `command ${command}, ${fault}: ${outcomeOf(said, command)}`;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    complaints.push(...found.map((words) => `command ${command}, ${fault} at ${call} ${nth}: ${words}`));
  }
  disturbing.end();
  report(outcomes, complaints);
}

/** The last that was said of the command, before the process ended of itself or was ended. */
function outcomeOf(said: Ended, command: number): string {
  const last = said.lines.map((line) => line.split(' ')).findLast(([, number]) => Number(number) === command);
  if (last !== undefined && last[0] !== 'sent') return last[0] ?? '';
  return said.status === 1 ? 'the store did not open' : 'no answer';
}

async function power(commands = 60): Promise<void> {
  const often = ['--pragma', 'wal_autocheckpoint = 20'];
  for (const atOnce of ['1', '8']) {
    process.stdout.write(`synchronous=FULL, ${atOnce} at once\n`);
    const writer = ['--last', `${commands}`, '--sessions', '3', '--at-once', atOnce, ...often];
    const { calls, acknowledged, states, losses } = await cutThePower({ writer, chances: 2 });
    const complaints = losses.map(({ point, luck, complaint }) => `at ${point}, when ${luck}: ${complaint}`);
    report(
      { 'system calls': calls, 'commands acknowledged': acknowledged, 'disks opened': states },
      complaints,
    );
  }
  process.stdout.write('the keys\n');
  const keys = await cutThePower({ writer: ['--last', `${commands}`, ...often], chances: 2, cut: keysCut });
  report(
    { 'system calls': keys.calls, 'keys made or destroyed': keys.acknowledged, 'disks opened': keys.states },
    keys.losses.map(({ point, luck, complaint }) => `at ${point}, when ${luck}: ${complaint}`),
  );
  process.stdout.write('synchronous=NORMAL, which must be found to lose commands\n');
  const lax = await cutThePower({
    writer: ['--last', `${commands}`, '--pragma', 'synchronous = NORMAL'],
    points: 1,
    chances: 0,
  });
  const lossy = lax.losses.filter(({ complaint }) => complaint.endsWith('is lost'));
  report(
    { 'disks opened': lax.states, 'losses found': lossy.length },
    lossy.length > 0 ? [] : ['no loss was found'],
  );
}

const [what, count] = process.argv.slice(2);
const times = count === undefined ? undefined : Number(count);
const forms: Readonly<Record<string, () => Promise<void>>> = {
  kill: async () => kill(times),
  disturb,
  power: async () => power(times),
};
const form = forms[what ?? ''];
if (form === undefined) {
  process.stderr.write('Say which: kill [cycles], disturb, or power [commands].\n');
  process.exitCode = 2;
} else await form();
