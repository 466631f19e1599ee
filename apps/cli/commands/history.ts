import { happenedInWords } from '#documents/model/in-words';
import type { TextTable } from '#documents/text-table';
import { isId, parseStream } from '#kernel/ids';
import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import { historyOf, streamsNamed } from '#projections/history-of';
import type { HistoryEntry, MoneyMoved } from '#projections/history-of';
import { inWords, momentInWords } from '#reads/words';
import { reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

/**
 * Shows every event of a project, a source, a meeting or a person, and every other that is about it, in the
 * order of recording: what finance staff read.
 *
 * @throws WrongUse when the id stands for nothing here, or for several and it is not said which
 */
export async function history(
  id: string,
  options: ReadOptions & { readonly of?: string },
  terminal: Terminal,
): Promise<void> {
  await reading(options, async (from) => {
    const stream = await streamOf(id, options.of, from);
    const { noun } = parseStream(stream);
    const events = await historyOf(from.models.db, stream);
    if (options.json === true) return json(terminal, { partnership: from.partnership, of: noun, id, events });
    await heading(terminal, `History of the ${noun} ${noun === 'person' ? await from.names.of(id) : id}`);
    await paragraph(
      terminal,
      `In the order of recording, as known on ${momentInWords(from.place.clock.now())}.`,
    );
    await terminal.line();
    await table(terminal, await tableOf(events, stream, from), 'Nothing has happened.');
  });
}

async function streamOf(
  id: string,
  of: string | undefined,
  { models, partnership }: Reading,
): Promise<string> {
  const named = isId(id) ? await streamsNamed(models.db, partnership, id) : [];
  const found = named.filter((stream) => of === undefined || parseStream(stream).noun === of);
  const [only] = found;
  if (only === undefined) throw new WrongUse(await nothingOf(id, of, models, partnership));
  if (found.length === 1) return only;
  const several = found.map((stream) => parseStream(stream).noun).join(', ');
  throw new WrongUse(`${id} stands for several: ${several}. Say which with --of.`);
}

/** The budget shows sources by their names, so their ids are to be found here. */
async function nothingOf(
  id: string,
  of: string | undefined,
  { db }: Reading['models'],
  partnership: string,
): Promise<string> {
  const rows = await db
    .selectFrom('sources')
    .select('source')
    .where('partnership', '=', partnership)
    .orderBy('source')
    .execute();
  const nothing = `There is no ${of ?? 'project, source, meeting, person, indicator or risk'} ${id} here.`;
  const sources =
    rows.length === 0 ? [] : [`The sources are ${rows.map(({ source }) => source).join(', ')}.`];
  return [nothing, '"tallystick projects" lists the projects.', ...sources].join(' ');
}

async function tableOf(
  events: readonly HistoryEntry[],
  stream: string,
  { names }: Reading,
): Promise<TextTable> {
  const rows: string[][] = [];
  for (const event of events) {
    const what = await names.in(whatHappened(event, stream));
    const who = `${await names.of(event.person)}, as ${inWords(event.role)}`;
    const days = [formatDate(event.effectiveOn), momentInWords(event.recordedAt)];
    rows.push([...days, what, who, decidedAt(event), event.moved.map(moved).join('; '), event.reason ?? '']);
  }
  const columns = ['Effective', 'Recorded', 'What', 'Who', 'Meeting, item', 'Money moved', 'Reasons'];
  const totals = [['', '', counted(events.length, 'event'), '', '', '', '']];
  return { columns: columns.map((text) => ({ heading: text })), rows, totals };
}

/**
 * `Award accepted`, `Swap requested (source police): swap s-1; £500.00`: and whose it is, where it is
 * another's.
 */
function whatHappened({ type, stream, words }: HistoryEntry, ofWhich: string): string {
  const whose = stream === ofWhich ? '' : ` (${placeOf(stream)})`;
  return `${happenedInWords(type)}${whose}${words === '' ? '' : `: ${words}`}`;
}

function placeOf(stream: string): string {
  const { noun, id } = parseStream(stream);
  return noun === 'partnership' ? noun : `${noun} ${id}`;
}

function decidedAt({ meeting, item }: HistoryEntry): string {
  return [meeting, item].filter((part) => part !== null).join(', ');
}

/** What one account gained, or lost: `+£45,140.00 committed (drug-and-alcohol, revenue)`. */
function moved({ source, fundingType, account, amountPence }: MoneyMoved): string {
  const sign = amountPence > 0 ? '+' : '';
  return `${sign}${formatPence(amountPence)} ${inWords(account)} (${source}, ${fundingType})`;
}
