import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { EvaluationFormTerms } from '#funding/partnership/partnership.events';
import { sameContent } from '#funding/same-content';
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
import { questionNames, questionsIn, typedWording, wordingForm } from './questions-form.js';

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
    return withId(formPage(visit, { now, names }, wordingForm(names).filledWith(typedWording(now))));
  }

  @Post()
  async adopt(
    @Visiting() visit: Visit,
    @Param('form') name: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const now = wordingNow(visit, name);
    const { form } = now;
    const asked = { now, names: questionNames(now.questions.length, posted) };
    const unseen = unseenPage(visit, asked, posted);
    if (unseen !== undefined) return unseen;
    return answerForm(this.sending, visit, posted, {
      form: wordingForm(asked.names),
      show: async (view) => formPage(visit, asked, view),
      check: async (values, view) => checkPage(visit, now, questionsIn(values), view),
      command: (values) => ({
        name: 'AdoptEvaluationForm',
        content: { version: values.version, form, questions: [...questionsIn(values)] },
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

/** A wording as it stands, and the names of the questions of the page on which it is changed. */
interface Asked {
  readonly now: EvaluationFormTerms;
  readonly names: readonly string[];
}

const changedSince =
  'The form was changed since you opened it. Look at what it asks now before you replace that: to replace it with what you typed, send it once more';

/**
 * The form as it was filled in, where another wording was adopted since it was opened. The same wording is
 * left to the desk, which knows whether it is sent again.
 */
function unseenPage(visit: Visit, asked: Asked, posted: Posted): Page | undefined {
  const { now, names } = asked;
  const form = wordingForm(names);
  const { values, view } = form.read(posted);
  if (values === undefined || posted['step'] === 'change' || values.version === now.version + 1)
    return undefined;
  if (sameContent(questionsIn(values), now.questions)) return undefined;
  const { version } = typedWording(now);
  const refused = form.refused({ ...view.typed, version: version ?? '' }, [{ words: changedSince }]);
  const { template, data } = formPage(visit, asked, refused);
  const nowHref = visit.at(`/policy/evaluation-form/${now.form}`);
  return withId(new Page(template, { ...data, nowHref }, 422));
}

function formPage(visit: Visit, { now, names }: Asked, form: FormView): Page {
  const { form: name } = now;
  return new Page('evaluation-form/evaluation-form.njk', {
    ...around(visit),
    title: `The ${name} evaluation form`,
    button: 'Continue',
    names,
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
