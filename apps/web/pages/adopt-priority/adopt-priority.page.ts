import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { choice, lines, optional } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { idFromName } from '../../commands/id-from-name.js';
import { Sending } from '../../commands/sending.js';

const formFor = ({ reading: { state } }: Visit) =>
  new Form({
    names: lines({ what: 'the priorities' }),
    objective: optional(
      choice(
        state.objectives.map(({ objective }) => objective),
        { what: 'the objective' },
      ),
    ),
  });

/** Adopting priorities of the partnership plan, which bids then say that they serve. */
@Controller('p/:partnership/priorities/adopt')
@Permits('support-officer', 'strategy-member', 'administrator')
export class AdoptPriorityPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  ask(@Visiting() visit: Visit): Page {
    return withId(formPage(visit, formFor(visit).filledWith()));
  }

  @Post()
  async adopt(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerForm(this.sending, visit, posted, {
      form: formFor(visit),
      show: async (view) => formPage(visit, view),
      command: ({ names, objective }) =>
        names.map((name) => ({
          name: 'AdoptPriority',
          content: { priority: idFromName(name), name, ...(objective === undefined ? {} : { objective }) },
        })),
      fields: { priority: 'names', name: 'names' },
      done: ({ names }) => new SeeOther(visit.at('/set-up/next'), `Adopted: ${names.join(', ')}.`),
    });
  }
}

function formPage(visit: Visit, view: FormView): Page {
  return new Page('adopt-priority/adopt-priority.njk', {
    title: 'Adopt priorities',
    button: 'Adopt the priorities',
    objectives: visit.reading.state.objectives.map(({ objective, name }) => ({
      value: objective,
      text: name,
    })),
    trail: [{ text: 'Set up the partnership', href: visit.at('/set-up') }],
    form: view,
  });
}
