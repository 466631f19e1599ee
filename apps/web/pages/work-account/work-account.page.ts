import { Controller, Get, Inject, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Posted } from '#govuk/form';
import { SignInFailed } from '#sign-in/identity-provider';
import type { NotSignedIn } from '#sign-in/identity-provider';
import type { Come, WorkAccounts } from '#sign-in/work-accounts';
import { ComingIn, noRoleWords } from '../../access/coming-in.js';
import { forgetAway, heldAway, holdAway } from '../../access/cookies.js';
import { Everyone } from '../../access/rules.js';
import { briskly } from '../../access/slowly.js';
import { WaysIn } from '../../access/ways-in.js';
import { withinHere } from '../../access/within-here.js';
import { Page, SeeOther } from '../../answering/page.js';

type WhyNot = NotSignedIn | Extract<Come, { refused: unknown }>['refused'] | 'no-role';

/** What is said to someone who came with a work account and is not let in. */
const whyNot: Readonly<Record<WhyNot, string>> = {
  'gave-up': 'You did not sign in there.',
  'not-believed': 'What came back is not what was asked for. It may have been sent twice, or be too old.',
  'no-answer': 'Where you sign in does not answer at the moment. Try again in a few minutes.',
  'not-known':
    'Nobody here has this work account. Ask the administrator of your partnership for a link, and open it first.',
  'link-used': 'The link was used meanwhile, or is too old. Ask for another.',
  'account-of-another': 'This work account belongs to someone else in the partnership already.',
  'no-role': `${noRoleWords}.`,
};

/**
 * Signing in with an account that people have at their work. They go by links, as a form could lead nowhere
 * else: the content security policy keeps what is sent here.
 */
@Controller()
@Everyone()
export class WorkAccountPage {
  private readonly ways: WaysIn;
  private readonly comingIn: ComingIn;

  constructor(@Inject(WaysIn) ways: WaysIn, @Inject(ComingIn) comingIn: ComingIn) {
    this.ways = ways;
    this.comingIn = comingIn;
  }

  @Get('sign-in/work-account')
  @RouteConfig(briskly)
  async begin(
    @Query() { back }: Posted,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    return this.sendAway(request, reply, withinHere(back));
  }

  @Get('set-up-account/:link/work-account')
  @RouteConfig(briskly)
  async beginByLink(
    @Param('link') link: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    return this.sendAway(request, reply, '/', link);
  }

  @Get('sign-in/work-account/return')
  @RouteConfig(briskly)
  async finish(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const held = heldAway(request);
    forgetAway(reply);
    const query = request.url.slice(request.url.indexOf('?') + 1);
    return orWhyNot(request, async () => {
      const come = await this.accounts().finish(held, query);
      if ('refused' in come) return refused(come.refused);
      return (await this.comingIn.begin(request, reply, come.login))
        ? new SeeOther(come.back)
        : refused('no-role');
    });
  }

  private async sendAway(
    request: FastifyRequest,
    reply: FastifyReply,
    back: string,
    link?: string,
  ): Promise<Page | SeeOther> {
    return orWhyNot(request, async () => {
      const { to, held } = await this.accounts().begin(back, link);
      holdAway(reply, held);
      return new SeeOther(to);
    });
  }

  /** Where no identity provider is set there are no such pages. */
  private accounts(): WorkAccounts {
    if (this.ways.workAccounts === undefined) throw new NotFoundException();
    return this.ways.workAccounts;
  }
}

/** What was wrong with an answer is for the log: whoever sent it is told no more than that it was. */
async function orWhyNot(
  { log }: FastifyRequest,
  answer: () => Promise<Page | SeeOther>,
): Promise<Page | SeeOther> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof SignInFailed)) throw error;
    log.warn({ why: error.why, said: error.message }, 'not signed in');
    return refused(error.why);
  }
}

function refused(why: WhyNot): Page {
  const status = why === 'no-answer' ? 503 : 403;
  return new Page(
    'work-account/work-account.njk',
    { title: 'You are not signed in', text: whyNot[why] },
    status,
  );
}
