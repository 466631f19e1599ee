import type { DecodedEvent } from '#eventing/decoding';
import type {
  AgencyDescription,
  PublicationEvent,
  PublisherTerms,
} from '#funding/publication/publication.events';
import type { EventOf } from '#kernel/asking';

/** What a partnership shows to others, and what it keeps from them, at the moment of a document. */
export interface PublicationFacts {
  publisher: PublisherTerms | undefined;
  readonly agencies: Map<string, AgencyDescription>;
  /** Projects that are held back, with the reason. */
  readonly heldBack: Map<string, string>;
  /** Texts that somebody has read, and that name nobody. */
  readonly cleared: Set<string>;
  /** Texts that are held back by themselves, with the reason. */
  readonly heldTexts: Map<string, string>;
  /** The counties whose views it has joined, by id, with their names and the event by which it has. */
  readonly counties: Map<string, { readonly name: string; readonly position: number }>;
}

export function newPublication(): PublicationFacts {
  return {
    publisher: undefined,
    agencies: new Map(),
    heldBack: new Map(),
    cleared: new Set(),
    heldTexts: new Map(),
    counties: new Map(),
  };
}

/** Tells what happened to what a partnership shows. */
export function tellPublication(to: PublicationFacts, event: DecodedEvent): void {
  const handler = handlers[event.type as PublicationEvent['type']] as Handler | undefined;
  handler?.(to, event.data as never, event);
}

type Handler<Data = never> = (to: PublicationFacts, data: Data, event: DecodedEvent) => void;
type DataOf<Type, Event = PublicationEvent> =
  Event extends EventOf<infer T, infer D> ? (Type extends T ? D : never) : never;

const handlers: { readonly [Type in PublicationEvent['type']]: Handler<DataOf<Type>> } = {
  PublisherDescribed(to, publisher) {
    to.publisher = publisher;
  },
  AgencyDescribed: (to, described) => void to.agencies.set(described.agency, described),
  ProjectHeldBack: (to, { project, reason }) => void to.heldBack.set(project, reason),
  ProjectReleased: (to, { project }) => void to.heldBack.delete(project),
  TextCleared(to, { text }) {
    to.cleared.add(text);
    to.heldTexts.delete(text);
  },
  TextHeldBack(to, { text, reason }) {
    to.cleared.delete(text);
    to.heldTexts.set(text, reason);
  },
  CountyJoined: (to, { county, name }, { position }) => void to.counties.set(county, { name, position }),
  CountyLeft: (to, { county }) => void to.counties.delete(county),
};
