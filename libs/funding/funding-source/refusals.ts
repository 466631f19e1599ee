import type { RefusalMessage } from '#kernel/decider';

export type FundingSourceRefusal =
  | 'no-such-source'
  | 'source-differs'
  | 'source-withdrawn'
  | 'year-closed'
  | 'closed-then'
  | 'wrong-year'
  // Money from the provider.
  | 'entry-differs'
  | 'no-such-entry'
  | 'entry-used'
  | 'already-reversed'
  | 'reversal-differs'
  | 'more-than-given'
  // Awards and reserves.
  | 'ring-fenced'
  | 'more-than-uncommitted'
  | 'more-than-to-be-confirmed'
  | 'allocation-differs'
  | 'more-than-outstanding'
  | 'release-differs'
  | 'more-than-overspend'
  | 'overspend-differs'
  | 'no-such-reserve'
  | 'reserve-differs'
  | 'reserve-without-decision'
  | 'reserve-too-small'
  | 'reserve-uncovered'
  | 'reserve-of-other-type'
  | 'reserve-not-subject'
  | 'reserve-release-differs'
  // Payments.
  | 'payment-differs'
  | 'no-such-payment'
  | 'payment-reversed'
  | 'paid-before-the-year'
  | 'adjustment-differs'
  // Swaps and virements.
  | 'no-such-swap'
  | 'swap-differs'
  | 'swap-agreed'
  | 'swap-refused'
  | 'no-such-virement'
  | 'virement-differs'
  | 'virement-to-itself'
  | 'virement-declined'
  | 'virement-authorised'
  | 'virement-not-authorised'
  | 'own-virement'
  | 'own-project'
  | 'above-virement-limit'
  | 'across-ring-fence'
  | 'commitment-uncovered'
  // Reclaims and clawback.
  | 'no-such-recovery'
  | 'recovery-differs'
  | 'more-than-owed'
  | 'nothing-owed'
  // The close of a year.
  | 'year-not-over'
  | 'carried-twice'
  | 'may-not-cross-year'
  | 'more-than-unspent'
  | 'needs-successor'
  | 'brought-forward-differs';

