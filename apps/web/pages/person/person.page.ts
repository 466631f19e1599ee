import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { groupOf } from '#funding/partnership/queries';
import type { SubstituteTerms } from '#funding/partnership/partnership.events';
import type { Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import * as acts from './person-acts.js';
import { personAt, roleAtLength, roleInAddress } from './person-at.js';
import type { PersonAct, PersonAt } from './person-at.js';

/** Everything that an administrator can do for a person, by the last part of its address. */
const forPerson: ReadonlyMap<string, PersonAct> = new Map(
  Object.entries({
    'give-role': acts.giveRole,
    correct: acts.correct,
    'switch-off': acts.switchOff,
    'switch-on': acts.switchOn,
    forget: acts.forget,
  }),
);

/** What is done to one of their roles, which the address names behind it. */
const toRole: ReadonlyMap<string, PersonAct> = new Map([['end-role', acts.endRole]]);

interface Address {
  readonly person: string;
  readonly act: string;
  readonly of?: string;
}

/** One person of the partnership: their roles, and what an administrator can do for them. */
@Controller('p/:partnership/people/:person')
@Permits('administrator')
export class PersonPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  @Permits('administrator', 'auditor')
  async show(@Visiting() visit: Visit, @Param('person') person: string): Promise<Page> {
    const at = await personAt(visit, person);
    if (at === undefined) throw new NotFoundException();
    return new Page('person/person.njk', {
      title: at.name,
      trail: [{ text: 'People', href: visit.at('/people') }],
      status: at.status,
      roles: at.held.map((role) => ({
        text: roleAtLength(visit.reading, role),
        endHref: visit.at(`/people/${person}/end-role/${roleInAddress(role)}`),
      })),
      sitsFor: await Promise.all(at.sitsFor.map(async (naming) => sittingOf(visit, naming))),
      mayEnd: visit.may('EndRole'),
      actions: visit.may('CorrectPerson') ? actionsFor(at) : [],
    });
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

/** In whose place they may sit, and where that is ended. */
async function sittingOf(visit: Visit, naming: SubstituteTerms): Promise<object> {
  const { state, names } = visit.reading;
  const { member, group, substitute } = naming;
  const groupName = groupOf(state, group)?.name ?? group;
  return {
    text: `Substitute for ${await names.of(member)}, ${groupName}`,
    endHref: visit.at(`/groups/${group}/end-substitute/${substitute}`),
  };
}

async function actAt(visit: Visit, { person, act: name, of }: Address): Promise<Act> {
  const at = await personAt(visit, person, of);
  const start = of === undefined ? forPerson.get(name) : toRole.get(name);
  const found = at && start && (await start(at));
  if (found === undefined) throw new NotFoundException();
  return found;
}

interface Action {
  readonly text: string;
  readonly href: string;
}

/** What can be done for them as they stand: nothing more for who is forgotten. */
function actionsFor({ visit, person, status }: PersonAt): readonly Action[] {
  if (status === 'forgotten') return [];
  const give = ['give-role', 'Give another role'] as const;
  const turn = status === 'on' ? switchThemOff : switchThemOn;
  const all = status === 'none' ? [give] : [give, ...ofRecord, turn];
  return all.map(([act, text]) => ({ text, href: visit.at(`/people/${person}/${act}`) }));
}

const ofRecord = [
  ['correct', 'Correct their name or address'],
  ['forget', 'Forget this person'],
] as const;
const switchThemOff = ['switch-off', 'Switch this person off'] as const;
const switchThemOn = ['switch-on', 'Switch them on again'] as const;
