import { NotFoundException } from '@nestjs/common';
import { project as projectDecider } from '#funding/project/project';
import { isAwarded } from '#funding/project/state';
import type { AwardedProject } from '#funding/project/state';
import { isId, projectStream } from '#kernel/ids';
import type { Visit } from './access/visit.js';

/**
 * A project with an award, for who leads it now. @throws NotFoundException for anyone else, and for what is
 * no such project: pages on which a lead officer reports are theirs alone
 */
export async function ownAward({ reading, person }: Visit, project: string): Promise<AwardedProject> {
  if (!isId(project)) throw new NotFoundException();
  const state = await reading.place.state(projectStream(reading.partnership, project), projectDecider);
  if (!isAwarded(state) || state.bid.leadOfficer !== person) throw new NotFoundException();
  return state;
}

/** The way back from a page of a project. */
export function trailTo(visit: Visit, { project, bid }: AwardedProject): readonly object[] {
  return [
    { text: 'Projects', href: visit.at('/projects') },
    { text: bid.title, href: visit.at(`/projects/${project}`) },
  ];
}
