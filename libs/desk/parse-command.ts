import 'reflect-metadata';
import { wrongFieldsOf } from '#desk/checked-fields';
import { commandClasses } from '#desk/command-registry';
import { Surroundings } from '#desk/given-command';
import type { GivenCommand, WrongField } from '#desk/given-command';
import { whatIsNotPlain } from '#desk/plain-content';
import { canonicalJson, UnfitContent } from '#eventing/canonical-json';
import { isInstant } from '#eventing/clock';
import { fieldsOf } from '#funding/fields';

/** What was sent, as a command, or every field of it that is wrong. */
export type Parsed =
  { readonly given: GivenCommand } | { readonly wrong: readonly [WrongField, ...WrongField[]] };

type Fields = Readonly<Record<string, unknown>>;

const surrounding = new Set(fieldsOf(Surroundings).keys());

/**
 * A command from flat JSON: `{command, id, partnership, actor, on?, at?, via?, ...its own fields}`.
 *
 * Nothing is converted and nothing passed over: a text is no number, and a field that the command does not
 * know is wrong.
 */
export function parseCommand(input: unknown): Parsed {
  const notPlain = whatIsNotPlain(input);
  if (notPlain !== undefined) return { wrong: [notPlain] };
  const { around, own } = split(input as Fields);
  const wrongAround = [...wrongFieldsOf(Surroundings, around), ...wrongInstantOf(around['at'])];
  if (isNotEmpty(wrongAround)) return { wrong: wrongAround };
  const surroundings = around as unknown as Surroundings;
  const wrongOwn = wrongFieldsOf(commandClasses[surroundings.command], own);
  const wrong = wrongOwn.length > 0 ? wrongOwn : unfitTextOf(input as Fields);
  return isNotEmpty(wrong) ? { wrong } : { given: givenCommandOf(surroundings, own) };
}

function split(input: Fields): { around: Fields; own: Fields } {
  const entries = Object.entries(input);
  return {
    around: Object.fromEntries(entries.filter(([key]) => surrounding.has(key))),
    own: Object.fromEntries(entries.filter(([key]) => !surrounding.has(key))),
  };
}

function givenCommandOf(surroundings: Surroundings, own: Fields): GivenCommand {
  const { command: name, via = 'command', actor, ...others } = surroundings;
  return { ...others, actor: { person: actor.person, role: actor.role }, name, via, content: own };
}

function wrongInstantOf(at: unknown): WrongField[] {
  if (typeof at !== 'string' || isInstant(at)) return [];
  return [
    {
      field: 'at',
      text: 'It has to be an instant in UTC with milliseconds, such as 2011-04-12T09:00:00.000Z.',
    },
  ];
}

/** What could not be kept for ever, character by character, is found before anything is decided on it. */
function unfitTextOf(fields: Fields): WrongField[] {
  try {
    canonicalJson(fields, '');
    return [];
  } catch (error) {
    if (error instanceof UnfitContent)
      return [{ field: error.place.replace(/^\./, ''), text: `It ${error.reason}.` }];
    throw error;
  }
}

function isNotEmpty(wrong: WrongField[]): wrong is [WrongField, ...WrongField[]] {
  return wrong.length > 0;
}
