import { describe, expect, it } from '@jest/globals';
import { columnWidths, roomAsked } from '#documents/formats/column-widths';
import { absent, date, money, table, words } from '#documents/model/document';
import type { Cell, Table } from '#documents/model/document';

const reason = 'The county has cut it, since its own grant fell by a third in the year before.';

/** Names, amounts, and a comment in one row alone. */
const plan = tableOf([
  [words('Home Office'), money(18_542_000), words('')],
  [words('County'), money(400_000), words(reason)],
  [words('Fire and rescue'), absent('not known'), words('')],
]);

function tableOf(rows: readonly (readonly Cell[])[]): Table {
  return table('plan', 'Plan', ['Source', 'Total £', 'Comment'], rows);
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

describe('The columns of a table', () => {
  it.each([20, 40, 60, 90, 200])('fit a room of %d letters', (room) => {
    expect(sumOf(columnWidths(plan, room))).toBeLessThanOrEqual(room + 0.001);
  });

  it('give the room to the one long text, though it stands in one row alone', () => {
    const [source = 0, total = 0, comment = 0] = columnWidths(plan, 70);
    expect(comment).toBeGreaterThan(30);
    expect(source).toBeGreaterThanOrEqual('Home Office'.length);
    expect(total).toBeGreaterThanOrEqual('£185,420.00'.length);
  });

  it('break no figure, and no word of a text, while there is room for them', () => {
    const [source = 0, total = 0, comment = 0] = columnWidths(plan, 34);
    expect(total).toBeGreaterThanOrEqual('£185,420.00'.length);
    expect(source).toBeGreaterThanOrEqual('rescue'.length);
    expect(comment).toBeGreaterThanOrEqual('Comment'.length);
  });

  it('break no day, for a spreadsheet would show none', () => {
    const dated = table('t', 'T', ['On', 'What'], [[date('2011-09-28'), words(reason)]]);
    expect(columnWidths(dated, 40)[0]).toBeGreaterThanOrEqual('28 September 2011'.length);
  });

  it('take no more room than they need', () => {
    const few = tableOf([[words('Police'), money(100), words('Paid in May.')]]);
    expect(sumOf(columnWidths(few, 200))).toBeLessThan(60);
    expect(sumOf(columnWidths(few, 200))).toBeLessThanOrEqual(roomAsked(few));
  });

  it('have a heading of a few words on one line where there is room for it', () => {
    const headed = table('t', 'T', ['What', 'Cost, each counted once £'], [[words('All'), money(100)]]);
    const [, cost = 0] = columnWidths(headed, 100);
    expect(cost).toBeGreaterThanOrEqual('Cost, each counted once £'.length);
  });

  it('keep a name with a hyphen on its line where there is room for it', () => {
    const named = table('t', 'T', ['Who'], [[words('The officer lead-1')], [words('The officer support-1')]]);
    expect(columnWidths(named, 100)[0]).toBeGreaterThanOrEqual('The officer support-1'.length);
  });
});
