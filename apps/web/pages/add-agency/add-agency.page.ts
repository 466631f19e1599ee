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

const form = new Form({ names: lines({ what: 'the agencies' }) });

/** Admitting agencies: the council, the police, fire, health, probation, a voluntary body. */
@Controller('p/:partnership/agencies/add')
@Permits('administrator')
export class AddAgencyPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  ask(@Visiting() visit: Visit): Page {
    return withId(formPage(visit, form.filledWith()));
  }

  @Post()
  async admit(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(visit, view),
      command: ({ names }) =>
        names.map((name) => ({ name: 'AdmitAgency', content: { agency: idFromName(name), name } })),
      fields: { agency: 'names', name: 'names' },
      done: ({ names }) => new SeeOther(visit.at('/set-up/next'), `Admitted: ${names.join(', ')}.`),
    });
  }
}

function formPage(visit: Visit, view: FormView): Page {
  return new Page('add-agency/add-agency.njk', {
    title: 'Admit agencies',
    button: 'Admit the agencies',
    trail: [{ text: 'Set up the partnership', href: visit.at('/set-up') }],
    form: view,
  });
}
