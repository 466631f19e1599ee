import { risksAt } from '#projections/risks-at';
import type { RiskLine } from '#projections/risks-at';
import type { Reading } from '#reads/reading';
import { inWords, momentInWords } from '#reads/words';
import { momentIn, reading } from '../reading.js';
import type { MomentOptions, ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

export interface RisksOptions extends ReadOptions, MomentOptions {
  readonly project?: string;
  readonly closed?: boolean;
}

/** Shows the risk register, the most pressing first. @throws WrongUse for a bad option */
export async function risks(options: RisksOptions, terminal: Terminal): Promise<void> {
  await reading(options, async (from) => {
    const { project, closed: closedToo = false } = options;
    const question = {
      partnership: from.partnership,
      ...(project === undefined ? {} : { project }),
      closedToo,
      ...momentIn(options),
    };
    const lines = await risksAt(from.models.db, question);
    if (options.json === true) return json(terminal, { ...question, risks: lines });
    const whose = project === undefined ? '' : ` of ${project}`;
    await heading(terminal, `${from.state.name}: risks${whose}`);
    await paragraph(terminal, `As known on ${momentInWords(question.knownAt ?? from.place.clock.now())}.`);
    await terminal.line();
    const titles = ['Score', 'Risk', 'Id', 'Of', 'Impact', 'Likelihood', 'Countermeasure', 'Owner'];
    const columns = titles.map((text) => ({ heading: text }));
    const totals = [['', counted(lines.length, 'risk'), '', '', '', '', '', '']];
    await table(terminal, { columns, rows: await rowsOf(lines, from), totals }, 'The register has no risk.');
  });
}

async function rowsOf(lines: readonly RiskLine[], { names }: Reading): Promise<readonly string[][]> {
  const rows: string[][] = [];
  for (const { risk, state, score } of lines) {
    const { description, project, owner, impact, likelihood, countermeasure } = state.terms;
    const closed = state.status === 'closed' ? ` (closed: ${state.closedBecause ?? ''})` : '';
    rows.push([
      String(score),
      `${description}${closed}`,
      risk,
      project ?? 'the partnership',
      inWords(impact),
      inWords(likelihood),
      countermeasure ?? 'none',
      await names.of(owner),
    ]);
  }
  return rows;
}
