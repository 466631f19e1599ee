import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import type { CommandName } from '#funding/roles';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { namedAct } from '../../acts/named-act.js';
import type { Page, SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { clearText } from './clear-text.js';
import { holdText } from './hold-text.js';
import * as acts from './open-data-acts.js';
import type { OpenDataAct } from './open-data-acts.js';

type Known = readonly [command: CommandName, start: OpenDataAct];

/** What is done about what is published, by the last part of its address. */
const alone: ReadonlyMap<string, Known> = new Map(
  Object.entries<Known>({
    publisher: ['DescribePublisher', acts.describePublisher],
    'join-county': ['JoinCounty', acts.joinCounty],
  }),
);

/** What is done to an agency, a project, a text or a county, which the address names behind it. */
const toThing: ReadonlyMap<string, Known> = new Map(
  Object.entries<Known>({
    agency: ['DescribeAgency', acts.describeAgency],
    'hold-back': ['HoldProjectBack', acts.holdBack],
    release: ['ReleaseProject', acts.release],
    clear: ['ClearText', clearText],
    'hold-text': ['HoldTextBack', holdText],
    'leave-county': ['LeaveCounty', acts.leaveCounty],
  }),
);

interface Address {
  readonly act: string;
  readonly of?: string;
}

/** What is done about open data and a county's view: each act by its own address, by one form page. */
@Controller('p/:partnership/open-data')
@Permits('support-officer', 'administrator', 'strategy-member')
export class OpenDataActPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get([':act', ':act/:of'])
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    return askAct(await actAt(visit, address));
  }

  @Post([':act', ':act/:of'])
  async answer(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, await actAt(visit, address));
  }
}

async function actAt(visit: Visit, address: Address): Promise<Act> {
  const [command, start] = namedAct({ alone, toThing }, address) ?? [];
  const isTheirs = command !== undefined && visit.may(command);
  const found = isTheirs ? await start?.({ visit, of: address.of ?? '' }) : undefined;
  if (found === undefined) throw new NotFoundException();
  return found;
}
