import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { choice, day, optional, text, typedDay } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import type { AwardedProject } from '#funding/project/state';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { awardFor, trailTo } from '../../award-for.js';

const form = new Form({
  manner: choice(['completed', 'ended-early', 'never-implemented'] as const, { what: 'how it finished' }),
  finishedOn: day({ what: 'the day on which it finished' }),
  note: optional(text({ what: 'the note', max: 2000 })),
});

/** Word that a project has finished, ended early or never started: its lead officer's, or the register's. */
@Controller('p/:partnership/projects/:project/report-finish')
@Permits('lead-officer', 'support-officer')
export class ReportFinishPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const state = await awardFor(visit, project, 'FinishProject');
    const typed = typedDay('finishedOn', visit.reading.place.today());
    return withId(formPage(state, visit, form.filledWith(typed)));
  }

  @Post()
  async report(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const state = await awardFor(visit, project, 'FinishProject');
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(state, visit, view),
      command: ({ manner, finishedOn, note }) => ({
        name: 'FinishProject',
        content: { project, manner, ...(note === undefined ? {} : { note }) },
        on: finishedOn,
      }),
      fields: { on: 'finishedOn' },
      done: () =>
        new SeeOther(
          visit.at(`/projects/${project}`),
          'The finish is recorded. The evaluation is due four weeks after it.',
        ),
    });
  }
}

function formPage(state: AwardedProject, visit: Visit, view: FormView): Page {
  return new Page('report-finish/report-finish.njk', {
    title: 'Say that it has finished',
    caption: state.bid.title,
    button: 'Record the finish',
    trail: trailTo(visit, state),
    form: view,
  });
}
