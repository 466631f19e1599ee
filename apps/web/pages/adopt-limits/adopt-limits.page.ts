import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { choice, day, pounds, typedDay } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { policiesOf, policyOn } from '#funding/partnership/queries';
import { plainPounds } from '#kernel/pence';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';

const form = new Form({
  chairsActionLimitPence: pounds({ what: 'the limit of a chair’s action', min: 0 }),
  virementLimitPence: pounds({ what: 'the limit of a virement', min: 0 }),
  shortFormBelowPence: pounds({ what: 'the amount from which a bid needs the full form', min: 0 }),
  overdueEvaluations: choice(['warn', 'block'] as const, { what: 'what an overdue evaluation does' }),
  from: day({ what: 'the day from which it applies' }),
});

/** The limits of the partnership's policy, each new version from a day on. */
@Controller('p/:partnership/limits')
@Permits('administrator')
export class AdoptLimitsPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  ask(@Visiting() visit: Visit): Page {
    const today = visit.reading.place.today();
    const policy = policyOn(visit.reading.state, today);
    const typed = {
      chairsActionLimitPence: plainPounds(policy.chairsActionLimitPence),
      virementLimitPence: plainPounds(policy.virementLimitPence),
      shortFormBelowPence: plainPounds(policy.shortFormBelowPence),
      overdueEvaluations: policy.overdueEvaluations,
      ...typedDay('from', today),
    };
    return withId(formPage(visit, form.filledWith(typed)));
  }

  @Post()
  async adopt(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    const last = policiesOf(visit.reading.state).at(-1)?.version ?? 1;
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(visit, view),
      command: (limits) => ({ name: 'AdoptPolicy', content: { version: last + 1, ...limits } }),
      done: () => new SeeOther(visit.at('/set-up'), 'The limits are adopted.'),
    });
  }
}

function formPage(visit: Visit, view: FormView): Page {
  return new Page('adopt-limits/adopt-limits.njk', {
    title: 'Limits',
    button: 'Adopt these limits',
    trail: [{ text: 'Set up the partnership', href: visit.at('/set-up') }],
    form: view,
  });
}
