import { AwardsMoney } from '#documents/facts/award-money';
import { MeasuresTold } from '#documents/facts/measure-facts';
import type { MeasureFacts } from '#documents/facts/measure-facts';
import { MoneyFacts } from '#documents/facts/money';
import { PartnershipTold } from '#documents/facts/partnership-facts';
import type { PartnershipFacts } from '#documents/facts/partnership-facts';
import { newMeeting, tellMeeting } from '#documents/facts/meeting-facts';
import type { MeetingFacts } from '#documents/facts/meeting-facts';
import { newPublication, tellPublication } from '#documents/facts/publication-facts';
import type { PublicationFacts } from '#documents/facts/publication-facts';
import { newProject } from '#documents/facts/project-facts';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { tellProject } from '#documents/facts/project-telling';
import { newSource } from '#documents/facts/source-facts';
import type { SourceFacts } from '#documents/facts/source-facts';
import { tellSource } from '#documents/facts/source-telling';
import type { EventBehind, Moment } from '#documents/model/document';
import type { DecodedEvent, Decoding } from '#eventing/decoding';
import type { EventStore, Recorded } from '#eventing/event-store';
import type { DataOf, FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import type { PersonEvent, SealedPerson } from '#funding/person/person.events';
import { parseStream } from '#kernel/ids';

/**
 * What a partnership's events say at a moment: only those that were recorded by then and true by the day. The
 * same moment gives the same facts for ever, whatever is recorded later.
 */
export interface Facts {
  readonly moment: Moment;
  readonly partnership: PartnershipFacts;
  readonly publication: PublicationFacts;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly projects: ReadonlyMap<string, ProjectFacts>;
  readonly meetings: ReadonlyMap<string, MeetingFacts>;
  readonly measures: MeasureFacts;
  readonly money: MoneyFacts;
  readonly awards: AwardsMoney;
  /** What each event was, by its position, for whoever follows a figure. */
  readonly events: ReadonlyMap<number, EventBehind>;
  /** What names each person, sealed with their own key, as it was known: what was corrected later is not. */
  readonly sealedNames: ReadonlyMap<string, string>;
}

/** Where events are read from. */
interface Events {
  readonly store: EventStore;
  readonly decoding: Decoding;
}

/**
 * Reads the facts of a partnership at a moment.
 *
 * @param onPosition called with each position that was read, to show how far it is
 */
export async function factsAt(
  { store, decoding }: Events,
  partnership: string,
  moment: Moment,
  onPosition: (position: number) => void = () => undefined,
): Promise<Facts> {
  const reader = new FactsReader(partnership, moment);
  for await (const recorded of store.readAll(0)) {
    onPosition(recorded.position);
    // The time of recording never goes back along the positions.
    if (recorded.recordedAt > moment.knownAt) break;
    if (reader.concerns(recorded.stream)) reader.see(decoding.decode(recorded));
    if (reader.names(recorded)) reader.seeName(decoding.decode(recorded));
  }
  return reader.facts;
}

const namings: ReadonlySet<string> = new Set<PersonEvent['type']>(['PersonRegistered', 'PersonCorrected']);

/** Folds events into facts, in the order of recording. */
class FactsReader {
  private readonly id: string;
  private readonly moment: Moment;
  private readonly partnership: PartnershipTold;
  private readonly publication = newPublication();
  private readonly sources = new Map<string, SourceFacts>();
  private readonly projects = new Map<string, ProjectFacts>();
  private readonly meetings = new Map<string, MeetingFacts>();
  private readonly measures = new MeasuresTold();
  private readonly money = new MoneyFacts();
  private readonly awards = new AwardsMoney();
  private readonly events = new Map<number, EventBehind>();
  private readonly sealedNames = new Map<string, string>();
  /** A posting may be true before its source was opened; the source's year is known all the same. */
  private readonly years = new Map<string, string>();

  constructor(id: string, moment: Moment) {
    this.id = id;
    this.moment = moment;
    this.partnership = new PartnershipTold(id);
  }

  get facts(): Facts {
    const { moment, publication, sources, projects, meetings, money, awards } = this;
    const { events, sealedNames } = this;
    const [partnership, measures] = [this.partnership.facts, this.measures.facts];
    const nouns = { partnership, publication, sources, projects, meetings, measures };
    return { moment, ...nouns, money, awards, events, sealedNames };
  }

  concerns(stream: string): boolean {
    if (stream === `partnership-${this.id}`) return true;
    const from = stream.indexOf('-') + 1;
    return stream.startsWith(`${this.id}.`, from) && !stream.startsWith('person-');
  }

  /** Whether an event of the store says what somebody of the partnership is called. */
  names({ stream, type }: Recorded): boolean {
    return namings.has(type) && stream.startsWith(`person-${this.id}.`);
  }

  /** Somebody may be entered after the day that a document speaks of, and is named in it all the same. */
  seeName({ stream, data }: DecodedEvent): void {
    this.sealedNames.set(parseStream(stream).id, (data as SealedPerson).sealed);
  }

  see(event: DecodedEvent): void {
    const { noun, id } = parseStream(event.stream);
    if (event.type === 'FundingSourceOpened')
      this.years.set(id, (event.data as DataOf<'FundingSourceOpened'>).year);
    const { position, effectiveOn, recordedAt, type, stream } = event;
    if (effectiveOn > this.moment.asAt) return;
    this.events.set(position, { position, effectiveOn, recordedAt, type, stream });
    if (noun === 'partnership') this.partnership.see(event);
    if (noun === 'publication') tellPublication(this.publication, event);
    if (noun === 'project') tellProject(known(this.projects, id, newProject), event);
    if (noun === 'meeting') tellMeeting(known(this.meetings, id, newMeeting), event);
    if (noun === 'source') this.seeSource(id, event);
    this.measures.see(noun, id, event);
  }

  private seeSource(id: string, event: DecodedEvent): void {
    const year = this.years.get(id) ?? '';
    tellSource(
      known(this.sources, id, (source) => newSource(source, year)),
      event,
    );
    // The decoding gave today's shape, and a source's stream holds a source's events.
    const said = event as unknown as FundingSourceEvent;
    this.money.post(id, year, said, event.position);
    this.awards.see(id, year, said, event.position);
  }
}

function known<Known>(among: Map<string, Known>, id: string, begin: (id: string) => Known): Known {
  const found = among.get(id) ?? begin(id);
  among.set(id, found);
  return found;
}
