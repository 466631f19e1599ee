import { groupOf, substitutionsNow, votingMembers } from '#funding/partnership/queries';
import type { GroupTerms, SubstituteTerms } from '#funding/partnership/partnership.events';
import type { Member } from '#funding/meeting/meeting.events';
import type { Visit } from '../../access/visit.js';
import { SeeOther } from '../../answering/page.js';
import type { Act } from '../../acts/act.js';

/** A group of the partnership at which something is to be done. */
export interface GroupAt {
  readonly visit: Visit;
  readonly group: GroupTerms;
  /** Who votes in it today. */
  readonly members: readonly Member[];
  /** Who may sit in whose place. */
  readonly substitutes: readonly SubstituteTerms[];
  /** Who of the substitutes, where one is meant. */
  readonly of: string;
}

/** The group of an address; undefined when the partnership has none of that id. */
export function groupAt(visit: Visit, id: string, of = ''): GroupAt | undefined {
  const { state } = visit.reading;
  const group = groupOf(state, id);
  if (group === undefined) return undefined;
  const substitutes = substitutionsNow(state).filter((named) => named.group === id);
  return { visit, group, members: votingMembers(state, id), substitutes, of };
}

/** An agency by its name. */
export function agencyOf({ visit }: GroupAt, agency: string): string {
  return visit.reading.state.agencies.find((known) => known.agency === agency)?.name ?? agency;
}

/** What stands around every act at a group. */
export function around({ visit, group }: GroupAt): Pick<Act, 'caption' | 'trail'> {
  return {
    caption: group.name,
    trail: [{ text: group.name, href: visit.at(`/groups/${group.group}`) }],
  };
}

/** Back to the group, with what was done said at its top. */
export function backTo({ visit, group }: GroupAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at(`/groups/${group.group}`), notice);
}
