import type { DataPlace } from '#reads/data-place';
import { channelFor, linkIn } from '#reminders/mail/settings';
import { SettingsWrong } from '#settings/settings-wrong';
import { IdentityProvider, SignInFailed } from '#sign-in/identity-provider';
import { workAccountSettingsFrom } from '#sign-in/work-account-settings';
import { WorkAccounts } from '#sign-in/work-accounts';
import type { WorkAccountGround } from '#sign-in/work-accounts';
import { LinkMail } from './link-mail.js';
import { WaysIn } from './ways-in.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Ground = Omit<WorkAccountGround, 'provider'>;

/**
 * The ways in that the environment sets. An example has none: nobody signs in there, and what looks like the
 * address of someone in it may be somebody's.
 *
 * @throws SettingsWrong
 */
export async function waysInFrom(
  environment: Environment,
  { kind }: Pick<DataPlace, 'kind'>,
  ground: Ground,
): Promise<WaysIn> {
  if (kind === 'example') return new WaysIn();
  return new WaysIn({ ...mailIn(environment), ...(await workAccountsIn(environment, ground)) });
}

/**
 * Links go by mail where mail is set and the pages know their own address. Without that address they are
 * shown to the administrator, as an address that a request names could be anybody's.
 */
function mailIn(environment: Environment): { readonly mail?: LinkMail } {
  if (!environment['TALLYSTICK_MAIL']) return {};
  const pages = linkIn(environment);
  if (pages !== '') return { mail: new LinkMail(channelFor(environment), pages) };
  process.stderr.write('TALLYSTICK_LINK is not set, so links to set up accounts are shown and not mailed.\n');
  return {};
}

/**
 * The accounts of people's work, where an identity provider is set. One that is another than it should be
 * is a wrong setting; one that does not answer now is asked again when somebody comes.
 */
async function workAccountsIn(
  environment: Environment,
  ground: Ground,
): Promise<{ readonly workAccounts?: WorkAccounts }> {
  const settings = workAccountSettingsFrom(environment, linkIn(environment));
  if (settings === undefined) return {};
  const provider = new IdentityProvider(settings);
  try {
    await provider.discover();
  } catch (error) {
    if (!(error instanceof SignInFailed)) throw error;
    if (error.why === 'not-believed') throw new SettingsWrong(`${settings.issuer}: ${error.message}`);
    process.stderr.write(`${error.message} It is asked again when somebody comes.\n`);
  }
  return { workAccounts: new WorkAccounts({ provider, ...ground }) };
}
