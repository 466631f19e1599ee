import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import type { CommandName } from '#funding/roles';
import { Permits } from '../../access/rules.js';
import { whyNotThere } from '../../access/handed-over.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { namedAct } from '../../acts/named-act.js';
import type { Page, SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { forecast } from '../project-money/plan-acts.js';
import { claim } from './acts/claim.js';
import { discharge } from './acts/conditions.js';
import * as delivery from './acts/delivery.js';
import * as officers from './acts/officers.js';
import { settle } from './acts/outcomes.js';
import { correctUpdate } from './acts/updates.js';
import { projectOf } from './project-at.js';
import type { ProjectAct } from './project-at.js';

type Known = readonly [command: CommandName, start: ProjectAct];

/** What is done at a project by a form of its own, by the last part of its address. */
const atProject: ReadonlyMap<string, Known> = new Map(
  Object.entries<Known>({
    claim: ['ClaimExpenditure', claim],
    'close-as-duplicate': ['CloseAsDuplicate', delivery.closeAsDuplicate],
    'withdraw-bid': ['WithdrawBid', delivery.withdrawBid],
    'ask-extension': ['RaiseMatter', delivery.askExtension],
    extend: ['ExtendProject', delivery.extend],
    vary: ['VaryProject', delivery.vary],
    'correct-finish': ['CorrectFinish', delivery.correctFinish],
    forecast: ['RecordForecast', forecast],
    'record-in-kind': ['RecordInKindInput', delivery.recordInKind],
    'hand-over': ['ChangeLeadOfficer', officers.handOver],
    'name-deputy': ['NameDeputy', officers.nameDeputy],
    'stand-down-deputy': ['StandDownDeputy', officers.standDown],
    mainstream: ['MainstreamProject', settle('mainstream')],
    continue: ['ContinueProject', settle('continue')],
    discontinue: ['DiscontinueProject', settle('discontinue')],
  }),
);

/** What is done to a thing of a project, which the address names behind it. */
const toThing: ReadonlyMap<string, Known> = new Map(
  Object.entries<Known>({
    'discharge-condition': ['DischargeCondition', discharge],
    'correct-update': ['CorrectPerformanceUpdate', correctUpdate],
  }),
);

interface Address {
  readonly project: string;
  readonly act: string;
  readonly of?: string;
}

/** What lead officers and support officers do at a project: each act by its own address, by one form page. */
@Controller('p/:partnership/projects/:project')
@Permits('lead-officer', 'support-officer')
export class ProjectActPage {
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
  const known = namedAct({ alone: atProject, toThing }, address);
  const found = known === undefined ? undefined : await begun(visit, address, known);
  if (found === undefined) throw new NotFoundException();
  return found;
}

/** To whoever may not do it at this project, there is no such page; who led it before reads what happened. */
async function begun(
  visit: Visit,
  { project, of = '' }: Address,
  [command, start]: Known,
): Promise<Act | undefined> {
  const detail = await projectOf(visit, project);
  if (detail === undefined) return undefined;
  if (!visit.mayAt(command, detail)) throw await whyNotThere(visit, project);
  return start({ visit, detail, of });
}
