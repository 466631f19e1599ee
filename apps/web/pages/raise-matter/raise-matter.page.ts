import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { matterId } from '#funding/plans/decisions.plans';
import type { Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { act, answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askChoice, askLine, maybe } from '../../acts/questions.js';
import { Page, SeeOther } from '../../answering/page.js';
import { idFromName } from '../../commands/id-from-name.js';
import { Sending } from '../../commands/sending.js';
import { allSourceChoices, projectChoices } from '../source/choices.js';

/** Raising a matter that no list brings by itself: it comes onto the tasking group's next agenda. */
@Controller('p/:partnership/matters/raise')
@Permits('support-officer', 'finance-officer')
export class RaiseMatterPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(@Visiting() visit: Visit): Promise<Page> {
    return askAct(await raising(visit));
  }

  @Post()
  async answer(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, await raising(visit));
  }
}

async function raising(visit: Visit): Promise<Act> {
  return act({
    caption: visit.reading.state.name,
    trail: [{ text: 'Meetings', href: visit.at('/meetings') }],
    title: 'Raise a matter',
    intro: [
      'It comes onto the agenda of the tasking group’s next meeting by itself, and stays there until it is dealt with.',
      'Bids, overspends, uncovered money and overdue evaluations come by themselves: they need not be raised.',
    ],
    questions: await askMatter(visit),
    button: 'Raise the matter',
    command: ({ title, project, source }) => ({
      name: 'RaiseMatter',
      content: {
        matter: matterId('raised', visit.reading.place.today(), idFromName(title)),
        kind: 'other',
        title,
        ...(project === undefined ? {} : { project }),
        ...(source === undefined ? {} : { source }),
      },
    }),
    fields: { matter: 'title' },
    done: () =>
      new SeeOther(visit.at('/meetings'), 'The matter is raised. It comes to the next meeting by itself.'),
  });
}

async function askMatter(visit: Visit) {
  return {
    title: askLine({
      label: 'The matter, in a line',
      what: 'the matter',
      hint: 'As it is to stand on the agenda',
    }),
    project: maybe(
      askChoice({ label: 'The project that it is about', what: 'the project' }, await projectChoices(visit)),
    ),
    source: maybe(
      askChoice({ label: 'The source that it is about', what: 'the source' }, await allSourceChoices(visit)),
    ),
  } as const;
}
