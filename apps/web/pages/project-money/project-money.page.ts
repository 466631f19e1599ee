import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import { sumPence } from '#kernel/pence';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { namedAct } from '../../acts/named-act.js';
import { Page, SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { aroundMoney, awardedProject } from './money-at.js';
import type { MoneyAct } from './money-at.js';
import { decline, pay, release, reverse, standingPayments } from './money-acts.js';
import { forecast, vire } from './plan-acts.js';

const atMoney: ReadonlyMap<string, MoneyAct> = new Map(Object.entries({ release, forecast, vire }));
const toThing: ReadonlyMap<string, MoneyAct> = new Map(Object.entries({ pay, decline, reverse }));

interface Address {
  readonly project: string;
  readonly act: string;
  readonly of?: string;
}

/** What finance does at the money of a project: pay a claim, reverse a payment, release, forecast, move. */
@Controller('p/:partnership/projects/:project/money')
@Permits('finance-officer')
export class ProjectMoneyPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async show(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const detail = await awardedProject(visit, project);
    if (detail === undefined) throw new NotFoundException();
    const { caption, trail } = aroundMoney({ visit, detail, of: '' });
    return new Page('project-money/project-money.njk', {
      title: 'Money',
      caption,
      trail: trail.slice(0, -1),
      at: visit.at(`/projects/${project}/money`),
      recordHref: visit.at(`/projects/${project}/record-expenditure`),
      spendHref: visit.at(`/projects/${project}/spending`),
      claims: await namedClaims(detail.claims, visit),
      payments: standingPayments(detail),
      headings: detail.headings,
      forecasts: detail.forecasts,
      shortfall: detail.shortfall,
      unspentPence: sumPence(detail.award.map(({ unspentPence }) => unspentPence)),
      hasFinished: detail.finishedOn !== null,
    });
  }

  @Get([':act', ':act/:of'])
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    const found = await actAt(visit, address);
    if (found === undefined) throw new NotFoundException();
    return askAct(found);
  }

  @Post([':act', ':act/:of'])
  async answer(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const found = await actAt(visit, address);
    if (found !== undefined) return answerAct(this.sending, visit, posted, found);
    // The second of two clicks comes when the claim is paid already: there is nothing left to pay.
    return new SeeOther(visit.at(`/projects/${address.project}/money`), 'That was done already.');
  }
}

/** An act at the money of a project; undefined where there is nothing left that it could be done to. */
async function actAt(visit: Visit, address: Address): Promise<Act | undefined> {
  const start = namedAct({ alone: atMoney, toThing }, address);
  const detail = start === undefined ? undefined : await awardedProject(visit, address.project);
  if (start === undefined || detail === undefined) throw new NotFoundException();
  return start({ visit, detail, of: address.of ?? '' });
}

type Claims = NonNullable<Awaited<ReturnType<typeof awardedProject>>>['claims'];

async function namedClaims(
  claims: Claims,
  { reading: { names }, person }: Visit,
): Promise<readonly object[]> {
  return Promise.all(
    claims.map(async (claim) => ({
      ...claim,
      by: await names.of(claim.claimedBy),
      isOwn: claim.claimedBy === person,
      amountPence: sumPence([claim.netPence, claim.irrecoverableVatPence]),
    })),
  );
}
