import { compareHistories } from '#eventing/copying';
import { addressInWords, storeAddress } from '#settings/addresses';
import type { StoreAddress } from '#settings/addresses';
import { openHistory } from '#settings/copy-target';
import { scratchReadModels } from '#settings/opening';
import { verifyEvents } from '#projections/verify-events';
import type { Verdict } from '#projections/verify-check';
import { verifyReadModels } from '#projections/verify-read-models';
import { withData } from '../data-place.js';
import type { DataPlace } from '#reads/data-place';
import { progressBar } from '../progress.js';
import { counted, heading, json, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

export interface VerifyOptions {
  readonly json?: boolean;
  /** Another store, which is to hold the same. */
  readonly against?: string;
}

/**
 * Checks that every event can be read in its place, every account balances at every point, no decision
 * overspent a source, whoever gave a command held their role, and the read models, built anew beside, are
 * what people read, byte for byte.
 *
 * Where another store is named, also that it holds the same events and answers, byte for byte.
 *
 * @returns the exit code: 1 when a check fails
 */
export async function verify(options: VerifyOptions, terminal: Terminal): Promise<number> {
  const against = options.against === undefined ? undefined : storeAddress(options.against, '--against');
  return withData(async (place) => {
    const compared = against === undefined ? [] : [await ofCopy(place, against)];
    const verdicts = [...compared, ...(await ofEvents(place)), ...(await ofReadModels(place))];
    const failed = verdicts.filter(({ complaints }) => complaints.length > 0);
    if (options.json === true)
      await json(terminal, { place: place.name, right: failed.length === 0, checks: verdicts });
    else await show(verdicts, failed, place.name, terminal);
    return failed.length === 0 ? 0 : 1;
  });
}

/** What is recorded in either while both are read is a difference too: so nobody works meanwhile. */
async function ofCopy({ store }: DataPlace, against: StoreAddress): Promise<Verdict> {
  const other = await openHistory(against);
  const bar = await progressBar('Comparison', await store.lastPosition());
  try {
    const onStep = (position: number): void => bar.at(position);
    const { events, answers, difference } = await compareHistories(store, other, { onStep });
    return {
      check: `${addressInWords(against)} holds the same`,
      counted: events + answers,
      of: 'events and answers, byte for byte',
      complaints: difference === undefined ? [] : [difference],
    };
  } finally {
    bar.end();
    await other.close();
  }
}

async function ofEvents({ store, decoding }: DataPlace): Promise<readonly Verdict[]> {
  const bar = await progressBar('Events', await store.lastPosition());
  try {
    return await verifyEvents(store, decoding, (position) => bar.at(position));
  } finally {
    bar.end();
  }
}

async function ofReadModels(place: DataPlace): Promise<readonly Verdict[]> {
  const { store, decoding, settings } = place;
  const live = (await place.readModels()).db;
  const bar = await progressBar('Read models', await store.lastPosition());
  const scratch = await scratchReadModels(settings.readModels);
  const onPage = (position: number): void => bar.at(position);
  try {
    return await verifyReadModels({ store, decoding, live, scratch: scratch.db, onPage });
  } finally {
    await scratch.remove();
    bar.end();
  }
}

async function show(
  verdicts: readonly Verdict[],
  failed: readonly Verdict[],
  path: string,
  terminal: Terminal,
): Promise<void> {
  await heading(terminal, `Verification of ${path}`);
  const rows = verdicts.map(({ check, counted: count, of, complaints }) => {
    return [complaints.length === 0 ? 'right' : 'WRONG', check, count.toLocaleString('en-GB'), of];
  });
  const columns = [
    { heading: '' },
    { heading: 'Check' },
    { heading: 'Looked at', align: 'right' },
    { heading: '' },
  ] as const;
  await table(terminal, { columns, rows }, '');
  for (const { check, complaints } of failed) {
    await section(terminal, check);
    for (const complaint of complaints) await paragraph(terminal, complaint);
  }
  await terminal.line();
  const all = `All ${counted(verdicts.length, 'check')} are right.`;
  await paragraph(
    terminal,
    failed.length === 0 ? all : `${counted(failed.length, 'check')} of ${verdicts.length} failed.`,
  );
}
