import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { EvaluationFormTerms } from '#funding/partnership/partnership.events';
import type { FormView, Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { rowsOf } from '../../answering/rows.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { around, backTo } from '../policy/policy-acts.js';
import { questionNames, questionsForm, questionsIn, typedQuestions } from './questions-form.js';

/** The wording of an evaluation form: what a project is asked that is awarded from now on. */
@Controller('p/:partnership/policy/evaluation-form/:form')
@Permits('administrator')
export class EvaluationFormPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  ask(@Visiting() visit: Visit, @Param('form') form: string): Page {
    const now = wordingNow(visit, form);
    const names = questionNames(now.questions.length);
    return withId(formPage(visit, now, questionsForm(names).filledWith(typedQuestions(now.questions))));
  }

  @Post()
  async adopt(
    @Visiting() visit: Visit,
    @Param('form') name: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const now = wordingNow(visit, name);
    const { form } = now;
    return answerForm(this.sending, visit, posted, {
      form: questionsForm(questionNames(now.questions.length)),
      show: async (view) => formPage(visit, now, view),
      check: async (values, view) => checkPage(visit, now, questionsIn(values), view),
      command: (values) => ({
        name: 'AdoptEvaluationForm',
        content: { version: now.version + 1, form, questions: [...questionsIn(values)] },
      }),
      fields: { questions: 'question0' },
      done: backTo(visit, `The ${form} evaluation form is adopted.`),
    });
  }
}

/** The last wording of the form of an address. */
function wordingNow({ reading: { state } }: Visit, name: string): EvaluationFormTerms {
  const last = state.forms.findLast(({ form }) => form === name);
  if (last === undefined) throw new NotFoundException();
  return last;
}

function formPage(visit: Visit, { form: name, questions }: EvaluationFormTerms, form: FormView): Page {
  return new Page('evaluation-form/evaluation-form.njk', {
    ...around(visit),
    title: `The ${name} evaluation form`,
    button: 'Continue',
    names: questionNames(questions.length),
    form,
  });
}

function checkPage(
  visit: Visit,
  { form: name }: EvaluationFormTerms,
  questions: EvaluationFormTerms['questions'],
  form: FormView,
): Page {
  return new Page('check-answers.njk', {
    ...around(visit),
    title: 'Check before it is recorded',
    button: 'Adopt this form',
    form,
    rows: rowsOf(questions.map(({ question, asks }) => [question, asks] as const)),
    warning: `Awards made from now on are issued this ${name} form. Those made before keep the wording that they were issued.`,
  });
}
