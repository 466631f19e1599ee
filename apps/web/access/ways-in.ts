import type { WorkAccounts } from '#sign-in/work-accounts';
import type { LinkMail } from './link-mail.js';

/** By which ways people come in here, beside an account of their own and a link that is handed to them. */
export class WaysIn {
  /** Undefined where no identity provider is set. */
  readonly workAccounts: WorkAccounts | undefined;
  /** Undefined where links are shown to the administrator, and sent to nobody. */
  readonly mail: LinkMail | undefined;

  constructor({
    workAccounts,
    mail,
  }: { readonly workAccounts?: WorkAccounts; readonly mail?: LinkMail } = {}) {
    this.workAccounts = workAccounts;
    this.mail = mail;
  }

  /** What the button says by which one comes with a work account; undefined where there is none. */
  get workAccountName(): string | undefined {
    return this.workAccounts?.provider.name;
  }
}
