import { Controller, Get, Inject, NotFoundException, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { peopleKnown, rolesHeld, substitutionsNow } from '#funding/partnership/queries';
import { roleInWords } from '#funding/role-names';
import type { Sent } from '#reminders/channel';
import { Accounts } from '#sign-in/accounts';
import type { ForMail } from '../../access/link-mail.js';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { WaysIn } from '../../access/ways-in.js';
import { Page, SeeOther, ShownOnce } from '../../answering/page.js';
import { personAt } from '../person/person-at.js';

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
  @Permits('administrator', 'auditor')
  async show(@Visiting() visit: Visit): Promise<Page> {
    const { reading } = visit;
    const haveAccounts = await this.accounts.peopleOf(reading.partnership);
    const people: object[] = [];
    for (const person of peopleKnown(reading.state)) {
      const held = rolesHeld(reading.state).filter((one) => one.person === person);
      const roles = [...new Set(held.map(({ role }) => roleInWords(role)))].join(', ');
      const action = visit.at(`/people/${person}/link`);
      people.push({
        name: await reading.names.of(person),
        href: visit.at(`/people/${person}`),
        isOff: (await personAt(visit, person))?.status === 'off',
        roles,
        isSubstitute: substitutionsNow(reading.state).some(({ substitute }) => substitute === person),
        hasAccount: haveAccounts.has(person),
        action,
        workAccount: visit.at(`/people/${person}/work-account`),
      });
    }
    return new Page('people/people.njk', {
      title: 'People',
      people,
      workAccountName: this.ways.workAccountName,
      hasMail: this.ways.mail !== undefined,
      mayEnter: visit.may('RegisterPerson'),
      addHref: visit.at('/people/add'),
      groups: reading.state.groups.map(({ group, name }) => ({ name, href: visit.at(`/groups/${group}`) })),
    });
  }

  /** The link goes to them by mail; where it cannot, it is shown once, to be handed on. */
  @Post(':person/link')
  async handOut(
    @Visiting() visit: Visit,
    @Param('person') person: string,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const { partnership, state, names } = visit.reading;
    if (!rolesHeld(state).some((held) => held.person === person)) throw new NotFoundException();
    const name = await names.of(person);
    const isReset = (await this.accounts.peopleOf(partnership)).has(person);
    const held = await this.accounts.handOut({ partnership, person });
    const sent = await this.mailTo(visit, person, { held, kind: isReset ? 'new-password' : 'invitation' });
    if (sent?.outcome === 'sent')
      return new SeeOther(
        visit.at('/people'),
        `A link is on its way to ${name}. It works once, for three days.`,
      );
    return new ShownOnce(visit.at('/people'), 'people/link.njk', {
      title: `A link for ${name}`,
      link: `${request.protocol}://${request.host}/set-up-account/${held}`,
      notSent: sent?.why,
      trail: [{ text: 'People', href: visit.at('/people') }],
    });
  }

  /** Undefined where there is no mail, or no address of theirs. */
  private async mailTo(
    { reading, log, person: by }: Visit,
    person: string,
    link: Pick<ForMail, 'held' | 'kind'>,
  ): Promise<Sent | undefined> {
    const email = await reading.names.addressOf(person);
    if (this.ways.mail === undefined || email === undefined) return undefined;
    const to = { name: await reading.names.of(person), email };
    const message = { ...link, to, partnershipName: reading.state.name, within: 'three days' } as const;
    const sent = await this.ways.mail.send(message);
    log.info({ person: by, for: person, outcome: sent.outcome }, 'link handed out');
    return sent;
  }
}
