import { createHash } from 'node:crypto';
import type { CommandDesk } from '#desk/desk';
import type { Reply } from '#desk/reply';
import { commandKeyOf } from '#eventing/command-envelope';
import type { EventStore } from '#eventing/event-store';
import type { RegisterItem, RegisterReading } from '#imports/register';
import type { RegisterProblem } from '#imports/register-cells';
import type { RegisterCommand } from '#imports/register-commands';
import { rehearsalDesk } from '#imports/rehearsal';
import type { Actor } from '#kernel/asking';
import type { DataPlace } from '#reads/data-place';

/** Who gives a command of an import. */
export type GiverOf = (command: RegisterCommand['command']) => Actor;

/** What an import is made with: the partnership, and where its commands go. */
export interface RegisterSending {
  readonly partnership: string;
  readonly giverOf: GiverOf;
  readonly store: EventStore;
  /** What the file is called, by which each command says that it came. */
  readonly file: string;
}

/** What became of a row: entered now, entered by an earlier import, or refused. */
export interface RowOutcome {
  readonly item: RegisterItem;
  readonly outcome: 'entered' | 'already entered' | 'refused';
  /** Why it was refused, in words. */
  readonly words?: string;
}

/** A register as tried in order on a copy of the partnership, of which nothing is written. */
export interface RegisterTrial {
  /** The rows that can be entered, or were before. */
  readonly rows: readonly RowOutcome[];
  /** Why the others cannot: what could not be read, and what would be refused. */
  readonly problems: readonly RegisterProblem[];
}

/** Tries every row of a register, as it would be sent. */
export async function tryRows(
  place: DataPlace,
  { items, problems }: Pick<RegisterReading, 'items' | 'problems'>,
  sending: RegisterSending,
): Promise<RegisterTrial> {
  const tried = await sendRows(rehearsalDesk(place), items, sending);
  return {
    rows: tried.filter(({ outcome }) => outcome !== 'refused'),
    problems: [...problems, ...refusedAsProblems(tried)].toSorted((a, b) => a.row - b.row),
  };
}

/**
 * Sends the commands of each row in order. What a row was refused at its first command, it is not asked
 * further.
 *
 * @param each called after each row
 */
export async function sendRows(
  desk: CommandDesk,
  items: readonly RegisterItem[],
  sending: RegisterSending,
  each: (done: number) => void = () => undefined,
): Promise<readonly RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (const item of items) {
    outcomes.push(await sendRow(desk, item, sending));
    each(outcomes.length);
  }
  return outcomes;
}

/** Rows that a rehearsal refused, as problems of the file. */
export function refusedAsProblems(outcomes: readonly RowOutcome[]): readonly RegisterProblem[] {
  return outcomes.flatMap(({ item, outcome, words = '' }) => {
    return outcome === 'refused' ? [{ row: item.row, column: '', reason: words }] : [];
  });
}

async function sendRow(desk: CommandDesk, item: RegisterItem, sending: RegisterSending): Promise<RowOutcome> {
  let entered = false;
  for (const command of item.commands) {
    const reply = await desk.send(await inputOf(command, sending));
    if (reply.outcome !== 'accepted' && reply.outcome !== 'unchanged') {
      return { item, outcome: 'refused', words: wordsOf(reply) };
    }
    if (reply.outcome === 'accepted' && !reply.repeated) entered = true;
  }
  return { item, outcome: entered ? 'entered' : 'already entered' };
}

function wordsOf(reply: Reply): string {
  if (reply.outcome === 'invalid') return reply.wrong.map(({ field, text }) => `${field}: ${text}`).join(' ');
  return 'words' in reply ? reply.words : '';
}

async function inputOf(
  given: RegisterCommand,
  { partnership, giverOf, store, file }: RegisterSending,
): Promise<Record<string, unknown>> {
  const { command, content } = given;
  // A payment says the day itself.
  const day = 'on' in given ? { on: given.on } : {};
  const asked = { command, partnership, actor: giverOf(command), ...day, ...content };
  const id = await freeIdFor(JSON.stringify(asked), partnership, store);
  return { ...asked, id, via: `register ${file}`.slice(0, 200) };
}

/**
 * The same row has the same id each time, so that importing again finds the answer it was given. Only a
 * refusal is asked again under another id: the money may have come since.
 */
async function freeIdFor(asked: string, partnership: string, store: EventStore): Promise<string> {
  const digest = createHash('sha256').update(asked).digest('hex').slice(0, 24);
  for (let attempt = 1; ; attempt += 1) {
    const id = `register-${digest}-${attempt}`;
    const kept = await store.answerTo(commandKeyOf({ id, partnership }));
    if (kept === undefined || kept.outcome !== 'refused') return id;
  }
}
