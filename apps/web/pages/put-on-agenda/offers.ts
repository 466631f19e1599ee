import { isAboutMoney } from '#funding/meeting/agenda';
import type { Sitting, Waiting } from '#funding/meeting/state';
import { openMatters } from '#funding/partnership/queries';
import type { Visit } from '../../access/visit.js';
import { bids } from './offers/bids.js';
import { conditions, evaluations, outcomes, overdueEvaluations } from './offers/delivery.js';
import { overspends, toRatify, uncovered, virements } from './offers/money.js';
import type { Offer, Offering } from './offer.js';

/** In the order in which an agenda takes them. */
const offerings: readonly Offering[] = [
  toRatify,
  uncovered,
  overspends,
  virements,
  bids,
  conditions,
  evaluations,
  overdueEvaluations,
  outcomes,
];

/** What is offered under one heading. */
export interface Offers {
  readonly heading: string;
  readonly offers: readonly Offer[];
}

/** What a meeting could take up and is not on its agenda: money for the tasking group alone (rule 1). */
export async function offersFor(visit: Visit, meeting: Waiting | Sitting): Promise<readonly Offers[]> {
  const decidesMoney = meeting.called.groupKind === 'tasking';
  const known = knownTo(visit, meeting);
  const found: Offers[] = [];
  for (const offering of offerings) {
    const { heading, kind } = offering;
    if (isAboutMoney(kind) && !decidesMoney) continue;
    const all = await offering.find(visit, meeting);
    const offers = all.filter((offer) => !known.has(keyOf(offer)));
    if (offers.length > 0) found.push({ heading, offers });
  }
  return found;
}

/** What tells an offer from every other, in a form. */
export function keyOf({ kind, project, source }: Pick<Offer, 'kind' | 'project' | 'source'>): string {
  return `${kind}.${project ?? ''}.${source ?? ''}`;
}

/**
 * The item's identity: a bid's is its project's, and any other's begins with its kind. What was decided once
 * in this meeting can come again, under a number.
 */
export function itemIdFor({ kind, project, source }: Offer, { items }: Waiting | Sitting): string {
  const about = project ?? source ?? '';
  const wanted = (kind === 'bid' ? about : `${kind}-${about}`).slice(0, 60);
  const taken = new Set(items.map(({ terms }) => terms.item));
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
  return id;
}

/** What waits on the agenda, or comes onto it by itself when the tasking group's meeting is opened. */
function knownTo({ reading }: Visit, { items, called }: Waiting | Sitting): ReadonlySet<string> {
  const waiting = items.filter((item) => {
    // A bid comes once: nothing follows its deferral in the same meeting.
    return !item.takenOff && (item.decision === undefined || item.terms.kind === 'bid');
  });
  const matters = called.groupKind === 'tasking' ? openMatters(reading.state) : [];
  return new Set([...waiting.map(({ terms }) => terms), ...matters].map(keyOf));
}
