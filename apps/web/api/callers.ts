import type { FastifyRequest } from 'fastify';
import type { Role } from '#funding/partnership/partnership.events';
import { rolesHeld } from '#funding/partnership/queries';
import { mayGiveCommands, person as personDecider } from '#funding/person/person';
import { personStream } from '#kernel/ids';
import type { DataPlace } from '#reads/data-place';
import { readingOf } from '#reads/reading';
import type { Reading } from '#reads/reading';
import type { Tokens } from '#sign-in/tokens';
import { Problem } from './problem.js';

/** A program, and the person for whom it acts. */
export interface Caller {
  /** By which people tell its token from others. */
  readonly token: string;
  readonly partnership: string;
  readonly person: string;
  readonly role: Role;
  readonly reading: Reading;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set at a route of the API that is for callers. */
    caller?: Caller;
  }
}

/**
 * Who calls, by the token of the request alone: a cookie says nothing here, so that no page elsewhere can
 * have a browser call in someone's name.
 *
 * The token can do what its person can do in its role now: it is no good once they are switched off, or hold
 * the role no more.
 *
 * @throws Problem for a token that is not there, or not good (any more)
 */
export async function callerOf(
  { headers }: Pick<FastifyRequest, 'headers'>,
  tokens: Tokens,
  place: DataPlace,
): Promise<Caller> {
  const found = await tokens.find(heldIn(headers.authorization));
  if (found === undefined) throw notSignedIn();
  const { token, partnership, person } = found;
  const state = await place.partnership(partnership);
  const acting = state && rolesHeld(state).find((one) => one.person === person && one.role === found.role);
  const mayAct = mayGiveCommands(await place.state(personStream(partnership, person), personDecider));
  if (state === undefined || acting === undefined || !mayAct) throw notSignedIn();
  const reading = await readingOf(place, partnership, state);
  return { token, partnership, person, role: acting.role, reading };
}

/** What stands after `Bearer`; nothing where there is no such thing. */
function heldIn(authorization = ''): string {
  return /^Bearer +(?<held>[\w-]{20,200})$/i.exec(authorization)?.groups?.['held'] ?? '';
}

/** Why it is not good is not said: whoever holds it by chance is to learn nothing of it. */
function notSignedIn(): Problem {
  return new Problem(
    'not-signed-in',
    'Send a token that is good, as Authorization: Bearer. One that has ended, was revoked, or whose person no longer acts in its role is not.',
  );
}

/** The caller, at a route that is for callers. */
export function calling({ caller }: FastifyRequest): Caller {
  if (caller === undefined) throw new Error('This route is not for callers.');
  return caller;
}
