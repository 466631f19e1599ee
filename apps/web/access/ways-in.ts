import type { WorkAccounts } from '#sign-in/work-accounts';

/** By which ways people come in here, beside an account of their own. */
export class WaysIn {
  /** Undefined where no identity provider is set. */
  readonly workAccounts: WorkAccounts | undefined;

  constructor({ workAccounts }: { readonly workAccounts?: WorkAccounts } = {}) {
    this.workAccounts = workAccounts;
  }

  /** What the button says by which one comes with a work account; undefined where there is none. */
  get workAccountName(): string | undefined {
    return this.workAccounts?.provider.name;
  }
}
