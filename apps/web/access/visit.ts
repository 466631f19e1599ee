import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '#funding/partnership/partnership.events';
import { mayGive } from '#funding/roles';
import type { CommandName } from '#funding/roles';
import type { Actor } from '#kernel/asking';
import type { Reading } from '#reads/reading';
import type { Session } from '#sign-in/sessions';

/** Someone in a partnership: who, in which roles, and what they read. */
export class Standing {
  readonly person: string;
  /** Every role in which they stand here. */
  readonly roles: readonly Role[];
  readonly reading: Reading;

  constructor(person: string, roles: readonly Role[], reading: Reading) {
    this.person = person;
    this.roles = roles;
    this.reading = reading;
  }

  get partnership(): string {
    return this.reading.partnership;
  }

  /** The address of a page of this partnership: `/p/thurrock/projects`. */
  at(path = ''): string {
    return `/p/${this.partnership}${path}`;
  }

  /** Whether they hold one of these roles. */
  holds(...roles: readonly Role[]): boolean {
    return this.roles.some((role) => roles.includes(role));
  }

  /** Whether they may give a command in any role that they hold. */
  may(command: CommandName): boolean {
    return this.fitting(command).length > 0;
  }

  /** Whether they may give a command about a project: as a lead officer, only where they lead it. */
  mayAt(command: CommandName, { leadOfficer }: { readonly leadOfficer: string | null }): boolean {
    const isTheirs = leadOfficer === this.person;
    return this.fitting(command).some((role) => role !== 'lead-officer' || isTheirs);
  }

  /**
   * Who gives a command: themselves, in the first role that they hold in which it can be given, and as a lead
   * officer only where no other role fits, for that one is good at their own projects alone. The desk judges
   * again; where no role fits, it says why not.
   */
  actorFor(command: CommandName): Actor {
    const fitting = this.fitting(command);
    const role = fitting.find((one) => one !== 'lead-officer') ?? fitting[0] ?? this.roles[0] ?? 'none';
    return { person: this.person, role };
  }

  private fitting(command: CommandName): readonly Role[] {
    return this.roles.filter((role) => mayGive[command].includes(role));
  }
}

/** Someone at a page of a partnership. */
export class Visit extends Standing {
  /** The page, by the pattern of its address: what a command says that it came by. */
  readonly screen: string;
  readonly log: FastifyRequest['log'];

  constructor(request: FastifyRequest, person: string, roles: readonly Role[], reading: Reading) {
    super(person, roles, reading);
    this.screen = `page ${request.routeOptions.url ?? ''}`.slice(0, 200);
    this.log = request.log;
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for who is signed in. */
    session?: Session;
    /** Set at a page of a partnership. */
    visit?: Visit;
  }
}

/** The visit, at a route that is for roles of a partnership. */
export const Visiting = createParamDecorator((_: unknown, context: ExecutionContext): Visit => {
  const { visit } = context.switchToHttp().getRequest<FastifyRequest>();
  if (visit === undefined) throw new Error('This route is not one of a partnership.');
  return visit;
});
