import { commandAbouts } from '#desk/command-abouts';
import { commandsByNoun, nouns } from '#desk/command-registry';
import type { Noun } from '#desk/command-registry';
import { commandSchemaOf } from '#desk/command-schema';
import { exampleOf } from '#desk/examples';
import { mayGive } from '#funding/roles';
import type { CommandName } from '#funding/roles';
import { heading, json, paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

const titles: Readonly<Record<Noun, string>> = {
  partnership: 'The partnership',
  person: 'People',
  'funding-source': 'Funding sources',
  project: 'Projects',
  meeting: 'Meetings',
  message: 'Messages',
  indicator: 'Indicators',
  risk: 'Risks',
  confirmation: 'The confirmation of a year',
  highlight: 'Highlight reports',
  ledger: 'The general ledger',
  publication: 'What is shown to others',
};

/** Every command that a file can carry; for a program, the JSON Schema of each by its name. */
export async function commands(options: { readonly json?: boolean }, terminal: Terminal): Promise<void> {
  if (options.json === true) return json(terminal, schemas());
  for (const noun of nouns) {
    await heading(terminal, titles[noun]);
    const rows = namesOf(noun).map((name) => [name, commandAbouts[name], mayGive[name].join(', ')]);
    const columns = [{ heading: 'Command' }, { heading: 'What it does' }, { heading: 'By whom' }] as const;
    await table(terminal, { columns, rows }, '');
    await terminal.line();
  }
  await paragraph(
    terminal,
    'docs/commands.md tells the fields of each, with an example. --json prints their schemas.',
  );
}

function schemas(): Record<string, unknown> {
  const names = nouns.flatMap(namesOf);
  return Object.fromEntries(
    names.map((name) => [
      name,
      { ...commandSchemaOf(name, commandAbouts[name]), examples: [exampleOf(name)] },
    ]),
  );
}

function namesOf(noun: Noun): CommandName[] {
  return Object.keys(commandsByNoun[noun]) as CommandName[];
}
