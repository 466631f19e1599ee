import 'reflect-metadata';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { commandClasses } from '#desk/command-registry';
import { missing, wrongValue } from '#desk/field-words';
import { Surroundings } from '#desk/given-command';
import type { GivenCommand, WrongField } from '#desk/given-command';
import { isPlainObject, whatIsNotPlain, within } from '#desk/plain-content';
import { canonicalJson, UnfitContent } from '#eventing/canonical-json';
import { isInstant } from '#eventing/clock';
import { fieldsOf } from '#funding/fields';
import type { Class, FieldRule } from '#funding/fields';

/** What was sent, as a command, or every field of it that is wrong. */
export type Parsed =
  { readonly given: GivenCommand } | { readonly wrong: readonly [WrongField, ...WrongField[]] };

type Fields = Readonly<Record<string, unknown>>;

const rulesByClass = new WeakMap<Class, ReadonlyMap<string, FieldRule>>();
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

function wrongFieldsOf(type: Class, fields: Fields): WrongField[] {
  const checked = validateSync(instanceOf(type, fields), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  return checked.flatMap((error) => inWords(error, type, fields, ''));
}

/**
 * The fields as an instance of their class, which is how the checks are found, and its parts as instances
 * of theirs. Nothing is converted: what is no object or no list where one is wanted stays as it is, to be
 * found wrong.
 */
function instanceOf(type: Class, fields: Fields): object {
  const rules = rulesOf(type);
  const instance = new type() as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) {
    const nested = rules.get(name)?.nested;
    instance[name] = nested === undefined ? value : partOf(nested(), value);
  }
  return instance;
}

function partOf(type: Class, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown) => (isPlainObject(item) ? instanceOf(type, item) : item));
  return isPlainObject(value) ? instanceOf(type, value) : value;
}

/** The rules of a class never change once it is declared. */
function rulesOf(type: Class): ReadonlyMap<string, FieldRule> {
  const known = rulesByClass.get(type);
  if (known !== undefined) return known;
  const rules = fieldsOf(type);
  rulesByClass.set(type, rules);
  return rules;
}

function inWords(error: ValidationError, type: Class, fields: Fields, path: string): WrongField[] {
  const field = within(path, error.property);
  const rule = rulesOf(type).get(error.property);
  const value = fields[error.property];
  if (rule === undefined) return [{ field, text: 'There is no field of this name here.' }];
  if (value === undefined) return [{ field, text: missing(rule) }];
  if (error.constraints !== undefined) return [{ field, text: wrongValue(rule) }];
  const { nested } = rule;
  if (nested === undefined) throw new Error(`${field} is wrong in a way without words.`);
  const children = error.children ?? [];
  if (!Array.isArray(value))
    return children.flatMap((child) => inWords(child, nested(), asFields(value), field));
  return children.flatMap((item) => inItem(item, nested(), asFields(value[Number(item.property)]), field));
}

function inItem(item: ValidationError, type: Class, fields: Fields, list: string): WrongField[] {
  const path = `${list}[${item.property}]`;
  return (item.children ?? []).flatMap((child) => inWords(child, type, fields, path));
}

function asFields(value: unknown): Fields {
  return isPlainObject(value) ? value : {};
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
