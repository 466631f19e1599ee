import { documentOf, NotThereThen, peopleIn } from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import { factsAt } from '#documents/facts/facts';
import type { Document, Moment } from '#documents/model/document';
import type { Visit } from '../../access/visit.js';

/** What a document is made of, before names are known. */
export interface Wanted {
  readonly name: DocumentName;
  readonly moment: Moment;
  readonly about: Omit<Subject, 'nameOf'>;
}

/** To make one, everything that happened is read, so that one is made after the other. */
let making: Promise<unknown> = Promise.resolve();

/** Makes a document; undefined where what it is to be about was not there at that moment. */
export async function madeOf(visit: Visit, wanted: Wanted): Promise<Document | undefined> {
  const next = making.then(async () => makeNow(visit, wanted));
  making = next.catch(() => undefined);
  return next;
}

async function makeNow(
  { reading: { place, partnership, names } }: Visit,
  { name, moment, about }: Wanted,
): Promise<Document | undefined> {
  const facts = await factsAt(place, partnership, moment);
  const known = new Map<string, string>();
  for (const person of peopleIn(facts)) known.set(person, await names.of(person));
  try {
    return documentOf(name, facts, { ...about, nameOf: (person) => known.get(person) ?? person });
  } catch (error) {
    if (error instanceof NotThereThen) return undefined;
    throw error;
  }
}
