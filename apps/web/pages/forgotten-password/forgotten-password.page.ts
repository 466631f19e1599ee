import { Body, Controller, Get, Inject, NotFoundException, Post, Req } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { emailAddress } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { DataPlace } from '#reads/data-place';
import { Accounts } from '#sign-in/accounts';
import type { ForPerson } from '#sign-in/links';
import { comingTo } from '../../access/coming-in.js';
import type { LinkMail } from '../../access/link-mail.js';
import { Everyone } from '../../access/rules.js';
import { slowly } from '../../access/slowly.js';
import { WaysIn } from '../../access/ways-in.js';
import { Page } from '../../answering/page.js';

const form = new Form({ address: emailAddress({ what: 'your e-mail address' }) });

/**
 * Asking for a link by mail, for a new password. The answer is the same for every address, and comes as
 * soon: whether anyone has an account with it is seen to afterwards.
 */
@Controller('forgotten-password')
@Everyone()
export class ForgottenPasswordPage implements BeforeApplicationShutdown {
  private readonly place: DataPlace;
  private readonly accounts: Accounts;
  private readonly ways: WaysIn;
  /** One after the other, so that nobody can have the server do much by asking often. */
  private seeingTo: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DataPlace) place: DataPlace,
    @Inject(Accounts) accounts: Accounts,
    @Inject(WaysIn) ways: WaysIn,
  ) {
    this.place = place;
    this.accounts = accounts;
    this.ways = ways;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.seeingTo;
  }

  @Get()
  ask(): Page {
    this.insistMail();
    return formPage(form.filledWith());
  }

  @Post()
  @RouteConfig(slowly)
  send(@Body() posted: Posted, @Req() { log }: FastifyRequest): Page {
    const mail = this.insistMail();
    const { values, view } = form.read(posted);
    if (values === undefined) return formPage(view, 422);
    this.seeingTo = this.seeingTo
      .then(async () => this.sendTo(mail, values.address, log))
      .catch((error: unknown) => log.error(error));
    return new Page('forgotten-password/sent.njk', { title: 'Look at your mail' });
  }

  private async sendTo(mail: LinkMail, address: string, log: FastifyRequest['log']): Promise<void> {
    const person = await this.firstWithRole(await this.accounts.peopleByAddress(address));
    const held = person && (await this.accounts.handOutAgain(person));
    if (person === undefined || held === undefined) return;
    const { partnership } = person;
    const name = await this.place.namesIn(partnership).of(person.person);
    const partnershipName = (await this.place.partnership(partnership))?.name ?? partnership;
    const to = { name, email: address };
    const message = { kind: 'new-password', within: 'one hour', partnershipName, to, held } as const;
    const { outcome } = await mail.send(message);
    log.info({ person: person.person, partnership, outcome }, 'link for a new password');
  }

  /** Nobody writes to someone who is switched off or has left. */
  private async firstWithRole(people: readonly ForPerson[]): Promise<ForPerson | undefined> {
    for (const one of people) {
      const coming = await comingTo(this.place, one.partnership, one.person);
      if (coming !== undefined && coming.roles.length > 0) return one;
    }
    return undefined;
  }

  /** Where there is no mail there is no such page: an administrator gives the link. */
  private insistMail(): LinkMail {
    if (this.ways.mail === undefined) throw new NotFoundException();
    return this.ways.mail;
  }
}

function formPage(view: FormView, status = 200): Page {
  const data = { title: 'Have you forgotten your password?', button: 'Send the link', form: view };
  return new Page('forgotten-password/forgotten-password.njk', data, status);
}
