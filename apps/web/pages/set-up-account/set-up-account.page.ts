import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { emailAddress, optional, password } from '#govuk/fields';
import type { Field } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted, Refusal } from '#govuk/form';
import { DataPlace } from '#reads/data-place';
import { Accounts } from '#sign-in/accounts';
import type { OpenLink } from '#sign-in/accounts';
import { whatIsWrongWith } from '#sign-in/passwords';
import { accountRefusals, addressTaken } from '../../access/account-refusals.js';
import { ComingIn, noRoleWords } from '../../access/coming-in.js';
import { Everyone } from '../../access/rules.js';
import { slowly } from '../../access/slowly.js';
import { WaysIn } from '../../access/ways-in.js';
import { Page, SeeOther } from '../../answering/page.js';

type AccountForm = Form<{ readonly address: Field<string | undefined>; readonly password: Field<string> }>;

const phrase = password({ what: 'a password', whatIsWrong: whatIsWrongWith });
const newAccount: AccountForm = new Form({
  address: emailAddress({ what: 'your e-mail address' }),
  password: phrase,
});
/** Whoever only forgot a password keeps the address: mistyped, it would shut them out. */
const newPassword: AccountForm = new Form({
  password: phrase,
  address: optional(emailAddress({ what: 'your new e-mail address' })),
});

function formFor({ isReset }: OpenLink): AccountForm {
  return isReset ? newPassword : newAccount;
}

function whyNot({ isReset }: OpenLink, refused: keyof typeof accountRefusals): Refusal {
  return isReset && refused === 'address-of-another' ? addressTaken : accountRefusals[refused];
}

/** Setting up an account, or a new password, by a link that was handed out: it is good once. */
@Controller('set-up-account/:link')
@Everyone()
export class SetUpAccountPage {
  private readonly place: DataPlace;
  private readonly accounts: Accounts;
  private readonly comingIn: ComingIn;
  private readonly ways: WaysIn;

  constructor(
    @Inject(DataPlace) place: DataPlace,
    @Inject(Accounts) accounts: Accounts,
    @Inject(ComingIn) comingIn: ComingIn,
    @Inject(WaysIn) ways: WaysIn,
  ) {
    this.place = place;
    this.accounts = accounts;
    this.comingIn = comingIn;
    this.ways = ways;
  }

  @Get()
  async ask(@Param('link') link: string): Promise<Page> {
    const opened = await this.accounts.linkOf(link);
    if (opened === undefined) return this.linkOver();
    const address = opened.isReset
      ? undefined
      : await this.place.namesIn(opened.partnership).addressOf(opened.person);
    const typed = address === undefined ? {} : { address };
    return this.page(link, opened, formFor(opened).filledWith(typed));
  }

  @Post()
  @RouteConfig(slowly)
  async setUp(
    @Param('link') link: string,
    @Body() posted: Posted,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const opened = await this.accounts.linkOf(link);
    if (opened === undefined) return this.linkOver();
    const form = formFor(opened);
    const { values, view } = form.read(posted);
    if (values === undefined) return this.page(link, opened, view, 422);
    const done = await this.accounts.setUp(link, values.address, values.password);
    const refused = (why: Refusal): FormView => form.refused(view.typed, [why]);
    if ('refused' in done) return this.page(link, opened, refused(whyNot(opened, done.refused)), 422);
    if (!(await this.comingIn.begin(request, reply, done.login)))
      return this.page(link, opened, refused({ words: noRoleWords }), 403);
    const notice = opened.isReset ? 'Your password is changed.' : 'Your account is set up.';
    return new SeeOther(`/p/${opened.partnership}`, notice);
  }

  /** What a link leads to that was used, or is too old, or was never one: all the same to whoever asks. */
  private linkOver(): Page {
    const data = { title: 'This link does not work', hasMail: this.ways.mail !== undefined };
    return new Page('set-up-account/link-over.njk', data, 404);
  }

  private async page(link: string, opened: OpenLink, view: FormView, status = 200): Promise<Page> {
    const { partnership, person, isReset } = opened;
    const state = await this.place.partnership(partnership);
    const data = {
      title: isReset ? 'Choose a new password' : 'Set up your account',
      button: isReset ? 'Change the password' : 'Set up the account',
      form: view,
      isReset,
      name: await this.place.namesIn(partnership).of(person),
      partnershipName: state?.name ?? partnership,
      workAccountName: this.ways.workAccountName,
      byWorkAccount: `/set-up-account/${link}/work-account`,
    };
    return new Page('set-up-account/set-up-account.njk', data, status);
  }
}
