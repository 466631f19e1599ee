import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import { itemOf } from '#funding/meeting/state';
import type { Sitting, Waiting } from '#funding/meeting/state';
import { formatDate } from '#kernel/local-date';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { act, answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askDay, askLine, askText, askTime, leftEmpty } from '../../acts/questions.js';
import { SeeOther } from '../../answering/page.js';
import type { Page } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { meetingName, meetingNow } from '../meeting/meeting-now.js';

interface Address {
  readonly meeting: string;
  readonly act: string;
  /** The item that comes off. */
  readonly of?: string;
}

/** Moving a meeting, cancelling it, and taking an item off its agenda: each with the reason. */
@Controller('p/:partnership/meetings/:meeting/change')
@Permits('support-officer')
export class ChangeMeetingPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get([':act', ':act/:of'])
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    return askAct(await changeAt(visit, address));
  }

  @Post([':act', ':act/:of'])
  async answer(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, await changeAt(visit, address));
  }
}

interface MeetingAt extends Address {
  readonly visit: Visit;
  readonly state: Waiting | Sitting;
}

const askWhy = askText({ label: 'Why', what: 'why', hint: 'It is kept with the record' });

async function changeAt(visit: Visit, address: Address): Promise<Act> {
  const at = { ...address, visit, state: await meetingNow(visit, address.meeting) };
  if (address.of === undefined && address.act === 'move') return move(at);
  if (address.of === undefined && address.act === 'cancel') return cancel(at);
  if (address.act === 'take-off') return takeOff(at);
  throw new NotFoundException();
}

function move(at: MeetingAt): Act {
  const { meeting, state } = at;
  return act({
    ...around(at),
    title: 'Move the meeting',
    intro: [`It is to be held on ${heldInWords(state)}.`],
    questions: {
      heldOn: askDay({ label: 'The new day', what: 'the new day' }),
      startsAt: leftEmpty(askTime({ label: 'At what time?', what: 'the time', hint: asBefore }), asItWas),
      place: leftEmpty(askLine({ label: 'Where?', what: 'where it is held', hint: asBefore }), asItWas),
      reason: askWhy,
    },
    button: 'Move the meeting',
    command: ({ heldOn, startsAt, place, reason }) => ({
      name: 'MoveMeeting',
      content: {
        meeting,
        heldOn,
        ...(startsAt === undefined ? {} : { startsAt }),
        ...(place === undefined ? {} : { place }),
        reason,
      },
    }),
    done: backTo(at, 'The meeting is moved.'),
  });
}

const asBefore = 'Leave empty where that stays as it was';
const asItWas = 'As it was';

function heldInWords({ heldOn, startsAt, place }: Waiting | Sitting): string {
  const time = startsAt === undefined ? '' : ` at ${startsAt}`;
  return `${formatDate(heldOn)}${time}${place === undefined ? '' : `, ${place}`}`;
}

function cancel(at: MeetingAt): Act {
  const { meeting } = at;
  return act({
    ...around(at),
    title: 'Cancel the meeting',
    intro: ['Its bids wait for another meeting.'],
    questions: { reason: askWhy },
    button: 'Cancel the meeting',
    command: ({ reason }) => ({ name: 'CancelMeeting', content: { meeting, reason } }),
    done: backTo(at, 'The meeting is cancelled.'),
  });
}

/** @throws NotFoundException for an item that is not on the agenda */
async function takeOff(at: MeetingAt): Promise<Act> {
  const { meeting, of: item = '', state, visit } = at;
  const found = itemOf(state, item);
  if (found === undefined) throw new NotFoundException();
  const { title, project } = found.terms;
  const bid = await visit.reading.models.db
    .selectFrom('projects')
    .select('title')
    .where('partnership', '=', visit.partnership)
    .where('project', '=', project ?? '')
    .executeTakeFirst();
  return act({
    ...around(at),
    title: 'Take an item off the agenda',
    known: [['The item', title ?? bid?.title ?? item]],
    questions: { reason: askWhy },
    button: 'Take the item off the agenda',
    command: ({ reason }) => ({ name: 'TakeOffAgenda', content: { meeting, item, reason } }),
    done: backTo(at, 'The item is off the agenda.'),
  });
}

function around({ visit, meeting, state }: MeetingAt): Pick<Act, 'caption' | 'trail'> {
  return {
    caption: meetingName(visit, state),
    trail: [
      { text: 'Meetings', href: visit.at('/meetings') },
      { text: meetingName(visit, state), href: visit.at(`/meetings/${meeting}`) },
    ],
  };
}

function backTo({ visit, meeting }: MeetingAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at(`/meetings/${meeting}`), notice);
}
