import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import { isId } from '#kernel/ids';
import { answeringChair } from '#reads/answering-chair';
import { projectDetail } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { answersOf, draftOf } from './answers.js';
import { askedOf } from './asked.js';
import { evaluationActs } from './evaluation-acts.js';

/** An evaluation: what was promised beside what was answered, and what a chair can do with it. */
@Controller('p/:partnership/evaluations/:project')
export class EvaluationPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  @Permits(...readers)
  async show(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const detail = await evaluated(visit, project);
    const answers = await answersOf(visit, project);
    const { leadOfficer } = detail;
    const { people } = await answeringChair(visit.reading, project);
    return new Page('evaluation/evaluation.njk', {
      title: 'Evaluation',
      caption: detail.title,
      trail: [{ text: 'Evaluations', href: visit.at('/evaluations') }, { text: detail.title }],
      detail,
      answers,
      draft: await draftOf(visit, project),
      asked: answers === undefined ? await askedOf(visit, project) : undefined,
      officer: leadOfficer === null ? '' : await visit.reading.names.of(leadOfficer),
      projectHref: visit.at(`/projects/${project}`),
      at: visit.at(`/evaluations/${project}`),
      writeHref: visit.mayAt('DraftEvaluation', detail) ? writing(visit, detail) : undefined,
      mayAnswer: people.includes(visit.person),
      answeredBy: people.length === 0 ? 'No chair' : await visit.reading.names.all(people),
    });
  }

  @Get(':act')
  @Permits('thematic-chair', 'chair')
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    return askAct(await actAt(visit, address));
  }

  @Post(':act')
  @Permits('thematic-chair', 'chair')
  async answer(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, await actAt(visit, address));
  }
}

/** Where its lead officer writes it; undefined where there is nothing left to write. */
function writing(visit: Visit, { project, status, evaluation }: ProjectDetail): string | undefined {
  const isOpen = evaluation?.status === 'owed' && status !== 'award-withdrawn';
  return isOpen ? visit.at(`/projects/${project}/submit-evaluation`) : undefined;
}

interface Address {
  readonly project: string;
  readonly act: string;
}

async function actAt(visit: Visit, { project, act: name }: Address): Promise<Act> {
  const { title } = await evaluated(visit, project);
  const start = evaluationActs.get(name);
  if (start === undefined) throw new NotFoundException();
  return start({ visit, project, title });
}

async function evaluated(visit: Visit, project: string): Promise<ProjectDetail> {
  const detail = isId(project) ? await projectDetail(visit.reading, project) : undefined;
  if (detail?.evaluation === undefined) throw new NotFoundException();
  return detail;
}
