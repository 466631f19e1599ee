import type { Reply } from '#desk/reply';
import type { ProjectEvents } from '#funding/project/project.events';
import type { DataPlace } from '#reads/data-place';

/** What whoever sent an accepted command is to know: the warning that its events carry (rule 21). */
export async function warningsOf(
  { store, decoding }: Pick<DataPlace, 'store' | 'decoding'>,
  reply: Reply,
): Promise<readonly string[]> {
  if (reply.outcome !== 'accepted') return [];
  const proposed = reply.events.find(({ type }) => type === 'ProjectProposed');
  if (proposed === undefined) return [];
  for await (const recorded of store.readStream(proposed.stream, proposed.version)) {
    return overdueIn(decoding.decode(recorded).data as ProjectEvents['ProjectProposed']);
  }
  return [];
}

function overdueIn({ bid, overdueEvaluations = [] }: ProjectEvents['ProjectProposed']): readonly string[] {
  if (overdueEvaluations.length === 0) return [];
  return [
    `The lead officer, ${bid.leadOfficer}, owes overdue evaluations: ${overdueEvaluations.join(', ')}.`,
  ];
}
