import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { choice, optional, text } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import type { AwardedProject } from '#funding/project/state';
import { sumPence } from '#kernel/pence';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { awardFor, trailTo } from '../../award-for.js';
import { sourceNames } from '../../titles.js';
import { awardLetterAt } from '../documents/letters.js';

const form = new Form({
  answer: choice(['accept', 'decline'] as const, { what: 'whether you accept the award' }),
  reason: optional(text({ what: 'why you decline it', max: 2000 })),
});

/** A lead officer's answer to an award, which may be for less than the bid. */
@Controller('p/:partnership/projects/:project/answer-award')
@Permits('lead-officer')
export class AnswerAwardPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    return withId(await formPage(await awardFor(visit, project, 'AcceptAward'), visit, form.filledWith()));
  }

  @Post()
  async answer(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const state = await awardFor(visit, project, 'AcceptAward');
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(state, visit, view),
      command: ({ answer, reason = '' }) =>
        answer === 'accept'
          ? { name: 'AcceptAward', content: { project } }
          : { name: 'DeclineAward', content: { project, reason } },
      done: ({ answer }) =>
        new SeeOther(
          visit.at(`/projects/${project}`),
          answer === 'accept' ? 'You have accepted the award.' : 'You have declined the award.',
        ),
    });
  }
}

async function formPage(state: AwardedProject, visit: Visit, view: FormView): Promise<Page> {
  const lines = [...state.money.lines.values()];
  const called = await sourceNames(
    visit,
    lines.map(({ source }) => source),
  );
  return new Page('answer-award/answer-award.njk', {
    title: 'Accept or decline the award',
    caption: state.bid.title,
    button: 'Send your answer',
    trail: trailTo(visit, state),
    lines: lines.map((line) => ({ ...line, sourceName: called(line.source) })),
    awardPence: sumPence(lines.map(({ awardedPence }) => awardedPence)),
    bidPence: sumPence(state.bid.costs.map(({ amountPence }) => amountPence)),
    conditions: [...state.conditions.values()],
    acceptBy: state.acceptance.answer === 'awaited' ? state.acceptance.on : undefined,
    letterHref: awardLetterAt(visit, state.project),
    form: view,
  });
}
