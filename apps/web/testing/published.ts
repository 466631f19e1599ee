import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Answered } from './program.js';

type Part = Readonly<Record<string, unknown>>;

/** An operation of a published description. */
export interface PublishedOperation {
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  /** With its places in braces, within the API. */
  readonly path: string;
  readonly parameters: readonly PublishedParameter[];
  readonly body: Part | undefined;
}

export interface PublishedParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Part;
}

/** A description of an API as its readers have it, against which real answers are held. */
export class Published {
  readonly document: Part;
  readonly operations: readonly PublishedOperation[];
  private readonly ajv: Ajv2020;
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(document: Part) {
    this.document = strict(document) as Part;
    this.ajv = new Ajv2020({ strict: false, formats: fullFormats });
    this.ajv.addSchema(this.document, 'api');
    this.operations = this.operationsIn();
  }

  /** What of an answer is not as it is published; empty when all of it is. */
  faultsOf(operation: PublishedOperation, { status, type, body, text }: Answered): readonly string[] {
    const ref = this.shapeOf(operation, status, type);
    const said = `${operation.operation} answered ${status} ${type}`;
    if (ref === undefined) return [`${said}, which is not published: ${text.slice(0, 300)}`];
    const validate = this.validators.get(ref) ?? this.ajv.compile({ $ref: `api${ref}` });
    this.validators.set(ref, validate);
    if (validate(type.endsWith('json') ? body : text)) return [];
    return (validate.errors ?? []).map((error) => `${said}: ${error.instancePath} ${error.message ?? ''}`);
  }

  /** Where the shape of an answer stands in the document; one that many share, where they share it. */
  private shapeOf({ path, method }: PublishedOperation, status: number, type: string): string | undefined {
    const answer = ['paths', path, method.toLowerCase(), 'responses', String(status)];
    const { $ref: shared } = (at(this.document, answer) ?? {}) as { readonly $ref?: string };
    const keys = [...(shared?.split('/').slice(1) ?? answer), 'content', type, 'schema'];
    const schema = at(this.document, keys) as { readonly $ref?: string } | undefined;
    return schema && (schema.$ref ?? `#/${keys.map(escaped).join('/')}`);
  }

  private operationsIn(): readonly PublishedOperation[] {
    return Object.entries(this.document['paths'] as Readonly<Record<string, Part>>).flatMap(
      ([path, item]) => {
        const shared = (item['parameters'] ?? []) as readonly Part[];
        return (['get', 'post'] as const).flatMap((verb) => {
          const operation = item[verb] as Part | undefined;
          if (operation === undefined) return [];
          const all = [...shared, ...((operation['parameters'] ?? []) as readonly Part[])];
          return [
            {
              operation: String(operation['operationId']),
              method: verb === 'get' ? ('GET' as const) : ('POST' as const),
              path,
              parameters: all.map((one) => this.resolved(one)),
              body: at(operation, ['requestBody', 'content', 'application/json', 'schema']) as
                Part | undefined,
            },
          ];
        });
      },
    );
  }

  private resolved(parameter: Part): PublishedParameter {
    const { $ref: ref } = parameter;
    const found = typeof ref === 'string' ? at(this.document, ref.split('/').slice(1)) : parameter;
    return found as PublishedParameter;
  }
}

function at(part: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (inner as Part | undefined)?.[key], part);
}

function escaped(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/**
 * The same with every object closed: readers are to bear what is added, but what is told is to be published.
 */
function strict(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(strict);
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, strict(value)]));
  const isOpenObject = inner['type'] === 'object' && 'properties' in inner;
  return isOpenObject ? { additionalProperties: false, ...inner } : inner;
}
