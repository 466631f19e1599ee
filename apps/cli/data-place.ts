import { decodingOf } from '#eventing/decoding';
import type { Decoding } from '#eventing/decoding';
import type { EventStore, OutcomeUnknown } from '#eventing/event-store';
import { foldStream } from '#eventing/fold-stream';
import type { KeyVault } from '#eventing/key-vault';
import { eventSchemas } from '#funding/event-schemas';
import { partnership as partnershipDecider } from '#funding/partnership/partnership';
import type { Founded } from '#funding/partnership/state';
import type { PlanDeps } from '#funding/plans/planning';
import type { EventOf } from '#kernel/asking';
import type { Decider } from '#kernel/decider';
import { isId, partnershipStream } from '#kernel/ids';
import { londonDateOf } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import type { PlaceKind } from '#settings/folder-mark';
import { Place } from '#settings/place';
import type { WhenAbsent } from '#settings/place';
import type { PlaceClock } from '#settings/place-clock';
import { settingsFrom } from '#settings/settings';
import type { Settings } from '#settings/settings';
import type { PlaceModels } from './read-models.js';
import { WrongUse } from './wrong-use.js';

/** Where data is, as the commands use it: what `Place` opens, and the read models beside it. */
export class DataPlace {
  readonly decoding: Decoding = decodingOf(eventSchemas);
  private readonly place: Place;
  private opened: PlaceModels | undefined;

  constructor(place: Place) {
    this.place = place;
  }

  get settings(): Settings {
    return this.place.settings;
  }

  get kind(): PlaceKind {
    return this.place.kind;
  }

  get clock(): PlaceClock {
    return this.place.clock;
  }

  get store(): EventStore {
    return this.place.store;
  }

  get vault(): KeyVault {
    return this.place.vault;
  }

  /** As people read it: a folder, or a server's address without its password. */
  get name(): string {
    return this.place.name;
  }

  /** What day it is in London, there. */
  today(): LocalDate {
    return londonDateOf(this.clock.now());
  }

  /** The read models, up to the last event that is recorded now. */
  async readModels(): Promise<PlaceModels> {
    const models = await this.readModelsAsTheyAre();
    await models.catchUp();
    return models;
  }

  /** The read models however far they are. They are opened when they are first asked for. */
  async readModelsAsTheyAre(): Promise<PlaceModels> {
    const { PlaceModels } = await import('./read-models.js');
    this.opened ??= await PlaceModels.open(this.settings.readModels, this.store, this.decoding);
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
    const state = isId(id) ? await this.state(partnershipStream(id), partnershipDecider) : undefined;
    if (state?.status === 'founded') return { id, state };
    throw new WrongUse(`There is no partnership ${id} here.`);
  }

  /** What a noun is now. */
  async state<State, Event extends EventOf>(
    stream: string,
    decider: Pick<Decider<State, never, Event, never>, 'initialState' | 'evolve'>,
  ): Promise<State> {
    return foldStream(this, stream, decider);
  }

  async close(): Promise<void> {
    await this.opened?.close();
    await this.place.close();
  }

  private async onlyPartnership(): Promise<string> {
    const known = await (await this.readModels()).partnerships();
    const [only] = known;
    if (only !== undefined && known.length === 1) return only;
    if (only === undefined) throw new WrongUse(`No partnership has been founded in ${this.name}.`);
    throw new WrongUse(
      `There are several partnerships here. Name one with --partnership: ${known.join(', ')}.`,
    );
  }
}

/**
 * Where the data is that the environment, or the settings, name, for as long as it is used.
 *
 * @throws as `settingsFrom` and `Place.open`; OutcomeUnknown when the disk failed under a commit, whatever
 *   else was made of that
 */
export async function withData<Result>(
  use: (place: DataPlace) => Promise<Result>,
  settings: Settings = settingsFrom(process.env),
  whenAbsent?: WhenAbsent,
): Promise<Result> {
  let fatal: OutcomeUnknown | undefined;
  const onFatal = (error: OutcomeUnknown): void => {
    fatal = error;
  };
  const options = { onFatal, ...(whenAbsent === undefined ? {} : { whenAbsent }) };
  const place = new DataPlace(await Place.open(settings, options));
  try {
    const result = await use(place);
    if (fatal !== undefined) throw fatal;
    return result;
  } finally {
    await place.close();
  }
}
