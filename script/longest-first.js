// The order in which files of tests are run. Jest knows how long each took where it has run before. In a fresh
// clone it goes by their size, and a short file that takes two minutes would be begun last, when the other
// worker has nothing left to do.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

/** Those that take more than 20 seconds, the longest first. */
const longest = [
  'apps/web/every-page-in-a-browser.spec.ts',
  'libs/stores/kurrentdb/kurrent-store.spec.ts',
  'test/consistency/consistency.spec.ts',
  'test/pages/whole-life.spec.ts',
  'test/copy/copy.spec.ts',
  'test/pages/chair-and-administrator.spec.ts',
  'apps/web/every-page.spec.ts',
  'test/worker/worker.spec.ts',
  'test/documents/in-a-browser.spec.ts',
  'test/pages/meetings.spec.ts',
  'test/pages/finance.spec.ts',
  'test/pages/officers.spec.ts',
  'libs/stores/kurrentdb/kurrent-faults.spec.ts',
  'test/documents/opened.spec.ts',
  'test/pages/journeys.spec.ts',
  'test/storm/storm.spec.ts',
  'test/faults/postgres.spec.ts',
  'apps/web/double-clicks.spec.ts',
  'libs/stores/postgres/postgres-store.spec.ts',
  'test/cli/command-line.spec.ts',
  'apps/web/every-form.spec.ts',
  'test/pages/outward.spec.ts',
].map((path) => join(import.meta.dirname, '..', path));

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const gone = longest.filter((path) => !existsSync(path));
    if (gone.length > 0)
      throw new Error(`No such file of tests, so it cannot be run first: ${gone.join(', ')}`);
    const place = ({ path }) => (longest.includes(path) ? longest.indexOf(path) : longest.length);
    // It is no array that is sorted here.
    // oxlint-disable-next-line unicorn/no-array-sort
    const usual = super.sort(tests);
    return usual.toSorted((one, other) => place(one) - place(other));
  }
}
