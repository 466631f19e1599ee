import { readModels } from '#projections/read-models';
import { withData } from '../data-place.js';
import { paragraph } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

/**
 * Builds one read model anew from the events, or all of them. @throws WrongUse when there is none of that
 * name
 */
export async function rebuild(projection: string | undefined, terminal: Terminal): Promise<void> {
  const names = readModels.map(({ name }) => name);
  if (projection !== undefined && !names.includes(projection)) {
    throw new WrongUse(`There is no projection ${projection}. There are: ${names.join(', ')}.`);
  }
  await withData(async (place) => {
    const models = await place.readModels();
    await models.rebuild(projection);
    const what = projection ?? `all ${names.length} read models`;
    await paragraph(terminal, `Built ${what} anew from ${await place.store.lastPosition()} events.`);
  });
}
