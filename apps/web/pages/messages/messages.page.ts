import { Body, Controller, Get, Inject, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { words } from '#documents/model/document';
import type { Posted } from '#govuk/form';
import { addDays } from '#kernel/local-date';
import { outbox } from '#projections/outbox';
import type { OutboxMessage } from '#projections/outbox';
import { inWordsAtFirst, momentInWords } from '#reads/words';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { partOfWhole } from '../../answering/long-list.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { allProjectTitles } from '../../titles.js';
import { messageActs, standingOf } from './message-acts.js';

/** How long what is over and done with stays in the list. */
const shownDays = 14;

interface Address {
  readonly message: string;
  readonly act: string;
}

/** The messages that remind people, those that need a hand first, and what is done about one. */
@Controller('p/:partnership/messages')
@Permits('support-officer', 'administrator')
export class MessagesPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  @Permits('support-officer', 'administrator', 'auditor')
  async show(@Visiting() visit: Visit, @Query() query: Readonly<Record<string, unknown>>): Promise<Page> {
    const path = visit.at('/messages');
    const all = await messagesShown(visit);
    const { rows, count, paging } = partOfWhole(all, { path, query, idOf: ({ message }) => message });
    const titles = await allProjectTitles(visit);
    return new Page('messages/messages.njk', {
      title: 'Messages',
      shownDays,
      messages: await Promise.all(rows.map(async (one) => rowOf(visit, one, titles))),
      count,
      paging,
      exportHref: visit.at('/messages/export.csv'),
    });
  }

  @Get('export.csv')
  @Permits('support-officer', 'administrator', 'auditor')
  async export(@Visiting() visit: Visit): Promise<Download> {
    const titles = await allProjectTitles(visit);
    const rows = await Promise.all(
      (await messagesShown(visit)).map(async (one) => [
        words(await visit.reading.names.of(one.person)),
        words(aboutIn(one, titles).join('; ')),
        words(standingOf(one.status).standing),
        words(one.since),
        words(one.why ?? ''),
        words(one.message),
      ]),
    );
    return exportOf(visit, { name: 'messages', title: 'Messages', columns, rows });
  }

  @Get(':message/:act')
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    return askAct(await actAt(visit, address));
  }

  @Post(':message/:act')
  async answer(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, await actAt(visit, address));
  }
}

const columns = ['To', 'About', 'State', 'Since', 'Why', 'Message'];

/** Those that need a hand, and what is over and done with for so long. */
async function messagesShown({ reading }: Visit): Promise<readonly OutboxMessage[]> {
  const { models, partnership, place } = reading;
  return outbox(models.db, partnership, `${addDays(place.today(), -shownDays)}T00:00:00.000Z`);
}

async function actAt(visit: Visit, { message: id, act: name }: Address): Promise<Act> {
  const { models, partnership, names } = visit.reading;
  const message = (await outbox(models.db, partnership)).find((one) => one.message === id);
  const found = messageActs.get(name);
  if (message === undefined || found?.when.has(message.status) !== true) throw new NotFoundException();
  return found.start({ visit, message, name: await names.of(message.person) });
}

async function rowOf(
  visit: Visit,
  message: OutboxMessage,
  titles: ReadonlyMap<string, string>,
): Promise<object> {
  const { message: id, person, status, since, why } = message;
  const offered = [...messageActs].filter(([, { when }]) => visit.may('ConfirmArrival') && when.has(status));
  return {
    ...standingOf(status),
    to: await visit.reading.names.of(person),
    since: momentInWords(since),
    why,
    about: aboutIn(message, titles),
    acts: offered.map(([path, { text }]) => ({ text, href: visit.at(`/messages/${id}/${path}`) })),
  };
}

/** What a message tells of: what is owed, of which project; or that others did not arrive. */
function aboutIn(
  { carries, undelivered }: OutboxMessage,
  titles: ReadonlyMap<string, string>,
): readonly string[] {
  const owed = carries.map(
    ({ obligation, project }) => `${inWordsAtFirst(obligation)}: ${titles.get(project) ?? project}`,
  );
  const failures = undelivered.length === 0 ? [] : [`Messages that did not arrive: ${undelivered.length}`];
  return [...owed, ...failures];
}
