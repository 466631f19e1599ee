import { commandAbouts } from '#desk/command-abouts';
import { commandClasses, nounOf } from '#desk/command-registry';
import { contentSchemaOf } from '#desk/command-schema';
import type { JsonSchema } from '#desk/command-schema';
import { exampleOf } from '#desk/examples';
import { Surroundings } from '#desk/given-command';
import { fieldsOf } from '#funding/fields';
import { clockRole } from '#funding/partnership/partnership.events';
import { roleInWords } from '#funding/role-names';
import { mayGive } from '#funding/roles';
import type { CommandName } from '#funding/roles';
import { apiCommands } from '../commands.js';
import type { ApiRead } from '../read.js';
import { reads } from '../reads/reads.js';
import { commandAnswers, components, readAnswers, reference } from './components.js';
import { formatParameter, parameter, queryParameters } from './parameters.js';
import { tagOf, tags } from './tags.js';

const start = '/partnerships/{partnership}';
const partnershipParameter = reference('parameters', 'Partnership');
let made: JsonSchema | undefined;

/**
 * The description of the API (OpenAPI 3.1), made from the classes that check what is sent, and from the
 * shapes of what is answered.
 */
export function openApi(): JsonSchema {
  made ??= {
    openapi: '3.1.1',
    info: {
      title: 'Tallystick',
      version: '1',
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1', description: 'Where the pages are.' }],
    security: [{ token: [] }],
    tags,
    paths: { ...pathsOfReads(), ...pathsOfCommands() },
    components,
  };
  return made;
}

const introduction =
  'Everything that people read and do in Tallystick, for other programs. Money is in whole pence, a day is 2011-04-12 in London, and people stand by their ids.';

function pathsOfReads(): JsonSchema {
  return Object.fromEntries(
    reads.map((read) => [
      `${start}${read.path.replaceAll(/:(\w+)/g, '{$1}')}`,
      { parameters: [partnershipParameter, ...placesIn(read.path)], get: readOperation(read) },
    ]),
  );
}

function placesIn(path: string): readonly JsonSchema[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => parameter('path', name, `The ${name}.`));
}

function readOperation(read: ApiRead): JsonSchema {
  return {
    operationId: read.operation,
    tags: [read.tag],
    summary: read.about,
    description: `For: ${inWords(read.roles)}.`,
    parameters: [...queryParameters(read.query), ...formatParameter(read.forms)],
    responses: readAnswers(read),
  };
}

function pathsOfCommands(): JsonSchema {
  return Object.fromEntries(
    apiCommands.map((name) => [
      `${start}/commands/${name}`,
      { parameters: [partnershipParameter], post: commandOperation(name) },
    ]),
  );
}

function commandOperation(name: CommandName): JsonSchema {
  return {
    operationId: name,
    tags: [tagOf(nounOf(name))],
    summary: commandAbouts[name],
    description: `Given by: ${inWords(mayGive[name].filter((role) => role !== clockRole))}.`,
    parameters: ['IdempotencyKey', 'IfMatch', 'Trial'].map((one) => reference('parameters', one)),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: bodyOf(name), example: contentOfExample(name) } },
    },
    responses: commandAnswers,
  };
}

/** A command's own fields, and the day on which it is to be true. */
function bodyOf(name: CommandName): JsonSchema {
  return contentSchemaOf(commandClasses[name], ['on']);
}

function contentOfExample(name: CommandName): JsonSchema {
  const around = new Set(fieldsOf(Surroundings).keys());
  return Object.fromEntries(Object.entries(exampleOf(name)).filter(([field]) => !around.has(field)));
}

function inWords(roles: readonly string[]): string {
  return roles.map(roleInWords).join(', ');
}
