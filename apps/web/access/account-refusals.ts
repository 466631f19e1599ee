import type { Refusal } from '#govuk/form';

/** Why an account is not set up, as its form says it. */
export const accountRefusals: Readonly<Record<'link-used' | 'address-of-another', Refusal>> = {
  'link-used': { words: 'The link was used meanwhile. Ask for another' },
  'address-of-another': {
    words: 'There is an account with this address already. To use it here as well, give its password',
    field: 'address',
  },
};
