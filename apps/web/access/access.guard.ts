import {
  BadRequestException,
  ForbiddenException,
  Inject,
  Injectable,
  NotFoundException,
} from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '#funding/partnership/partnership.events';
import { roleInWords } from '#funding/role-names';
import { DataPlace } from '#reads/data-place';
import { readingOf } from '#reads/reading';
import { Sessions } from '#sign-in/sessions';
import type { Session } from '#sign-in/sessions';
import { comingTo } from './coming-in.js';
import { heldSession } from './cookies.js';
import { insistNotForged, isDrawnForAnother, isTypedByAnother } from './forgery.js';
import { fieldsWithFile, fileOfRoute } from './posted-file.js';
import { ruleOfRoute } from './rules.js';
import type { Rule } from './rules.js';
import { DrawnForAnother, SignInNeeded, TypedByAnother } from './sign-in-needed.js';
import { Visit } from './visit.js';

/**
 * Stands before every route: is what was posted from a page of ours, who is it, and may they come here. It
 * comes before anything that is posted is looked at. A route without a rule lets nobody in.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly reflector: Reflector;
  private readonly place: DataPlace;
  private readonly sessions: Sessions;

  constructor(
    @Inject(Reflector) reflector: Reflector,
    @Inject(DataPlace) place: DataPlace,
    @Inject(Sessions) sessions: Sessions,
  ) {
    this.reflector = reflector;
    this.place = place;
    this.sessions = sessions;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<Rule | undefined>(ruleOfRoute, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule === undefined) throw new Error(`${context.getClass().name} has no rule for who may come there.`);
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    insistReadable(request);
    await this.readFile(context, request);
    await insistNotForged(request, http.getResponse<FastifyReply>());
    const session = await this.sessionOf(request);
    if (rule.for === 'everyone') return true;
    if (session === undefined) throw new SignInNeeded();
    if (isDrawnForAnother(request))
      throw isTypedByAnother(request) ? new TypedByAnother() : new DrawnForAnother();
    if (rule.for === 'roles') request.visit = await this.visitOf(request, session, rule.roles);
    return true;
  }

  /** A form with a file is read where the route takes one; elsewhere it is a form without a token. */
  private async readFile(context: ExecutionContext, request: FastifyRequest): Promise<void> {
    const handlers = [context.getHandler(), context.getClass()];
    const mostBytes = this.reflector.getAllAndOverride<number | undefined>(fileOfRoute, handlers);
    if (mostBytes !== undefined && request.isMultipart())
      request.body = await fieldsWithFile(request, mostBytes);
  }

  private async sessionOf(request: FastifyRequest): Promise<Session | undefined> {
    const held = heldSession(request);
    const session = held === undefined ? undefined : await this.sessions.find(held);
    if (session !== undefined) request.session = session;
    return session;
  }

  private async visitOf(
    request: FastifyRequest,
    session: Session,
    permitted: readonly Role[],
  ): Promise<Visit> {
    const { partnership } = request.params as { readonly partnership: string };
    const person = session.people.get(partnership);
    // To someone without a role there, one that is there and one that is not are the same (rule 23).
    if (person === undefined) throw new NotFoundException();
    const names = this.place.namesIn(partnership);
    const [coming] = await Promise.all([
      comingTo(this.place, partnership, person),
      // Every page says whose it is: what is sealed of them is read by the same question.
      request.method === 'GET' ? names.of(person) : undefined,
    ]);
    if (coming === undefined) throw new NotFoundException();
    const { state, roles } = coming;
    if (roles.length === 0) return this.endOf(session);
    if (!roles.some((role) => permitted.includes(role)))
      throw new ForbiddenException(`This page is for the ${permitted.map(roleInWords).join(' or the ')}.`);
    return new Visit(request, person, roles, await readingOf(this.place, partnership, state, names));
  }

  /**
   * Someone who has been switched off, or whose last role has ended, is signed out by the next thing they do.
   */
  private async endOf(session: Session): Promise<never> {
    await this.sessions.end(session.token);
    throw new SignInNeeded();
  }
}

/** No page leads to an address with a NUL in it, and not every database can be asked what it asks. */
function insistReadable({ url }: FastifyRequest): void {
  if (url.includes('%00')) throw new BadRequestException();
}
