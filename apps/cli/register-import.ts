import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { CommandDesk } from '#desk/desk';
import type { Reply } from '#desk/reply';
import { commandKeyOf } from '#eventing/command-envelope';
import type { EventStore } from '#eventing/event-store';
import { readRegister } from '#imports/register';
import type { RegisterFacts, RegisterItem, RegisterReading } from '#imports/register';
import type { RegisterProblem } from '#imports/register-cells';
import type { RegisterCommand, RegisterOptions } from '#imports/register-commands';
import { maximumRegisterBytes, readSheet, tooLarge, UnreadableRegister } from '#imports/register-file';
import type { Actor } from '#kernel/asking';
import { CannotBeDone, WrongUse } from './wrong-use.js';

/** Who enters what a register says. */
export interface RegisterGivers {
  /** A support officer, who takes on projects. */
  readonly support: Actor;
  /** A finance officer, who records expenditure; left out where none is told. */
  readonly finance?: Actor;
}

/** What an import is made with: the partnership, and where its commands go. */
export interface RegisterSending {
  readonly partnership: string;
  readonly givers: RegisterGivers;
  readonly store: EventStore;
  readonly file: string;
}

/** What became of a row: entered now, entered by an earlier import, or refused. */
export interface RowOutcome {
  readonly item: RegisterItem;
  readonly outcome: 'entered' | 'already entered' | 'refused';
  /** Why it was refused, in words. */
  readonly words?: string;
}

/**
 * Reads a register from a file. Its size is looked at before any of it is read.
 *
 * @throws WrongUse when there is no such file; CannotBeDone when it cannot be read as a register
 */
export function readRegisterFile(
  file: string,
  facts: RegisterFacts,
  options: RegisterOptions,
): RegisterReading {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) throw new WrongUse(`There is no file ${file}.`);
  try {
    if (found.size > maximumRegisterBytes) throw tooLarge(found.size);
    return readRegister(readSheet(readFileSync(file)), facts, options);
  } catch (error) {
    if (error instanceof UnreadableRegister) {
      throw new CannotBeDone(`${file} was not read. ${error.message} Nothing was changed.`, { cause: error });
    }
    throw error;
  }
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
  { partnership, givers, store, file }: RegisterSending,
): Promise<Record<string, unknown>> {
  const { command, content } = given;
  // A payment says the day itself.
  const day = 'on' in given ? { on: given.on } : {};
  const actor = (command === 'RecordExpenditure' ? givers.finance : undefined) ?? givers.support;
  const asked = { command, partnership, actor, ...day, ...content };
  const id = await freeIdFor(JSON.stringify(asked), partnership, store);
  return { ...asked, id, via: `register ${basename(file)}`.slice(0, 200) };
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
