import { randomUUID } from 'node:crypto';
import type { Reply } from '#desk/reply';
import { addDays, formatDate } from '#kernel/local-date';
import { outbox } from '#projections/outbox';
import type { OutboxMessage } from '#projections/outbox';
import type { Reading } from '#reads/reading';
import { inWords, momentInWords, toldInWords } from '#reads/words';
import { withDesk } from '../desk-context.js';
import { reading } from '../reading.js';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

export interface MessageOptions extends ReadOptions {
  readonly all?: boolean;
  readonly sendAgain?: string;
  readonly arrived?: string;
  readonly by?: string;
}

/** How long what has gone stays in the list. */
const shownDays = 14;

/**
 * Lists the messages to people, those that need a hand first; shows one of them, or settles it as a support
 * officer says.
 *
 * @throws WrongUse for a message that is not there, and for a settlement without who says so
 */
export async function messages(
  id: string | undefined,
  options: MessageOptions,
  terminal: Terminal,
): Promise<void> {
  await reading(options, async (where) => {
    const isSettled = options.sendAgain !== undefined || options.arrived !== undefined;
    if (isSettled) return settle(id, options, where, terminal);
    return id === undefined ? list(options, where, terminal) : show(id, options, where, terminal);
  });
}

async function list(
  { all, json: asJson }: MessageOptions,
  where: Reading,
  terminal: Terminal,
): Promise<void> {
  const since = all === true ? undefined : `${addDays(where.place.today(), -shownDays)}T00:00:00.000Z`;
  const shown = await outbox(where.models.db, where.partnership, since);
  if (asJson === true) return json(terminal, { partnership: where.partnership, messages: shown });
  await heading(terminal, `${where.state.name}: messages`);
  const rows: string[][] = [];
  for (const one of shown) rows.push(await rowOf(one, where));
  const columns = ['State', 'Since', 'To', 'About', 'Why', 'Message'].map((text) => ({ heading: text }));
  const totals = [[counted(shown.length, 'message'), '', '', '', '', '']];
  await table(terminal, { columns, rows, totals }, 'There are no messages.');
  if (!shown.some(({ status }) => status === 'unknown')) return;
  await terminal.line();
  const hint =
    'Whether an unknown message has gone nobody can tell, and it is not sent again by itself. Ask the person, and then: ';
  await paragraph(
    terminal,
    `${hint}tallystick messages ID --arrived NOTE --by PERSON, or --send-again REASON.`,
  );
}

async function rowOf(one: OutboxMessage, { names }: Reading): Promise<string[]> {
  const { status, since, person, carries, undelivered, why, message } = one;
  const abouts = carries.map(({ obligation, project }) => `${inWords(obligation)} of ${project}`);
  const failures =
    undelivered.length === 0 ? [] : [`${counted(undelivered.length, 'message')} not delivered`];
  const about = [...abouts, ...failures];
  const said =
    about.length > 3 ? `${about.slice(0, 2).join('; ')}; and ${about.length - 2} more` : about.join('; ');
  const state = status === 'unknown' ? 'UNKNOWN' : inWords(status);
  return [state, momentInWords(since), await names.of(person), said, why ?? '', message];
}

async function found(id: string, { models, partnership }: Reading): Promise<OutboxMessage> {
  const one = (await outbox(models.db, partnership)).find(({ message }) => message === id);
  if (one === undefined) throw new WrongUse(`There is no message ${id} here.`);
  return one;
}

async function show(id: string, options: MessageOptions, where: Reading, terminal: Terminal): Promise<void> {
  const one = await found(id, where);
  if (options.json === true) return json(terminal, { partnership: where.partnership, ...one });
  await heading(terminal, `Message ${id} to ${await where.names.of(one.person)}`);
  const why = one.why === null ? '' : `: ${one.why}`;
  await paragraph(terminal, `${inWords(one.status)} since ${momentInWords(one.since)}${why}`);
  const rows = one.carries.map(({ obligation, of, project, dueOn, told, days }, place) => {
    const about = of === undefined ? inWords(obligation) : `${inWords(obligation)}: ${of}`;
    const out = one.leftOut.includes(place) ? 'left out' : '';
    return [about, project, formatDate(dueOn), toldInWords[told], days.join(', '), out];
  });
  const columns = ['About', 'Project', 'Due', 'Told as', 'Days from it', ''].map((text) => ({
    heading: text,
  }));
  await terminal.line();
  await table(
    terminal,
    { columns, rows },
    `It tells that these did not arrive: ${one.undelivered.join(', ')}`,
  );
}

async function settle(
  id: string | undefined,
  options: MessageOptions,
  where: Reading,
  terminal: Terminal,
): Promise<void> {
  const { by } = options;
  if (id === undefined || by === undefined)
    throw new WrongUse('Say which message, and with --by who says so.');
  await found(id, where);
  const sent = {
    ...saidBy(options),
    id: `messages-${randomUUID()}`,
    partnership: where.partnership,
    actor: { person: by, role: 'support-officer' },
    via: 'messages',
    message: id,
  };
  const reply = await withDesk(where.place, async (desk) => desk.send(sent));
  await paragraph(terminal, repliedInWords(reply, sent.command));
}

function saidBy({ sendAgain, arrived }: MessageOptions) {
  if (arrived === undefined) return { command: 'SendMessageAgain', reason: sendAgain };
  if (sendAgain !== undefined) throw new WrongUse('A message has arrived, or is to be sent again: not both.');
  return { command: 'ConfirmArrival', note: arrived };
}

function repliedInWords(reply: Reply, command: string): string {
  if (reply.outcome === 'invalid') throw new WrongUse(reply.wrong.map(({ text }) => text).join(' '));
  if (reply.outcome === 'refused' || reply.outcome === 'conflict') throw new WrongUse(reply.words);
  if (reply.outcome === 'unchanged') return 'It was so already.';
  return command === 'ConfirmArrival'
    ? 'It is recorded as delivered.'
    : 'It is queued, and goes in the next working hour.';
}
