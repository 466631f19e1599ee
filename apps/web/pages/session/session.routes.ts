import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sessions } from '#sign-in/sessions';
import { forgetSession } from '../../access/cookies.js';
import { Everyone, SignedIn } from '../../access/rules.js';
import { SeeOther } from '../../answering/page.js';

/** Staying signed in, and signing out. */
@Controller()
export class SessionRoutes {
  private readonly sessions: Sessions;

  constructor(@Inject(Sessions) sessions: Sessions) {
    this.sessions = sessions;
  }

  /** To be asked for at all is to be seen, so there is nothing to do. */
  @Post('session/stay')
  @SignedIn()
  @HttpCode(204)
  stay(): void {
    // The guard has noted that the session is in use.
  }

  @Post('sign-out')
  @Everyone()
  async signOut(
    @Req() { session }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    if (session !== undefined) await this.sessions.end(session.token);
    forgetSession(reply);
    // Browsers keep some pages as they were left, whatever they are told of each: now they let them go.
    reply.header('clear-site-data', '"cache"');
    return new SeeOther(session?.isWorkAccount === true ? '/signed-out' : '/');
  }
}
