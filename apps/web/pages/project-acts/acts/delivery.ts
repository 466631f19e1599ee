import { matterId } from '#funding/plans/decisions.plans';
import { formatDate } from '#kernel/local-date';
import type { ProjectDetail } from '#reads/project-detail';
import { act } from '../../../acts/act.js';
import {
  askChoice,
  askDay,
  askLine,
  askReference,
  askText,
  askPounds,
  askWhy,
  leftEmpty,
  maybe,
} from '../../../acts/questions.js';
import { idFromName } from '../../../commands/id-from-name.js';
import { otherProjects } from '../../source/choices.js';
import { around, backTo } from '../project-at.js';
import type { ProjectAct } from '../project-at.js';
import { agreedAt, agreedWhere } from './agreed.js';

const askNewFinish = askDay({ label: 'New planned finish', what: 'the new planned finish' });

/** A bid that its lead officer does not want to be decided any more. */
export const withdrawBid: ProjectAct = (at) =>
  act({
    ...around(at),
    title: 'Withdraw the bid',
    intro: ['Nobody decides on a bid that is withdrawn. It stays in the register, with your reason.'],
    questions: { reason: askWhy },
    button: 'Withdraw the bid',
    command: ({ reason }) => ({ name: 'WithdrawBid', content: { project: at.detail.project, reason } }),
    done: backTo(at, 'The bid is withdrawn.'),
  });

/** A bid that says again what another says: one of them stays. */
export const closeAsDuplicate: ProjectAct = async (at) => {
  const others = await otherProjects(at.visit, at.detail.project);
  if (others.length === 0) return undefined;
  return act({
    ...around(at),
    title: 'Close as a duplicate',
    intro: [
      'This bid repeats another. It is closed, comes off the agenda that it is on, and stays in the register beside the other.',
    ],
    questions: { of: askChoice({ label: 'Which one stays?', what: 'the one that stays' }, others) },
    button: 'Close as a duplicate',
    command: ({ of }) => ({ name: 'CloseAsDuplicate', content: { project: at.detail.project, of } }),
    done: backTo(at, 'The bid is closed as a duplicate.'),
  });
};

/** A lead officer asks, and the tasking group agrees: it comes onto the agenda of the next meeting. */
export const askExtension: ProjectAct = (at) => {
  const { project, title } = at.detail;
  return act({
    ...around(at),
    title: 'Ask for an extension',
    intro: [
      'It comes onto the agenda of the tasking group’s next meeting. An extension moves the finish, and brings no money.',
    ],
    known: finishNow(at.detail),
    questions: {
      finishesOn: askNewFinish,
      reason: askLine({ label: 'Why', what: 'why', hint: 'A few words: they stand on the agenda' }, 80),
    },
    button: 'Ask for the extension',
    command: ({ finishesOn, reason }) => ({
      name: 'RaiseMatter',
      content: {
        matter: matterId('extension', project, finishesOn),
        kind: 'other',
        title: `Extend ${title.slice(0, 60)} to ${formatDate(finishesOn)}: ${reason}`,
        project,
      },
    }),
    fields: { matter: 'finishesOn', title: 'reason' },
    done: backTo(at, 'You have asked for an extension. It is on the agenda of the next meeting.'),
  });
};

/** What was agreed, recorded by whoever keeps the register. */
export const extend: ProjectAct = async (at) => {
  const agreed = await agreedAt(at);
  return act({
    ...around(at),
    title: 'Record an extension',
    intro: [
      'An extension moves the finish, and with it the day on which the evaluation is due. It brings no money.',
    ],
    known: finishNow(at.detail),
    questions: { finishesOn: askNewFinish, ...agreed, reasons: askWhy },
    button: 'Record the extension',
    command: ({ finishesOn, reasons, agreed: where }) => ({
      name: 'ExtendProject',
      content: { project: at.detail.project, finishesOn, reasons, ...agreedWhere(where) },
    }),
    done: backTo(at, 'The extension is recorded.'),
  });
};

/** What it will do from now on, where that was agreed and moves no money. */
export const vary: ProjectAct = (at) =>
  act({
    ...around(at),
    title: 'Record a change of what it will do',
    known: [['What was bid for', at.detail.bid?.description ?? '']],
    questions: {
      description: askText({ label: 'What will now be done', what: 'what will now be done' }, 20_000),
      variation: askReference({
        label: 'A short name for the change',
        what: 'a short name for the change',
        hint: 'For example, fourth-estate',
      }),
      reasons: askWhy,
    },
    button: 'Record the change',
    command: (answers) => ({ name: 'VaryProject', content: { project: at.detail.project, ...answers } }),
    done: backTo(at, 'The change is recorded.'),
  });

/** A finish that was told wrongly. It moves the day on which the evaluation is due; the old one is kept. */
export const correctFinish: ProjectAct = (at) => {
  const { project, finishedOn, finishManner } = at.detail;
  if (finishedOn === null) return undefined;
  return act({
    ...around(at),
    title: 'Correct the finish',
    intro: [
      'The evaluation becomes due four weeks after the right day. What was recorded before stays in the history.',
    ],
    known: [['Recorded as', `${formatDate(finishedOn)}, ${(finishManner ?? '').replaceAll('-', ' ')}`]],
    questions: {
      finishedOn: askDay({ label: 'The day on which it finished', what: 'the day on which it finished' }),
      manner: leftEmpty(
        askChoice({ label: 'How it finished, if that was wrong', what: 'how it finished' }, [
          { value: 'completed', text: 'It is completed' },
          { value: 'ended-early', text: 'It ended early' },
          { value: 'never-implemented', text: 'It never started' },
        ] as const),
        'That was right',
      ),
      reason: askWhy,
    },
    button: 'Correct the finish',
    command: ({ finishedOn: right, manner, reason }) => ({
      name: 'CorrectFinish',
      content: { project, finishedOn: right, reason, ...(manner === undefined ? {} : { manner }) },
    }),
    done: backTo(at, 'The finish is corrected.'),
  });
};

/** Time, rooms, vehicles: what partners put in. It enters no balance (rule 13). */
export const recordInKind: ProjectAct = (at) =>
  act({
    ...around(at),
    title: 'Record what a partner put in',
    intro: ['Time, rooms, vehicles: input in kind. It enters no balance of money.'],
    questions: {
      from: askLine({ label: 'Which partner', what: 'which partner', hint: 'An organisation, not a person' }),
      description: askText({
        label: 'What it put in',
        what: 'what it put in',
        hint: 'And how much of it: two officers for a day, a room on ten evenings',
      }),
      valuePence: maybe(
        askPounds({
          label: 'What it was worth',
          what: 'what it was worth',
          hint: 'If somebody has reckoned it. What is not known is not nil: leave it empty',
        }),
      ),
    },
    button: 'Record what it put in',
    command: ({ from, description, valuePence }) => ({
      name: 'RecordInKindInput',
      content: {
        project: at.detail.project,
        entry: idFromName(`${at.visit.reading.place.today()} ${from} ${description}`),
        from,
        description,
        ...(valuePence === undefined ? {} : { valuePence }),
      },
    }),
    fields: { entry: 'description' },
    done: backTo(at, 'What the partner put in is recorded.'),
  });

function finishNow({ plannedFinish }: ProjectDetail): readonly (readonly [string, string])[] {
  return [['Planned finish now', plannedFinish === null ? 'None' : formatDate(plannedFinish)]];
}
