import type { Refusal } from '#govuk/form';
import type { SetUp } from '#sign-in/accounts';

type WhyNot = Extract<SetUp, { readonly refused: unknown }>['refused'];

/** Why an account is not set up, as its form says it. */
export const accountRefusals: Readonly<Record<WhyNot, Refusal>> = {
  'link-used': { words: 'The link was used meanwhile. Ask for another' },
  'address-of-another': {
    words: 'There is an account with this address already. To use it here as well, give its password',
    field: 'address',
  },
  'account-elsewhere': {
    words:
      'Your account is used in another partnership too, so a link from here does not change its password. Sign in with it, or give another address for this partnership',
    field: 'address',
  },
};

/** Whoever has an account here keeps to it: the password of another does not make that one theirs. */
export const addressTaken: Refusal = {
  words:
    'There is an account with this address already. Give another, or leave it empty to keep the one that you have',
  field: 'address',
};
