import { Type } from 'typebox';
import { day, id, oneOf } from '#funding/fields';
import { addDays } from '#kernel/local-date';
import { evaluationsDueOn } from '#projections/evaluations-due';
import { remindersDue, updatesDueOn } from '#projections/reminders-due';
import { placeOfUpdate, rags, updatesAfter } from '#reads/updates';
import { Paging } from '../paging.js';
import { invalid } from '../problem.js';
import { rows, wholeRows } from '../read.js';
import { day as aDay, dayOrNull, list, moment, orNull, text, textOrNull, whole, yesOrNo } from '../shapes.js';

const tag = 'What is owed';

class OwedAsked extends Paging {
  @day('As on this day; left out, today.', { optional: true }) on?: string;
}

class UpdatesAsked extends Paging {
  @id('Of projects of this thematic group.', { optional: true }) group?: string;
  @oneOf(rags, 'Of this rating.', { optional: true }) rag?: (typeof rags)[number];
}

class RemindersAsked extends Paging {
  @day('From this day on; left out, today.', { optional: true }) from?: string;
  @day('Up to this day; left out, four weeks on.', { optional: true }) to?: string;
}

/** As far ahead as anyone looks: each further day costs work. */
const longestDays = 400;

const whose = {
  project: text('The project.'),
  title: text('What it is called.'),
  leadOfficer: textOrNull('The lead officer, a person.'),
  thematicGroup: textOrNull('The thematic group.'),
};
const daysLate = whole('How many days late it is; nil or below while it is not.');

const evaluation = Type.Object({
  ...whose,
  form: text('short or full.'),
  finish: dayOrNull('When it finished, or was to.'),
  hasFinished: yesOrNo('Whether it has.'),
  dueOn: aDay('When it is due.'),
  daysLate,
  firstDaysLate: orNull(whole('How many days late it first came in, where it was returned.')),
  agreedBecause: textOrNull('returned or put-off, where a later day was agreed.'),
  reasons: textOrNull('Why it was.'),
});

const update = Type.Object({
  ...whose,
  month: text('The month, as 2011-04.'),
  dueOn: aDay('When.'),
  daysLate,
});

const updateGiven = Type.Object({
  month: text('The month, as 2011-04.'),
  project: text('The project.'),
  title: text('What it is called.'),
  rag: text('How it goes: red, amber or green.'),
  progress: text('What was done.'),
  risks: textOrNull('What may go wrong.'),
  nextSteps: textOrNull('What comes next.'),
  submittedOn: aDay('When it was sent.'),
  correctedOn: dayOrNull('When it was corrected last; null where it stands as it was sent.'),
});

const reminder = Type.Object({
  ...whose,
  kind: text('What is owed.'),
  of: Type.Optional(text('Which month, condition or reclaim.')),
  source: Type.Optional(text('The source that paid, for a reclaim.')),
  deputy: textOrNull('The deputy lead officer, a person.'),
  dueOn: aDay('When it is due.'),
  days: whole('How many days from then; below nil before it.'),
  falls: aDay('The day so many days from it.'),
  sendOn: aDay('The working day on which it goes.'),
  sendAt: moment('When it goes.'),
  tells: list(Type.String(), 'Whom it tells.'),
  why: Type.Optional(text('Why it does not go on the day it falls.')),
  together: yesOrNo('Whether it goes together with others that were past.'),
});

export const obligationReads = [
  wholeRows({
    operation: 'listEvaluationsDue',
    path: '/evaluations-due',
    tag,
    about: 'The evaluations that are owed, as on a day.',
    query: OwedAsked,
    row: evaluation,
    key: ['text', 'text'],
    keyOf: (row) => [row.dueOn, row.project],
    read: async ({ models, partnership, place }, _, { on }) =>
      evaluationsDueOn(models.db, partnership, on ?? place.today()),
  }),
  wholeRows({
    operation: 'listUpdatesDue',
    path: '/updates-due',
    tag,
    about: 'The monthly updates that are owed, as on a day.',
    query: OwedAsked,
    row: update,
    key: ['text', 'text', 'text'],
    keyOf: (row) => [row.dueOn, row.project, row.month],
    read: async ({ models, partnership, place }, _, { on }) =>
      updatesDueOn(models.db, partnership, on ?? place.today()),
  }),
  rows({
    operation: 'listUpdates',
    path: '/updates',
    tag,
    about: 'The monthly updates that were sent: the newest month first, and the worst first in a month.',
    query: UpdatesAsked,
    row: updateGiven,
    key: ['text', 'number', 'text', 'text'],
    keyOf: placeOfUpdate,
    read: async (from, _, { group, rag }, { after, limit }) =>
      updatesAfter(from, { group, rag }, { after, limit: limit + 1 }),
  }),
  wholeRows({
    operation: 'listReminders',
    path: '/reminders',
    tag,
    about: 'The reminders that are to go out from one day to another, in the order of sending.',
    query: RemindersAsked,
    row: reminder,
    key: ['text', 'text', 'number', 'text', 'text', 'text'],
    keyOf: (row) => [row.sendAt, row.project, row.days, row.kind, row.of ?? '', row.source ?? ''],
    read: async ({ models, partnership, place }, _, asked) => {
      const from = asked.from ?? place.today();
      const to = asked.to ?? addDays(from, 28);
      if (to < from) throw invalid([{ field: 'to', text: `It is before ${from}, the first day.` }]);
      if (to > addDays(from, longestDays))
        throw invalid([
          {
            field: 'to',
            text: `At most ${longestDays} days are looked at: up to ${addDays(from, longestDays)}.`,
          },
        ]);
      return remindersDue(models.db, partnership, { from, to });
    },
  }),
] as const;
