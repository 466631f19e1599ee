import { existsSync } from 'node:fs';
import type { Settings } from '#settings/settings';
import { openSignIn } from '#sign-in/database';
import { unbind } from '#sign-in/links';
import type { ForPerson } from '#sign-in/links';
import { signInAddress } from '#sign-in/sign-in-address';

/**
 * Takes every way to sign in from who is forgotten, for a program that has no need of the sign-ins otherwise.
 * Where pages were never served, nothing is made for it.
 */
export async function removeWaysIn(settings: Settings, person: ForPerson): Promise<void> {
  const address = signInAddress(settings);
  if (address.engine === 'sqlite' && !existsSync(address.file)) return;
  const db = await openSignIn(settings);
  try {
    await db.transaction().execute(async (all) => unbind(all, person));
  } finally {
    await db.destroy();
  }
}
