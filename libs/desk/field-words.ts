import type { FieldRule } from '#funding/fields';

/** Only the commands are more, and nobody reads a sentence of all their names. */
const mostSpelledOut = 20;

/** How a pattern is said to a person: the first of these texts that fits it tells which pattern it is. */
const patternsInWords = [
  {
    fits: 'tasking-group',
    words: 'an identity of 1 to 64 small letters, digits and hyphens that does not begin with a hyphen',
    brief: 'identity',
  },
  { fits: '2011-99', words: 'a financial year such as 2011-12', brief: 'year' },
  { fits: '2011-04', words: 'a month such as 2011-04', brief: 'month' },
  { fits: '09:00', words: 'a time of day such as 09:00', brief: 'time of day' },
  { fits: '8.73', words: 'a number in text such as "8.73", of at most 4 decimals', brief: 'number in text' },
] as const;

/**
 * What a field has to be, for a person: `one of: capital, revenue`. Made from the same rule that checks it.
 */
function expectedOf(rule: FieldRule): string {
  const { schema } = rule;
  switch (schema['type']) {
    case 'integer':
      return `a whole number from ${grouped(schema['minimum'])} to ${grouped(schema['maximum'])}`;
    case 'boolean':
      return 'true or false';
    case 'object':
      return 'an object with the fields named here';
    case 'array':
      return expectedListOf(schema);
    default:
      return expectedTextOf(schema);
  }
}

/** A field that is missing, in words. */
export function missing(rule: FieldRule): string {
  return `It is missing. ${describe(rule)} It has to be ${expectedOf(rule)}.`;
}

/** A field that has a wrong value, in words. */
export function wrongValue(rule: FieldRule): string {
  return `${describe(rule)} It has to be ${expectedOf(rule)}.`;
}

/** What a field means, as a sentence. */
export function describe(rule: FieldRule): string {
  return String(rule.schema['description']);
}

/** The same in a few words, for a page that explains them. */
export function expectedInBrief({ schema }: FieldRule): string {
  switch (schema['type']) {
    case 'integer':
      return `${grouped(schema['minimum'])} to ${grouped(schema['maximum'])}`;
    case 'boolean':
      return 'true or false';
    case 'object':
      return 'object';
    case 'array':
      return `list of ${grouped(schema['minItems'])} to ${grouped(schema['maxItems'])}`;
    default:
      return textInBrief(schema);
  }
}

function textInBrief(schema: FieldRule['schema']): string {
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => `\`${value}\``).join(', ');
  if (schema['format'] === 'date') return 'day';
  if (schema['format'] === 'date-time') return 'moment';
  const { maxLength } = schema;
  const known = knownPattern(schema);
  if (known !== undefined) return known.brief;
  if (maxLength === undefined) return 'text';
  return maxLength === 200 ? 'line' : `text of up to ${grouped(maxLength)} characters`;
}

function knownPattern({ pattern }: FieldRule['schema']): (typeof patternsInWords)[number] | undefined {
  if (typeof pattern !== 'string') return undefined;
  return patternsInWords.find(({ fits }) => new RegExp(pattern, 'u').test(fits));
}

function expectedListOf(schema: FieldRule['schema']): string {
  const different = schema['uniqueItems'] === true ? ' identities, none of them twice' : '';
  return `a list of ${grouped(schema['minItems'])} to ${grouped(schema['maxItems'])}${different}`;
}

function expectedTextOf(schema: FieldRule['schema']): string {
  const { enum: values } = schema;
  if (Array.isArray(values) && values.length > mostSpelledOut)
    return `one of the ${values.length} that "tallystick commands" lists`;
  if (Array.isArray(values)) return `one of: ${values.join(', ')}`;
  if (schema['format'] === 'date') return 'a day such as 2011-04-12';
  if (schema['format'] === 'date-time') return 'a moment in UTC such as 2011-04-12T09:00:00.000Z';
  return (
    knownPattern(schema)?.words ??
    `text of 1 to ${grouped(schema['maxLength'])} characters, not blank and without control characters`
  );
}

function grouped(number: unknown): string {
  return Number(number).toLocaleString('en-GB');
}
