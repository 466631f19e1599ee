import { unheardOf, wrongFieldsOf } from '#desk/checked-fields';
import { fieldsOf } from '#funding/fields';
import type { Class, FieldRule } from '#funding/fields';
import { invalid } from './problem.js';

/**
 * What an address asks, by the rules of a class: its texts as what the rules say they are, checked as a
 * command is checked.
 *
 * @throws Problem for what is wrong, and for what the read does not know
 */
export function queryOf<Query extends object>(type: Class<Query>, asked: unknown): Query {
  const rules = fieldsOf(type);
  const given = Object.entries(asked as Readonly<Record<string, unknown>>);
  const fields = Object.fromEntries(given.map(([name, value]) => [name, valueOf(value, rules.get(name))]));
  const wrong = wrongFieldsOf(type, fields);
  if (wrong.length > 0) throw invalid(wrong);
  return fields as Query;
}

/** For a read that can be asked nothing more. @throws Problem for whatever is asked */
export function nothingAsked(asked: unknown): object {
  const names = Object.keys(asked as object);
  if (names.length > 0) throw invalid(names.map((field) => ({ field, text: unheardOf })));
  return {};
}

function valueOf(value: unknown, rule: FieldRule | undefined): unknown {
  if (rule?.schema['type'] === 'integer' && /^-?\d{1,15}$/.test(String(value))) return Number(value);
  if (rule?.schema['type'] === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
