import type { Refused, RefusalMessage } from '#kernel/decider';
import type { PartnershipAsk } from './partnership.asks.js';
import type { PartnershipEvent } from './partnership.events.js';

/** Why a partnership says no, with the words for it. Kept apart because every part of its life uses them. */
export type PartnershipRefusal =
  | 'no-such-partnership'
  | 'already-founded'
  | 'agency-differs'
  | 'no-such-agency'
  | 'agency-needed'
  | 'group-differs'
  | 'tasking-group-exists'
  | 'no-such-group'
  | 'group-needed'
  | 'another-kind-of-group'
  | 'role-of-the-whole'
  | 'role-differs'
  | 'seat-taken'
  | 'role-not-held'
  | 'last-administrator'
  | 'not-a-voting-member'
  | 'votes-already'
  | 'substitute-differs'
  | 'no-such-substitute'
  | 'objective-differs'
  | 'no-such-objective'
  | 'priority-differs'
  | 'no-such-priority'
  | 'priority-retired'
  | 'policy-differs'
  | 'version-out-of-order'
  | 'policy-starts-too-early'
  | 'quorum-of-more-than-all'
  | 'form-differs'
  | 'source-in-another-year'
  | 'year-is-closed'
  | 'matter-differs'
  | 'ladder-given-twice'
  | 'no-working-hours'
  | 'no-such-matter'
  | 'matter-settled-otherwise'
  | 'too-early-to-close'
  | 'earlier-year-open'
  | 'year-closed-otherwise'
  | 'source-named-twice'
  | 'not-a-source-of-the-year'
  | 'source-missing-from-close'
  | 'not-a-source-of-the-next-year';

export type PartnershipOutcome = readonly PartnershipEvent[] | Refused<PartnershipRefusal>;
/** What stands in the way, if anything. */
export type InTheWay = Refused<PartnershipRefusal> | undefined;
/** One of the things that a partnership is asked, by name. */
export type Asked<Type extends PartnershipAsk['type']> = Extract<PartnershipAsk, { type: Type }>;

export const partnershipRefusalMessages: Record<PartnershipRefusal, RefusalMessage> = {
  'no-such-partnership': { text: 'There is no such partnership.' },
  'already-founded': { text: 'A partnership already has this id, and was founded under another name.' },
  'agency-differs': { field: 'agency', text: 'This id already stands for {name}. Choose another.' },
  'no-such-agency': { field: 'agency', text: 'The partnership has no agency {agency}. Admit it first.' },
  'agency-needed': {
    field: 'agency',
    text: 'Say which agency they come from: the quorum counts agencies.',
  },
  'group-differs': { field: 'group', text: 'This id already stands for {name}. Choose another.' },
  'tasking-group-exists': {
    field: 'kind',
    text: 'The partnership has its tasking group already, {name}, and no other group decides money.',
  },
  'no-such-group': { field: 'group', text: 'The partnership has no group {group}. Form it first.' },
  'group-needed': { field: 'group', text: 'Say in which group: chairs and members belong to one.' },
  'another-kind-of-group': { field: 'group', text: 'This role is not one of a {kind} group.' },
  'role-of-the-whole': {
    field: 'group',
    text: 'This role is held in the whole partnership. Leave the group out.',
  },
  'role-differs': {
    field: 'agency',
    text: 'They hold this role already, from another agency. End it before you give it again.',
  },
  'seat-taken': {
    field: 'role',
    text: 'The group has one such seat, and {person} holds it. End that first.',
  },
  'role-not-held': { field: 'role', text: 'They do not hold this role.' },
  'last-administrator': {
    field: 'person',
    text: 'They are the only administrator. Make someone else one first.',
  },
  'not-a-voting-member': { field: 'member', text: '{member} is not a voting member of this group.' },
  'votes-already': {
    field: 'substitute',
    text: '{substitute} votes in this group already, and nobody counts twice.',
  },
  'substitute-differs': {
    field: 'agency',
    text: 'They are named already, from another agency. End that before you name them again.',
  },
  'no-such-substitute': { field: 'substitute', text: 'They were not named as a substitute for this member.' },
  'objective-differs': { field: 'objective', text: 'This id already stands for {name}. Choose another.' },
  'no-such-objective': {
    field: 'objective',
    text: 'The partnership plan has no objective {objective}. Adopt it first.',
  },
  'priority-differs': { field: 'priority', text: 'This id already stands for {name}. Choose another.' },
  'no-such-priority': {
    field: 'priority',
    text: 'The partnership plan has no priority {priority}. Adopt it first.',
  },
  'priority-retired': {
    field: 'priority',
    text: 'This priority was retired. Adopt it under another id, so that the years stay apart.',
  },
  'policy-differs': {
    field: 'version',
    text: 'The policy has changed since you read it: this version was adopted with other terms. Read it again first.',
  },
  'version-out-of-order': {
    field: 'version',
    text: 'The next version is {next}. The defaults were version 1.',
  },
  'policy-starts-too-early': { field: 'from', text: 'A new policy starts on {earliest} at the earliest.' },
  'quorum-of-more-than-all': {
    field: 'quorum',
    text: 'A quorum cannot be more than all of the voting members.',
  },
  'ladder-given-twice': { field: 'ladders', text: 'The ladder for the {obligation} is given twice.' },
  'no-working-hours': {
    field: 'workingHours',
    text: 'No time of day is from {from} and before {to}. Messages need hours to go out in.',
  },
  'form-differs': {
    field: 'version',
    text: 'The form has changed since you read it: this version was adopted with other questions. Read it again first.',
  },
  'source-in-another-year': { field: 'year', text: 'This source is registered for {year}.' },
  'year-is-closed': { field: 'year', text: 'The year {year} is closed.' },
  'matter-differs': { field: 'matter', text: 'This id already stands for another matter: {title}.' },
  'no-such-matter': { field: 'matter', text: 'No such matter was raised.' },
  'matter-settled-otherwise': {
    field: 'matter',
    text: 'This matter was settled already: {outcome}. Raise a new one.',
  },
  'too-early-to-close': { field: 'year', text: 'The year {year} ends on {lastDay}. Close it then or later.' },
  'earlier-year-open': { field: 'year', text: 'The year {earlier} is still open. Close it first.' },
  'year-closed-otherwise': {
    field: 'year',
    text: 'The year {year} is closed, with other sources or for another reason. Closed figures stand.',
  },
  'source-named-twice': { field: 'sources', text: 'Each source closes once. Named twice: {sources}.' },
  'not-a-source-of-the-year': { field: 'sources', text: 'Not among the sources of {year}: {sources}.' },
  'source-missing-from-close': {
    field: 'sources',
    text: 'All sources of a year close together. Left out: {sources}.',
  },
  'not-a-source-of-the-next-year': {
    field: 'sources',
    text: 'Money is carried to a source of {next}. Not among them: {sources}.',
  },
};
