import { documentOf, NotThereThen, peopleIn } from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import type { Document, Moment } from '#documents/model/document';
import type { NameOf } from '#documents/people';
import type { Reading } from '#reads/reading';

/** What a document is made of, before names are known. */
export interface Wanted {
  readonly name: DocumentName;
  readonly moment: Moment;
  readonly about: Omit<Subject, 'nameOf'>;
}

let making: Promise<unknown> = Promise.resolve();

/**
 * What reads everything that happened is done one after the other, whoever asks for it: two at once take no
 * less time, and twice the room.
 */
export async function inTurn<Made>(make: () => Promise<Made>): Promise<Made> {
  const next = making.then(make);
  making = next.catch(() => undefined);
  return next;
}

/** What a document is made of: the facts at a moment, and the names of everyone in them, as known then. */
export interface Ground {
  readonly facts: Facts;
  readonly nameOf: NameOf;
}

/** Makes something of the facts at a moment, when what was asked for before is made. */
export async function madeOfFacts<Made>(
  reading: Reading,
  moment: Moment,
  make: (ground: Ground) => Made,
): Promise<Made> {
  return inTurn(async () => make(await groundAt(reading, moment)));
}

async function groundAt({ place, partnership, names }: Reading, moment: Moment): Promise<Ground> {
  const facts = await factsAt(place, partnership, moment);
  const known = await names.byIdAsStored(peopleIn(facts), facts.sealedNames);
  return { facts, nameOf: (person) => known.get(person) ?? person };
}

/** Makes a document; undefined where what it is to be about was not there at that moment. */
export async function madeOf(reading: Reading, wanted: Wanted): Promise<Document | undefined> {
  return madeOfFacts(reading, wanted.moment, (ground) => makeOf(wanted, ground));
}

function makeOf({ name, about }: Wanted, { facts, nameOf }: Ground): Document | undefined {
  try {
    return documentOf(name, facts, { ...about, nameOf });
  } catch (error) {
    if (error instanceof NotThereThen) return undefined;
    throw error;
  }
}
