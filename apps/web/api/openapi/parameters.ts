import type { JsonSchema } from '#desk/command-schema';
import { fieldsOf } from '#funding/fields';
import type { Class } from '#funding/fields';
import { idPattern } from '#kernel/ids';

/** A part of an address, which is always there. */
export function parameter(where: 'path', name: string, about: string): JsonSchema {
  const isNumber = name === 'position';
  const schema = isNumber ? { type: 'integer', minimum: 1 } : { type: 'string', pattern: idPattern.source };
  return { name, in: where, required: true, description: about, schema };
}

export const partnershipParameter = parameter('path', 'partnership', 'The partnership of the token.');

/** What an address can ask after its question mark, by the class that checks it. */
export function queryParameters(query: Class | undefined): readonly JsonSchema[] {
  const fields = query === undefined ? [] : fieldsOf(query);
  return [...fields].map(([name, { schema, optional }]) => {
    const { description, ...rest } = schema;
    return { name, in: 'query', required: !optional, description, schema: rest };
  });
}
