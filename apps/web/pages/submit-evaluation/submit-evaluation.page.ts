import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { FormView, Posted } from '#govuk/form';
import { formOwed } from '#funding/project/state';
import type { AwardedProject } from '#funding/project/state';
import { sumPence } from '#kernel/pence';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { awardFor, trailTo } from '../../award-for.js';
import { evaluationForm, promisedBy, submitEvaluation, typedFrom } from './submit-evaluation.form.js';

/** Handing in the evaluation, with what the bid promised beside what is asked. */
@Controller('p/:partnership/projects/:project/submit-evaluation')
@Permits('lead-officer')
export class SubmitEvaluationPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const state = await awardFor(visit, project, 'SubmitEvaluation');
    const promised = promisedBy(state);
    const typed = typedFrom(state.evaluation.lastSubmission?.answers, promised);
    return withId(formPage(state, visit, evaluationForm(promised).filledWith(typed)));
  }

  @Post()
  async submit(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const state = await awardFor(visit, project, 'SubmitEvaluation');
    const promised = promisedBy(state);
    return answerForm(this.sending, visit, posted, {
      form: evaluationForm(promised),
      show: async (view) => formPage(state, visit, view),
      command: (answers) => submitEvaluation(project, promised, answers),
      done: () => new SeeOther(visit.at(`/projects/${project}`), 'The evaluation is handed in.'),
    });
  }
}

function formPage(state: AwardedProject, visit: Visit, form: FormView): Page {
  const { evaluation, money, bid } = state;
  const lines = [...money.lines.values()];
  return new Page('submit-evaluation/submit-evaluation.njk', {
    title: 'Evaluate the project',
    caption: bid.title,
    button: 'Hand in the evaluation',
    trail: trailTo(visit, state),
    isFull: formOwed(state) === 'full',
    dueOn: evaluation.due?.on,
    returned: evaluation.agreed?.because === 'returned' ? evaluation.lastReturn?.reasons : undefined,
    issued: questionsOf(state, visit),
    description: bid.description,
    promised: promisedBy(state),
    awardPence: sumPence(lines.map(({ awardedPence }) => awardedPence)),
    spentPence: sumPence(lines.map(({ spentPence }) => spentPence)),
    form,
  });
}

/** The wording that was in force when the form was issued (rule 15). */
function questionsOf({ evaluation }: AwardedProject, { reading }: Visit): readonly object[] {
  const issued = evaluation.issued.at(-1);
  const terms = reading.state.forms.find(
    ({ form, version }) => form === issued?.form && version === issued.version,
  );
  return terms?.questions ?? [];
}
