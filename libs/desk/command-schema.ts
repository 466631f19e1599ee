import { commandClasses } from '#desk/command-registry';
import type { CommandName } from '#funding/roles';
import { Surroundings } from '#desk/given-command';
import { fieldsOf } from '#funding/fields';
import type { Class, FieldRule } from '#funding/fields';

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const instant = { format: 'date-time', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' };

/**
 * The JSON Schema (draft 2020-12) of a command as it is sent, from the same declarations that check it.
 *
 * @param about what the command does, in a sentence
 */
export function commandSchemaOf(name: CommandName, about: string): JsonSchema {
  const surroundings = propertiesOf(Surroundings);
  const properties = {
    ...surroundings,
    command: { ...(surroundings['command'] as JsonSchema), const: name, enum: undefined },
    at: { ...(surroundings['at'] as JsonSchema), ...instant, minLength: undefined, maxLength: undefined },
    ...propertiesOf(commandClasses[name]),
  };
  const required = [...requiredOf(Surroundings), ...requiredOf(commandClasses[name])];
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: name,
    description: about,
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  };
  return withoutUndefined(schema);
}

/**
 * The JSON Schema of a command's own fields alone, with some of what stands around it: what is left when the
 * rest comes by another way.
 */
export function contentSchemaOf(type: Class, around: readonly (keyof Surroundings)[]): JsonSchema {
  const surroundings = propertiesOf(Surroundings);
  const kept = Object.fromEntries(around.map((name) => [name, surroundings[name]]));
  return withoutUndefined({
    type: 'object',
    properties: { ...propertiesOf(type), ...kept },
    required: requiredOf(type),
    additionalProperties: false,
  });
}

function propertiesOf(type: Class): Record<string, JsonSchema> {
  return Object.fromEntries([...fieldsOf(type)].map(([name, rule]) => [name, schemaOf(rule)]));
}

function requiredOf(type: Class): string[] {
  return [...fieldsOf(type)].filter(([, rule]) => !rule.optional).map(([name]) => name);
}

function schemaOf({ schema, nested }: FieldRule): JsonSchema {
  if (nested === undefined) return schema;
  const type = nested();
  const object = { properties: propertiesOf(type), required: requiredOf(type), additionalProperties: false };
  return schema['type'] === 'array'
    ? { ...schema, items: { type: 'object', ...object } }
    : { ...schema, ...object };
}

function withoutUndefined(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema)) as JsonSchema;
}
