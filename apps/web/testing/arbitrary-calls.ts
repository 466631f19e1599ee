import fc from 'fast-check';
import type { PublishedOperation, PublishedParameter } from './published.js';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** A call of an operation: its address and what goes with it. */
export interface AnyCall {
  readonly operation: PublishedOperation;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Ids of what is there, so that a call can be about something. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** What no schema of ours allows, or barely: the values that trip programs. */
const strangeValues = [null, -1, 0, 0.5, 1e21, -0, true, [], {}, [null], { a: { b: 1 } }];
const strangeTexts = [
  '',
  ' ',
  '£1,2,3',
  '٣',
  '2011-02-31',
  '__proto__',
  '\u0000',
  '\u202e',
  '\ud800',
  '=1+1',
];
const strange = fc.constantFrom<unknown>(
  ...strangeValues,
  ...strangeTexts,
  '<script>',
  'x'.repeat(30_000),
  '9'.repeat(20),
);

/** Calls of an operation, made from its published description: most of them fit it, and some do not. */
export function anyCall(operation: PublishedOperation, known: Known): fc.Arbitrary<AnyCall> {
  const places = operation.parameters.filter((one) => one.in === 'path');
  const asked = operation.parameters.filter((one) => one.in === 'query');
  const headers = operation.parameters.filter((one) => one.in === 'header');
  const required = headers.filter((one) => one.required);
  return fc
    .record({
      places: someOf(places, known),
      asked: someOf(asked, known),
      headers: fc.oneof(
        { arbitrary: someOf(required, known), weight: 5 },
        { arbitrary: someOf(headers, known), weight: 1 },
      ),
      body: operation.body === undefined ? fc.constant(undefined) : anyBody(operation.body, known),
    })
    .map((made) => ({
      operation,
      path: addressOf(operation, made.places, made.asked),
      headers: Object.fromEntries(
        Object.entries(made.headers).map(([name, value]) => [name, headerText(value)]),
      ),
      body: made.body,
    }));
}

type Values = Readonly<Record<string, unknown>>;

function someOf(parameters: readonly PublishedParameter[], known: Known): fc.Arbitrary<Values> {
  const values = Object.fromEntries(
    parameters.map(({ name, schema }) => [name, mostly(valueOf(schema, name, known))]),
  );
  const required = parameters.filter((one) => one.required).map(({ name }) => name);
  return fc.record(values, { requiredKeys: required });
}

function addressOf({ path }: PublishedOperation, places: Values, asked: Values): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(places[name]));
  const query = Object.entries(asked).map(([name, value]) => `${name}=${encoded(value)}`);
  return `/api/v1${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** An address cannot carry half a character, and no longer text than a server reads. */
function encoded(value: unknown): string {
  return encodeURIComponent(plain(value).toWellFormed().slice(0, 2_000));
}

/** A header carries printable ASCII. */
function headerText(value: unknown): string {
  return plain(value)
    .replaceAll(/[^\x20-\x7e]/g, '')
    .slice(0, 200);
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** One part in thirty is something else. */
function mostly(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: value, weight: 29 }, { arbitrary: strange, weight: 1 });
}

/** A body that fits, or one with a part that is something else, is left out or is not known. */
function anyBody(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const fitting = valueOf(schema, '', known);
  const spoilt = fc
    .tuple(fitting, fc.constantFrom(...Object.keys(schema.properties ?? {}), 'unheardOf', 'actor'), strange)
    .map(([body, name, value]) => ({ ...(body as object), [name]: value }));
  const sparse = fc.tuple(fitting, fc.nat()).map(([body, which]) => {
    const entries = Object.entries(body as object);
    return Object.fromEntries(entries.filter((_, index) => index !== which % Math.max(1, entries.length)));
  });
  return fc.oneof(
    { arbitrary: fitting, weight: 6 },
    { arbitrary: spoilt, weight: 3 },
    { arbitrary: sparse, weight: 1 },
    { arbitrary: strange, weight: 1 },
  );
}

/** A value that fits a schema; an id, more often than not, of something that is there. */
function valueOf(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const ofName = known[name];
  const there = ofName === undefined ? undefined : fc.constantFrom(...ofName);
  const any = typed(schema, known);
  return there === undefined
    ? any
    : fc.oneof({ arbitrary: there, weight: 29 }, { arbitrary: any, weight: 1 });
}

function typed(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1e9, 2 ** 31 - 1) });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return listOf(schema, known);
    case 'object':
      return objectOf(schema, known);
    default:
      return textOf(schema);
  }
}

function listOf({ items = {}, minItems = 0, maxItems = 3 }: Schema, known: Known): fc.Arbitrary<unknown> {
  const item = valueOf(items, '', known);
  return fc.uniqueArray(item, {
    minLength: Math.min(minItems, 3),
    maxLength: Math.min(maxItems, 3),
    comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
}

function objectOf({ properties = {}, required = [] }: Schema, known: Known): fc.Arbitrary<unknown> {
  const values = Object.entries(properties).map(
    ([name, part]) => [name, valueOf(part, name, known)] as const,
  );
  return fc.record(Object.fromEntries(values), { requiredKeys: [...required] });
}

const days = fc
  .integer({ min: 0, max: 800 })
  .map((later) => new Date(Date.UTC(2011, 3, 1 + later)).toISOString());

function textOf({ pattern, format, maxLength = 40 }: Schema): fc.Arbitrary<unknown> {
  if (format === 'date') return days.map((moment) => moment.slice(0, 10));
  if (format === 'date-time') return days;
  if (pattern !== undefined) return matching(pattern);
  return fc.string({ minLength: 1, maxLength: Math.min(maxLength, 40), unit: 'grapheme' });
}

const byPattern = new Map<string, fc.Arbitrary<string>>();

/** Made once for each pattern, since most fields share a few of them and making one takes long. */
function matching(pattern: string): fc.Arbitrary<string> {
  const known = byPattern.get(pattern);
  if (known !== undefined) return known;
  const made = fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' });
  byPattern.set(pattern, made);
  return made;
}
