import type { CommandDesk } from '#desk/desk';
import type { Reply } from '#desk/reply';
import { readJson } from '#desk/read-json';
import type { ReadLine } from './lines.js';

/** What became of a line of a file of commands. */
export interface Answered {
  readonly line: number;
  readonly id?: string;
  readonly command?: string;
  readonly reply: Reply;
  /** What whoever sent it is to know all the same. */
  readonly warnings?: readonly string[];
}

/** How many commands came to what. One that was answered before counts where it did then, and as repeated. */
export type Tally = Record<Reply['outcome'] | 'repeated', number>;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Sends the command of a line. A line that is no command is answered as invalid.
 *
 * @param via the file that it comes from, for a command that does not say so itself (rule 24)
 */
export async function sendLine(desk: CommandDesk, line: ReadLine, via: string): Promise<Answered> {
  const { number } = line;
  if ('unreadable' in line) return { line: number, reply: invalid(line.unreadable) };
  const read = readJson(line.text);
  if ('wrong' in read) return { line: number, reply: invalid(read.wrong) };
  const input = read.value;
  const fields = fieldsOf(input);
  const reply = await desk.send(fields === undefined || 'via' in fields ? input : { ...fields, via });
  return { line: number, ...namesIn(fields), reply };
}

/** Whether what was asked is so now, be it for the first time or already. */
export function isDone({ outcome }: Reply): boolean {
  return outcome === 'accepted' || outcome === 'unchanged';
}

export function emptyTally(): Tally {
  return { accepted: 0, unchanged: 0, refused: 0, conflict: 0, invalid: 0, repeated: 0 };
}

export function count(tally: Tally, reply: Reply): void {
  tally[reply.outcome] += 1;
  if ('repeated' in reply && reply.repeated) tally.repeated += 1;
}

/**
 * The kind of data folder that a file makes by its first line; undefined when it does not found a
 * partnership.
 */
export function foundingIn(line: ReadLine | undefined): 'example' | 'real' | undefined {
  const read = line !== undefined && 'text' in line ? readJson(line.text) : undefined;
  const input = read !== undefined && 'value' in read ? fieldsOf(read.value) : undefined;
  if (input?.['command'] !== 'FoundPartnership') return undefined;
  return input['example'] === true ? 'example' : 'real';
}

function invalid(text: string): Reply {
  return { outcome: 'invalid', wrong: [{ field: '', text }] };
}

function namesIn(fields: Fields = {}): { readonly id?: string; readonly command?: string } {
  const { id, command } = fields;
  return { ...(typeof id === 'string' ? { id } : {}), ...(typeof command === 'string' ? { command } : {}) };
}

function fieldsOf(input: unknown): Fields | undefined {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as Fields) : undefined;
}
