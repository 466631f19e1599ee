import type { TextTable } from '#documents/text-table';
import type { ConfirmationState, Preparation } from '#funding/confirmation/confirmation';
import type { ConfirmedLine } from '#funding/confirmation/confirmation.events';
import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import { yearEndAt } from '#projections/year-end-at';
import type { YearEnd } from '#projections/year-end-at';
import { confirmedFigures } from '#reads/confirmed-figures';
import type { Reading } from '#reads/reading';
import { momentInWords } from '#reads/words';
import { momentIn, reading, yearOf } from '../reading.js';
import type { MomentOptions, ReadOptions } from '../reading.js';
import { heading, json, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

export interface YearEndOptions extends ReadOptions, MomentOptions {
  readonly year: string;
}

/** Shows the confirmation of a year, and what was corrected of it since. @throws WrongUse for a bad option */
export async function yearEnd(options: YearEndOptions, terminal: Terminal): Promise<void> {
  await reading(options, async (from) => {
    const { partnership, place, state } = from;
    const question = { partnership, year: yearOf(options.year), ...momentIn(options) };
    const answer = await yearEndAt(from.models.db, question);
    if (options.json === true) return json(terminal, { unit: 'pence', ...question, ...answer });
    await heading(terminal, `${state.name}: confirmation of ${question.year}`);
    await paragraph(terminal, `As known on ${momentInWords(question.knownAt ?? place.clock.now())}.`);
    const last = answer.confirmation?.preparations.at(-1);
    if (last === undefined) return terminal.line('Nothing has been prepared.');
    await paragraph(terminal, last.statement);
    await paragraph(terminal, await standing(last, answer.confirmation, from));
    await terminal.line();
    await table(terminal, tableOf(last.lines), '');
    await showAdjustments(answer, terminal);
  });
}

async function standing(
  last: Preparation,
  confirmation: ConfirmationState | undefined,
  { names }: Reading,
): Promise<string> {
  const prepared = `Preparation ${last.preparation}, by ${await names.of(last.preparedBy)}`;
  const { answer } = last;
  if (answer === undefined || confirmation === undefined) return `${prepared}: waits for the s151 officer.`;
  const by = `${answer.outcome} by ${await names.of(answer.by)}, s151 officer`;
  return answer.outcome === 'declined' ? `${prepared}: ${by}: ${answer.reason}` : `${prepared}: ${by}.`;
}

function tableOf(lines: readonly ConfirmedLine[]): TextTable {
  const total = confirmedFigures.map(([, figure]) =>
    formatPence(sumPence(lines.map((line) => line[figure]))),
  );
  return {
    columns: [
      { heading: 'Source' },
      { heading: 'Type' },
      ...confirmedFigures.map(([title]) => ({ heading: title, align: 'right' as const })),
    ],
    rows: lines.map((line) => [
      line.name,
      line.fundingType,
      ...confirmedFigures.map(([, figure]) => formatPence(line[figure])),
    ]),
    totals: [['Total, both', '', ...total]],
  };
}

async function showAdjustments({ adjustments }: YearEnd, terminal: Terminal): Promise<void> {
  await section(terminal, 'Corrected since the close, in the open year; the figures above stand');
  const titles = ['Amount', 'Project', 'Payment', 'Was at', 'Given back at', 'Effective', 'Why'];
  const columns = titles.map((text) => ({ heading: text }));
  const rows = adjustments.map((one) => [
    formatPence(one.amountPence),
    one.project,
    one.payment,
    `${one.closedSource}, ${one.fundingType}`,
    one.source,
    formatDate(one.effectiveOn),
    one.reason,
  ]);
  await table(terminal, { columns, rows }, 'Nothing was corrected.');
}
