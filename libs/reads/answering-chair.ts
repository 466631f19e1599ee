import { whoAnswersEvaluation } from '#funding/partnership/queries';
import type { Answering } from '#funding/partnership/queries';
import { project as projectDecider } from '#funding/project/project';
import { bidSoFar, ownersOf } from '#funding/project/queries';
import { projectStream } from '#kernel/ids';
import type { Reading } from '#reads/reading';

/** Who answers the evaluation of a project now, by all whose project it is or ever was. */
export async function answeringChair(
  { place, partnership, state }: Reading,
  project: string,
): Promise<Answering> {
  const known = await place.state(projectStream(partnership, project), projectDecider);
  const { thematicGroup } = bidSoFar(known);
  return whoAnswersEvaluation(state, { thematicGroup, owners: ownersOf(known) });
}
