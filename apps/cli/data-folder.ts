import { join } from 'node:path';
import { decodingOf } from '#eventing/decoding';
import type { Decoding } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import { eventSchemas } from '#funding/event-schemas';
import { partnership as partnershipDecider } from '#funding/partnership/partnership';
import type { Founded, PartnershipState } from '#funding/partnership/state';
import type { PlanDeps } from '#funding/plans/planning';
import { isId, partnershipStream } from '#kernel/ids';
import { londonDateOf } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { FolderClock } from './folder-clock.js';
import { dataFolderPath, folderFiles, readFolderKind } from './folder-mark.js';
import type { FolderKind } from './folder-mark.js';
import type { FolderModels } from './read-models.js';
import { WrongUse } from './wrong-use.js';

/**
 * The parts of a data folder that are opened. Several processes may have one folder open: no lock is held
 * between commands.
 */
export class DataFolder {
  readonly path: string;
  readonly kind: FolderKind;
  readonly clock: FolderClock;
  readonly store: SqliteStore;
  readonly vault: SqliteKeyVault;
  readonly decoding: Decoding = decodingOf(eventSchemas);
  private opened: FolderModels | undefined;

  /** @throws WrongUse when there is no data folder; StoreUnusable with a sentence for the operator. */
  static async open(path: string = dataFolderPath()): Promise<DataFolder> {
    const folder = new DataFolder(path, readFolderKind(path));
    await folder.clock.goOnFrom(folder.store);
    return folder;
  }

  private constructor(path: string, kind: FolderKind) {
    this.path = path;
    this.kind = kind;
    this.clock = new FolderClock(kind);
    this.store = SqliteStore.open({ file: join(path, folderFiles.events), clock: this.clock.now });
    this.vault = SqliteKeyVault.open({ file: join(path, folderFiles.keys), clock: this.clock.now });
  }

  /** What day it is in London, in this folder. */
  today(): LocalDate {
    return londonDateOf(this.clock.now());
  }

  /** The read models, up to the last event that is recorded now. */
  async readModels(): Promise<FolderModels> {
    const models = await this.readModelsAsTheyAre();
    await models.catchUp();
    return models;
  }

  /** The read models however far they are. They are opened when they are first asked for. */
  async readModelsAsTheyAre(): Promise<FolderModels> {
    const { FolderModels } = await import('./read-models.js');
    this.opened ??= new FolderModels(join(this.path, folderFiles.readModels), this.store, this.decoding);
    return this.opened;
  }

  /** For the rule that someone who owes an evaluation is warned, or may not bid: rule 21. */
  readonly overdueEvaluationsOf: PlanDeps['overdueEvaluationsOf'] = async (partnership, person, today) => {
    const { db } = await this.readModels();
    const { overdueEvaluationsOf } = await import('#projections/evaluations-due');
    return overdueEvaluationsOf(db, partnership, person, today);
  };

  /**
   * A partnership as it stands: the one that is named, else the only one there is.
   *
   * @throws WrongUse when there is none of that name, or none is named and there are several
   */
  async partnership(named?: string): Promise<{ readonly id: string; readonly state: Founded }> {
    const id = named ?? (await this.onlyPartnership());
    const state = isId(id) ? await foldPartnership(this.store, this.decoding, id) : undefined;
    if (state?.status === 'founded') return { id, state };
    throw new WrongUse(`There is no partnership ${id} here.`);
  }

  async close(): Promise<void> {
    await this.opened?.close();
    await this.vault.close();
    await this.store.close();
  }

  private async onlyPartnership(): Promise<string> {
    const known = await (await this.readModels()).partnerships();
    const [only] = known;
    if (only !== undefined && known.length === 1) return only;
    if (only === undefined) throw new WrongUse(`No partnership has been founded in ${this.path}.`);
    throw new WrongUse(
      `There are several partnerships here. Name one with --partnership: ${known.join(', ')}.`,
    );
  }
}

/** A data folder for as long as it is used. @throws as `DataFolder.open` */
export async function withFolder<Result>(
  use: (folder: DataFolder) => Promise<Result>,
  path?: string,
): Promise<Result> {
  const folder = await DataFolder.open(path);
  try {
    return await use(folder);
  } finally {
    await folder.close();
  }
}

async function foldPartnership(store: EventStore, decoding: Decoding, id: string): Promise<PartnershipState> {
  let { initialState: state } = partnershipDecider;
  for await (const recorded of store.readStream(partnershipStream(id))) {
    const { type, data } = decoding.decode(recorded);
    // The decoding gave today's shape, and a partnership's stream holds a partnership's events.
    state = partnershipDecider.evolve(state, { type, data } as Parameters<
      typeof partnershipDecider.evolve
    >[1]);
  }
  return state;
}
