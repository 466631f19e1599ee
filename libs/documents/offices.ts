import type { Facts } from '#documents/facts/facts';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { agencyOf } from '#documents/facts/project-words';
import { quoted } from '#documents/model/text-safety';
import { rolesHeld } from '#funding/partnership/queries';
import { roleInWords } from '#funding/role-names';

/**
 * Who someone is by the role that they hold, with its group or agency, and not by name: what is published
 * names nobody.
 */
export function officeOf(facts: Facts, person: string): string {
  const roles = rolesHeld(facts.partnership.state).filter((role) => role.person === person);
  // Whoever founded a partnership administers it for good, whatever else they do there.
  const held = roles.find(({ role }) => role !== 'administrator') ?? roles[0];
  if (held === undefined) return 'Nobody who holds a role now';
  const group = held.group === undefined ? undefined : facts.partnership.groups.get(held.group)?.name;
  return office(held.role, group === undefined ? agencyOf(facts, held.agency) : quoted(group));
}

/** The lead officer of a project, by role and agency. */
export function leadOf(facts: Facts, { bid }: ProjectFacts): string {
  return office('lead-officer', agencyOf(facts, bid.leadAgency));
}

/** A role in words, and of which agency or group, where that is known: `Lead officer, Youth trust`. */
export function office(role: string, of: string): string {
  const words = roleInWords(role);
  const named = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
  return of === '' ? named : `${named}, ${of}`;
}
