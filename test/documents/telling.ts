import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import { tablesOf } from '#documents/model/document';
import type { Cell, Document, Moment, Table } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';
import { decoding, ReadStory } from '#testing/read-story';
import { commandsIn } from '../journeys/playing.ts';

/** A partnership told by the commands of a file, each of which has to be accepted. */
async function toldBy(path: string): Promise<ReadStory> {
  const story = new ReadStory();
  for (const command of commandsIn(path)) {
    const reply = await story.desk.send(command);
    if (reply.outcome !== 'accepted') throw new Error(`${command.id}: ${JSON.stringify(reply)}`);
  }
  return story;
}

/** The published example of Thurrock, 2011/12. */
export async function thurrock(): Promise<ReadStory> {
  const story = await toldBy('examples/thurrock-2011-12/year.ndjson');
  story.partnership = 'thurrock';
  return story;
}

/** A moment after everything that the stories tell. */
export const afterAll: Moment = { asAt: '2012-04-13', knownAt: '2012-04-13T22:00:00.000Z' };

export async function factsOf(
  { store }: Pick<ReadStory, 'store'>,
  partnership: string,
  moment: Moment = afterAll,
): Promise<Facts> {
  return factsAt({ store, decoding }, partnership, moment);
}

/** What a document says before its first heading: what its reader needs first. */
export function saidFirst({ parts }: Document): readonly string[] {
  const end = parts.findIndex(({ kind }) => kind === 'heading');
  return parts.slice(0, end).flatMap((part) => {
    if (part.kind === 'list') return part.items.map(({ text }) => text);
    return part.kind === 'paragraph' ? [part.text] : [];
  });
}

/** A table of a document by its id. */
export function tableIn(document: Document, id: string): Table {
  const found = tablesOf(document).find((table) => table.id === id);
  if (found === undefined) throw new Error(`The document ${document.name} has no table ${id}.`);
  return found;
}

/** The rows of a table as a person reads them. */
export function rowsInWords(rows: readonly (readonly Cell[])[]): string[][] {
  return rows.map((row) => row.map(cellInWords));
}

/** A column of amounts, in pence; what is no amount is passed over. */
export function penceIn(rows: readonly (readonly Cell[])[], column: number): number[] {
  return rows.flatMap((row) => {
    const cell = row[column];
    return cell?.kind === 'pence' ? [cell.pence] : [];
  });
}
