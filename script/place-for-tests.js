// A folder for what the tests of one run make once for all of them. It goes when the run ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function makePlaceForTests() {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-kept-'));
  process.env.KEPT_FOR_TESTS = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
