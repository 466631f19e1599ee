import { recommendedRows, settlementOf } from './settlements.js';
import type { SettlementPath } from './settlements.js';
import { ruling } from '../ruling.js';
import type { ItemAt, Ruling } from '../ruling.js';

/**
 * What becomes of a project, as a meeting agreed it. Nobody votes on it, for no money hangs on it: the item
 * is noted, and the project becomes it, by one command.
 */
export function settle(path: SettlementPath): (at: ItemAt) => Promise<Ruling | string> {
  return async ({ visit, project, item }) => {
    if (project === undefined) return 'The item is about no project.';
    if (settled.has(project.status)) return 'What becomes of this project is decided already.';
    const { project: id } = project;
    const settlement = await settlementOf(visit, id, path);
    const { title, intro, questions, became } = settlement;
    return ruling({
      title,
      intro,
      known: recommendedRows(project),
      questions,
      isNoted: true,
      command: (answers, { meeting, reasons }) =>
        settlement.command(id, answers, { reasons, meeting, item: item.terms.item }),
      done: () => `${project.title}: it is recorded that it is ${became}.`,
    });
  };
}

const settled: ReadonlySet<string> = new Set(['mainstreamed', 'continued', 'discontinued']);
