import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { choices } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import type { Sitting, Waiting } from '#funding/meeting/state';
import { openMatters } from '#funding/partnership/queries';
import { inWords } from '#reads/words';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import type { PageCommand } from '../../commands/sending.js';
import { meetingName, meetingNow } from '../meeting/meeting-now.js';
import type { Offer } from './offer.js';
import { itemIdFor, keyOf, offersFor } from './offers.js';
import type { Offers } from './offers.js';
import { otherItems } from './other-items.js';

/** An agenda made of what waits: bids, what must come back, and what someone thinks of. */
@Controller('p/:partnership/meetings/:meeting/agenda')
@Permits('support-officer')
export class PutOnAgendaPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(@Visiting() visit: Visit, @Param('meeting') meeting: string): Promise<Page> {
    const state = await meetingNow(visit, meeting);
    const all = await offersFor(visit, state);
    return withId(offersPage(visit, meeting, state, all, formOf(all).filledWith()));
  }

  /** What is ticked and offered no more is on the agenda by now: sent twice, it changes nothing. */
  @Post()
  async put(
    @Visiting() visit: Visit,
    @Param('meeting') meeting: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const state = await meetingNow(visit, meeting);
    const all = await offersFor(visit, state);
    const offers = all.flatMap((group) => group.offers);
    return answerForm(this.sending, visit, posted, {
      form: formOf(all, posted),
      show: async (view) => offersPage(visit, meeting, state, all, view),
      command: ({ offered }) =>
        offers
          .filter((offer) => offered.includes(keyOf(offer)))
          .map((offer) => commandFor(offer, meeting, state)),
      done: () => new SeeOther(visit.at(`/meetings/${meeting}`), 'The agenda is changed.'),
    });
  }

  @Get(':what')
  async askOther(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    return askAct(await otherItem(visit, address));
  }

  @Post(':what')
  async putOther(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, await otherItem(visit, address));
  }
}

interface Address {
  readonly meeting: string;
  readonly what: string;
}

async function otherItem(visit: Visit, { meeting, what }: Address): Promise<Act> {
  const state = await meetingNow(visit, meeting);
  const start = otherItems.get(what);
  if (start === undefined) throw new NotFoundException();
  return start({ visit, meeting, name: meetingName(visit, state) });
}

function formOf(all: readonly Offers[], { offered }: Posted = {}) {
  const posted = [offered].flat().filter((one) => typeof one === 'string');
  const keys = all.flatMap(({ offers }) => offers.map(keyOf));
  return new Form({ offered: choices([...keys, ...posted], { what: 'what to put on the agenda' }) });
}

function commandFor(offer: Offer, meeting: string, state: Waiting | Sitting): PageCommand {
  const { kind, project, source, title } = offer;
  return {
    name: 'PutOnAgenda',
    content: {
      meeting,
      item: itemIdFor(offer, state),
      kind,
      ...(project === undefined ? {} : { project }),
      ...(source === undefined ? {} : { source }),
      ...(title === undefined ? {} : { title }),
    },
  };
}

function offersPage(
  visit: Visit,
  meeting: string,
  state: Waiting | Sitting,
  all: readonly Offers[],
  form: FormView,
): Page {
  const at = visit.at(`/meetings/${meeting}`);
  return new Page('put-on-agenda/put-on-agenda.njk', {
    title: 'Put on the agenda',
    caption: meetingName(visit, state),
    trail: [
      { text: 'Meetings', href: visit.at('/meetings') },
      { text: meetingName(visit, state), href: at },
    ],
    button: 'Put these on the agenda',
    groups: all.map(({ heading, offers }) => ({
      heading,
      items: offers.map((offer) => ({ value: keyOf(offer), text: offer.text, hint: offer.hint })),
    })),
    byThemselves: mattersFor(visit, state),
    decidesMoney: state.called.groupKind === 'tasking',
    isOpen: state.status === 'open',
    at: `${at}/agenda`,
    form,
  });
}

/** What comes by itself when the tasking group's meeting is opened; once it is open, to the next. */
function mattersFor({ reading }: Visit, { called, items }: Waiting | Sitting): readonly object[] {
  if (called.groupKind !== 'tasking') return [];
  const there = new Set(items.map(({ terms }) => terms.matter));
  return openMatters(reading.state)
    .filter(({ matter }) => !there.has(matter))
    .map(({ title, kind }) => ({ title, kindInWords: inWords(kind) }));
}
