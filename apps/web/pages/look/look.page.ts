import { Body, Controller, Get, Inject, NotFoundException, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Posted } from '#govuk/form';
import { rolesHeld } from '#funding/partnership/queries';
import type { Founded } from '#funding/partnership/state';
import { roleInWords } from '#funding/role-names';
import { isId } from '#kernel/ids';
import { DataPlace } from '#reads/data-place';
import { Sessions } from '#sign-in/sessions';
import { holdSession } from '../../access/cookies.js';
import { Everyone } from '../../access/rules.js';
import { Page, SeeOther } from '../../answering/page.js';
import { ReadMost } from '../../answering/sheet.js';

interface Person {
  readonly person: string;
  readonly name: string;
  readonly roles: string;
}

/**
 * An example can be looked at through the eyes of anyone in it. Where the data is real there is no such page,
 * no such session can begin, and one that came from elsewhere is none.
 */
@Controller('look')
@Everyone()
@ReadMost()
export class LookPage {
  private readonly place: DataPlace;
  private readonly sessions: Sessions;

  constructor(@Inject(DataPlace) place: DataPlace, @Inject(Sessions) sessions: Sessions) {
    this.place = place;
    this.sessions = sessions;
  }

  @Get()
  async show(): Promise<Page> {
    this.insistExample();
    const partnerships: object[] = [];
    for (const id of await (await this.place.readModels()).partnerships()) {
      const state = await this.place.partnership(id);
      if (state !== undefined)
        partnerships.push({ id, name: state.name, people: await this.peopleOf(id, state) });
    }
    return new Page('look/look.njk', { title: 'Whose eyes do you want to look through?', partnerships });
  }

  @Post()
  async begin(
    @Body() { partnership, person }: Posted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    this.insistExample();
    const state = isId(partnership) ? await this.place.partnership(partnership) : undefined;
    const isThere = state !== undefined && rolesHeld(state).some((held) => held.person === person);
    if (!isId(partnership) || !isId(person) || !isThere) throw new NotFoundException();
    holdSession(reply, await this.sessions.beginLook(partnership, person));
    return new SeeOther(`/p/${partnership}`);
  }

  private insistExample(): void {
    if (this.place.kind !== 'example') throw new NotFoundException();
  }

  private async peopleOf(partnership: string, state: Founded): Promise<readonly Person[]> {
    const names = this.place.namesIn(partnership);
    const people: Person[] = [];
    for (const [person, held] of Map.groupBy(rolesHeld(state), (one) => one.person)) {
      const roles = [...new Set(held.map(({ role }) => roleInWords(role)))].join(', ');
      people.push({ person, name: await names.of(person), roles });
    }
    return people;
  }
}
