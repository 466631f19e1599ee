import { judge } from './judging.ts';
import { Storm } from './storm.ts';

// The long form: npm run storm -- SEED PROJECTS
const [seed = Date.now() % 1_000_000, projects = 980] = process.argv.slice(2).map(Number);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(`Seed ${seed}, ${projects} projects.`);
const startedAt = performance.now();
const storm = await Storm.begin({
  seed,
  projects,
  leads: Math.max(2, Math.round(projects / 8)),
  year: { from: '2011-01-02', to: '2011-12-20' },
  say,
});
try {
  await storm.rage();
  const { wrong, figures } = await judge(storm);
  for (const [what, figure] of Object.entries({
    ...storm.happened,
    ...figures,
  }))
    say(`${what}: ${figure}`);
  say(`minutes: ${((performance.now() - startedAt) / 60_000).toFixed(1)}`);
  for (const line of wrong.slice(0, 50)) say(`WRONG: ${line}`);
  say(
    wrong.length === 0
      ? 'All was as it should have been.'
      : `${wrong.length} things were not as they should have been.`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await storm.end();
}
