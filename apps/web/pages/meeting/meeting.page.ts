import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import { isSitting } from '#funding/meeting/state';
import type { Sitting, Waiting } from '#funding/meeting/state';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { decidedMoney } from '#reads/decided-money';
import { meetingDetail } from '#reads/meeting-detail';
import type { MeetingItem } from '#reads/meeting-detail';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { ReadMost } from '../../answering/sheet.js';
import { doneOrWhyNot, newCommandId, Sending } from '../../commands/sending.js';
import type { PageCommand } from '../../commands/sending.js';
import { documentsOfMeeting } from '../documents/about.js';
import { lettersOnItem } from '../documents/letters.js';
import { offersFor } from '../put-on-agenda/offers.js';
import { actOf } from './acts.js';
import { meetingNow, othersThan, seatsOf } from './meeting-now.js';
import { minutesState, minutesToApprove } from './minutes.js';

/** One meeting: its agenda, who is there, what it has decided so far, and its minutes. */
@Controller('p/:partnership/meetings/:meeting')
@Permits(...readers)
@ReadMost()
export class MeetingPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async show(@Visiting() visit: Visit, @Param('meeting') meeting: string): Promise<Page> {
    return this.page(visit, meeting, []);
  }

  /** What a button of the page asks for: opening, who is there, minutes approved, closing. */
  @Post()
  @Permits('support-officer')
  async act(
    @Visiting() visit: Visit,
    @Param('meeting') meeting: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const state = await meetingNow(visit, meeting);
    const commands: readonly PageCommand[] = await actOf(visit, meeting, state, posted);
    const wrong = await doneOrWhyNot(this.sending, visit, posted, commands);
    return wrong.length === 0
      ? new SeeOther(visit.at(`/meetings/${meeting}`))
      : this.page(visit, meeting, wrong);
  }

  private async page(visit: Visit, meeting: string, wrong: readonly string[]): Promise<Page> {
    const state = await meetingNow(visit, meeting);
    const detail = await meetingDetail(visit.reading, meeting);
    const items = (detail?.items ?? []).filter(({ status }) => status !== 'taken off');
    const group = visit.reading.state.groups.find((one) => one.group === state.called.group);
    const data = {
      title: group?.name ?? state.called.group,
      heldOn: state.heldOn,
      startsAt: state.startsAt,
      where: state.place,
      status: state.status,
      statusInWords: statusInWords[state.status],
      isProjected: true,
      trail: [{ text: 'Meetings', href: visit.at('/meetings') }],
      at: visit.at(`/meetings/${meeting}`),
      items: await itemsOf(items, visit, meeting),
      isOver: isSitting(state) && state.status !== 'open',
      seats: await seatsOf(visit, state),
      awardedPence: await awardedBy(meeting, items, visit),
      papers: papersOf(visit, meeting, state),
      minutes: await minutesState(visit, meeting, state),
      ...(await whatCanBeDone(visit, state)),
      commandId: newCommandId(),
      form: { errors: wrong.map((text) => ({ text })) },
    };
    return new Page('meeting/meeting.njk', data, wrong.length === 0 ? 200 : 422);
  }
}

/** Of a meeting that is still to come there is nothing but what its members read before it. */
function papersOf(visit: Visit, meeting: string, state: Waiting | Sitting): readonly object[] {
  const all = documentsOfMeeting(visit, meeting);
  return isSitting(state) ? all : all.filter(({ name }) => name === 'agenda-pack');
}

const statusInWords: Readonly<Record<(Waiting | Sitting)['status'], string>> = {
  called: 'Called',
  cancelled: 'Cancelled',
  open: 'Open',
  closed: 'Closed',
  'minutes-approved': 'Closed',
};

async function whatCanBeDone(visit: Visit, state: Waiting | Sitting): Promise<object> {
  if (!visit.may('OpenMeeting')) return {};
  const isWaiting = state.status === 'called';
  const isOpen = state.status === 'open';
  const offers = isWaiting || isOpen ? await offersFor(visit, state) : [];
  return {
    mayOpen: isWaiting,
    isOpen,
    mayChangeAgenda: isWaiting || isOpen,
    offered: offers.reduce((sum, group) => sum + group.offers.length, 0),
    others: isOpen ? await othersThan(visit, await seatsOf(visit, state)) : [],
    minutesToApprove: await minutesToApprove(visit, state),
  };
}

async function itemsOf(
  items: readonly MeetingItem[],
  visit: Visit,
  meeting: string,
): Promise<readonly object[]> {
  const { names } = visit.reading;
  const shown: object[] = [];
  for (const one of items) {
    const { item, title, kind, leadOfficer, decision, overdueEvaluations } = one;
    shown.push({
      item,
      title,
      kindInWords: inWords(kind),
      href: visit.at(`/meetings/${meeting}/items/${item}`),
      officer: leadOfficer === undefined ? '' : await names.of(leadOfficer),
      outcome: decision === undefined ? undefined : inWords(decision.outcome),
      isApproved: decision?.outcome.startsWith('approved') === true,
      isOverdue: overdueEvaluations.length > 0,
      letters: await lettersOnItem(visit, meeting, one),
    });
  }
  return shown;
}

/** What the meeting has awarded so far, as it decided: what others have made of an award since is theirs. */
async function awardedBy(meeting: string, items: readonly MeetingItem[], { reading }: Visit): Promise<Pence> {
  const decided = await Promise.all(items.map(async (item) => decidedMoney(reading, meeting, item)));
  const awarded = decided.flat().filter(({ does }) => does === 'awarded');
  return sumPence(awarded.map(({ amountPence }) => amountPence));
}
