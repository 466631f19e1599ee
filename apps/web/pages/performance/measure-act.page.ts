import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import type { CommandName } from '#funding/roles';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import type { Page, SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import * as indicators from './acts/indicators.js';
import * as mitigations from './acts/mitigations.js';
import * as reports from './acts/reports.js';
import * as risks from './acts/risks.js';
import type { MeasureAct } from './measure-at.js';

type Known = readonly [command: CommandName, start: MeasureAct];

/** What is done about the performance of a partnership, by the last part of its address. */
const acts: ReadonlyMap<string, Known> = new Map(
  Object.entries<Known>({
    'define-indicator': ['DefineIndicator', indicators.define],
    'enter-risk': ['RegisterRisk', risks.enter],
  }),
);

/** What is done to an indicator, a risk or a report, which the address names behind it. */
const toThing: ReadonlyMap<string, Known> = new Map(
  Object.entries<Known>({
    'define-anew': ['RedefineIndicator', indicators.redefine],
    'retire-indicator': ['RetireIndicator', indicators.retire],
    'set-target': ['SetTarget', indicators.setTarget],
    'record-figure': ['RecordActual', indicators.recordActual],
    'correct-figure': ['CorrectActual', indicators.correctActual],
    'plan-action': ['PlanMitigation', mitigations.plan],
    'report-action': ['ReportMitigation', mitigations.report],
    'review-risk': ['ReviewRisk', risks.review],
    'close-risk': ['CloseRisk', risks.close],
    'submit-report': ['SubmitHighlightReport', reports.submit],
  }),
);

interface Address {
  readonly act: string;
  readonly of?: string;
}

/** Every act about indicators, risks and highlight reports, each by its own address, by one form page. */
@Controller('p/:partnership/performance')
@Permits('support-officer', 'lead-officer', 'thematic-chair', 'strategy-member')
export class MeasureActPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get([':act', ':act/:of'])
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    return askAct(await actAt(visit, address, true));
  }

  @Post([':act', ':act/:of'])
  async answer(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, await actAt(visit, address, false));
  }
}

async function actAt(visit: Visit, { act: name, of }: Address, isNew: boolean): Promise<Act> {
  const known = of === undefined ? acts.get(name) : toThing.get(name);
  if (known === undefined) throw new NotFoundException();
  const [command, start] = known;
  const found = visit.may(command) ? await start({ visit, of: of ?? '', isNew }) : undefined;
  if (found === undefined) throw new NotFoundException();
  return found;
}
