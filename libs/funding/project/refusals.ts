import type { RefusalMessage } from '#kernel/decider';

/**
 * Why a project refuses, in words. `{stage}`, `{needs}` and the like are facts that come with the refusal.
 */
export const projectRefusalMessages = {
  'no-such-project': { field: 'project', text: 'There is no project with this identity.' },
  'wrong-stage': {
    field: 'project',
    text: 'The project is {stage}. This can be done only while it is {needs}.',
  },
  'not-lead-officer': {
    field: 'actor',
    text: 'You are not the lead officer of this project, so this is not yours to do.',
  },
  'own-bid': {
    field: 'actor',
    text: 'This is your own bid, or was once. Someone else has to decide on it, whatever role you hold.',
  },

  'bid-incomplete': {
    field: 'bid',
    text: 'The bid needs the {form} form, and these are missing: {missing}.',
  },
  'priority-not-in-force': {
    field: 'bid.priorities',
    text: 'Not a priority of the plan that is in force: {priorities}.',
  },
  'finish-before-start': { text: 'It cannot finish on {finish}, before it starts on {start}.' },
  'evaluation-overdue': {
    field: 'bid.leadOfficer',
    text: 'The lead officer owes evaluations that are overdue: {projects}. Hand them in first.',
  },
  'duplicate-of-itself': { field: 'of', text: 'A bid cannot repeat itself: name the other one.' },
  'on-another-agenda': {
    field: 'meeting',
    text: 'The bid is on the agenda of the meeting {meeting} already. Take it off there first.',
  },
  'not-on-this-agenda': {
    field: 'decision',
    text: 'The bid is not under this item of this meeting. Put it on the agenda first.',
  },

  'decision-differs': {
    field: 'decision',
    text: 'Something else was decided here before. A decision is changed by another decision, never edited.',
  },
  'project-differs': {
    field: 'project',
    text: 'This project is entered here already, with other details. Another project needs an identity of its own.',
  },
  'chair-acts-first': {
    field: 'chairIs',
    text: 'The deputy acts when the chair is absent or has an interest. Say which.',
  },
  'chair-is-there': {
    field: 'chairIs',
    text: 'You act as the chair. Only the deputy says why the chair does not.',
  },
  'interest-declared': {
    field: 'declares',
    text: 'Whoever has an interest takes no part. Leave it to the next meeting, or to somebody without one.',
  },
  'declaration-needed': {
    field: 'declares',
    text: 'You are from the agency that leads this project. Declare an interest, or that you have none.',
  },
  'consulted-no-member': {
    field: 'consulted',
    text: 'The person consulted is no voting member of the tasking group.',
  },
  'more-than-bid': { field: 'award', text: 'The award is {award}, and the bid was for {bid}.' },
  'more-than-bid-of-type': {
    field: 'award',
    text: 'The bid was for {bid} of {fundingType}, and {allocated} is allocated. One never pays for the other.',
  },
  'allocations-do-not-add-up': {
    field: 'award.allocations',
    text: 'The allocations come to {allocated}, and the award is {award}.',
  },
  'duplicate-allocation': {
    field: 'award.allocations',
    text: 'The source {source} appears twice for {fundingType}. Put both amounts into one.',
  },
  'duplicate-condition': {
    field: 'award.conditions',
    text: 'Two conditions share the identity {condition}. Give each its own.',
  },
  'more-than-chairs-limit': {
    field: 'award',
    text: "A chair's action goes up to {limit}. An award of {award} has to wait for the meeting.",
  },
  'consulted-own-bid': {
    field: 'consulted',
    text: 'Whoever is consulted must be someone else than the chair and than those whose bid it is.',
  },
  'consulted-same-agency': {
    field: 'consulted',
    text: 'Whoever is consulted must come from another agency than your own.',
  },
  'no-action-to-ratify': {
    field: 'action',
    text: "There is no chair's action {action} on this project that waits to be ratified.",
  },
  'ratify-first': {
    field: 'decision',
    text: "The chair's action {action} has still to be ratified, or not, before the award is changed.",
  },
  'before-the-decision': { field: 'on', text: 'The award was decided on {decided}, after that day.' },
  'acceptance-too-late': {
    field: 'on',
    text: 'The award could be accepted until {dueOn}. It has lapsed, and needs a new decision.',
  },
  'acceptance-not-overdue': { field: 'project', text: 'The award can be accepted until {dueOn}.' },
  'award-answered': { field: 'project', text: 'The award was {answer} already.' },
  'award-not-accepted': {
    field: 'project',
    text: 'The lead officer has not accepted the award. That comes first.',
  },

  'no-such-condition': { field: 'condition', text: 'The award has no condition {condition}.' },
  'condition-not-open': { field: 'condition', text: 'The condition {condition} was {status} already.' },

  'charges-do-not-add-up': {
    field: 'charges',
    text: 'The charges come to {charges}; net amount and VAT that cannot be recovered come to {total}.',
  },
  'duplicate-charge': {
    field: 'charges',
    text: 'The source {source} appears twice for {fundingType}. Put both amounts into one.',
  },
  'conditions-open': {
    field: 'project',
    text: 'Nothing can be claimed before these conditions are met: {conditions}.',
  },
  'more-than-award': {
    field: 'charges',
    text: 'Of the award, {left} is left at the source {source} ({fundingType}). Claim no more than that.',
  },
  'claim-outside-ring-fence': {
    field: 'category',
    text: 'The source {source} is ring-fenced and may not pay for this: it is for {only} only.',
  },
  'claim-not-confirmed': {
    field: 'charges',
    text: 'At the source {source} ({fundingType}) {committed} is committed and not claimed; the rest waits for funding that is to be confirmed.',
  },
  'claim-differs': {
    field: 'claim',
    text: 'Another claim was made under this identity. Give this one its own.',
  },
  'no-such-claim': { field: 'claim', text: 'There is no claim {claim} on this project.' },
  'claim-not-open': { field: 'claim', text: 'The claim {claim} was {status} already.' },
  'pays-own-claim': {
    field: 'actor',
    text: 'A lead officer claims, and someone else pays. Ask another finance officer.',
  },
  'payment-differs': {
    field: 'payment',
    text: 'Another payment is recorded under this reference. Check it, or reverse that one first.',
  },
  'payment-is-reversed': {
    field: 'payment',
    text:
      'This payment was recorded and has been reversed: {reason} If it was made after all, record it under a ' +
      'reference of its own.',
  },
  'paid-in-the-future': {
    field: 'paidOn',
    text: 'Today is {today}. A payment is recorded once it has been made; until then it is a claim.',
  },
  'paid-on-another-day': {
    field: 'on',
    text: 'It was paid on {paidOn}, and takes effect on that day. Leave the other day out.',
  },
  'not-as-claimed': {
    field: 'claim',
    text: 'The claim {claim} is for {amount} to {payee}, {reference}. Pay no more on it, nor anything else; or record the payment without the claim.',
  },
  'no-such-payment': { field: 'payment', text: 'There is no payment {payment} on this project.' },
  'already-reversed': { field: 'payment', text: 'The payment {payment} was reversed before: {reason}' },
  'year-closed': {
    field: 'adjustAt',
    text: 'The payment is in a closed year ({years}). Name the source of the open year that takes the adjustment.',
  },
  'claims-open': {
    field: 'project',
    text: 'These claims are open: {claims}. Pay or decline them before the rest is released.',
  },
  'nothing-unspent': { field: 'project', text: 'Nothing of the award is left to release.' },
  'release-differs': { field: 'release', text: 'Another release was made under this identity.' },
  'virement-differs': { field: 'virement', text: 'Another virement was made under this number.' },
  'more-than-unspent': {
    text: 'Of the source {source} ({fundingType}) the project has {unspent} that is neither spent nor claimed.',
  },
  'no-such-heading': { field: 'fromHeading', text: 'The project has no heading {heading}.' },
  'heading-to-itself': { field: 'toHeading', text: 'Money moves from one heading to another.' },
  'more-than-heading': { field: 'amountPence', text: 'The heading {heading} has {left}.' },
  'across-types-or-years': {
    field: 'toHeading',
    text: 'These headings share no year and funding type. A virement crosses neither.',
  },
  'which-year-and-type': {
    field: 'year',
    text: 'These headings share more than one year or funding type ({both}). Say which.',
  },
  'entry-differs': { field: 'entry', text: 'Another entry was made under this identity.' },
  'more-than-overspend': {
    field: 'shares',
    text: 'At the source {source} ({fundingType}) an overspend of {overspend} awaits decision.',
  },

  'already-started': { field: 'on', text: 'The project was recorded as started on {startedOn}.' },
  'not-started': {
    field: 'manner',
    text: 'The project has not started. Record its start first, or that it was never implemented.',
  },
  'was-started': {
    field: 'manner',
    text: 'The project was started on {startedOn}, so it was not "never implemented".',
  },
  'already-finished': {
    field: 'project',
    text: 'The project was recorded as finished on {finishedOn}. Correct that finish if it is wrong.',
  },
  'finished-in-the-future': { field: 'finishedOn', text: 'Today is {today}. A finish has happened.' },
  'not-finished': {
    field: 'project',
    text: 'No finish is recorded. Record first when and how it finished.',
  },
  'not-later': { text: 'The date stands at {date}. The new one has to be later.' },
  'month-not-begun': { field: 'month', text: 'Today is {today}: that month is still to come.' },
  'month-outside-project': {
    field: 'month',
    text: 'The project was not running in that month: it ran from {from} to {to}.',
  },
  'update-differs': {
    field: 'month',
    text:
      'Another update was sent for {month}. Correct that one if it is wrong; what has changed since goes ' +
      'into the next one.',
  },
  'no-such-update': { field: 'month', text: 'No update was sent for {month}, so there is none to correct.' },
  'updates-stand': {
    field: 'month',
    text: 'The evaluation is accepted. The updates that it was judged beside stand as they were read.',
  },
  'variation-differs': { field: 'variation', text: 'Another variation was made under this identity.' },
  'nothing-to-vary': { field: 'description', text: 'Say what will now be done, or what outputs to expect.' },

  'nothing-due': {
    field: 'dueOn',
    text: 'Nothing of the kind is due on {dueOn}: it was met, let go, or has another date.',
  },
  'reminder-sent': {
    field: 'carries',
    text: 'Another message carries the rung {days} days from the due date ({obligation} of {project}).',
  },
  'deputy-is-lead-officer': {
    field: 'deputy',
    text: 'The lead officer of the project is not also the deputy. Name someone else.',
  },
  'not-the-deputy': { field: 'deputy', text: 'They are not the deputy lead officer of this project.' },
  'not-overdue': { field: 'days', text: 'Today it is not {days} days overdue.' },

  'evaluation-incomplete': {
    field: 'answers',
    text: 'The {form} evaluation form still needs: {missing}.',
  },
  'evaluation-differs': {
    field: 'answers',
    text: 'An evaluation is in already. It has to be returned before another can be handed in.',
  },
  'evaluation-not-owed': { field: 'project', text: 'No evaluation is owed: it was {status}.' },
  'nothing-submitted': { field: 'project', text: 'No evaluation is waiting to be accepted or returned.' },
  'already-evaluated': { field: 'project', text: 'The evaluation was accepted before, in other words.' },
  'date-not-ahead': { text: 'Today is {today}. The new date has to be after it.' },
  'outcome-differs': { field: 'project', text: 'The project was recorded as {outcome} already.' },
  'continues-as-itself': { field: 'as', text: 'Name the other project that continues it.' },
} as const satisfies Record<string, RefusalMessage>;

export type ProjectRefusal = keyof typeof projectRefusalMessages;
