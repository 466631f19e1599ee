import type { Facts } from '#documents/facts/facts';
import type { ItemFacts, MeetingFacts } from '#documents/facts/meeting-facts';
import { openMatters } from '#funding/partnership/queries';

/** The next meeting of the group that decides money, of those that are called and not opened yet. */
export function nextToDecide({ meetings, partnership, moment }: Facts): MeetingFacts | undefined {
  const isToCome = ({ stage, group = '', heldOn = '' }: MeetingFacts): boolean =>
    stage === 'called' && heldOn >= moment.asAt && partnership.groups.get(group)?.kind === 'tasking';
  const called = [...meetings.values()].filter(isToCome);
  return called.toSorted((a, b) => (a.heldOn ?? '').localeCompare(b.heldOn ?? ''))[0];
}

/**
 * What waits for the tasking group and comes onto the agenda by itself when its next meeting is opened: a
 * chair's action to ratify, an overdue evaluation. Its members are to read of it before.
 */
export function mattersToCome(facts: Facts, { meeting, items }: MeetingFacts): readonly ItemFacts[] {
  if (nextToDecide(facts)?.meeting !== meeting) return [];
  const there = new Set([...items.values()].map(({ matter }) => matter));
  return openMatters(facts.partnership.state)
    .filter(({ matter }) => !there.has(matter))
    .map(({ matter, kind, title, project, source }) => ({
      item: matter,
      matter,
      kind,
      title,
      ...(project === undefined ? {} : { project }),
      ...(source === undefined ? {} : { source }),
      declared: [],
      steppedOut: [],
    }));
}
