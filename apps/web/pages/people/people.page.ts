import { Controller, Get, Inject, NotFoundException, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { rolesHeld } from '#funding/partnership/queries';
import { roleInWords } from '#funding/roles';
import { Accounts } from '#sign-in/accounts';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { WaysIn } from '../../access/ways-in.js';
import { Page } from '../../answering/page.js';

/** The people of a partnership with their roles, and the links by which they come to an account. */
@Controller('p/:partnership/people')
@Permits('administrator')
export class PeoplePage {
  private readonly accounts: Accounts;
  private readonly ways: WaysIn;

  constructor(@Inject(Accounts) accounts: Accounts, @Inject(WaysIn) ways: WaysIn) {
    this.accounts = accounts;
    this.ways = ways;
  }

  @Get()
  async show(@Visiting() visit: Visit): Promise<Page> {
    const { reading } = visit;
    const haveAccounts = await this.accounts.peopleOf(reading.partnership);
    const people: object[] = [];
    for (const [person, held] of Map.groupBy(rolesHeld(reading.state), (one) => one.person)) {
      const roles = [...new Set(held.map(({ role }) => roleInWords(role)))].join(', ');
      const action = visit.at(`/people/${person}/link`);
      people.push({
        name: await reading.names.of(person),
        roles,
        hasAccount: haveAccounts.has(person),
        action,
        workAccount: visit.at(`/people/${person}/work-account`),
      });
    }
    return new Page('people/people.njk', {
      title: 'People',
      people,
      workAccountName: this.ways.workAccountName,
    });
  }

  /** The link is shown once, to be handed on: whoever has it comes to the account. */
  @Post(':person/link')
  async handOut(
    @Visiting() visit: Visit,
    @Param('person') person: string,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    const { partnership, state, names } = visit.reading;
    if (!rolesHeld(state).some((held) => held.person === person)) throw new NotFoundException();
    const held = await this.accounts.handOut({ partnership, person });
    return new Page('people/link.njk', {
      title: `A link for ${await names.of(person)}`,
      link: `${request.protocol}://${request.host}/set-up-account/${held}`,
      trail: [{ text: 'People', href: visit.at('/people') }],
    });
  }
}
