import type { Reply } from '#desk/reply';
import type { Decoding } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import type { ProjectEvents } from '#funding/project/project.events';
import type { EventOf } from '#kernel/asking';

interface Events {
  readonly store: EventStore;
  readonly decoding: Decoding;
}

/** What whoever sent an accepted command is to know: the warning that its events carry (rule 21). */
export async function warningsOf({ store, decoding }: Events, reply: Reply): Promise<readonly string[]> {
  if (reply.outcome !== 'accepted') return [];
  const proposed = reply.events.find(({ type }) => type === 'ProjectProposed');
  if (proposed === undefined) return [];
  for await (const recorded of store.readStream(proposed.stream, proposed.version))
    return warningsIn([decoding.decode(recorded)]);
  return [];
}

/** The same of the events themselves. */
export function warningsIn(events: readonly Pick<EventOf, 'type' | 'data'>[]): readonly string[] {
  return events
    .filter(({ type }) => type === 'ProjectProposed')
    .flatMap(({ data }) => overdueIn(data as ProjectEvents['ProjectProposed']));
}

function overdueIn({ bid, overdueEvaluations = [] }: ProjectEvents['ProjectProposed']): readonly string[] {
  if (overdueEvaluations.length === 0) return [];
  return [
    `The lead officer, ${bid.leadOfficer}, owes overdue evaluations: ${overdueEvaluations.join(', ')}.`,
  ];
}
