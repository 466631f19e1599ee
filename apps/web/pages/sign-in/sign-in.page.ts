import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { line } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { DataPlace } from '#reads/data-place';
import { Accounts } from '#sign-in/accounts';
import { Sessions } from '#sign-in/sessions';
import { holdSession } from '../../access/cookies.js';
import { Everyone } from '../../access/rules.js';
import { slowly } from '../../access/slowly.js';
import { Page, SeeOther } from '../../answering/page.js';

const form = new Form({
  address: line({ what: 'your e-mail address' }),
  password: line({ what: 'your password' }),
});

/** Signing in to an account of this place. */
@Controller('sign-in')
@Everyone()
export class SignInPage {
  private readonly place: DataPlace;
  private readonly accounts: Accounts;
  private readonly sessions: Sessions;

  constructor(
    @Inject(DataPlace) place: DataPlace,
    @Inject(Accounts) accounts: Accounts,
    @Inject(Sessions) sessions: Sessions,
  ) {
    this.place = place;
    this.accounts = accounts;
    this.sessions = sessions;
  }

  @Get()
  show(@Query() { back }: Posted): Page | SeeOther {
    return this.place.kind === 'example' ? new SeeOther('/look') : pageWith(form.filledWith(), back);
  }

  @Post()
  @RouteConfig(slowly)
  async signIn(
    @Body() posted: Posted,
    @Req() { session }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const { values, view } = form.read(posted);
    const login = values && (await this.accounts.signIn(values.address, values.password));
    if (login === undefined)
      return pageWith(values === undefined ? view : notRight(view), posted['back'], 422);
    if (session !== undefined) await this.sessions.end(session.token);
    holdSession(reply, await this.sessions.begin(login));
    return new SeeOther(withinHere(posted['back']));
  }
}

/** Which of the two is wrong is told to nobody. */
function notRight(view: FormView): FormView {
  return form.refused(view.typed, [
    { words: 'The e-mail address or the password is not right', field: 'address' },
  ]);
}

function pageWith(view: FormView, back: unknown, status = 200): Page {
  return new Page(
    'sign-in/sign-in.njk',
    { title: 'Sign in', button: 'Sign in', form: view, back: withinHere(back) },
    status,
  );
}

/** An address of ours to go on to. Whatever leads elsewhere leads to the first page instead. */
function withinHere(back: unknown): string {
  return typeof back === 'string' && /^\/(?![/\\])[\w\-/?=&%.~+:]*$/.test(back) ? back : '/';
}
