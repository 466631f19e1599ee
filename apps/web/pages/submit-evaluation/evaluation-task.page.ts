import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Page, SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { askTask, saveTask } from '../../drafts/draft.js';
import { ownEvaluation, toRead } from './evaluation-draft.js';

/** One part of an evaluation, filled in by itself and saved. */
@Controller('p/:partnership/projects/:project/submit-evaluation/:task')
@Permits('lead-officer')
export class EvaluationTaskPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Param('task') slug: string,
  ): Promise<Page | SeeOther> {
    const draft = await ownEvaluation(visit, project);
    return toRead(visit, draft) ?? askTask(draft, slug);
  }

  @Post()
  async save(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Param('task') slug: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return saveTask(this.sending, visit, posted, {
      read: async () => ownEvaluation(visit, project),
      slug,
    });
  }
}
