import { Type } from 'typebox';
import type { TSchema } from 'typebox';
import type { JsonSchema } from '#desk/command-schema';
import { idPattern } from '#kernel/ids';
import { jsonForm } from '../forms.js';
import { problemKinds } from '../problem.js';
import type { ProblemKind } from '../problem.js';
import type { ApiRead } from '../read.js';
import { each, fundingType, list, moment, text, whole, yesOrNo } from '../shapes.js';
import { CommandAsked } from '../commands.js';
import { documentShape } from '../document-shape.js';
import { figureNames } from '../reads/parts.js';
import { pagingParameters, parameter, queryParameters } from './parameters.js';

const problem = Type.Object(
  {
    type: text('Of what kind it is, as an address at which that is explained.'),
    title: text('The kind in words.'),
    status: whole('The status of the answer.'),
    detail: text('What is wrong, as a sentence for a person.'),
    refusal: Type.Optional(text('The rule that refused a command.')),
    field: Type.Optional(text('The field that the words are about.')),
    errors: Type.Optional(
      list(
        Type.Object({
          field: text('The field, by its path: award.allocations[0].amountPence.'),
          text: text('What is wrong with it.'),
        }),
        'Every field that is wrong.',
      ),
    ),
    repeated: Type.Optional(yesOrNo('Whether the command was refused before, and this is that answer.')),
    recordedAt: Type.Optional(moment('When the refusal was recorded.')),
    request: Type.Optional(text('By which the log knows the request.')),
  },
  { description: 'What went wrong (RFC 9457).' },
);

const done = Type.Object(
  {
    outcome: text('accepted; or unchanged, where it was so already.'),
    repeated: yesOrNo('Whether it was answered before, and this is that answer.'),
    position: whole('Up to where a reader has to have come to see what it did.'),
    recordedAt: moment('When it was recorded.'),
    events: Type.Optional(
      list(
        Type.Object({
          id: text('The identity of the event.'),
          type: text('What happened.'),
          stream: text('Whose event it is.'),
          version: whole('Its number in that record.'),
        }),
        'The events that it came to.',
      ),
    ),
    warnings: Type.Optional(list(Type.String(), 'What whoever gave it is to know, in words.')),
  },
  { description: 'A command that was carried out.' },
);

const figures = each(figureNames, Type.Integer({ description: 'In pence.' }));

const tried = Type.Object(
  {
    trial: Type.Literal(true),
    outcome: text('What it would be: accepted; or unchanged, where it is so already.'),
    events: list(
      Type.Object({ type: text('What would happen.'), stream: text('Whose event it would be.') }),
      'The events that it would come to.',
    ),
    sources: list(
      Type.Object({ source: text('The source.'), fundingType, before: figures, after: figures }),
      'Each source whose money it would move, as the record has it now and as it would be.',
    ),
    warnings: list(Type.String(), 'What whoever gives it is to know, in words.'),
  },
  { description: 'What would come of a command that was only tried out.' },
);

/** In every answer to a caller: how many calls are left to its token; and what else an answer may carry. */
const limits = {
  'RateLimit-Limit': header('How many calls a token may make in a minute.', { type: 'integer' }),
  'RateLimit-Remaining': header('How many of them are left.', { type: 'integer' }),
  'RateLimit-Reset': header('In how many seconds they are all there again.', { type: 'integer' }),
};
const headers = {
  ...limits,
  ETag: header('The revision, for If-Match.', { type: 'string', pattern: '^"\\d+"$' }),
  Link: header('Where the next page is, as rel="next"; left out on the last.', { type: 'string' }),
  'Retry-After': header('In so many seconds.', { type: 'integer' }),
};

function header(description: string, schema: JsonSchema): JsonSchema {
  return { description, schema };
}

/** What stands once among the components, where it is used. */
export function reference(
  kind: 'headers' | 'parameters' | 'responses' | 'schemas',
  name: string,
): JsonSchema {
  return { $ref: `#/components/${kind}/${name}` };
}

function headersOf(names: readonly (keyof typeof headers)[]): JsonSchema {
  return Object.fromEntries(names.map((name) => [name, reference('headers', name)]));
}

const limitNames = Object.keys(limits) as (keyof typeof limits)[];

