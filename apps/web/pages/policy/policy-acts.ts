import { policiesOf, policyOn } from '#funding/partnership/queries';
import type { Policy } from '#funding/partnership/partnership.events';
import { typedDay } from '#govuk/fields';
import type { Typed } from '#govuk/fields';
import type { Visit } from '../../access/visit.js';
import { act } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askDay, askTime, askWholeNumber, unseenVersion } from '../../acts/questions.js';
import { SeeOther } from '../../answering/page.js';

/** An act by which a partnership's policy is changed, each time as a new version from a day on. */
export type PolicyAct = (visit: Visit) => Act;

const askFrom = askDay({ label: 'From which day?', what: 'the day from which it applies' });

const quorumQuestions = {
  version: unseenVersion(),
  numerator: askWholeNumber({
    label: 'Share of the voting members: top of the fraction',
    what: 'the top of the fraction',
    hint: 'For a third, 1',
  }),
  denominator: askWholeNumber({
    label: 'Share of the voting members: bottom of the fraction',
    what: 'the bottom of the fraction',
    hint: 'For a third, 3. What it comes to is rounded up',
  }),
  atLeastPeople: askWholeNumber({
    label: 'The fewest people, whatever the share comes to',
    what: 'the least number of people',
  }),
  atLeastAgencies: askWholeNumber({
    label: 'The fewest agencies that they come from',
    what: 'the least number of agencies',
  }),
  from: askFrom,
} as const;

/** Who must be there for an item of an agenda (rule 1). */
export const quorum: PolicyAct = (visit) => {
  const { numerator, denominator, atLeastPeople, atLeastAgencies } = policyToChange(visit).quorum;
  return act({
    ...around(visit),
    title: 'Quorum',
    intro: [
      'An item can be decided while enough of the voting members are there for it. A change takes effect with the first meeting that opens from its day on.',
    ],
    questions: quorumQuestions,
    filledIn: {
      numerator: String(numerator),
      denominator: String(denominator),
      atLeastPeople: String(atLeastPeople),
      atLeastAgencies: String(atLeastAgencies),
      ...asNextVersion(visit),
    },
    button: 'Adopt this quorum',
    command: ({ version, from, ...terms }) => ({
      name: 'AdoptPolicy',
      content: { version, from, quorum: terms },
    }),
    fields: { quorum: 'numerator', version: 'from' },
    done: backTo(visit, 'The quorum is adopted.'),
  });
};

/** When messages go out, on working days. */
export const workingHours: PolicyAct = (visit) => {
  const { from, to } = policyToChange(visit).ladder.workingHours;
  return act({
    ...around(visit),
    title: 'When messages go out',
    intro: ['Reminders go out on working days of England and Wales. What falls outside of the hours waits.'],
    questions: {
      version: unseenVersion(),
      begins: askTime({
        label: 'Not before',
        what: 'the time before which none goes',
        hint: 'For example, 09:00',
      }),
      ends: askTime({
        label: 'And before',
        what: 'the time until which they go',
        hint: 'For example, 17:00',
      }),
      from: askFrom,
    },
    filledIn: { begins: from, ends: to, ...asNextVersion(visit) },
    button: 'Adopt these hours',
    command: (answers) => ({
      name: 'AdoptPolicy',
      content: {
        version: answers.version,
        from: answers.from,
        workingHours: { from: answers.begins, to: answers.ends },
      },
    }),
    fields: { workingHours: 'begins', version: 'from' },
    done: backTo(visit, 'The hours are adopted.'),
  });
};

/** The policy that is in force today. */
export function policyNow({ reading }: Visit): Policy {
  return policyOn(reading.state, reading.place.today());
}

/** The last version, which may be still to come: what the next one leaves out stays as it is there. */
export function policyToChange({ reading }: Visit): Policy {
  return policiesOf(reading.state).at(-1) ?? policyOn(reading.state, reading.place.today());
}

/**
 * What every form that changes the policy has in it: which version it would be, one more than the last that
 * there was when it was shown, and its day: today, or that of the last version where that is still to come.
 */
export function asNextVersion(visit: Visit): Typed {
  const last = policyToChange(visit);
  const today = visit.reading.place.today();
  return { version: String(last.version + 1), ...typedDay('from', last.from > today ? last.from : today) };
}

export function around(visit: Visit): Pick<Act, 'caption' | 'trail'> {
  return { caption: 'Policy', trail: [{ text: 'Policy', href: visit.at('/policy') }] };
}

export function backTo(visit: Visit, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at('/policy'), notice);
}
