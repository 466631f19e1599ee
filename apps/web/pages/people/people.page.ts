import { Controller, Get, Inject, NotFoundException, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { words } from '#documents/model/document';
import { rolesHeld } from '#funding/partnership/queries';
import type { Sent } from '#reminders/channel';
import { Accounts } from '#sign-in/accounts';
import type { ForMail } from '../../access/link-mail.js';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { WaysIn } from '../../access/ways-in.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { partOfWhole } from '../../answering/long-list.js';
import { Page, SeeOther, ShownOnce } from '../../answering/page.js';
import { isOff, peopleByName, rolesInWords } from './people-by-name.js';

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
  async show(@Visiting() visit: Visit, @Query() query: Readonly<Record<string, unknown>>): Promise<Page> {
    const { state, partnership } = visit.reading;
    const haveAccounts = await this.accounts.peopleOf(partnership);
    const path = visit.at('/people');
    const all = await peopleByName(visit.reading);
    const { rows, count, paging } = partOfWhole(all, { path, query, idOf: ({ person }) => person });
    return new Page('people/people.njk', {
      title: 'People',
      people: await Promise.all(
        rows.map(async (one) => ({
          ...one,
          href: `${path}/${one.person}`,
          isOff: await isOff(visit.reading, one),
          roles: rolesInWords(one),
          hasAccount: haveAccounts.has(one.person),
          action: `${path}/${one.person}/link`,
          workAccount: `${path}/${one.person}/work-account`,
        })),
      ),
      count,
      paging,
      exportHref: `${path}/export.csv`,
      workAccountName: this.ways.workAccountName,
      hasMail: this.ways.mail !== undefined,
      mayEnter: visit.may('RegisterPerson'),
      addHref: `${path}/add`,
      groups: state.groups.map(({ group, name }) => ({ name, href: visit.at(`/groups/${group}`) })),
    });
  }

  @Get('export.csv')
  @Permits('administrator', 'auditor')
  async export(@Visiting() visit: Visit): Promise<Download> {
    const haveAccounts = await this.accounts.peopleOf(visit.partnership);
    const all = await peopleByName(visit.reading);
    const rows = await Promise.all(
      all.map(async (one) => [
        words(one.name),
        words(rolesInWords(one)),
        words(one.isSubstitute ? 'yes' : 'no'),
        words(haveAccounts.has(one.person) ? 'yes' : 'no'),
        words((await isOff(visit.reading, one)) ? 'yes' : 'no'),
      ]),
    );
    const columns = ['Name', 'Roles', 'Substitute', 'Account', 'Switched off'];
    return exportOf(visit, { name: 'people', title: 'People', columns, rows });
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
    const held = await this.accounts.handOut({ partnership, person });
    const kind = (await this.accounts.linkOf(held))?.isReset === true ? 'new-password' : 'invitation';
    const sent = await this.mailTo(visit, person, { held, kind });
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