const always: readonly ProblemKind[] = [
  'not-signed-in',
  'not-your-role',
  'not-found',
  'invalid',
  'not-acceptable',
  'too-many-calls',
  'broken',
];
const ofReads: readonly ProblemKind[] = [...always, 'personal-data'];
const ofCommands: readonly ProblemKind[] = [
  ...always,
  'not-json',
  'no-key',
  'conflict',
  'changed-since-read',
  'too-large',
  'not-this-type',
  'refused',
  'unavailable',
];

/** The problems of one status, which are one answer in the description. */
interface SameStatus {
  readonly status: string;
  readonly name: string;
  readonly kinds: readonly ProblemKind[];
}

function byStatus(kinds: readonly ProblemKind[]): readonly SameStatus[] {
  return [...Map.groupBy(kinds, (kind) => problemKinds[kind][0])].map(([status, same]) => ({
    status: String(status),
    name: same.map(pascal).join('Or'),
    kinds: same,
  }));
}

function pascal(kind: string): string {
  return kind.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function problemsOf(kinds: readonly ProblemKind[]): JsonSchema {
  return Object.fromEntries(
    byStatus(kinds).map(({ status, name }) => [status, reference('responses', name)]),
  );
}

function responseOf({ status, kinds }: SameStatus): JsonSchema {
  const waits = status === '429' || status === '503';
  return {
    description: `${kinds.map((kind) => problemKinds[kind][1]).join('; or: ')}.`,
    ...(waits ? { headers: headersOf(['Retry-After']) } : {}),
    content: { 'application/problem+json': { schema: reference('schemas', 'Problem') } },
  };
}

/** What a read is answered, by status. */
export function readAnswers({ shape, forms, isPaged, hasRevision }: ApiRead): JsonSchema {
  const others = forms.filter(({ type }) => type !== jsonForm.type);
  const types = Map.groupBy(others, ({ type }) => type);
  const files = [...types].map(([type, same]) => {
    const description = same.flatMap(({ about }) => about ?? []).join(' ');
    return [type, { schema: { type: 'string', ...(description === '' ? {} : { description }) } }] as const;
  });
  const more = [...(isPaged ? (['Link'] as const) : []), ...(hasRevision ? (['ETag'] as const) : [])];
  return {
    '200': {
      description: 'What was asked for.',
      headers: headersOf([...limitNames, ...more]),
      content: {
        ...(shape === undefined ? {} : { [jsonForm.type]: { schema: schemaOf(shape) } }),
        ...Object.fromEntries(files),
      },
    },
    ...problemsOf(ofReads),
  };
}

/** What many reads answer with stands once. */
function schemaOf(shape: TSchema): JsonSchema {
  return shape === documentShape ? reference('schemas', 'Document') : { ...shape };
}

/** What a command is answered, by status. */
export const commandAnswers: JsonSchema = {
  '200': reference('responses', 'Done'),
  ...problemsOf(ofCommands),
};

const responses: JsonSchema = {
  Done: {
    description: 'It was carried out, or was so already; of a trial, that it would be.',
    headers: headersOf([...limitNames, 'ETag']),
    content: {
      [jsonForm.type]: { schema: { anyOf: [reference('schemas', 'Done'), reference('schemas', 'Tried')] } },
    },
  },
  ...Object.fromEntries(
    [...byStatus(ofReads), ...byStatus(ofCommands)].map((same) => [same.name, responseOf(same)]),
  ),
};

export const components: JsonSchema = {
  securitySchemes: {
    token: {
      type: 'http',
      scheme: 'bearer',
      description: 'A token that an administrator of the partnership made for a person, in one role.',
    },
  },
  schemas: { Problem: problem, Done: done, Tried: tried, Document: documentShape },
  headers,
  responses,
  parameters: {
    Partnership: parameter('path', 'partnership', 'The partnership of the token.'),
    ...pagingParameters,
    Trial: queryParameters(CommandAsked)[0],
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description:
        'The identity of the command, made by whoever sends it. The same again with the same body is answered the same; with another body it is refused.',
      schema: { type: 'string', pattern: idPattern.source },
    },
    IfMatch: {
      name: 'If-Match',
      in: 'header',
      required: false,
      description:
        'The ETag at which what the command is about was read. Where that has changed since, the command is refused.',
      schema: { type: 'string', pattern: '^"\\d{1,9}"$' },
    },
  },
};
