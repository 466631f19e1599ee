import type { Class } from '#funding/fields';
import { confirmationCommands } from '#funding/confirmation/confirmation.commands';
import { fundingSourceCommands } from '#funding/funding-source/funding-source.commands';
import { highlightCommands } from '#funding/highlight/highlight.commands';
import { indicatorCommands } from '#funding/indicator/indicator.commands';
import { ledgerCommands } from '#funding/ledger/ledger.commands';
import { meetingCommands } from '#funding/meeting/meeting.commands';
import { messageCommands } from '#funding/message/message.commands';
import { partnershipCommands } from '#funding/partnership/partnership.commands';
import { personCommands } from '#funding/person/person.commands';
import { projectCommands } from '#funding/project/project.commands';
import { publicationCommands } from '#funding/publication/publication.commands';
import { riskCommands } from '#funding/risk/risk.commands';
import type { CommandName } from '#funding/roles';

/**
 * The command classes by the noun that a command is chiefly about, in the order in which people meet them.
 */
export const commandsByNoun = {
  partnership: partnershipCommands,
  person: personCommands,
  'funding-source': fundingSourceCommands,
  project: projectCommands,
  meeting: meetingCommands,
  message: messageCommands,
  indicator: indicatorCommands,
  risk: riskCommands,
  confirmation: confirmationCommands,
  highlight: highlightCommands,
  ledger: ledgerCommands,
  publication: publicationCommands,
} as const;

export type Noun = keyof typeof commandsByNoun;
export const nouns = Object.keys(commandsByNoun) as readonly Noun[];

const classes = {
  ...partnershipCommands,
  ...personCommands,
  ...fundingSourceCommands,
  ...projectCommands,
  ...meetingCommands,
  ...messageCommands,
  ...indicatorCommands,
  ...riskCommands,
  ...confirmationCommands,
  ...highlightCommands,
  ...ledgerCommands,
  ...publicationCommands,
} as const;

/** A command's own fields. */
export type ContentOf<Name extends CommandName> = Readonly<InstanceType<(typeof classes)[Name]>>;

/** One example of each command of a noun's table. */
export type ExamplesOf<Table extends Noun> = {
  readonly [Name in keyof (typeof commandsByNoun)[Table] & CommandName]: ContentOf<Name>;
};

/** Every public command's class, by the command's name. */
export const commandClasses: Readonly<Record<CommandName, Class>> = classes;

/** The name of every public command, noun by noun. */
export const commandNames = Object.keys(classes) as readonly CommandName[];

const nounByCommand = new Map<string, Noun>(
  nouns.flatMap((noun) => Object.keys(commandsByNoun[noun]).map((name) => [name, noun] as const)),
);

/** The noun that a command is chiefly about, whose handler carries it out. */
export function nounOf(name: CommandName): Noun {
  const noun = nounByCommand.get(name);
  if (noun === undefined) throw new Error(`No noun has the command ${name}.`);
  return noun;
}
