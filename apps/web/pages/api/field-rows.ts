import { expectedInBrief } from '#desk/field-words';
import type { JsonSchema } from '#desk/command-schema';

/** A field, for a row of a table that explains it. */
export interface FieldRow {
  /** By its path: `award.allocations[].amountPence`. */
  readonly name: string;
  readonly kind: string;
  readonly required: boolean;
  readonly about: string;
}

interface Part extends JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly required?: readonly string[];
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
  readonly description?: string;
}

/** The fields of a schema and, below each that has parts, those of its parts. */
export function fieldRows(schema: JsonSchema, before = ''): readonly FieldRow[] {
  const { properties = {}, required = [] } = schema as Part;
  return Object.entries(properties).flatMap(([name, part]) => {
    const path = `${before}${name}`;
    const row = {
      name: path,
      kind: kindOf(part),
      required: required.includes(name),
      about: part.description ?? part.anyOf?.[0]?.description ?? '',
    };
    return [row, ...innerRows(part, path)];
  });
}

function innerRows(part: Part, path: string): readonly FieldRow[] {
  if (part.items !== undefined) return fieldRows(part.items, `${path}[].`);
  return fieldRows(part.anyOf?.[0] ?? part, `${path}.`);
}

/** What a value has to be, in a few words, as the page of the commands says it. */
export function kindOf(schema: JsonSchema): string {
  const { anyOf: [either] = [] } = schema as Part;
  if (either !== undefined) return `${kindOf(either)}, or null`;
  const isUnbounded = schema['maxItems'] === undefined && schema['maximum'] === undefined;
  const brief = isUnbounded ? unboundedKind(schema) : undefined;
  return brief ?? expectedInBrief({ schema, optional: false }).replaceAll('`', '');
}

/** What is told has no bounds, since it is not for readers to check. */
function unboundedKind({ items, type }: Part): string | undefined {
  if (items !== undefined) return `list of ${items.type === 'object' ? 'objects' : 'texts'}`;
  return type === 'integer' ? 'whole number' : undefined;
}
