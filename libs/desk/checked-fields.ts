import 'reflect-metadata';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { missing, wrongValue } from '#desk/field-words';
import type { WrongField } from '#desk/given-command';
import { isPlainObject, within } from '#desk/plain-content';
import { fieldsOf } from '#funding/fields';
import type { Class, FieldRule } from '#funding/fields';

type Fields = Readonly<Record<string, unknown>>;

/** What is said of a field that is none. */
export const unheardOf = 'There is no field of this name here.';
const rulesByClass = new WeakMap<Class, ReadonlyMap<string, FieldRule>>();

/**
 * Which fields are wrong by the rules of their class, each with a sentence for a person. Nothing is
 * converted, and a field that the class does not know is wrong.
 */
export function wrongFieldsOf(type: Class, fields: Fields): WrongField[] {
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
  if (rule === undefined) return [{ field, text: unheardOf }];
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
