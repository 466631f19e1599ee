import { Type } from 'typebox';
import type { JsonSchema } from '#desk/command-schema';
import { idPattern } from '#kernel/ids';
import { problemKinds } from '../problem.js';
import type { ProblemKind } from '../problem.js';
import type { ApiRead } from '../read.js';
import { list, moment, text, whole, yesOrNo } from '../shapes.js';
import { columnsOf } from '../table-of-rows.js';

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
  },
  { description: 'A command that was carried out.' },
);

/** In every answer to a caller: how many calls are left to its token. */
const limits = {
  'RateLimit-Limit': header('How many calls a token may make in a minute.', { type: 'integer' }),
  'RateLimit-Remaining': header('How many of them are left.', { type: 'integer' }),
  'RateLimit-Reset': header('In how many seconds they are all there again.', { type: 'integer' }),
};
const etag = header('The revision, for If-Match.', { type: 'string', pattern: '^"\\d+"$' });
const link = header('Where the next page is, as rel="next"; left out on the last.', { type: 'string' });

function header(description: string, schema: JsonSchema): JsonSchema {
  return { description, schema };
}

function problemsOf(kinds: readonly ProblemKind[]): JsonSchema {
  const byStatus = Map.groupBy(kinds, (kind) => problemKinds[kind][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      String(status),
      {
        description: `${same.map((kind) => problemKinds[kind][1]).join('; or: ')}.`,
        ...(status === 429 ? { headers: { 'Retry-After': header('In seconds.', { type: 'integer' }) } } : {}),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

const always: readonly ProblemKind[] = [
  'not-signed-in',
  'not-your-role',
  'not-found',
  'invalid',
  'too-many-calls',
  'broken',
];

/** What a read is answered, by status. */
export function readAnswers({ shape, row, isPaged, hasRevision }: ApiRead): JsonSchema {
  const table = row && { 'text/csv': { schema: { type: 'string', description: columnsInWords(row) } } };
  return {
    '200': {
      description: 'What was asked for.',
      headers: { ...limits, ...(isPaged ? { Link: link } : {}), ...(hasRevision ? { ETag: etag } : {}) },
      content: { 'application/json': { schema: shape }, ...table },
    },
    ...problemsOf([...always, 'not-acceptable']),
  };
}

function columnsInWords(row: NonNullable<ApiRead['row']>): string {
  return `The same as a table, with the columns ${columnsOf(row).join(', ')}.`;
}

/** What a command is answered, by status. */
export const commandAnswers: JsonSchema = {
  '200': {
    description: 'It was carried out, or was so already.',
    headers: { ...limits, ETag: etag },
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Done' } } },
  },
  ...problemsOf([
    ...always,
    'not-json',
    'no-key',
    'conflict',
    'changed-since-read',
    'too-large',
    'not-this-type',
    'refused',
    'unavailable',
  ]),
};

export const components: JsonSchema = {
  securitySchemes: {
    token: {
      type: 'http',
      scheme: 'bearer',
      description: 'A token that an administrator of the partnership made for a person, in one role.',
    },
  },
  schemas: { Problem: problem, Done: done },
  parameters: {
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
