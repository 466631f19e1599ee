import type { DecodedEvent } from '#eventing/decoding';
import type { ConfirmationEvent } from '#funding/confirmation/confirmation.events';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import type { HighlightEvent } from '#funding/highlight/highlight.events';
import type { IndicatorEvent } from '#funding/indicator/indicator.events';
import type { LedgerEvent } from '#funding/ledger/ledger.events';
import type { MeetingEvent } from '#funding/meeting/meeting.events';
import type { MessageEvent } from '#funding/message/message.events';
import type { PartnershipEvent } from '#funding/partnership/partnership.events';
import type { PersonEvent } from '#funding/person/person.events';
import type { ProjectEvent } from '#funding/project/project.events';
import type { PublicationEvent } from '#funding/publication/publication.events';
import type { RiskEvent } from '#funding/risk/risk.events';
import type { EventOf } from '#kernel/asking';
import type { StreamNoun } from '#kernel/ids';
import type { NewRow, RowOf, Table } from '#projections/table';

/** The events of each noun. */
export interface EventsOfNouns {
  readonly partnership: PartnershipEvent;
  readonly person: PersonEvent;
  readonly project: ProjectEvent;
  readonly source: FundingSourceEvent;
  readonly meeting: MeetingEvent;
  readonly message: MessageEvent;
  readonly indicator: IndicatorEvent;
  readonly risk: RiskEvent;
  readonly confirmation: ConfirmationEvent;
  readonly highlight: HighlightEvent;
  readonly ledger: LedgerEvent;
  readonly publication: PublicationEvent;
}

/** An event with what its stream is about. */
export interface Happened<Data = unknown> extends DecodedEvent<Data> {
  readonly noun: StreamNoun;
  /** The id of the noun: of the project for a project's event. */
  readonly subject: string;
}

/** What is stored of an event of a type, where a member of the union may stand for several types. */
export type DataOf<Event extends EventOf, Type extends Event['type']> =
  Event extends EventOf<infer Types, infer Data> ? (Type extends Types ? Data : never) : never;

export type Handler<Data = never> = (event: Happened<Data>, write: Write) => void;

export type HandlersOf<Event extends EventOf> = {
  readonly [Type in Event['type']]?: Handler<DataOf<Event, Type>>;
};

/**
 * The rows as an event finds them and leaves them. Only those are at hand that belong to the event's own
 * stream, to its partnership or to a project that it names: `projectsOf`.
 */
export interface Write {
  /** Adds a row to a journal. */
  add<T extends Table>(table: T, row: NewRow<T>): void;
  /** The row of an owner, by its stream and the rest of the key; undefined when there is none. */
  one<T extends Table>(table: T, stream: string, ...rest: string[]): Readonly<RowOf<T>> | undefined;
  /** The same, where it has to be there. @throws Error when it is not: an event is missing or was misread. */
  the<T extends Table>(table: T, stream: string, ...rest: string[]): Readonly<RowOf<T>>;
  /** Every row of an owner. */
  all<T extends Table>(table: T, stream: string): Readonly<RowOf<T>>[];
  /**
   * Every row of a partnership's owners, for an event for which the projection asks for them:
   * `wholePartnership`.
   */
  everyOne<T extends Table>(table: T, partnership: string): Readonly<RowOf<T>>[];
  /** Puts a row in the place of the one with its key, or as a new one. */
  put<T extends Table>(table: T, row: NewRow<T>): void;
  /** Changes a row that was given out for this event. */
  change<T extends Table>(table: T, row: Readonly<RowOf<T>>, changes: Partial<RowOf<T>>): void;
  remove<T extends Table>(table: T, row: Readonly<RowOf<T>>): void;
  /** Makes these the rows of an owner, all of them: what is not among them is removed. */
  set<T extends Table>(table: T, stream: string, rows: readonly NewRow<T>[]): void;
}

/**
 * A read model: its tables, and what each event does to them. It depends on the events alone, and on no
 * clock.
 */
export interface Projection<Tables extends readonly Table[] = readonly Table[]> {
  readonly name: string;
  /** One more whenever the tables or the handlers change: the new version is then built beside the old. */
  readonly version: number;
  readonly tables: Tables;
  readonly on: { readonly [Noun in StreamNoun]?: HandlersOf<EventsOfNouns[Noun]> };
  /** What is done with every event of a noun, whatever its type, after the handler of the type. */
  readonly onEach?: { readonly [Noun in StreamNoun]?: Handler<EventsOfNouns[Noun]['data']> };
  /** Whether an event needs these tables for the whole of its partnership. Rare, for it reads them all. */
  readonly wholePartnership?: (event: Happened) => readonly Table[];
}
