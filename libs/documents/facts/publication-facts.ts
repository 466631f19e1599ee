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
  /** The counties whose views it has joined, by id, with their names. */
  readonly counties: Map<string, string>;
}

export function newPublication(): PublicationFacts {
  return {
    publisher: undefined,
    agencies: new Map(),
    heldBack: new Map(),
    cleared: new Set(),
    counties: new Map(),
  };
}

/** Tells what happened to what a partnership shows. */
export function tellPublication(to: PublicationFacts, event: DecodedEvent): void {
  const handler = handlers[event.type as PublicationEvent['type']] as Handler | undefined;
  handler?.(to, event.data as never);
}

type Handler<Data = never> = (to: PublicationFacts, data: Data) => void;
type DataOf<Type, Event = PublicationEvent> =
  Event extends EventOf<infer T, infer D> ? (Type extends T ? D : never) : never;

const handlers: { readonly [Type in PublicationEvent['type']]: Handler<DataOf<Type>> } = {
  PublisherDescribed(to, publisher) {
    to.publisher = publisher;
  },
  AgencyDescribed: (to, described) => void to.agencies.set(described.agency, described),
  ProjectHeldBack: (to, { project, reason }) => void to.heldBack.set(project, reason),
  ProjectReleased: (to, { project }) => void to.heldBack.delete(project),
  TextCleared: (to, { text }) => void to.cleared.add(text),
  CountyJoined: (to, { county, name }) => void to.counties.set(county, name),
  CountyLeft: (to, { county }) => void to.counties.delete(county),
};
