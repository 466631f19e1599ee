import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import { isQuorate, quorumOf, roomFor } from '#funding/meeting/quorum';
import type { ItemKind } from '#funding/meeting/meeting.events';
import { isSitting, presentAt } from '#funding/meeting/state';
import type { AgendaItem, Sitting } from '#funding/meeting/state';
import { agencyName } from '#reads/agency-name';
import { meetingDetail } from '#reads/meeting-detail';
import type { MeetingItem } from '#reads/meeting-detail';
import { projectDetail } from '#reads/project-detail';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { doneOrWhyNot, newCommandId, Sending } from '../../commands/sending.js';
import type { PageCommand } from '../../commands/sending.js';
import { waysOf } from '../decide-item/ways.js';
import { meetingName, meetingNow, openItem } from '../meeting/meeting-now.js';
import { decidedRows } from './decided.js';

interface Present {
  readonly person: string;
  readonly name: string;
  readonly agency: string;
  readonly declared: string;
  readonly isOut: boolean;
}

/** One item of a meeting: the bid on one page, the interests, whether it is quorate now, and the decision. */
@Controller('p/:partnership/meetings/:meeting/items/:item')
@Permits(...readers)
export class ItemPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async show(
    @Visiting() visit: Visit,
    @Param('meeting') meeting: string,
    @Param('item') item: string,
  ): Promise<Page> {
    return this.page(visit, meeting, item, []);
  }

  /** Someone's interest in the item, or that they have none. Who has one steps out, as may anyone. */
  @Post()
  @Permits('support-officer')
  async declare(
    @Visiting() visit: Visit,
    @Param('meeting') meeting: string,
    @Param('item') item: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const { sitting, item: open } = await openItem(visit, meeting, item);
    const said = presentAt(sitting).flatMap(({ person }) => declarationOf(meeting, open, person, posted));
    const wrong = await doneOrWhyNot(this.sending, visit, posted, said);
    return wrong.length === 0
      ? new SeeOther(visit.at(`/meetings/${meeting}/items/${item}`))
      : this.page(visit, meeting, item, wrong);
  }

  private async page(visit: Visit, meeting: string, id: string, wrong: readonly string[]): Promise<Page> {
    const state = await meetingNow(visit, meeting);
    const detail = await meetingDetail(visit.reading, meeting);
    const item = detail?.items.find((one) => one.item === id);
    if (item === undefined) throw new NotFoundException();
    const at = visit.at(`/meetings/${meeting}`);
    const data = {
      title: item.title,
      isProjected: true,
      trail: [
        { text: 'Meetings', href: visit.at('/meetings') },
        { text: meetingName(visit, state), href: at },
      ],
      item,
      kindInWords: inWords(item.kind),
      outcome: item.decision === undefined ? undefined : inWords(item.decision.outcome),
      decided: item.decision === undefined ? [] : await decidedRows(visit, item.decision),
      ...(await projectOf(visit, item)),
      ...(isSitting(state) && isOpen(state, item) ? await whatCanBeDone(visit, state, item, at) : {}),
      commandId: newCommandId(),
      form: { errors: wrong.map((text) => ({ text })) },
    };
    return new Page('item/item.njk', data, wrong.length === 0 ? 200 : 422);
  }
}

function isOpen(state: Sitting, { status }: MeetingItem): boolean {
  return state.status === 'open' && status === 'waiting';
}

/** The bid on one page. */
async function projectOf(visit: Visit, { project, leadOfficer }: MeetingItem): Promise<object> {
  const officer = leadOfficer === undefined ? '' : await visit.reading.names.of(leadOfficer);
  if (project === undefined) return { officer };
  const detail = await projectDetail(visit.reading, project);
  return { officer, project: detail, projectHref: visit.at(`/projects/${project}`) };
}

async function whatCanBeDone(
  visit: Visit,
  state: Sitting,
  { item, kind, project }: MeetingItem,
  at: string,
): Promise<object> {
  const decide = `${at}/items/${item}/decide`;
  const ways = waysOf({ kind: kind as ItemKind, project }).filter(({ command }) => visit.may(command));
  return {
    ...(await roomNow(visit, state, item)),
    mayDeclare: visit.may('DeclareInterest'),
    ways: ways.map(({ path, text }) => ({ text, href: path === undefined ? decide : `${decide}/${path}` })),
  };
}

async function roomNow(
  { reading: { names, state: of } }: Visit,
  state: Sitting,
  id: string,
): Promise<object> {
  const item = state.items.find(({ terms }) => terms.item === id);
  if (item === undefined) return {};
  const room = roomFor(state, item, []);
  const quorum = quorumOf(state.opening, room);
  const present: Present[] = [];
  for (const { person, agency = '' } of room.present) {
    const declared = item.declared.findLast((one) => one.person === person)?.declares ?? '';
    const isOut = room.steppedOut.includes(person);
    present.push({ person, name: await names.of(person), agency: agencyName(of, agency), declared, isOut });
  }
  return { present, quorum, isQuorate: isQuorate(quorum) };
}

/** What is new: what was declared before is not sent again. */
function declarationOf(
  meeting: string,
  { terms: { item }, declared, steppedOut }: AgendaItem,
  person: string,
  posted: Posted,
): readonly PageCommand[] {
  const declares = posted[`declares-${person}`];
  const nature = posted[`nature-${person}`];
  const before = declared.findLast((one) => one.person === person)?.declares;
  const isOut = steppedOut.some((one) => one.person === person);
  if (declares === 'steps-out' && !isOut) return [{ name: 'StepOut', content: { meeting, item, person } }];
  if ((declares !== 'interest' && declares !== 'none') || declares === before) return [];
  return [{ name: 'DeclareInterest', content: { meeting, item, person, declares, ...natureOf(nature) } }];
}

function natureOf(nature: unknown): { readonly nature?: string } {
  const typed = typeof nature === 'string' ? nature.trim() : '';
  return typed === '' ? {} : { nature: typed };
}
