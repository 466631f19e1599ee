import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '#funding/partnership/partnership.events';
import { rolesHeld } from '#funding/partnership/queries';
import type { Founded } from '#funding/partnership/state';
import { mayGiveCommands, person as personDecider } from '#funding/person/person';
import { personStream } from '#kernel/ids';
import { DataPlace } from '#reads/data-place';
import { Sessions } from '#sign-in/sessions';
import { holdSession } from './cookies.js';

/** A partnership to which someone comes. */
export interface ComingTo {
  readonly state: Founded;
  /** In which they can act there; none for who is switched off. */
  readonly roles: readonly Role[];
}

/** A partnership and what someone can do there, read at once; undefined where there is none of that id. */
export async function comingTo(
  place: DataPlace,
  partnership: string,
  person: string,
): Promise<ComingTo | undefined> {
  const [state, entered] = await Promise.all([
    place.partnership(partnership),
    place.state(personStream(partnership, person), personDecider),
  ]);
  if (state === undefined) return undefined;
  const held = rolesHeld(state).filter((one) => one.person === person && mayGiveCommands(entered));
  return { state, roles: [...new Set(held.map(({ role }) => role))] };
}

/** The last step of signing in, by whatever way: whether there is anything here for them still. */
@Injectable()
export class ComingIn {
  private readonly place: DataPlace;
  private readonly sessions: Sessions;

  constructor(@Inject(DataPlace) place: DataPlace, @Inject(Sessions) sessions: Sessions) {
    this.place = place;
    this.sessions = sessions;
  }

  /**
   * Begins a session for a login in the place of the one that there was.
   *
   * @returns false, with no session, where nobody that they are has a role any more, or all are switched off
   */
  async begin({ session }: FastifyRequest, reply: FastifyReply, login: string): Promise<boolean> {
    if (session !== undefined) await this.sessions.end(session.token);
    const held = await this.sessions.begin(login);
    const begun = await this.sessions.find(held);
    if (begun !== undefined && (await this.hasAnyRole(begun.people))) {
      holdSession(reply, held);
      return true;
    }
    if (begun !== undefined) await this.sessions.end(begun.token);
    return false;
  }

  private async hasAnyRole(people: ReadonlyMap<string, string>): Promise<boolean> {
    for (const [partnership, person] of people) {
      const coming = await comingTo(this.place, partnership, person);
      if (coming !== undefined && coming.roles.length > 0) return true;
    }
    return false;
  }
}

/** Said to whoever has shown who they are, and has no role here any more. */
export const noRoleWords =
  'You have no role in a partnership here any more. If that is not right, ask its administrator';
