import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { Bid } from '#funding/project/project.events';
import type { Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Page, SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { askTask, saveTask } from '../../drafts/draft.js';
import type { Draft } from '../../drafts/draft.js';
import { asDraft, ownDraft, ownDraftAsTyped } from './bid-draft.js';

/** One part of a bid, filled in by itself and saved. */
@Controller('p/:partnership/bids/:project/:task')
@Permits('lead-officer')
export class BidTaskPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Param('task') slug: string,
  ): Promise<Page> {
    return askTask(asDraft(visit, await ownDraft(visit, project)), slug);
  }

  @Post()
  async save(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Param('task') slug: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const read = async (): Promise<Draft<Bid, Visit>> =>
      asDraft(visit, await ownDraftAsTyped(visit, project));
    return saveTask(this.sending, visit, posted, { read, slug });
  }
}
