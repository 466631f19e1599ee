import type { TextTable } from '#documents/text-table';
import { formatPence, sumPence } from '#kernel/pence';
import { facts } from './facts.js';
import { awardColumns } from '#reads/award-columns';
import { sourcesInTurn } from '#reads/award-now';
import type { AwardNow } from '#reads/award-now';
import type { ProjectDetail } from '#reads/project-detail';
import { dayInWords } from '#reads/words';
import type { Reading } from '#reads/reading';
import { paragraph, section, table } from './terminal.js';
import type { Terminal } from './terminal.js';

/** The money of a project: its award, what lacks cover, and what was claimed, paid, owed and is expected. */
export async function showMoney(detail: ProjectDetail, from: Reading, terminal: Terminal): Promise<void> {
  await section(terminal, 'Money');
  const award = sumPence(detail.award.map(({ awardedPence }) => awardedPence));
  const awarded = detail.award.length === 0 ? '' : ` The award is ${formatPence(award)} in all.`;
  await paragraph(terminal, `The bid was for ${formatPence(detail.bidPence)}.${awarded}`);
  await table(terminal, awardTable(detail.award), 'No money is awarded.');
  for (const { uncoveredPence, source, fundingType, since } of detail.uncovered) {
    const what = `${formatPence(uncoveredPence)} of this award is uncovered since ${dayInWords(since)}`;
    await paragraph(terminal, `${what}: ${source} lacks the ${fundingType}.`);
  }
  await showTable('Claims open', await claimsTable(detail, from), terminal);
  await showTable('Payments', paymentsTable(detail), terminal);
  await showTable('Owed by others', recoveriesTable(detail), terminal);
  await showTable('Match funding and in kind', givenTable(detail), terminal);
  await showForecast(detail, terminal);
}

async function showTable(title: string, content: TextTable, terminal: Terminal): Promise<void> {
  if (content.rows.length === 0) return;
  await section(terminal, title);
  await table(terminal, content, '');
}

function awardTable(award: readonly AwardNow[]): TextTable {
  const { headings, cells } = awardColumns(award);
  return {
    columns: [...titled('Source', 'Type'), ...sums(...headings)],
    rows: award.map((line) => [sourcesInTurn(line), line.fundingType, ...cells(line).map(formatPence)]),
  };
}

async function claimsTable({ claims }: ProjectDetail, { names }: Reading): Promise<TextTable> {
  const rows: string[][] = [];
  for (const { claim, claimedBy, payee, reference, purpose, netPence, irrecoverableVatPence } of claims) {
    const money = [netPence, irrecoverableVatPence].map(formatPence);
    rows.push([claim, await names.of(claimedBy), payee, reference, purpose, ...money]);
  }
  const columns = [...titled('Claim', 'By', 'Payee', 'Invoice', 'For'), ...sums('Net', 'VAT')];
  return { columns, rows };
}

function paymentsTable({ payments }: ProjectDetail): TextTable {
  const rows = payments.map((one) => [
    dayInWords(one.day),
    one.kind === 'payment' ? one.payment : `${one.payment} (${one.kind})`,
    one.payee ?? '',
    one.reference ?? '',
    one.purpose ?? one.reason ?? '',
    one.kind === 'payment' ? formatPence(one.netPence) : '',
    one.kind === 'payment' ? formatPence(one.irrecoverableVatPence) : '',
    formatPence(one.amountPence),
  ]);
  const columns = titled('Paid', 'Payment', 'Payee', 'Invoice', 'For');
  return { columns: [...columns, ...sums('Net', 'VAT', 'Amount')], rows };
}

function recoveriesTable({ recoveries }: ProjectDetail): TextTable {
  const rows = recoveries.map((one) => [
    `${one.kind} ${one.recovery}`,
    one.from,
    `${one.source}, ${one.fundingType}`,
    dayInWords(one.dueOn),
    formatPence(one.owedPence),
    stateOf(one),
  ]);
  const columns = titled('What', 'From', 'To', 'Due');
  return { columns: [...columns, ...sums('Still owed'), ...titled('State')], rows };
}

function stateOf({ owedPence, writtenOffBecause }: ProjectDetail['recoveries'][number]): string {
  if (writtenOffBecause !== undefined) return `written off: ${writtenOffBecause}`;
  return owedPence > 0 ? 'owed' : 'received';
}

function givenTable({ matchFunding, inKind }: ProjectDetail): TextTable {
  const matched = matchFunding.map(({ from, status, amountPence, inKind: given }) => {
    return [`match funding, ${status}`, from, given ?? '', valueOf(amountPence)];
  });
  const given = inKind.map(({ entry, from, description, valuePence }) => {
    return [`in kind, ${entry}`, from, description, valueOf(valuePence)];
  });
  return { columns: [...titled('What', 'From', 'Of'), ...sums('Value')], rows: [...matched, ...given] };
}

function valueOf(pence: number | undefined): string {
  return pence === undefined ? 'not valued' : formatPence(pence);
}

/** What is expected, year by year, and what rule 12 makes of it. */
async function showForecast({ forecasts, shortfall }: ProjectDetail, terminal: Terminal): Promise<void> {
  const rows = forecasts.map(({ year, amountPence, note = '' }) => [year, formatPence(amountPence), note]);
  await showTable(
    'Forecast',
    { columns: [...titled('Year'), ...sums('Expected'), ...titled('Note')], rows },
    terminal,
  );
  if (shortfall === undefined) return;
  const { spentPence, forecastPence, awardPence, reclaimsPence, shortfallPence } = shortfall;
  const [spent, expected, award, reclaims] = [spentPence, forecastPence, awardPence, reclaimsPence].map(
    formatPence,
  );
  const how = `${spent} spent and ${expected} expected, less an award of ${award} and ${reclaims} to be reclaimed`;
  await facts(terminal, {
    Shortfall: shortfallPence > 0 ? `${formatPence(shortfallPence)}: ${how}.` : `none: ${how}.`,
  });
}

function titled(...headings: readonly string[]): { readonly heading: string }[] {
  return headings.map((heading) => ({ heading }));
}

function sums(...headings: readonly string[]): { readonly heading: string; readonly align: 'right' }[] {
  return headings.map((heading) => ({ heading, align: 'right' }));
}
