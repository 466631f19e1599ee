import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { FormView, Posted } from '#govuk/form';
import { isQuorate, quorumOf, roomFor } from '#funding/meeting/quorum';
import type { ItemKind } from '#funding/meeting/meeting.events';
import { isSitting, presentAt } from '#funding/meeting/state';
import type { Sitting } from '#funding/meeting/state';
import { agencyName } from '#reads/agency-name';
import { meetingDetail } from '#reads/meeting-detail';
import type { MeetingItem } from '#reads/meeting-detail';
import { projectDetail } from '#reads/project-detail';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { rowsOf } from '../../answering/rows.js';
import { projectTitles } from '../../titles.js';
import { ReadMost } from '../../answering/sheet.js';
import { doneOrWhyNot, newCommandId, Sending } from '../../commands/sending.js';
import { bidRows, pastResults } from '../bid/bid-rows.js';
import { lettersOnItem } from '../documents/letters.js';
import { waysOf } from '../decide-item/ways.js';
import { meetingName, meetingNow, openItem } from '../meeting/meeting-now.js';
import { decidedRows } from './decided.js';
import { evaluatedIn } from './evaluated.js';
import { declarationOf, interestsAsDeclared, interestsForm, readInterests } from './interests.js';

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
@ReadMost()
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
    return this.page(visit, meeting, item);
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
    const people = await namedOf(visit, presentAt(sitting));
    const { values, view } = readInterests(people, posted);
    if (values === undefined) return this.page(visit, meeting, item, view);
    const said = people.flatMap(({ person }) => declarationOf(meeting, open, person, values));
    const wrong = await doneOrWhyNot(this.sending, visit, posted, said);
    if (wrong.length === 0) return new SeeOther(visit.at(`/meetings/${meeting}/items/${item}`));
    const refused = interestsForm(people).refused(
      view.typed,
      wrong.map((words) => ({ words })),
    );
    return this.page(visit, meeting, item, refused);
  }

  /** @param answered the interests as they were sent, where they were not all recorded */
  private async page(visit: Visit, meeting: string, id: string, answered?: FormView): Promise<Page> {
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
      ...(await decisionOf(visit, meeting, item)),
      ...(await projectOf(visit, item)),
      form: answered ?? { errors: [] },
      ...(isSitting(state) && isOpen(state, item)
        ? await whatCanBeDone(visit, { state, item, at, answered })
        : {}),
      commandId: newCommandId(),
    };
    return new Page('item/item.njk', data, answered === undefined ? 200 : 422);
  }
}

function isOpen(state: Sitting, { status }: MeetingItem): boolean {
  return state.status === 'open' && status === 'waiting';
}

async function decisionOf(visit: Visit, meeting: string, item: MeetingItem): Promise<object> {
  const { decision } = item;
  if (decision === undefined) return { decided: [] };
  const decided = await decidedRows(visit, meeting, { ...item, decision });
  const letters = await lettersOnItem(visit, meeting, item);
  return { outcome: inWords(decision.outcome), decided, letters };
}

/** The bid on one page. */
async function projectOf(
  visit: Visit,
  { project, kind, leadOfficer, overdueEvaluations }: MeetingItem,
): Promise<object> {
  const officer = leadOfficer === undefined ? '' : await visit.reading.names.of(leadOfficer);
  if (project === undefined) return { officer };
  const titles = await projectTitles(visit, overdueEvaluations);
  const detail = await projectDetail(visit.reading, project);
  return {
    officer,
    project: detail,
    bidRows: detail === undefined ? [] : rowsOf(bidRows(visit, detail)),
    before: detail === undefined ? undefined : await pastResults(visit, detail),
    evaluated: detail === undefined ? undefined : await evaluatedIn(visit, kind, detail),
    projectHref: visit.at(`/projects/${project}`),
    overdue: overdueEvaluations.map(titles),
  };
}

interface Sat {
  readonly state: Sitting;
  readonly item: MeetingItem;
  readonly at: string;
  readonly answered: FormView | undefined;
}

async function whatCanBeDone(visit: Visit, { state, item: on, at, answered }: Sat): Promise<object> {
  const { item, kind, project } = on;
  const room = await roomNow(visit, state, item);
  const decide = `${at}/items/${item}/decide`;
  const ways = waysOf({ kind: kind as ItemKind, project }).filter(({ command }) => visit.may(command));
  return {
    ...room,
    form: answered ?? interestsAsDeclared(room?.present ?? []),
    mayDeclare: visit.may('DeclareInterest'),
    ways: ways.map(({ path, text }) => ({ text, href: path === undefined ? decide : `${decide}/${path}` })),
  };
}

interface RoomNow {
  readonly present: readonly Present[];
  readonly quorum: ReturnType<typeof quorumOf>;
  readonly isQuorate: boolean;
}

async function roomNow(
  { reading: { names, state: of } }: Visit,
  state: Sitting,
  id: string,
): Promise<RoomNow | undefined> {
  const item = state.items.find(({ terms }) => terms.item === id);
  if (item === undefined) return undefined;
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

async function namedOf(
  { reading: { names } }: Visit,
  people: readonly { readonly person: string }[],
): Promise<readonly { readonly person: string; readonly name: string }[]> {
  const named: { person: string; name: string }[] = [];
  for (const { person } of people) named.push({ person, name: await names.of(person) });
  return named;
}
