import type { Standing } from '../access/visit.js';
import {
  evaluationsOwed,
  evaluationsToAnswer,
  evaluationsWithoutChair,
  projectsInTrouble,
} from './chair-needs.js';
import * as finance from './finance-needs.js';
import * as lead from './lead-needs.js';
import * as meetings from './meeting-needs.js';
import { messagesToSettle } from './message-needs.js';
import type { Kind, Need } from './need.js';
import { actionsToPlan } from './performance-needs.js';
import * as register from './register-needs.js';
import { setUpToDo, sourceToOpen } from './set-up-needs.js';

/** Each kind of thing that can wait for someone, the most urgent kind first. */
export const kinds: readonly Kind[] = [
  setUpToDo,
  sourceToOpen,
  meetings.meetingsOpen,
  meetings.meetingsToOpen,
  lead.awardsToAnswer,
  lead.evaluationsToHandIn,
  lead.updatesToSend,
  register.finishesToTell,
  lead.startsToTell,
  lead.bidsPutOff,
  evaluationsToAnswer,
  evaluationsWithoutChair,
  messagesToSettle,
  finance.sourcesShort,
  lead.awardsShort,
  register.overspends,
  finance.claimsToPay,
  lead.claimsDeclined,
  finance.virementsToAuthorise,
  finance.virementsOfTheirs,
  register.virementsForMeeting,
  finance.confirmationsToCertify,
  finance.confirmationsToPrepare,
  finance.yearsToClose,
  register.conditionsOpen,
  register.bidsWaiting,
  meetings.mattersWaiting,
  register.outcomesToRecord,
  meetings.minutesToApprove,
  evaluationsOwed,
  register.updatesLate,
  projectsInTrouble,
  actionsToPlan,
  finance.moneyOwed,
  finance.swapsToAnswer,
  finance.awardsToRelease,
  finance.batchesToRecord,
  meetings.meetingsToCome,
  lead.drafts,
];

/** What waits for a person, by the roles that they hold. Kinds of which nothing waits are left out. */
export async function needsOf(who: Standing): Promise<readonly Need[]> {
  const theirs = kinds.filter(({ roles }) => who.holds(...roles));
  const found = await Promise.all(theirs.map(async (kind) => needOf(who, kind)));
  return found.filter(({ items, more }) => items.length > 0 || more !== undefined);
}

/** What of one kind waits for a person; undefined for a kind that there is not, or that is not for them. */
export async function needNamed(who: Standing, name: string): Promise<Need | undefined> {
  const kind = kinds.find((one) => one.kind === name && who.holds(...one.roles));
  return kind && needOf(who, kind);
}

async function needOf(who: Standing, { kind, heading, find, also }: Kind): Promise<Need> {
  const need = { kind, heading, items: await find(who) };
  return also === undefined ? need : { ...need, more: { text: also.text, href: who.at(also.path) } };
}
