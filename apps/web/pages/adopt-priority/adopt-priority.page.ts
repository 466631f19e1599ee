import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { line } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { idFromName } from '../../commands/id-from-name.js';
import { Sending } from '../../commands/sending.js';

const form = new Form({ name: line({ what: 'the priority' }) });

/** Adopting a priority of the partnership plan, which bids then say that they serve. */
@Controller('p/:partnership/priorities/adopt')
@Permits('support-officer', 'strategy-member')
export class AdoptPriorityPage {
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
      command: ({ name }) => ({ name: 'AdoptPriority', content: { priority: idFromName(name), name } }),
      fields: { priority: 'name' },
      done: ({ name }) => new SeeOther(visit.at('/set-up'), `${name} is a priority now.`),
    });
  }
}

function formPage(visit: Visit, view: FormView): Page {
  return new Page('adopt-priority/adopt-priority.njk', {
    title: 'Adopt a priority',
    button: 'Adopt the priority',
    trail: [{ text: 'Set up the partnership', href: visit.at('/set-up') }],
    form: view,
  });
}
