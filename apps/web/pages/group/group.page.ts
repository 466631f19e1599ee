import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { rolesHeld } from '#funding/partnership/queries';
import { roleInWords } from '#funding/role-names';
import type { Posted } from '#govuk/form';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { endSubstitute, enterSubstitute, nameSubstitute } from './group-acts.js';
import type { GroupAct } from './group-acts.js';
import { agencyOf, groupAt } from './group-at.js';
import type { GroupAt } from './group-at.js';

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
      mayName: visit.may('NameSubstitute') && at.members.length > 0,
      policyHref: at.group.kind === 'tasking' ? visit.at('/policy') : undefined,
      peopleHref: visit.may('GiveRole') ? visit.at('/people') : undefined,
    });
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

/** Who sits in it, with the office of each, and whether they vote: a quorum counts agencies. */
async function seatsOf(at: GroupAt): Promise<readonly object[]> {
  const { state, names } = at.visit.reading;
  const voting = new Set(at.members.map(({ person }) => person));
  const held = rolesHeld(state).filter(({ group }) => group === at.group.group);
  return Promise.all(
    held.map(async ({ person, role, agency }) => ({
      name: await names.of(person),
      role: roleInWords(role),
      agency: agency === undefined ? '' : agencyOf(at, agency),
      votes: voting.has(person),
    })),
  );
}

async function substitutesOf(at: GroupAt): Promise<readonly object[]> {
  const { visit, group, substitutes } = at;
  const { names } = visit.reading;
  return Promise.all(
    substitutes.map(async (naming) => ({
      name: await names.of(naming.substitute),
      agency: agencyOf(at, naming.agency),
      member: await names.of(naming.member),
      endHref: visit.may('EndSubstitute')
        ? visit.at(`/groups/${group.group}/end-substitute/${naming.substitute}`)
        : undefined,
    })),
  );
}
