import type { SignInDatabase } from '#sign-in/database';
import { unbind } from '#sign-in/links';
import type { ForPerson } from '#sign-in/links';

/**
 * Takes out of a database that was restored what is not to come back with it: everyone is signed out, links
 * that had been handed out and tokens of programs are good no more, as some were taken back since, and
 * whoever is forgotten has no account.
 */
export async function afterRestore(
  db: SignInDatabase,
  isForgotten: (person: ForPerson) => boolean,
): Promise<void> {
  await db.transaction().execute(async (all) => {
    for (const table of ['sessions', 'links', 'founding_links', 'tokens', 'away', 'sheets'] as const)
      await all.deleteFrom(table).execute();
    const expected = await all.selectFrom('expected_identities').select(['partnership', 'person']).execute();
    const people = await all.selectFrom('login_people').select(['partnership', 'person']).execute();
    for (const person of [...people, ...expected].filter(isForgotten)) await unbind(all, person);
  });
}
