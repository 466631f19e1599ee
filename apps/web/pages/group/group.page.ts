import { Body, Controller, Get, Inject, NotFoundException, Param, Post, Query } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import type { Download } from '../../answering/download.js';
import { exportOfTable, filesOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { endSubstitute, enterSubstitute, nameSubstitute } from './group-acts.js';
import type { GroupAct } from './group-acts.js';
import { groupAt } from './group-at.js';
import { groupTables, seatsOf, substitutesOf } from './group-tables.js';

interface Address {
  readonly group: string;
  readonly act: string;
  readonly of?: string;
}

/** Everything that an administrator can do at a group, by the last part of its address. */
const atGroup: ReadonlyMap<string, GroupAct> = new Map([
  ['name-substitute', nameSubstitute],
  ['enter-substitute', enterSubstitute],
]);
const toNaming: ReadonlyMap<string, GroupAct> = new Map([['end-substitute', endSubstitute]]);

/** A group of the partnership: who sits in it, who votes, and who may sit in whose place. */
@Controller('p/:partnership/groups/:group')
@Permits(...readers)
export class GroupPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async show(@Visiting() visit: Visit, @Param('group') group: string): Promise<Page> {
    const at = groupAt(visit, group);
    if (at === undefined) throw new NotFoundException();
    return new Page('group/group.njk', {
      title: at.group.name,
      kind: kinds[at.group.kind],
      seats: await seatsOf(at),
      substitutes: await substitutesOf(at),
      at: visit.at(`/groups/${group}`),
      files: filesOf(visit.at(`/groups/${group}/export.csv`), groupTables),
      mayName: visit.may('NameSubstitute') && at.members.length > 0,
      policyHref: at.group.kind === 'tasking' ? visit.at('/policy') : undefined,
      peopleHref: visit.may('GiveRole') ? visit.at('/people') : undefined,
    });
  }

  @Get('export.csv')
  async export(
    @Visiting() visit: Visit,
    @Param('group') group: string,
    @Query('table') asked: unknown,
  ): Promise<Download> {
    const shown = groupAt(visit, group);
    if (shown === undefined) throw new NotFoundException();
    return exportOfTable(visit, groupTables, { asked, shown });
  }

  @Get([':act', ':act/:of'])
  @Permits('administrator')
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    return askAct(await actAt(visit, address));
  }

  @Post([':act', ':act/:of'])
  @Permits('administrator')
  async answer(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, await actAt(visit, address));
  }
}

const kinds = {
  tasking: 'It decides on bids and on money.',
  thematic: 'It receives monthly updates and evaluations of its theme.',
  strategy: 'It adopts the partnership plan.',
} as const;

async function actAt(visit: Visit, { group, act: name, of }: Address): Promise<Act> {
  const at = groupAt(visit, group, of);
  const start = of === undefined ? atGroup.get(name) : toNaming.get(name);
  const found = at && start && (await start(at));
  if (found === undefined) throw new NotFoundException();
  return found;
}
