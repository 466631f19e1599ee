import type { TSchema } from 'typebox';

interface ShapePart {
  readonly properties?: Readonly<Record<string, ShapePart>>;
  readonly items?: ShapePart;
  readonly anyOf?: readonly ShapePart[];
}

/**
 * What of an answer is published, and nothing more: what a read comes to know later is told to other programs
 * when somebody decides so, and not by accident.
 */
export function asPublished(shape: TSchema, told: unknown): unknown {
  return only(shape, told);
}

function only(shape: ShapePart, told: unknown): unknown {
  if (typeof told !== 'object' || told === null) return told;
  const { properties, items, anyOf } = shape;
  if (anyOf !== undefined) return only(anyOf[0] ?? {}, told);
  if (Array.isArray(told)) return told.map((item: unknown) => only(items ?? {}, item));
  const parts = Object.entries(properties ?? {}).map(([name, inner]) => {
    return [name, only(inner, Reflect.get(told, name))] as const;
  });
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}
