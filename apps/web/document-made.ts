import { documentOf, NotThereThen, peopleIn } from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import type { Document, Moment } from '#documents/model/document';
import type { NameOf } from '#documents/people';
import type { Visit } from '../../access/visit.js';

/** What a document is made of, before names are known. */
export interface Wanted {
  readonly name: DocumentName;
  readonly moment: Moment;
  readonly about: Omit<Subject, 'nameOf'>;
}

/** To make one, everything that happened is read, so that one is made after the other. */
let making: Promise<unknown> = Promise.resolve();

/** What a document is made of: the facts at a moment, and the names of everyone in them. */
export interface Ground {
  readonly facts: Facts;
  readonly nameOf: NameOf;
}

/** Makes something of the facts at a moment, when what was asked for before is made. */
export async function madeOfFacts<Made>(
  visit: Visit,
  moment: Moment,
  make: (ground: Ground) => Made,
): Promise<Made> {
  const next = making.then(async () => make(await groundAt(visit, moment)));
  making = next.catch(() => undefined);
  return next;
}

async function groundAt({ reading: { place, partnership, names } }: Visit, moment: Moment): Promise<Ground> {
  const facts = await factsAt(place, partnership, moment);
  const known = new Map<string, string>();
  for (const person of peopleIn(facts)) known.set(person, await names.of(person));
  return { facts, nameOf: (person) => known.get(person) ?? person };
}

/** Makes a document; undefined where what it is to be about was not there at that moment. */
export async function madeOf(visit: Visit, wanted: Wanted): Promise<Document | undefined> {
  return madeOfFacts(visit, wanted.moment, (ground) => makeOf(wanted, ground));
}

function makeOf({ name, about }: Wanted, { facts, nameOf }: Ground): Document | undefined {
  try {
    return documentOf(name, facts, { ...about, nameOf });
  } catch (error) {
    if (error instanceof NotThereThen) return undefined;
    throw error;
  }
}
