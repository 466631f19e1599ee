import { copyHistory } from '#eventing/copying';
import type { Copied } from '#eventing/copying';
import { addressAsSetting, addressInWords, storeAddress } from '#settings/addresses';
import { CopyTarget } from '#settings/copy-target';
import { Place } from '#settings/place';
import { settingNames, settingsFrom, settingsOf } from '#settings/settings';
import type { Settings } from '#settings/settings';
import { progressBar } from '../progress.js';
import { counted, paragraph } from '../terminal.js';
import type { Terminal } from '../terminal.js';

export interface CopyOptions {
  /** The store that is in use when not given. */
  readonly from?: string;
  readonly to: string;
}

/**
 * Copies a whole history into another store, where it is begun or goes on from where a copy was stopped. The
 * target can be used when all of it is there, and not before.
 *
 * The keys stay where they are: a person is forgotten by destroying one key, and a second vault would keep
 * another. What was noted of them goes along, so that no other keys are taken for them.
 *
 * @throws SettingsWrong, StoreUnusable as `Place.open`; CopyRefused when the target holds something else
 */
export async function copy({ from, to }: CopyOptions, terminal: Terminal): Promise<void> {
  const target = storeAddress(to, '--to');
  const source = await Place.open(sourceSettings(from));
  try {
    const opened = await CopyTarget.open(target, source);
    try {
      const copied = await copyAll(source, opened);
      await opened.finish();
      await tell(copied, source, addressInWords(target), terminal);
      await tellNext(source.settings, addressAsSetting(target), terminal);
    } finally {
      await opened.close();
    }
  } finally {
    await source.close();
  }
}

function sourceSettings(from: string | undefined): Settings {
  return from === undefined ? settingsFrom(process.env) : settingsOf(from, '--from', process.env);
}

async function copyAll(source: Place, target: CopyTarget): Promise<Copied> {
  const bar = await progressBar('Events', await source.store.lastPosition());
  try {
    return await copyHistory(source.store, target.store, { onStep: (position) => bar.at(position) });
  } finally {
    bar.end();
  }
}

async function tell(
  { events, answers, answersThereBefore }: Copied,
  { name }: Place,
  target: string,
  terminal: Terminal,
): Promise<void> {
  const what = `${counted(events, 'event')} and ${counted(answers, 'answer')}`;
  if (answersThereBefore === answers)
    return paragraph(terminal, `${target} held what ${name} holds before: ${what}. Nothing was changed.`);
  const before =
    answersThereBefore === 0 ? '' : `, of which ${counted(answersThereBefore, 'answer')} were there before`;
  await paragraph(terminal, `${target} now holds what ${name} holds: ${what}${before}.`);
}

async function tellNext({ store, keys }: Settings, target: string, terminal: Terminal): Promise<void> {
  await terminal.line();
  await paragraph(
    terminal,
    'The keys of names and commands were not copied, and are used from where they are. To go on with the copy:',
  );
  await terminal.line(`  ${settingNames.store}=${target}`);
  await terminal.line(`  ${settingNames.keys}=${addressAsSetting(keys)}`);
  await terminal.line();
  await paragraph(terminal, 'Before that, see that both are equal, byte for byte:');
  await terminal.line(`  tallystick verify --against ${addressAsSetting(store)}`);
}
