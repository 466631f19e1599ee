import type { FastifyRequest } from 'fastify';
import { unheardOf } from '#desk/checked-fields';
import { commandNames } from '#desk/command-registry';
import type { CommandDesk } from '#desk/desk';
import { Surroundings } from '#desk/given-command';
import type { DeskTools } from '#desk/desk-tools';
import { nounStreamOf } from '#desk/noun-stream';
import { isPlainObject } from '#desk/plain-content';
import type { Reply } from '#desk/reply';
import { tryOut } from '#desk/trying-out';
import { warningsOf } from '#desk/warnings';
import { fieldsOf, yesOrNo } from '#funding/fields';
import { clockRole } from '#funding/partnership/partnership.events';
import { mayGive } from '#funding/roles';
import type { CommandName } from '#funding/roles';
import { isId } from '#kernel/ids';
import type { Caller } from './callers.js';
import { invalid, Problem, problemOf, refusalOf } from './problem.js';
import { queryOf } from './query.js';

/**
 * The commands that a token can give: all that people give, but for the founding of a partnership, before
 * which nobody has a token of it.
 */
export const apiCommands: readonly CommandName[] = commandNames.filter(
  (name) => name !== 'FoundPartnership' && mayGive[name].some((role) => role !== clockRole),
);

/** What stands around a command, and comes by the address, the headers and the token instead. */
const comesOtherwise = new Set([...fieldsOf(Surroundings).keys()].filter((name) => name !== 'on'));

/** How long a command waits until what it did can be read. Longer, and it is answered all the same. */
const waitMs = 2_000;

/** What can be asked of a command beside its body. */
export class CommandAsked {
  @yesOrNo('Whether it is only to be said what would come of it. Nothing of that is kept.', {
    optional: true,
  })
  trial?: boolean;
}

/** What commands are given to. */
export interface Counter {
  readonly desk: CommandDesk;
  readonly tools: DeskTools;
}

/** A command that was carried out, or changed nothing; or what would come of it. */
export interface Done {
  readonly body: object;
  readonly outcome: string;
  /** The revision of what it is about, where it changed that. */
  readonly revision?: number | undefined;
}

type Sent = Pick<FastifyRequest, 'headers' | 'body' | 'query'>;

/**
 * Gives a command in the name of the caller, and waits until people and programs can read what it did; or
 * tries it out, where that is asked.
 *
 * @throws Problem for what is no command, for what was refused, and when others kept changing the same things
 */
export async function giveCommand(counter: Counter, caller: Caller, name: string, sent: Sent): Promise<Done> {
  const command = apiCommands.find((known) => known === name);
  if (command === undefined) throw new Problem('not-found', 'There is no command of this name.');
  const { trial = false } = queryOf(CommandAsked, sent.query);
  const content = contentOf(sent.body);
  const { partnership, person, role, token } = caller;
  const around = { command, id: keyIn(sent.headers), partnership, actor: { person, role } };
  const input = { ...content, ...around, via: `API token ${token}`, ...revisionIn(sent.headers) };
  if (trial) return tried(counter.tools, input);
  const reply = await counter.desk.send(input);
  if (reply.outcome !== 'accepted' && reply.outcome !== 'unchanged') throw problemOf(reply);
  await caller.reading.models.waitFor(reply.position, waitMs);
  const warnings = await warningsOf(caller.reading.place, reply);
  return {
    body: warnings.length === 0 ? reply : { ...reply, warnings },
    outcome: reply.outcome,
    revision: revisionAfter(reply, nounStreamOf({ name: command, partnership, content })),
  };
}

async function tried(tools: DeskTools, input: unknown): Promise<Done> {
  const trial = await tryOut(tools, input);
  if (trial.outcome === 'invalid') throw invalid(trial.wrong);
  if (trial.outcome === 'refused') throw refusalOf(trial);
  return { body: { trial: true, ...trial }, outcome: 'tried' };
}

type Headers = FastifyRequest['headers'];

/** The draft of the header has its value in quotation marks; most programs send it without. */
function keyIn(headers: Headers): string {
  const key = String(headers['idempotency-key'] ?? '').replace(/^"(.*)"$/, '$1');
  if (isId(key)) return key;
  throw new Problem(
    'no-key',
    'Give the command an identity as Idempotency-Key: 1 to 64 small letters, digits and hyphens, such as a UUID, made anew for each command.',
  );
}

function revisionIn(headers: Headers): { readonly ifRevision?: number } {
  const asked = headers['if-match'];
  if (asked === undefined) return {};
  const revision = /^"(?<revision>\d{1,9})"$/.exec(asked)?.groups?.['revision'];
  if (revision !== undefined) return { ifRevision: Number(revision) };
  throw invalid([{ field: 'If-Match', text: 'It has to be one ETag as a read gives it, such as "7".' }]);
}

function contentOf(body: unknown): Readonly<Record<string, unknown>> {
  if (!isPlainObject(body)) throw invalid([{ field: '', text: 'A command is a JSON object.' }]);
  const wrong = Object.keys(body).filter((name) => comesOtherwise.has(name));
  if (wrong.length > 0) throw invalid(wrong.map((field) => ({ field, text: unheardOf })));
  return body;
}

function revisionAfter(reply: Reply, stream: string): number | undefined {
  if (reply.outcome !== 'accepted') return undefined;
  const versions = reply.events.filter((event) => event.stream === stream).map(({ version }) => version);
  return versions.length === 0 ? undefined : Math.max(...versions);
}
