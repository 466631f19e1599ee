import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { choice, line } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { idFromName } from '../../commands/id-from-name.js';
import { Sending } from '../../commands/sending.js';

const form = new Form({
  name: line({ what: 'the group’s name' }),
  kind: choice(['tasking', 'thematic', 'strategy'] as const, { what: 'what the group does' }),
});

/** Forming a group: the one that decides on money, one for a theme, the one that adopts the plan. */
@Controller('p/:partnership/groups/form')
@Permits('administrator')
export class FormGroupPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  ask(@Visiting() visit: Visit): Page {
    return withId(formPage(visit, form.filledWith()));
  }

  @Post()
  async form(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(visit, view),
      command: ({ name, kind }) => ({ name: 'FormGroup', content: { group: idFromName(name), name, kind } }),
      fields: { group: 'name' },
      done: ({ name }) => new SeeOther(visit.at('/set-up'), `${name} is formed.`),
    });
  }
}

function formPage(visit: Visit, view: FormView): Page {
  return new Page('form-group/form-group.njk', {
    title: 'Form a group',
    button: 'Form the group',
    trail: [{ text: 'Set up the partnership', href: visit.at('/set-up') }],
    form: view,
  });
}
