import type { DeskClock } from '#desk/desk-tools';
import { decodingOf } from '#eventing/decoding';
import type { Decoding } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import { foldStream } from '#eventing/fold-stream';
import type { Folding } from '#eventing/fold-stream';
import { FoldedStates } from '#eventing/folded-states';
import type { KeyVault } from '#eventing/key-vault';
import { eventSchemas } from '#funding/event-schemas';
import { partnership as partnershipDecider } from '#funding/partnership/partnership';
import type { Founded } from '#funding/partnership/state';
import type { PlanDeps } from '#funding/plans/planning';
import type { EventOf } from '#kernel/asking';
import { isId, partnershipStream } from '#kernel/ids';
import { londonDateOf } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import type { PlaceKind } from '#settings/folder-mark';
import type { Place } from '#settings/place';
import type { Settings } from '#settings/settings';
import { Names } from '#reads/names';
import type { PlaceModels, ProgressOf } from '#reads/place-models';

/** Of how many streams it is remembered what they came to: each page folds its partnership, for one. */
const rememberedStreams = 2_000;

/** What of a place an application needs; whose clock it is does not matter to it. */
export type OpenPlace = Omit<Place, 'clock'> & { readonly clock: DeskClock };

/** Where data is, as an application uses it: what `Place` opens, and the read models beside it. */
export class DataPlace {
  readonly decoding: Decoding = decodingOf(eventSchemas);
  readonly folded = new FoldedStates(rememberedStreams);
  private readonly place: OpenPlace;
  private readonly progressOf: ProgressOf | undefined;
  private opened: PlaceModels | undefined;

  /** @param progressOf shows how far long work has come, where somebody waits for it */
  constructor(place: OpenPlace, progressOf?: ProgressOf) {
    this.place = place;
    this.progressOf = progressOf;
  }

  get settings(): Settings {
    return this.place.settings;
  }

  get kind(): PlaceKind {
    return this.place.kind;
  }

  get clock(): DeskClock {
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
    this.opened ??= await this.open();
    return this.opened;
  }

  private async open(): Promise<PlaceModels> {
    const { PlaceModels } = await import('#reads/place-models');
    return PlaceModels.open(this.settings.readModels, this, this.progressOf);
  }

  /** For the rule that someone who owes an evaluation is warned, or may not bid: rule 21. */
  readonly overdueEvaluationsOf: PlanDeps['overdueEvaluationsOf'] = async (partnership, person, today) => {
    const { db } = await this.readModels();
    const { overdueEvaluationsOf } = await import('#projections/evaluations-due');
    return overdueEvaluationsOf(db, partnership, person, today);
  };

  /** A partnership as it stands; undefined when there is none of that id. */
  async partnership(id: string): Promise<Founded | undefined> {
    if (!isId(id)) return undefined;
    const state = await this.state(partnershipStream(id), partnershipDecider);
    return state.status === 'founded' ? state : undefined;
  }

  /** The names of a partnership's people. */
  namesIn(partnership: string): Names {
    return new Names(this.store, this.vault, partnership, this.folded);
  }

  /** What a noun is now. */
  async state<State, Event extends EventOf>(stream: string, folding: Folding<State, Event>): Promise<State> {
    return foldStream(this, stream, folding);
  }

  async close(): Promise<void> {
    await this.opened?.close();
    await this.place.close();
  }
}
