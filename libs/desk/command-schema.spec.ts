import { describe, expect, it } from '@jest/globals';
import { commandAbouts } from '#desk/command-abouts';
import { commandNames } from '#desk/command-registry';
import { commandSchemaOf } from '#desk/command-schema';
import type { JsonSchema } from '#desk/command-schema';
import { exampleOf } from '#desk/examples';

function schemaOf(name: (typeof commandNames)[number]): JsonSchema {
  return commandSchemaOf(name, commandAbouts[name]);
}

function part(schema: JsonSchema, ...path: readonly string[]): JsonSchema {
  return path.reduce((inner, key) => inner[key] as JsonSchema, schema);
}

/** The fields of an example that its schema does not name, at any depth. */
function unnamed(value: unknown, schema: JsonSchema): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => unnamed(item, schema['items'] as JsonSchema));
  if (typeof value !== 'object' || value === null) return [];
  const properties = schema['properties'] as Record<string, JsonSchema>;
  return Object.entries(value).flatMap(([key, inner]) => {
    const its = properties[key];
    return its === undefined ? [key] : unnamed(inner, its);
  });
}

/** Every schema of an object within a schema. */
function objectsIn(schema: JsonSchema): JsonSchema[] {
  const inner = Object.values((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const items = schema['items'] === undefined ? [] : [schema['items'] as JsonSchema];
  const itself = schema['type'] === 'object' ? [schema] : [];
  return [...itself, ...[...inner, ...items].flatMap(objectsIn)];
}

describe('The JSON Schema of a command', () => {
  it('says how it is checked, in draft 2020-12', () => {
    const schema = schemaOf('FundProject');
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'FundProject',
      type: 'object',
      required: ['command', 'id', 'partnership', 'actor', 'project', 'decision', 'award'],
      additionalProperties: false,
    });
    expect(part(schema, 'properties', 'command')).toEqual({
      type: 'string',
      const: 'FundProject',
      description: 'What is to be done.',
    });
    expect(part(schema, 'properties', 'award', 'properties', 'awardPence')).toMatchObject({
      type: 'integer',
      minimum: 0,
      maximum: 100_000_000_000,
    });
    expect(part(schema, 'properties', 'award', 'properties', 'allocations', 'items')).toMatchObject({
      type: 'object',
      required: ['source', 'fundingType', 'amountPence'],
      additionalProperties: false,
    });
  });

  it('writes an instant as one', () => {
    const { pattern } = part(schemaOf('AcceptAward'), 'properties', 'at');
    const instant = new RegExp(String(pattern));
    expect(instant.test('2011-04-12T09:00:00.000Z')).toBe(true);
    expect(instant.test('2011-04-12T09:00:00Z')).toBe(false);
  });

  it.each(commandNames)('%s lets nothing through that it does not name', (name) => {
    const objects = objectsIn(schemaOf(name));
    expect(objects.map((object) => object['additionalProperties'])).toEqual(objects.map(() => false));
  });

  it.each(commandNames)('%s names every field of the example, and asks for none that it lacks', (name) => {
    const schema = schemaOf(name);
    expect(unnamed(exampleOf(name), schema)).toEqual([]);
    expect(Object.keys(exampleOf(name))).toEqual(expect.arrayContaining(schema['required'] as string[]));
  });

  it('is a value of its own each time, so that no reader can change it for another', () => {
    expect(schemaOf('AcceptAward')).not.toBe(schemaOf('AcceptAward'));
    expect(part(schemaOf('AcceptAward'), 'properties', 'id')).not.toBe(
      part(schemaOf('AcceptAward'), 'properties', 'id'),
    );
  });
});
