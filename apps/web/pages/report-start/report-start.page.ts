import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { day, typedDay } from '#govuk/fields';
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

const form = new Form({ startedOn: day({ what: 'the day on which it started' }) });

/** Word of a lead officer, or of who keeps the register, that a project has started. */
@Controller('p/:partnership/projects/:project/report-start')
@Permits('lead-officer', 'support-officer')
export class ReportStartPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const state = await awardFor(visit, project, 'StartProject');
    return withId(
      formPage(state, visit, form.filledWith(typedDay('startedOn', visit.reading.place.today()))),
    );
  }

  @Post()
  async report(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const state = await awardFor(visit, project, 'StartProject');
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(state, visit, view),
      command: ({ startedOn }) => ({ name: 'StartProject', content: { project }, on: startedOn }),
      fields: { on: 'startedOn' },
      done: () => new SeeOther(visit.at(`/projects/${project}`), 'The project has started.'),
    });
  }
}

function formPage(state: AwardedProject, visit: Visit, view: FormView): Page {
  return new Page('report-start/report-start.njk', {
    title: 'Say that it has started',
    caption: state.bid.title,
    button: 'Record the start',
    trail: trailTo(visit, state),
    form: view,
  });
}
