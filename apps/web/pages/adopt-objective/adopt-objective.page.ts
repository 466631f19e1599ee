import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { lines } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { idFromName } from '../../commands/id-from-name.js';
import { Sending } from '../../commands/sending.js';

const form = new Form({ names: lines({ what: 'the objectives' }) });

/** Adopting objectives of the partnership plan, which its priorities serve. */
@Controller('p/:partnership/objectives/adopt')
@Permits('support-officer', 'strategy-member', 'administrator')
export class AdoptObjectivePage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  ask(@Visiting() visit: Visit): Page {
    return withId(formPage(visit, form.filledWith()));
  }

  @Post()
  async adopt(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(visit, view),
      command: ({ names }) =>
        names.map((name) => ({ name: 'AdoptObjective', content: { objective: idFromName(name), name } })),
      fields: { objective: 'names', name: 'names' },
      done: ({ names }) => new SeeOther(visit.at('/set-up'), `Adopted: ${names.join(', ')}.`),
    });
  }
}

function formPage(visit: Visit, view: FormView): Page {
  return new Page('adopt-objective/adopt-objective.njk', {
    title: 'Adopt objectives',
    button: 'Adopt the objectives',
    trail: [{ text: 'Set up the partnership', href: visit.at('/set-up') }],
    form: view,
  });
}
