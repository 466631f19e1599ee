import { isId } from '#kernel/ids';
import { projectDetail } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import type { Visit } from '../../access/visit.js';
import type { Act } from '../../acts/act.js';
import { SeeOther } from '../../answering/page.js';

/** A project at which something is to be done. */
export interface ProjectAt {
  readonly visit: Visit;
  readonly detail: ProjectDetail;
  /** What of it is meant, such as a condition; empty for the project as a whole. */
  readonly of: string;
}

/** An act at a project; undefined where there is nothing that it could be done to. */
export type ProjectAct = (at: ProjectAt) => Act | undefined | Promise<Act | undefined>;

/** The project of an address; undefined when the partnership has none of that id. */
export async function projectOf(visit: Visit, project: string): Promise<ProjectDetail | undefined> {
  return isId(project) ? projectDetail(visit.reading, project) : undefined;
}

/** What stands around every act at a project. */
export function around({ visit, detail }: ProjectAt): Pick<Act, 'caption' | 'trail'> {
  return {
    caption: detail.title,
    trail: [
      { text: 'Projects', href: visit.at('/projects') },
      { text: detail.title, href: visit.at(`/projects/${detail.project}`) },
    ],
  };
}

/** Back to the project, with what was done said at its top. */
export function backTo({ visit, detail }: ProjectAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at(`/projects/${detail.project}`), notice);
}
