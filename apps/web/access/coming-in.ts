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

/** The roles in which someone can act in a partnership; none for who is switched off. */
export async function rolesOf(
  place: DataPlace,
  partnership: string,
  person: string,
  state: Founded,
): Promise<readonly Role[]> {
  const held = rolesHeld(state).filter((one) => one.person === person);
  if (held.length === 0) return [];
  const mayAct = mayGiveCommands(await place.state(personStream(partnership, person), personDecider));
  return mayAct ? [...new Set(held.map(({ role }) => role))] : [];
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
      const state = await this.place.partnership(partnership);
      if (state !== undefined && (await rolesOf(this.place, partnership, person, state)).length > 0)
        return true;
    }
    return false;
  }
}

/** Said to whoever has shown who they are, and has no role here any more. */
export const noRoleWords =
  'You have no role in a partnership here any more. If that is not right, ask its administrator';
