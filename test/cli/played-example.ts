import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', 'tallystick');

/**
 * Puts the example's year into a data folder, as `demo` plays it. A run of the tests plays it once, and each
 * that wants it has a copy.
 */
export function putExampleInto(folder: string): void {
  // See script/place-for-tests.js; outside of a run there is none.
  const kept = process.env['KEPT_FOR_TESTS'];
  if (kept === undefined) play(folder);
  else cpSync(playedIn(kept), folder, { recursive: true });
}

function playedIn(kept: string): string {
  const played = join(kept, 'example');
  if (existsSync(played)) return played;
  const playing = mkdtempSync(join(kept, 'playing-'));
  play(join(playing, 'data'));
  try {
    renameSync(join(playing, 'data'), played);
  } catch (error) {
    // The other worker was quicker, and what it played is the same.
    if (!existsSync(played)) throw error;
  }
  return played;
}

function play(folder: string): void {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('TALLYSTICK_'));
  const env = { ...Object.fromEntries(others), TALLYSTICK_DATA: folder };
  const { status, stderr } = spawnSync(program, ['demo', '--no-serve'], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The example was not played: ${stderr}`);
}
