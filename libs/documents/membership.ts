import type { Facts } from '#documents/facts/facts';
import type { MeetingFacts } from '#documents/facts/meeting-facts';
import { agencyOf } from '#documents/facts/project-words';
import type { NameOf } from '#documents/people';
import { table, words } from '#documents/model/document';
import type { Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import type { Member, OpeningTerms } from '#funding/meeting/meeting.events';
import { peopleNeeded } from '#funding/meeting/quorum';
import { policyOn, substitutesFor, votingMembers } from '#funding/partnership/queries';

/**
 * Who votes in a meeting, who may sit in whose place, and how many it takes: as they were fixed when it was
 * opened; before that, as they would be if it were opened at the moment of the document.
 */
function membershipOf(
  { partnership: { state }, moment }: Facts,
  { group = '', heldOn = moment.asAt, members, substitutes, quorum }: MeetingFacts,
): OpeningTerms {
  if (quorum !== undefined) return { members, substitutes, quorum };
  return {
    members: votingMembers(state, group),
    substitutes: substitutesFor(state, group),
    quorum: policyOn(state, heldOn).quorum,
  };
}

/** The voting members by name and agency, in which office, and who may sit in the place of each. */
export function memberTable(facts: Facts, meeting: MeetingFacts, nameOf: NameOf): Part {
  const { members, substitutes } = membershipOf(facts, meeting);
  const rows = members.map(({ person, agency, office }) => {
    const instead = substitutes.filter(({ member }) => member === person);
    return [
      words(quoted(nameOf(person))),
      words(agencyOf(facts, agency)),
      words(seatInWords(office)),
      words(instead.map(({ substitute }) => quoted(nameOf(substitute))).join(', ')),
    ];
  });
  return table('members', 'Who votes', ['Name', 'Agency', 'As', 'In their place'], rows, {
    whenEmpty: 'Nobody votes in this group.',
  });
}

/** A seat by the office that goes with it. */
export function seatInWords(office: Member['office']): string {
  return office === undefined ? 'member' : office.replace('-', ' ');
}

/** How many it takes to decide an item, or that the group has too few. */
export function quorumInWords(facts: Facts, meeting: MeetingFacts): string {
  const { members, quorum } = membershipOf(facts, meeting);
  const [people, agencies] = [peopleNeeded(quorum, members.length), quorum.atLeastAgencies];
  const from = agencies === 1 ? 'one agency' : `${agencies} agencies`;
  if (members.length < people)
    return `An item can only be deferred: to decide it takes ${people} who vote, from at least ${from}, and the group has ${members.length}.`;
  return `An item can be decided while ${people} of the ${members.length} who vote, or those in their place, are there for it, from at least ${from}. Whoever has an interest steps out, and does not count.`;
}
