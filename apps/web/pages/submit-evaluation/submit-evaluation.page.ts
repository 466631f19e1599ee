import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import type { DraftAnswers } from '#funding/project/delivery.events';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { markOf } from '../../commands/mark.js';
import { Sending } from '../../commands/sending.js';
import { checkedRows } from '../../drafts/draft.js';
import type { Checked } from '../../drafts/draft.js';
import { isUnchecked, savedSinceChecked } from '../../drafts/since-opened.js';
import { answersShown, deliveredInWords } from '../evaluation/answers.js';
import { ownEvaluation, toRead } from './evaluation-draft.js';
import type { WrittenEvaluation } from './evaluation-draft.js';

const nothing = new Form({});

/** The whole evaluation, to be checked and handed in. */
@Controller('p/:partnership/projects/:project/submit-evaluation/check')
@Permits('lead-officer')
export class SubmitEvaluationPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async show(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page | SeeOther> {
    const written = await ownEvaluation(visit, project);
    return toRead(visit, written) ?? withId(checkPage(visit, written, nothing.filledWith()));
  }

  @Post()
  async submit(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const written = await ownEvaluation(visit, project);
    const isOpen = toRead(visit, written) === undefined;
    if (isOpen && isUnchecked(written.soFar, posted)) return unchecked(visit, written);
    return answerForm(this.sending, visit, posted, {
      form: nothing,
      show: async (view) => checkPage(visit, written, view),
      command: () => ({ name: 'SubmitEvaluation', content: { project } }),
      done: () => new SeeOther(visit.at(`/projects/${project}`), 'The evaluation is handed in.'),
    });
  }
}

function unchecked(visit: Visit, written: WrittenEvaluation): Page {
  const asked = nothing.refused({}, [{ words: savedSinceChecked }]);
  const { template, data } = checkPage(visit, written, asked);
  return withId(new Page(template, data, 422));
}

function checkPage(visit: Visit, written: WrittenEvaluation, form: FormView): Page {
  const { state, soFar, at, caption, trail, missing, hasFinished } = written;
  return new Page('submit-evaluation/check-evaluation.njk', {
    title: 'Check your evaluation',
    caption,
    trail,
    rows: checkedRows(at, linesOf(soFar)),
    missing,
    hasFinished,
    finishHref: visit.at(`/projects/${state.project}/report-finish`),
    since: markOf(soFar),
    form,
  });
}

function linesOf(answers: DraftAnswers): readonly Checked[] {
  const { done, outputs = [], lessons, outcomes, evidence } = answers;
  const { economy, efficiency, effectiveness, costComment } = answers;
  const next = answersShown(answers).next.map(([key, text]): Checked => [key, text, 'next']);
  return [
    ['What was done', done, 'done'],
    ['Delivered', outputs.map(deliveredInWords).join('\n'), 'done'],
    ['What was learned', lessons, 'done'],
    ['What changed', outcomes, 'change'],
    ['The evidence for it', evidence, 'change'],
    ['Economy', economy, 'value'],
    ['Efficiency', efficiency, 'value'],
    ['Effectiveness', effectiveness, 'value'],
    ['Cost against the award', costComment, 'value'],
    ...(next.length === 0 ? [['What should happen next', undefined, 'next'] as const] : next),
  ];
}
