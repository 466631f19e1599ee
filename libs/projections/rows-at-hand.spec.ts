import { beforeEach, describe, expect, it } from '@jest/globals';
import { RowsAtHand } from '#projections/rows-at-hand';
import { pence, standing, text } from '#projections/table';
import type { NewRow } from '#projections/table';

const partnership = 'riverside';
const bus = `project-${partnership}.bus`;
const shutters = `project-${partnership}.shutters`;
const spent = standing(
  'spent',
  { partnership: text, project: text, year: text, amount_pence: pence },
  { owner: 'project', and: ['year'] },
);

function spentIn(year: string, amount_pence = 1): NewRow<typeof spent> {
  return { partnership, project: 'bus', year, amount_pence };
}

let rows: RowsAtHand;

beforeEach(() => {
  rows = new RowsAtHand([spent]);
});

function yearsOf(some: Iterable<{ readonly year?: unknown }>): string[] {
  return Array.from(some, ({ year }) => String(year));
}

/** What would be written now, by the years. */
function unwritten(): { readonly changed: string[]; readonly removed: string[] } {
  const [{ changed, removed } = { changed: new Map(), removed: new Map() }] = rows.unwritten;
  return { changed: yearsOf(changed.keys()), removed: yearsOf(removed.values()) };
}

/** Whoever writes has written it. */
function write(): void {
  for (const { changed, removed } of rows.unwritten) {
    changed.clear();
    removed.clear();
  }
}

describe('The rows at hand', () => {
  it('are read before an event may change them', () => {
    expect(rows.begin([bus])).toEqual([bus]);
    expect(() => rows.put(spent, spentIn('2011-12'))).toThrow('were not read beforehand');
  });

  it('are none of an owner that was never met, where the tables were empty', () => {
    rows.startEmpty();
    expect(rows.begin([bus, shutters])).toEqual([]);
    expect(rows.all(spent, bus)).toEqual([]);
  });

  it('have to be read again when they were forgotten, and are known from then on', () => {
    rows.startEmpty();
    rows.begin([bus]);
    rows.begin([shutters]);
    expect(rows.isMoreThan(1)).toBe(true);
    rows.keepAtMost(1);
    expect(rows.begin([bus, shutters])).toEqual([bus]);
    rows.hold(bus);
    expect(rows.begin([bus, shutters])).toEqual([]);
    rows.begin([]);
    rows.keepAtMost(0);
    expect(rows.begin([bus, shutters])).toEqual([bus, shutters]);
  });

  it('stay while the page that was begun last is about them', () => {
    rows.startEmpty();
    rows.begin([shutters]);
    rows.begin([bus]);
    rows.keepAtMost(0);
    expect(rows.begin([bus, shutters])).toEqual([shutters]);
  });

  it('have to be read, each of them, after everything was forgotten', () => {
    rows.startEmpty();
    rows.begin([bus]);
    rows.clear();
    expect(rows.begin([bus, shutters])).toEqual([bus, shutters]);
  });

  it('leave nothing to be written of a row that came and went', () => {
    rows.startEmpty();
    rows.begin([bus]);
    rows.put(spent, spentIn('2011-12'));
    rows.put(spent, spentIn('2012-13'));
    rows.remove(spent, rows.the(spent, bus, '2011-12'));
    expect(unwritten()).toEqual({ changed: ['2012-13'], removed: [] });
  });

  it('remove a row that was written, unless one with its key came in its place', () => {
    rows.startEmpty();
    rows.begin([bus]);
    rows.put(spent, spentIn('2011-12'));
    write();
    rows.remove(spent, rows.the(spent, bus, '2011-12'));
    expect(unwritten()).toEqual({ changed: [], removed: ['2011-12'] });
    rows.put(spent, spentIn('2011-12', 2));
    expect(unwritten()).toEqual({ changed: ['2011-12'], removed: [] });
    rows.remove(spent, rows.the(spent, bus, '2011-12'));
    expect(unwritten()).toEqual({ changed: [], removed: ['2011-12'] });
  });

  it('write a row once, as it was left, however often it changed, and not one that did not', () => {
    rows.startEmpty();
    rows.begin([bus]);
    rows.put(spent, spentIn('2011-12'));
    rows.change(spent, rows.the(spent, bus, '2011-12'), { amount_pence: 5 });
    rows.put(spent, spentIn('2011-12', 7));
    expect([...(rows.unwritten[0]?.changed.keys() ?? [])]).toEqual([spentIn('2011-12', 7)]);
    write();
    rows.put(spent, spentIn('2011-12', 7));
    expect(unwritten()).toEqual({ changed: [], removed: [] });
  });
});
