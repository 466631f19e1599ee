import type { Envelope } from '#eventing/envelope';
import type { Recorded } from '#eventing/event-store';

/** An event as rules and projections read it: its envelope in today's shape, and its place in the store. */
export interface DecodedEvent<Data = unknown> extends Envelope<Data> {
  readonly version: number;
  readonly position: number;
  readonly recordedAt: string;
}

/** A type in one of its shapes, with what it says. */
export interface ShapedData {
  readonly type: string;
  readonly schema: number;
  readonly data: unknown;
}

/**
 * One step from an old shape towards today's. The stored bytes stay as they are; only what is read changes.
 *
 * Pure, and total over every event that was ever stored in the old shape.
 */
export interface Upcaster {
  readonly type: string;
  readonly schema: number;
  next(data: unknown): ShapedData;
}

export interface Decoding {
  /**
   * The schema in which a type is written today. @throws UnknownEvent for a type that could not be read back.
   */
  schemaOf(type: string): number;
  /**
   * The event in today's shape.
   * @throws UnknownEvent when neither a current shape nor an upcaster takes it; MisplacedEvent when body and
   * place disagree.
   */
  decode(recorded: Recorded): DecodedEvent;
}

/**
 * A type or shape that this version of the program does not know. Nothing may be skipped, so whoever reads it
 * stops.
 */
export class UnknownEvent extends Error {
  override name = 'UnknownEvent';
  readonly type: string;
  readonly schema: number | undefined;
  readonly position: number | undefined;

  constructor(type: string, schema?: number, position?: number) {
    const where = position === undefined ? '' : ` at position ${position}`;
    const shape = schema === undefined ? '' : ` in schema ${schema}`;
    super(
      `No one here knows the event ${type}${shape}${where}: ` +
        'it was written by a newer version of the program.',
    );
    this.type = type;
    this.schema = schema;
    this.position = position;
  }
}

/**
 * The body of a stored event names another stream, type or id than the row it lies in: someone has been at
 * the store.
 */
export class MisplacedEvent extends Error {
  override name = 'MisplacedEvent';
}

/**
 * Decodes events into today's shapes.
 *
 * @param current every type that can be read today, with the schema in which it is written
 * @param upcasters the steps from older shapes, in any order
 * @throws Error when two upcasters start from one shape, or one starts from a current shape.
 */
export function decodingOf(
  current: Readonly<Record<string, number>>,
  upcasters: readonly Upcaster[] = [],
): Decoding {
  const schemas = new Map(Object.entries(current));
  const steps = stepsFrom(upcasters, schemas);

  function upcast(shaped: ShapedData, position: number): ShapedData {
    let now = shaped;
    // Each shape is left once at most, so more steps than upcasters can only be a circle.
    for (let step = 0; step <= upcasters.length; step += 1) {
      if (schemas.get(now.type) === now.schema) return now;
      const upcaster = steps.get(shapeKey(now));
      if (upcaster === undefined) throw new UnknownEvent(now.type, now.schema, position);
      now = upcaster.next(now.data);
    }
    throw new Error(`The upcasters of ${shaped.type} in schema ${shaped.schema} lead round in a circle.`);
  }

  return {
    schemaOf(type) {
      const schema = schemas.get(type);
      if (schema === undefined) throw new UnknownEvent(type);
      return schema;
    },
    decode(recorded) {
      const envelope = envelopeOf(recorded);
      const { version, position, recordedAt } = recorded;
      const { type, schema, data } = upcast(envelope, position);
      return { ...envelope, type, schema, data, version, position, recordedAt };
    },
  };
}

/** The envelope as it was written, in the shape of its day. */
export function envelopeOf(recorded: Recorded): Envelope {
  // What is in the store came through `bodyOf`, so it has the shape of an envelope.
  const envelope = JSON.parse(recorded.body) as Envelope;
  const agrees =
    envelope.id === recorded.id && envelope.stream === recorded.stream && envelope.type === recorded.type;
  if (agrees) return envelope;
  throw new MisplacedEvent(
    `The event at position ${recorded.position} lies in ${recorded.stream} ` +
      `as the ${recorded.type} ${recorded.id}, ` +
      `but its body says the ${envelope.type} ${envelope.id} of ${envelope.stream}.`,
  );
}

function stepsFrom(
  upcasters: readonly Upcaster[],
  current: ReadonlyMap<string, number>,
): Map<string, Upcaster> {
  const steps = new Map<string, Upcaster>();
  for (const upcaster of upcasters) {
    const { type, schema } = upcaster;
    if (steps.has(shapeKey(upcaster)))
      throw new Error(`Two upcasters start from ${type} in schema ${schema}.`);
    if (current.get(type) === schema)
      throw new Error(`${type} in schema ${schema} is current and needs no upcaster.`);
    steps.set(shapeKey(upcaster), upcaster);
  }
  return steps;
}

function shapeKey(shape: { readonly type: string; readonly schema: number }): string {
  return `${shape.type}/${shape.schema}`;
}
