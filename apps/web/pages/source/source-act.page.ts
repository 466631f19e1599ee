import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act, NotNow } from '../../acts/act.js';
import { namedAct } from '../../acts/named-act.js';
import type { Page, SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import * as money from './acts/money.js';
import * as recoveries from './acts/recoveries.js';
import * as reserves from './acts/reserves.js';
import * as swaps from './acts/swaps.js';
import * as terms from './acts/terms.js';
import * as virements from './acts/virements.js';
import { openedSource } from './source-at.js';
import type { SourceAct } from './source-at.js';

/** Everything that finance can do at a source, by the last part of its address. */
const atSource: ReadonlyMap<string, SourceAct> = new Map(
  Object.entries({
    expect: money.expect,
    confirm: money.confirm,
    cut: money.cut,
    withdraw: money.withdraw,
    'rename-source': terms.renameSource,
    comment: terms.comment,
    rename: terms.renameProvider,
    'ring-fence': terms.fence,
    'hold-reserve': reserves.hold,
    'ask-swap': swaps.ask,
    'ask-virement': virements.ask,
    'raise-reclaim': recoveries.raiseReclaim,
    'raise-clawback': recoveries.raiseClawback,
  }),
);

/** What is done to a thing at a source, which the address names behind it. */
const toThing: ReadonlyMap<string, SourceAct> = new Map(
  Object.entries({
    'reverse-entry': money.reverse,
    'release-reserve': reserves.release,
    'agree-swap': swaps.agree,
    'refuse-swap': swaps.refuse,
    'authorise-virement': virements.authorise,
    'decline-virement': virements.decline,
    'receive-reclaim': recoveries.receiveReclaim,
    'receive-clawback': recoveries.receiveClawback,
    'write-off-reclaim': recoveries.writeOffReclaim,
    'write-off-clawback': recoveries.writeOffClawback,
  }),
);

interface Address {
  readonly source: string;
  readonly act: string;
  readonly of?: string;
}

/** What finance does at a source: each act by its own address, and all of them by one form page. */
@Controller('p/:partnership/sources/:source')
@Permits('finance-officer')
export class SourceActPage {
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

async function actAt(visit: Visit, address: Address): Promise<Act | NotNow> {
  const start = namedAct({ alone: atSource, toThing }, address);
  const source = start === undefined ? undefined : await openedSource(visit, address.source);
  if (start === undefined || source === undefined) throw new NotFoundException();
  const found = await start({ visit, source, of: address.of ?? '' });
  if (found === undefined) throw new NotFoundException();
  return found;
}
