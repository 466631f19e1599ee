import type { JsonSchema } from '#desk/command-schema';
import { fieldsOf } from '#funding/fields';
import type { Class, FieldRule } from '#funding/fields';
import { idPattern } from '#kernel/ids';
import type { Form } from '../forms.js';
import { Paging } from '../paging.js';

/** A part of an address, which is always there. */
export function parameter(where: 'path', name: string, about: string): JsonSchema {
  const isNumber = name === 'position' || name === 'batch';
  const schema = isNumber ? { type: 'integer', minimum: 1 } : { type: 'string', pattern: idPattern.source };
  return { name, in: where, required: true, description: about, schema };
}

/** What every list can be asked, under the names that it has among the components. */
export const pagingParameters: JsonSchema = Object.fromEntries(
  [...fieldsOf(Paging)].map(([name, rule]) => [nameOfPaging(name), queryParameter(name, rule)]),
);

function nameOfPaging(name: string): string {
  return `Page${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** What an address can ask after its question mark, by the class that checks it. */
export function queryParameters(query: Class | undefined): readonly JsonSchema[] {
  const fields = query === undefined ? [] : fieldsOf(query);
  const isPaged = query !== undefined && (query === Paging || query.prototype instanceof Paging);
  return [...fields].map(([name, rule]) =>
    isPaged && fieldsOf(Paging).has(name)
      ? { $ref: `#/components/parameters/${nameOfPaging(name)}` }
      : queryParameter(name, rule),
  );
}

function queryParameter(name: string, { schema, optional }: FieldRule): JsonSchema {
  const { description, ...rest } = schema;
  return { name, in: 'query', required: !optional, description, schema: rest };
}

/** In which form it is wanted, of a read that can be had in several. */
export function formatParameter(forms: readonly Form[]): readonly JsonSchema[] {
  if (forms.length < 2) return [];
  const schema = { type: 'string', enum: forms.map(({ format }) => format) };
  const description = 'In which form; left out, what Accept says.';
  return [{ name: 'format', in: 'query', required: false, description, schema }];
}
