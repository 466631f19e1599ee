import { isId } from '#kernel/ids';
import { projectDetail } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import type { Visit } from '../../access/visit.js';
import type { Act } from '../../acts/act.js';
import { SeeOther } from '../../answering/page.js';

/** A project with an award, at whose money something is to be done. */
export interface MoneyAt {
  readonly visit: Visit;
  readonly detail: ProjectDetail;
  /** What of it is meant: a payment, a claim; empty where it is the money as a whole. */
  readonly of: string;
}

/** An act at a project's money; undefined where there is nothing that it could be done to. */
export type MoneyAct = (at: MoneyAt) => Act | undefined | Promise<Act | undefined>;

/** The project of an address; undefined where there is none, or no money was awarded to it. */
export async function awardedProject(visit: Visit, project: string): Promise<ProjectDetail | undefined> {
  const detail = isId(project) ? await projectDetail(visit.reading, project) : undefined;
  return detail === undefined || detail.award.length === 0 ? undefined : detail;
}

/** What stands around every act at a project's money. */
export function aroundMoney({ visit, detail, of }: MoneyAt): Pick<Act, 'caption' | 'trail'> {
  const project = visit.at(`/projects/${detail.project}`);
  return {
    caption: of === '' ? detail.title : `${detail.title}, ${of}`,
    trail: [
      { text: 'Projects', href: visit.at('/projects') },
      { text: detail.title, href: project },
      { text: 'Money', href: `${project}/money` },
    ],
  };
}

export function backToMoney({ visit, detail }: MoneyAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at(`/projects/${detail.project}/money`), notice);
}
