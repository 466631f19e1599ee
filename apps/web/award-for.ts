import { NotFoundException } from '@nestjs/common';
import { project as projectDecider } from '#funding/project/project';
import { isAwarded } from '#funding/project/state';
import type { AwardedProject } from '#funding/project/state';
import type { CommandName } from '#funding/roles';
import { isId, projectStream } from '#kernel/ids';
import { whyNotThere } from './access/handed-over.js';
import type { Visit } from './access/visit.js';

/**
 * A project with an award, for who may do this at it. @throws HandedOver for who led it before, and
 * NotFoundException for anyone else, and for what is no such project: what its lead officer alone reports is
 * not there for others
 */
export async function awardFor(visit: Visit, project: string, command: CommandName): Promise<AwardedProject> {
  const { place, partnership } = visit.reading;
  if (!isId(project)) throw new NotFoundException();
  const state = await place.state(projectStream(partnership, project), projectDecider);
  if (!isAwarded(state)) throw new NotFoundException();
  if (!visit.mayAt(command, state.bid)) throw await whyNotThere(visit, project);
  return state;
}

/** The way back from a page of a project. */
export function trailTo(
  visit: Visit,
  { project, bid }: AwardedProject,
): readonly { readonly text: string; readonly href: string }[] {
  return [
    { text: 'Projects', href: visit.at('/projects') },
    { text: bid.title, href: visit.at(`/projects/${project}`) },
  ];
}
