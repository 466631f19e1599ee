import type { Recovery } from '#funding/funding-source/state';
import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import { recoverableAt } from '#reads/movable';
import { act } from '../../../acts/act.js';
import type { Act, NotNow } from '../../../acts/act.js';
import {
  askAmount,
  askChoice,
  askDay,
  askFundingType,
  askLine,
  askShortLine,
  askWhy,
} from '../../../acts/questions.js';
import { leftChoices } from '../choices.js';
import { around, backTo, entryFrom } from '../source-at.js';
import type { SourceAct, SourceAt } from '../source-at.js';
import { askNumber, nextNumber } from './reserves.js';

/** What can be raised: a reclaim of what another body owes, or a clawback from who was paid. */
const kinds = {
  reclaim: {
    raise: 'Raise a reclaim',
    about: 'Money that another body owes the partnership.',
    from: 'Who owes it',
    verb: 'reclaimed',
  },
  clawback: {
    raise: 'Raise a clawback',
    about: 'Money to be recovered from who received it.',
    from: 'From whom it is recovered',
    verb: 'recovered',
  },
} as const;

type Kind = keyof typeof kinds;

export const raiseReclaim: SourceAct = async (at) => raise(at, 'reclaim');
export const raiseClawback: SourceAct = async (at) => raise(at, 'clawback');
export const receiveReclaim: SourceAct = (at) => receive(at, 'reclaim');
export const receiveClawback: SourceAct = (at) => receive(at, 'clawback');
export const writeOffReclaim: SourceAct = (at) => writeOff(at, 'reclaim');
export const writeOffClawback: SourceAct = (at) => writeOff(at, 'clawback');

async function raise(at: SourceAt, kind: Kind): Promise<Act | NotNow> {
  const { raise: title, about, from, verb } = kinds[kind];
  const projects = await leftChoices(at.visit, await recoverableAt(at.visit.reading, at.source));
  if (projects.length === 0)
    return {
      ...around(at),
      title,
      why: `Nothing can be ${verb} here: what was paid from this source, if anything, has come back or is asked for already.`,
    };
  return act({
    ...around(at),
    title,
    intro: [`${about} It counts in the balance of this source when it is received, and not before.`],
    questions: {
      project: askChoice(
        { label: 'The project', what: 'the project', hint: `With what was paid and can be ${verb}` },
        projects,
      ),
      from: askLine({ label: from, what: from.toLowerCase(), hint: 'An organisation, not a person' }),
      fundingType: askFundingType,
      amountPence: askAmount,
      dueOn: askDay({ label: 'When it is due', what: 'the day on which it is due' }),
      number: askNumber(kind),
      reason: askWhy,
    },
    filledIn: { number: nextNumber(kind, numbersIn(at)) },
    button: title,
    command: ({ number, ...terms }) => {
      const content = { source: at.source.source, ...terms };
      return kind === 'reclaim'
        ? { name: 'RaiseReclaim', content: { ...content, reclaim: number } }
        : { name: 'RaiseClawback', content: { ...content, clawback: number } };
    },
    fields: { reclaim: 'number', clawback: 'number', source: 'number' },
    done: backTo(at, `The ${kind} is raised.`),
  });
}

function numbersIn({ source }: SourceAt): readonly string[] {
  return source.recoveries.map(({ recovery }) => recovery);
}

function receive(at: SourceAt, kind: Kind): Act | undefined {
  const recovery = owed(at, kind);
  if (recovery === undefined) return undefined;
  return act({
    ...around(at),
    title: `Record money received on a ${kind}`,
    intro: ['In whole or in part. It counts in the balance of this source from now on.'],
    known: termsOf(recovery),
    questions: {
      amountPence: askAmount,
      reference: askShortLine({
        label: 'The remittance',
        what: 'the remittance',
        hint: 'Its reference. The same remittance is never entered twice here',
      }),
    },
    button: 'Record the money',
    command: ({ amountPence, reference }) => {
      const entry = entryFrom(reference, 'received');
      const content = { source: at.source.source, entry, amountPence, reference };
      return kind === 'reclaim'
        ? { name: 'ReceiveReclaim', content: { ...content, reclaim: at.of } }
        : { name: 'ReceiveClawback', content: { ...content, clawback: at.of } };
    },
    fields: { entry: 'reference' },
    done: backTo(at, 'The money is recorded.'),
  });
}

function writeOff(at: SourceAt, kind: Kind): Act | undefined {
  const recovery = owed(at, kind);
  if (recovery === undefined) return undefined;
  return act({
    ...around(at),
    title: `Write off a ${kind}`,
    intro: ['What is still owed will not be asked for any more. It stays in the history.'],
    known: termsOf(recovery),
    questions: { reason: askWhy },
    button: `Write off the ${kind}`,
    command: ({ reason }) => {
      const content = { source: at.source.source, reason };
      return kind === 'reclaim'
        ? { name: 'WriteOffReclaim', content: { ...content, reclaim: at.of } }
        : { name: 'WriteOffClawback', content: { ...content, clawback: at.of } };
    },
    done: backTo(at, 'It is written off.'),
  });
}

function owed({ source, of }: SourceAt, kind: Kind): Recovery | undefined {
  return source.recoveries.find((one) => one.kind === kind && one.recovery === of && one.owedPence > 0);
}

function termsOf({ recovery, from, owedPence, dueOn, fundingType }: Recovery): NonNullable<Act['known']> {
  return [
    ['Number', recovery],
    ['Owed by', from],
    ['Still owed', `${formatPence(owedPence)}, ${fundingType}`],
    ['Due', formatDate(dueOn)],
  ];
}
