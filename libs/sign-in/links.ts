import type { SignInDatabase } from '#sign-in/database';

/** Someone of a partnership, for whom a link or a way to sign in is. */
export interface ForPerson {
  readonly partnership: string;
  readonly person: string;
}

/** Whom a link is for, and where it came from. */
export interface LinkFor extends ForPerson {
  /** Whether they asked for it themselves, and it went to the address of their account. */
  readonly isAskedFor: boolean;
}

/** Whom a link is for, that is still good. @param token the hash of what stands in it */
export async function linkFor(db: SignInDatabase, token: string, now: string): Promise<LinkFor | undefined> {
  const row = await db
    .selectFrom('links')
    .select(['partnership', 'person', 'asked_for'])
    .where('token', '=', token)
    .where('ends_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { partnership, person, asked_for: askedFor } = row;
  return { partnership, person, isAskedFor: askedFor === 1 };
}

/** Uses a link up. @returns false for the second of two who come by it at the same moment */
export async function useUpLink(all: SignInDatabase, token: string): Promise<boolean> {
  const gone = await all.deleteFrom('links').where('token', '=', token).executeTakeFirstOrThrow();
  return gone.numDeletedRows === 1n;
}

/** Whether a login is somebody else of this partnership: nobody is two people in one (rule 2). */
export async function isAnothers(
  all: SignInDatabase,
  login: string,
  { partnership, person }: ForPerson,
): Promise<boolean> {
  const row = await all
    .selectFrom('login_people')
    .select('person')
    .where('login', '=', login)
    .where('partnership', '=', partnership)
    .executeTakeFirst();
  return row !== undefined && row.person !== person;
}

/** Whether a login is somebody in another partnership too. */
export async function isElsewheres(
  all: SignInDatabase,
  login: string,
  { partnership }: ForPerson,
): Promise<boolean> {
  const row = await all
    .selectFrom('login_people')
    .select('person')
    .where('login', '=', login)
    .where('partnership', '!=', partnership)
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes every way to sign in from someone, and whatever was handed out for them. */
export async function unbind(all: SignInDatabase, { partnership, person }: ForPerson): Promise<void> {
  for (const table of ['login_people', 'links', 'expected_identities'] as const) {
    await all.deleteFrom(table).where('partnership', '=', partnership).where('person', '=', person).execute();
  }
  await forgetNobodys(all);
}

/**
 * Gives someone this login, in the place of any that they had. A login that is nobody's any more goes, with
 * its sessions.
 */
export async function bind(
  all: SignInDatabase,
  login: string,
  { partnership, person }: ForPerson,
): Promise<void> {
  await all
    .deleteFrom('login_people')
    .where('partnership', '=', partnership)
    .where('person', '=', person)
    .execute();
  await all.insertInto('login_people').values({ login, partnership, person }).execute();
  await forgetNobodys(all);
}

async function forgetNobodys(all: SignInDatabase): Promise<void> {
  const people = all.selectFrom('login_people').select('login');
  await all.deleteFrom('logins').where('login', 'not in', people).execute();
}
