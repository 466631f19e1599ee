import type { JsonSchema } from '#desk/command-schema';
import { apiPath } from '../../api/api.js';
import { openApi } from '../../api/openapi/openapi.js';
import { fieldRows, kindOf } from './field-rows.js';
import type { FieldRow } from './field-rows.js';

/** An operation of the API, as a page explains it. */
export interface OperationShown {
  readonly operation: string;
  readonly tag: string;
  readonly method: 'GET' | 'POST';
  readonly address: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly (FieldRow & { readonly where: string })[];
  readonly body: readonly FieldRow[];
  /** The body of an example, where it takes one. */
  readonly example: string | undefined;
  readonly answers: readonly { readonly status: string; readonly description: string }[];
  readonly answer: readonly FieldRow[];
}

interface Described {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}

interface Response {
  readonly $ref?: string;
  readonly description: string;
  readonly content?: Content;
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema; readonly example?: unknown }>>;

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
}

/** Every operation in the order of the description, read from that alone. */
export function operationsShown(): readonly OperationShown[] {
  const { paths } = openApi() as { readonly paths: Readonly<Record<string, PathItem>> };
  return Object.entries(paths).flatMap(([path, item]) => {
    const { parameters = [], get, post } = item;
    const verbs = [
      ['GET', get],
      ['POST', post],
    ] as const;
    return verbs.flatMap(([method, described]) =>
      described === undefined ? [] : [shown(described, method, path, parameters)],
    );
  });
}

interface PathItem {
  readonly parameters?: readonly Parameter[];
  readonly get?: Described;
  readonly post?: Described;
}

function shown(
  described: Described,
  method: OperationShown['method'],
  path: string,
  shared: readonly Parameter[],
): OperationShown {
  const { operationId: operation, tags, summary, description, responses, requestBody } = described;
  const asked = requestBody?.content['application/json'];
  return {
    operation,
    tag: tags[0],
    method,
    address: `${apiPath}${path}`,
    summary,
    description,
    parameters: [...shared, ...(described.parameters ?? [])].map((one) => parameterShown(resolved(one))),
    body: fieldRows(asked?.schema ?? {}),
    example: asked && JSON.stringify(asked.example, undefined, 2),
    answers: Object.entries(responses).map(([status, one]) => {
      return { status, description: resolved(one).description };
    }),
    answer: fieldRows(toldIn(described)),
  };
}

/** The shape of what is answered when it is done. */
function toldIn({ responses }: Described): JsonSchema {
  const done = responses['200'];
  return resolved((done && resolved(done).content?.['application/json']?.schema) ?? {});
}

function parameterShown({ name, in: where, required, description, schema }: Parameter) {
  return { name, where, kind: kindOf(schema), required, about: description };
}

/** What a reference within the description stands for. */
function resolved<Part extends object>(part: Part): Part {
  const ref: unknown = Reflect.get(part, '$ref');
  if (typeof ref !== 'string') return part;
  const keys = ref.split('/').slice(1);
  return keys.reduce<unknown>((inner, key) => Reflect.get(inner as object, key), openApi()) as Part;
}
