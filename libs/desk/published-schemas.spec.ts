import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { commandAbouts } from '#desk/command-abouts';
import { commandNames } from '#desk/command-registry';
import { commandSchemaOf } from '#desk/command-schema';
import { exampleOf } from '#desk/examples';
import { parseCommand } from '#desk/parse-command';

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
const isInstant = (text: string): boolean => text.includes('T') && !Number.isNaN(Date.parse(text));
const ajv = new Ajv2020({ strict: true, formats: { date: isDay, 'date-time': isInstant } });

function schemaOf(name: (typeof commandNames)[number]): ValidateFunction {
  return ajv.compile(commandSchemaOf(name, commandAbouts[name]));
}

type Path = readonly (string | number)[];

/** Where a value has its parts, itself and every part of a part among them. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) => {
    return placesIn(part, [...path, Array.isArray(value) ? Number(key) : key]);
  });
  return [path, ...inner];
}

/** A copy with something else at a place; without it where nothing is put there. */
function withAt(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put;
  const copy: unknown = structuredClone(value);
  const holder = copy as Record<string | number, unknown>;
  if (rest.length > 0) holder[key] = withAt(holder[key], rest, put);
  else if (put !== undefined) holder[key] = put;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
  return copy;
}

const strange = [undefined, null, '', 'x', 'X y', '2011-02-30', -1, 0, 1.5, 1e21, true, [], {}, [null]];

/** The example, and the example with each of its parts left out, replaced or added to. */
function variants(example: object): unknown[] {
  const changed = placesIn(example)
    .filter((path) => path.length > 0)
    .flatMap((path) => strange.map((put) => withAt(example, path, put)));
  return [...changed, { ...example, unheardOf: 1 }];
}

const isAccepted = (input: unknown): boolean => 'given' in parseCommand(input);

describe('The published schema, read by another program, of', () => {
  it.each(commandNames)('%s takes its example, and whatever the command line takes', (name) => {
    const validate = schemaOf(name);
    const example = exampleOf(name);
    expect(validate(example)).toBe(true);
    expect(variants(example).filter((one) => isAccepted(one) && !validate(one))).toEqual([]);
  });

  it.each(commandNames)('%s refuses what is left out, or is not known, as the command line does', (name) => {
    const validate = schemaOf(name);
    const example = exampleOf(name);
    const without = Object.keys(example).map((key) => withAt(example, [key], undefined));
    for (const one of [...without, { ...example, unheardOf: 1 }]) expect(validate(one)).toBe(isAccepted(one));
  });
});
