import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { line, password } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { DataPlace } from '#reads/data-place';
import { Accounts } from '#sign-in/accounts';
import { ComingIn, noRoleWords } from '../../access/coming-in.js';
import { Everyone } from '../../access/rules.js';
import { slowly } from '../../access/slowly.js';
import { WaysIn } from '../../access/ways-in.js';
import { withinHere } from '../../access/within-here.js';
import { Page, SeeOther } from '../../answering/page.js';

const form = new Form({
  address: line({ what: 'your e-mail address' }),
  password: password({ what: 'your password' }),
});

/** Signing in to an account of this place. */
@Controller('sign-in')
@Everyone()
export class SignInPage {
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
  show(@Query() { back }: Posted): Page | SeeOther {
    return this.place.kind === 'example' ? new SeeOther('/look') : this.page(form.filledWith(), back);
  }

  @Post()
  @RouteConfig(slowly)
  async signIn(
    @Body() posted: Posted,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const { back } = posted;
    const { values, view } = form.read(posted);
    if (values === undefined) return this.page(view, back, 422);
    const login = await this.accounts.signIn(values.address, values.password);
    if (login === undefined) return this.page(refused(view, notRight), back, 422);
    return (await this.comingIn.begin(request, reply, login))
      ? new SeeOther(withinHere(back))
      : this.page(refused(view, noRoleWords), back, 403);
  }

  private page(view: FormView, wanted: unknown, status = 200): Page {
    const back = withinHere(wanted);
    const { workAccountName, mail } = this.ways;
    const hasMail = mail !== undefined;
    const byWorkAccount = `/sign-in/work-account?back=${encodeURIComponent(back)}`;
    const data = {
      title: 'Sign in',
      button: 'Sign in',
      form: view,
      back,
      workAccountName,
      byWorkAccount,
      hasMail,
    };
    return new Page('sign-in/sign-in.njk', data, status);
  }
}

/** Which of the two is wrong is told to nobody. */
const notRight = 'The e-mail address or the password is not right';

function refused(view: FormView, words: string): FormView {
  return form.refused(view.typed, [{ words, field: 'address' }]);
}
