import { commandAbouts } from '#desk/command-abouts';
import { commandClasses, commandsByNoun, nouns } from '#desk/command-registry';
import type { Noun } from '#desk/command-registry';
import { exampleOf } from '#desk/examples';
import { describe, expectedInBrief } from '#desk/field-words';
import { Surroundings } from '#desk/given-command';
import { fieldsOf } from '#funding/fields';
import type { Class, FieldRule } from '#funding/fields';
import { mayGive } from '#funding/roles';
import type { CommandName } from '#funding/roles';

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

const introduction = `# Commands

Everything that happens in Tallystick is asked for by one of these commands. \`./tallystick run
FILE.ndjson\` takes them from a file, one a line, and answers each with a line of its own.
\`./tallystick commands --json\` prints their JSON Schemas. This page is made from the classes that
check them.

A command is answered _accepted_, with its events; _unchanged_, when it was so already; _refused_, with
words for a person; _conflict_, when others kept changing the same things, and it can be sent again; or
_invalid_, when it is not a command at all. Every answer but the last two is kept: the same command sent
again is answered the same.

An _identity_ is 1 to 64 small letters, digits and hyphens, and does not begin with a hyphen. A _day_ is
written 2011-04-12, a _year_ 2011-12 (from 1 April to 31 March) and a _month_ 2011-04. Money is in whole
pence. A text is not blank and has no control characters; a _line_ is a text of at most 200 characters.

## Around every command
`;

/**
 * The page \`docs/commands.md\`: each command with what it does, who may give it, its fields and an
 * example.
 */
export function commandDocs(): string {
  const parts = [introduction, ...fieldLines(Surroundings), '', ...nouns.flatMap(nounDocs)];
  return `${parts.join('\n').trimEnd()}\n`;
}

function nounDocs(noun: Noun): string[] {
  const names = Object.keys(commandsByNoun[noun]) as CommandName[];
  return [`## ${titles[noun]}`, '', ...names.flatMap(oneCommand)];
}

function oneCommand(name: CommandName): string[] {
  return [
    `### ${name}`,
    '',
    commandAbouts[name],
    '',
    `Given by: ${mayGive[name].map((role) => `\`${role}\``).join(', ')}.`,
    '',
    ...fieldLines(commandClasses[name]),
    '',
    '```ndjson',
    JSON.stringify(exampleOf(name)),
    '```',
    '',
  ];
}

function fieldLines(type: Class, indent = ''): string[] {
  return [...fieldsOf(type)].flatMap(([name, rule]) => {
    const line = `${indent}- \`${name}\` (${kindOf(name, rule)}): ${describe(rule)}`;
    return rule.nested === undefined ? [line] : [line].concat(fieldLines(rule.nested(), `${indent}  `));
  });
}

function kindOf(name: string, rule: FieldRule): string {
  // All the names of commands are the headings of this page.
  const kind = name === 'command' ? 'the name of a command' : expectedInBrief(rule);
  return rule.optional ? `${kind}, optional` : kind;
}
