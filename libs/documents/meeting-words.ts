import type { Facts } from '#documents/facts/facts';
import type { ItemFacts, MeetingFacts } from '#documents/facts/meeting-facts';
import { titleOf } from '#documents/facts/project-words';
import { quoted } from '#documents/model/text-safety';
import { formatDate } from '#kernel/local-date';

/** A meeting by its group and day: `Tasking group, 12 April 2011`. */
export function meetingTitle({ partnership }: Facts, { group = '', heldOn, meeting }: MeetingFacts): string {
  const named = quoted(partnership.groups.get(group)?.name ?? meeting);
  return heldOn === undefined ? named : `${named}, ${formatDate(heldOn)}`;
}

/** When and where it is held: `on 12 April 2011 at 14:00, Town hall`. */
export function whenAndWhere({ heldOn, startsAt, place }: MeetingFacts): string {
  const day = heldOn === undefined ? 'on a day that is not known' : `on ${formatDate(heldOn)}`;
  const time = startsAt === undefined ? '' : ` at ${startsAt}`;
  return `${day}${time}${place === undefined ? '' : `, ${quoted(place)}`}`;
}

/**
 * Whether a meeting was held, for whoever reads its papers: of one that is still to come they say so, and do
 * not look as if it had been.
 *
 * @param soFar what it has while it is open: `these are its minutes so far`
 * @param none what it has none of yet: `minutes`
 */
export function heldInWords(
  { moment }: Facts,
  meeting: MeetingFacts,
  { soFar, none }: { readonly soFar: string; readonly none: string },
): string {
  const { stage, heldOn = moment.asAt, cancelledBecause = '' } = meeting;
  const when = whenAndWhere(meeting);
  if (stage === 'closed') return `Held ${when}.`;
  if (stage === 'open') return `The meeting was opened ${when}, and is not closed: ${soFar}.`;
  if (stage === 'cancelled') return `The meeting was cancelled: ${cancelledBecause}`;
  const [is, since] = heldOn < moment.asAt ? ['was', 'is not recorded as'] : ['is', 'has not been'];
  return `The meeting ${is} to be held ${when}, and ${since} opened: there are no ${none} of it yet.`;
}

/** The group that held a meeting by its name; without one, that which decides money. */
export function groupNamed({ meetings, partnership }: Facts, meeting: string | undefined): string {
  const groups = [...partnership.groups.values()];
  const held = meeting === undefined ? undefined : meetings.get(meeting);
  const met = groups.find(({ group, kind }) =>
    held === undefined ? kind === 'tasking' : group === held.group,
  );
  return met === undefined ? 'tasking group' : quoted(met.name);
}

/** Where an item stands on its agenda, from 1. */
export function itemNumber({ items }: MeetingFacts, item: string): number {
  return [...items.keys()].indexOf(item) + 1;
}

/** An item by its title, or by what it is about. */
export function itemTitle({ projects, sources }: Facts, { item, title, project, source }: ItemFacts): string {
  if (title !== undefined) return quoted(title);
  const about = project === undefined ? undefined : projects.get(project);
  if (about !== undefined) return titleOf(about);
  const at = source === undefined ? undefined : sources.get(source);
  return at === undefined ? item : quoted(at.name);
}

export const kindWords: Readonly<Record<ItemFacts['kind'], string>> = {
  bid: 'bid',
  ratification: "chair's action to ratify",
  variation: 'variation of an award',
  overspend: 'overspend to decide',
  virement: 'virement',
  reserve: 'reserve',
  condition: 'condition',
  uncovered: 'award that is uncovered',
  evaluation: 'evaluation that was handed in',
  'overdue-evaluation': 'overdue evaluation',
  outcome: 'outcome of a project',
  other: 'other',
};