/** Words for each refusal. `{source}` is the source's name; amounts come as people write them. */
export const fundingSourceRefusalMessages: Record<FundingSourceRefusal, RefusalMessage> = {
  'no-such-source': { field: 'source', text: 'There is no funding source with this identity.' },
  'source-differs': {
    field: 'source',
    text: 'The funding source {id} is open already, with other details. Give the new one another identity.',
  },
  'source-withdrawn': {
    field: 'source',
    text: 'The provider has withdrawn {source}, so nothing new can rest on it. If that was a mistake, reverse the withdrawal first.',
  },
  'year-closed': {
    field: 'source',
    text: 'The year {year} of {source} is closed and its figures stand. Record this at a source of the open year.',
  },
  'closed-then': {
    field: 'on',
    text: 'The year {year} is closed and its figures stand. What is recorded now takes effect from {openFrom} on; what a meeting before then decided goes to a meeting since.',
  },
  'wrong-year': {
    field: 'year',
    text: '{source} is for {year}, and this is for {asked}. Money does not move between years except by closing one.',
  },
  'entry-differs': {
    field: 'entry',
    text: '{source} already has an entry {id} that says something else. If this is another one, number it differently.',
  },
  'no-such-entry': {
    field: 'entry',
    text: '{source} has no entry {id} that can be reversed.',
  },
  'entry-used': {
    field: 'entry',
    text: 'The entry {id} cannot be reversed yet: later entries of {source} have used its money. Reverse those first.',
  },
  'already-reversed': {
    field: 'entry',
    text: 'The entry {id} was reversed already, by {reversal}.',
  },
  'reversal-differs': {
    field: 'reversal',
    text: '{source} already has a reversal {id} of something else. Number this one differently.',
  },
  'more-than-given': {
    field: 'amountPence',
    text: '{source} has {given} of {fundingType}, confirmed and to be confirmed, so it cannot lose {asked}.',
  },
  'ring-fenced': {
    field: 'source',
    text: '{source} is ring-fenced and may not pay for this: it is for {only} only.',
  },
  'more-than-uncommitted': {
    field: 'amountPence',
    text: '{source} has {uncommitted} of {fundingType} uncommitted, and this needs {asked}.',
  },
  'more-than-to-be-confirmed': {
    field: 'amountPence',
    text: '{source} has {toBeConfirmed} of {fundingType} to be confirmed and not yet promised, and this needs {asked}.',
  },
  'allocation-differs': {
    field: 'allocations',
    text: 'This decision has already given the project {id} another amount from {source}. A decision is changed by another decision.',
  },
  'more-than-outstanding': {
    field: 'amountPence',
    text: 'The project has {outstanding} of {fundingType} left unpaid at {source}, and this is {asked}.',
  },
  'release-differs': {
    field: 'release',
    text: 'The release {id} is recorded already at {source} with another amount or reason. Number this one differently.',
  },
  'more-than-overspend': {
    field: 'shares',
    text: 'The overspend awaiting a decision at {source} is {overspend} of {fundingType}, and this is {asked}.',
  },
  'overspend-differs': {
    field: 'shares',
    text: 'This decision has already accepted another amount of the overspend of {id} at {source}.',
  },
  'no-such-reserve': { field: 'reserve', text: '{source} holds no reserve {id}.' },
  'reserve-differs': {
    field: 'reserve',
    text: '{source} already has a reserve {id} with other details. Give this one another identity.',
  },
  'reserve-without-decision': {
    field: 'decision',
    text: 'Say who decided to hold the reserve: either the tasking group, or a decision made before Tallystick, and not both.',
  },
  'reserve-too-small': {
    field: 'amountPence',
    text: 'The reserve {id} of {source} holds {held}, and this is {asked}.',
  },
  'reserve-uncovered': {
    field: 'amountPence',
    text: '{source} has lost money: of the reserve {id} only {covered} is still covered, and this is {asked}.',
  },
  'reserve-of-other-type': {
    field: 'fundingType',
    text: 'The reserve {id} of {source} is {fundingType}. Capital never pays for revenue, nor revenue for capital.',
  },
  'reserve-not-subject': {
    field: 'fromReserve',
    text: 'A reserve is money that is there, so an allocation from it cannot be subject to funding.',
  },
  'reserve-release-differs': {
    field: 'release',
    text: '{source} already has a release {id} of a reserve that says something else. Number this one differently.',
  },
  'payment-differs': {
    field: 'payment',
    text: 'The payment {id} is recorded already at {source} with another amount. If this is another payment, give its own reference.',
  },
  'no-such-payment': { field: 'payment', text: '{source} has not paid {id} for this project.' },
  'payment-reversed': {
    field: 'payment',
    text: 'The payment {id} at {source} has been reversed. Record the right one under a reference of its own.',
  },
  'paid-before-the-year': {
    field: 'paidOn',
    text: '{source} is for {year}, and nothing was paid from it before {from}. Charge what was paid earlier to a source of its own year.',
  },
  'adjustment-differs': {
    field: 'payment',
    text: 'The payment {id} was adjusted already at {source}, with other details.',
  },
  'no-such-swap': { field: 'swap', text: 'No swap {id} has been asked for at {source}.' },
  'swap-differs': {
    field: 'swap',
    text: 'The swap {id} of {source} is recorded already with other details. Number a new one differently.',
  },
  'swap-agreed': { field: 'swap', text: 'The provider has agreed to the swap {id} of {source} already.' },
  'swap-refused': {
    field: 'swap',
    text: 'The provider has refused the swap {id} of {source}. Ask for a new one if it has changed its mind.',
  },
  'no-such-virement': { field: 'virement', text: 'No virement {id} has been asked for at {source}.' },
  'virement-differs': {
    field: 'virement',
    text: 'The virement {id} is recorded already at {source} with other details. Number a new one differently.',
  },
  'virement-to-itself': {
    field: 'to',
    text: 'This virement ends where it begins. Choose another project or another source.',
  },
  'virement-declined': {
    field: 'virement',
    text: 'The virement {id} of {source} was declined. Ask for a new one if it is needed after all.',
  },
  'virement-authorised': {
    field: 'virement',
    text: 'The virement {id} of {source} was authorised and its money has moved. To undo it, ask for one the other way.',
  },
  'virement-not-authorised': {
    field: 'virement',
    text: 'The virement {id} of {source} has not been authorised with these terms.',
  },
  'own-virement': {
    field: 'virement',
    text: 'You asked for this virement, so someone else must authorise it.',
  },
  'own-project': {
    field: 'virement',
    text: 'You are the lead officer of a project that this virement changes, so you can neither ask for it nor authorise it.',
  },
  'above-virement-limit': {
    field: 'decision',
    text: 'A virement of {asked} is above the limit of {limit}, so it needs a decision of the tasking group.',
  },
  'across-ring-fence': {
    field: 'providerAgreement',
    text: '{source} is ring-fenced: moving its money like this needs the agreement of {provider}. Ask for the virement with its reference.',
  },
  'commitment-uncovered': {
    field: 'amountPence',
    text: '{source} has lost money: of what the project is owed only {covered} is still covered, and this moves {asked}.',
  },
  'no-such-recovery': { field: 'source', text: '{source} has no reclaim or clawback {id}.' },
  'recovery-differs': {
    field: 'source',
    text: '{source} already has a reclaim or clawback {id} with other details. Give this one another identity.',
  },
  'more-than-owed': {
    field: 'amountPence',
    text: 'On {id}, {owed} is still owed to {source}, and this is {asked}.',
  },
  'nothing-owed': { field: 'source', text: 'On {id}, nothing is owed to {source} any more.' },
  'year-not-over': {
    field: 'year',
    text: 'The year {year} ends on {end}, so {source} cannot be closed yet.',
  },
  'carried-twice': {
    field: 'carry',
    text: 'Say once how much {fundingType} of {source} is carried into the next year.',
  },
  'may-not-cross-year': {
    field: 'carry',
    text: 'The money of {source} may not cross into the next year. What is unspent lapses.',
  },
  'more-than-unspent': {
    field: 'carry',
    text: '{source} has {unspent} of {fundingType} unspent, so {asked} cannot be carried into the next year.',
  },
  'needs-successor': {
    field: 'to',
    text: '{source} still has {left}. Name the source of the next year that takes this over.',
  },
  'brought-forward-differs': {
    field: 'to',
    text: '{id} has been brought forward to {source} already, with other amounts.',
  },
};
