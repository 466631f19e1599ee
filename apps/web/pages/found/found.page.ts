import { createHash } from 'node:crypto';
import { Body, Controller, Get, Inject, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { choices, emailAddress, line, optional, password, reference } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted, Refusal, ValuesOf } from '#govuk/form';
import { DataPlace } from '#reads/data-place';
import { Accounts } from '#sign-in/accounts';
import { FoundingLinks } from '#sign-in/founding-links';
import { whatIsWrongWith } from '#sign-in/passwords';
import { accountRefusals } from '../../access/account-refusals.js';
import { ComingIn } from '../../access/coming-in.js';
import { Everyone } from '../../access/rules.js';
import { slowly } from '../../access/slowly.js';
import { Page, SeeOther } from '../../answering/page.js';
import { idFromName } from '../../commands/id-from-name.js';
import { newPersonId } from '../../commands/new-person-id.js';
import { numbered, Sending } from '../../commands/sending.js';
import type { PageCommand } from '../../commands/sending.js';

const alsoRoles = ['support-officer', 'finance-officer', 'lead-officer'] as const;

const form = new Form({
  // It stays the same while the form is put right, so that they are entered once.
  person: reference({ what: 'the person' }),
  name: line({ what: 'the name of the partnership' }),
  founder: line({ what: 'your name' }),
  also: optional(choices(alsoRoles, { what: 'what else you do' })),
  address: emailAddress({ what: 'your e-mail address' }),
  password: password({ what: 'a password', whatIsWrong: whatIsWrongWith }),
});
type Answers = typeof form extends Form<infer F> ? ValuesOf<F> : never;

/** Founding a partnership, by a link from whoever runs the pages. Who founds it becomes its administrator. */
@Controller('found/:link')
@Everyone()
export class FoundPage {
  private readonly place: DataPlace;
  private readonly links: FoundingLinks;
  private readonly accounts: Accounts;
  private readonly sending: Sending;
  private readonly comingIn: ComingIn;

  constructor(
    @Inject(DataPlace) place: DataPlace,
    @Inject(FoundingLinks) links: FoundingLinks,
    @Inject(Accounts) accounts: Accounts,
    @Inject(Sending) sending: Sending,
    @Inject(ComingIn) comingIn: ComingIn,
  ) {
    this.place = place;
    this.links = links;
    this.accounts = accounts;
    this.sending = sending;
    this.comingIn = comingIn;
  }

  @Get()
  async ask(@Param('link') link: string): Promise<Page> {
    if (!(await this.isOpen(link))) return linkOver();
    return formPage(form.filledWith({ person: newPersonId() }));
  }

  @Post()
  @RouteConfig(slowly)
  async found(
    @Param('link') link: string,
    @Body() posted: Posted,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    if (!(await this.isOpen(link))) return linkOver();
    const { values, view } = form.read(posted);
    if (values === undefined) return formPage(view, 422);
    const partnership = idFromName(values.name);
    const refusal = await this.carryOut(link, partnership, values, request);
    if ('words' in refusal) return formPage(form.refused(view.typed, [refusal]), 422);
    await this.links.useUp(link);
    await this.comingIn.begin(request, reply, refusal.login);
    return new SeeOther(
      `/p/${partnership}/set-up`,
      `${values.name} is founded, and you are its administrator.`,
    );
  }

  /**
   * The account comes first: a password that is not right leaves nothing behind. When the partnership is
   * refused after all, the account goes again.
   */
  private async carryOut(
    link: string,
    partnership: string,
    values: Answers,
    { log, routeOptions }: FastifyRequest,
  ): Promise<Refusal | { readonly login: string }> {
    if ((await this.place.partnership(partnership)) !== undefined) return nameTaken;
    const founder = { partnership, person: values.person };
    const held = await this.accounts.handOut(founder);
    const account = await this.accounts.setUp(held, values.address, values.password);
    if ('refused' in account) return accountRefusals[account.refused];
    const actor = { person: values.person, role: 'administrator' };
    const giver = { partnership, actor, log, screen: `page ${routeOptions.url ?? ''}` };
    for (const [index, command] of commandsFor(values).entries()) {
      const reply = await this.sending.give(giver, numbered(idOf(link), index), command);
      if (reply.outcome === 'accepted' || reply.outcome === 'unchanged') continue;
      await this.accounts.remove(founder);
      return { words: reply.outcome === 'invalid' ? reply.wrong[0].text : reply.words };
    }
    return account;
  }

  /** @throws NotFoundException in an example, where nobody founds anything */
  private async isOpen(link: string): Promise<boolean> {
    if (this.place.kind === 'example') throw new NotFoundException();
    return this.links.isOpen(link);
  }
}

/** What a link leads to that was used, or is too old, or was never one: all the same to whoever asks. */
function linkOver(): Page {
  return new Page('found/link-over.njk', { title: 'This link does not work' }, 404);
}

const nameTaken: Refusal = { words: 'There is a partnership of that name here already', field: 'name' };

/** The link stands behind the commands' identity, so that sent twice it founds one partnership. */
function idOf(link: string): string {
  return `found-${createHash('sha256').update(link).digest('hex').slice(0, 40)}`;
}

function commandsFor({ person, name, founder, also = [], address }: Answers): readonly PageCommand[] {
  return [
    { name: 'FoundPartnership', content: { name } },
    { name: 'RegisterPerson', content: { person, name: founder, email: address } },
    ...also.map((role) => ({ name: 'GiveRole', content: { person, role } }) as const),
  ];
}

function formPage(view: FormView, status = 200): Page {
  const data = { title: 'Found a partnership', button: 'Found the partnership', form: view };
  return new Page('found/found.njk', data, status);
}
