import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { amberWithinPercentUnlessTold } from '#funding/indicator/rating';
import { choice, day, pounds, wholeNumber } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { plainPounds } from '#kernel/pence';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { around, asNextVersion, backTo, policyToChange } from '../policy/policy-acts.js';

const form = new Form({
  version: wholeNumber({ what: 'the version' }),
  chairsActionLimitPence: pounds({ what: 'the limit of a chair’s action', min: 0 }),
  virementLimitPence: pounds({ what: 'the limit of a virement', min: 0 }),
  shortFormBelowPence: pounds({ what: 'the amount from which a bid needs the full form', min: 0 }),
  acceptanceDays: wholeNumber({ what: 'the days in which an award is to be answered', max: 366 }),
  updatesDueOnDay: wholeNumber({ what: 'the day on which updates are due', max: 28 }),
  amberWithinPercent: wholeNumber({ what: 'the per cent by which a target may be missed', max: 100 }),
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
    const policy = policyToChange(visit);
    const typed = {
      chairsActionLimitPence: plainPounds(policy.chairsActionLimitPence),
      virementLimitPence: plainPounds(policy.virementLimitPence),
      shortFormBelowPence: plainPounds(policy.shortFormBelowPence),
      acceptanceDays: String(policy.acceptanceDays),
      updatesDueOnDay: String(policy.updatesDueOnDay),
      overdueEvaluations: policy.overdueEvaluations,
      amberWithinPercent: String(policy.amberWithinPercent ?? amberWithinPercentUnlessTold),
      ...asNextVersion(visit),
    };
    return withId(formPage(visit, form.filledWith(typed)));
  }

  @Post()
  async adopt(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(visit, view),
      command: (limits) => ({ name: 'AdoptPolicy', content: limits }),
      fields: { version: 'from' },
      done: backTo(visit, 'The limits are adopted.'),
    });
  }
}

function formPage(visit: Visit, view: FormView): Page {
  return new Page('adopt-limits/adopt-limits.njk', {
    title: 'Limits',
    button: 'Adopt these limits',
    ...around(visit),
    form: view,
  });
}
