import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { FormView, Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { missingWith, ownDraft, ownDraftAsTyped, savedWith } from './bid-draft.js';
import { tasks } from './tasks.js';
import type { OpenTask, Task } from './task.js';

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
    const { draft } = await ownDraft(visit, project);
    const task = taskOf(slug);
    const open = await task.open(draft, visit);
    const around = aroundTask(visit, project, draft.title);
    return withId(taskPage(task, open, around, open.form.filledWith(open.typed)));
  }

  @Post()
  async save(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Param('task') slug: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const saved = await ownDraftAsTyped(visit, project);
    const task = taskOf(slug);
    const open = await task.open(saved.draft, visit, posted);
    const around = aroundTask(visit, project, saved.draft.title);
    const at = visit.at(`/bids/${project}`);
    const read = open.form.read(posted);
    const missing = read.values === undefined ? [] : missingWith(visit, saved, open.said(read.values));
    if (missing.length > 0) {
      const words = `The bid is put forward, and cannot be without: ${missing.join(', ')}`;
      return notSaved(taskPage(task, open, around, open.form.refused(read.view.typed, [{ words }])));
    }
    return answerForm(this.sending, visit, posted, {
      form: open.form,
      show: async (view) => taskPage(task, open, around, view),
      command: (values) => savedWith(saved, open.said(values)),
      done: () => new SeeOther(posted['more'] === undefined ? at : `${at}/${slug}`, 'Saved.'),
    });
  }
}

/** Shown again as it was filled in, under another identity. */
function notSaved({ template, data }: Page): Page {
  return withId(new Page(template, data, 422));
}

function taskOf(slug: string): Task {
  const task = tasks.find((one) => one.slug === slug);
  if (task === undefined) throw new NotFoundException();
  return task;
}

function aroundTask(visit: Visit, project: string, title = 'Your bid'): object {
  const bid = { text: title, href: visit.at(`/bids/${project}`) };
  return { caption: title, trail: [{ text: 'What needs me', href: visit.at() }, bid] };
}

function taskPage(task: Task, { inputs }: OpenTask, around: object, form: FormView): Page {
  const hasRows = inputs.some(({ kind }) => kind === 'heading');
  return new Page('bid/bid-task.njk', { title: task.title, ...around, inputs, hasRows, form });
}
