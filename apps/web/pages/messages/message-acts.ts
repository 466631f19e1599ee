import type { OutboxMessage } from '#projections/outbox';
import { inWords, momentInWords } from '#reads/words';
import type { Visit } from '../../access/visit.js';
import { act } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askText, askWhy } from '../../acts/questions.js';
import { SeeOther } from '../../answering/page.js';

/** A message about which something is done. */
export interface MessageAt {
  readonly visit: Visit;
  readonly message: OutboxMessage;
  /** Whom it is to, by name. */
  readonly name: string;
}

interface MessageAct {
  readonly text: string;
  /** How the message has to stand, for it to be of any use. What is sent is judged again. */
  readonly when: ReadonlySet<string>;
  readonly start: (at: MessageAt) => Act;
}

interface Standing {
  readonly standing: string;
  readonly colour: string;
}

/** How a message stands, in words, with the colour of its tag. */
const standings: Readonly<Record<string, Standing>> = {
  unknown: { standing: 'May have gone, or not', colour: 'red' },
  failed: { standing: 'Did not arrive', colour: 'red' },
  refused: { standing: 'Was refused', colour: 'red' },
  sending: { standing: 'Is being sent', colour: 'blue' },
  queued: { standing: 'Waits to be sent', colour: 'blue' },
  'handed-over': { standing: 'Handed over', colour: 'grey' },
  withdrawn: { standing: 'Withdrawn', colour: 'grey' },
  delivered: { standing: 'Has arrived', colour: 'green' },
};

export function standingOf(status: string): Standing {
  return standings[status] ?? { standing: inWords(status), colour: 'grey' };
}

/** What can be done about a message, by the last part of its address. */
export const messageActs: ReadonlyMap<string, MessageAct> = new Map(
  Object.entries({
    'send-again': {
      text: 'Send the message again',
      when: new Set(['unknown', 'refused', 'failed']),
      start: sendAgain,
    },
    'confirm-arrival': {
      text: 'Record that it arrived',
      when: new Set(['unknown', 'handed-over', 'failed']),
      start: confirmArrival,
    },
  }),
);

function sendAgain(at: MessageAt): Act {
  const { message } = at;
  return act({
    ...around(at),
    title: 'Send a message again',
    intro: ['Ask them first, where you can: if the first one came after all, they have it twice.'],
    questions: { reason: askWhy },
    button: 'Send the message again',
    command: ({ reason }) => ({ name: 'SendMessageAgain', content: { message: message.message, reason } }),
    done: back(at, 'It goes in the next working hour.'),
  });
}

function confirmArrival(at: MessageAt): Act {
  return act({
    ...around(at),
    title: 'Record that a message arrived',
    questions: {
      note: askText({
        label: 'How is that known?',
        what: 'how that is known',
        hint: 'Such as: they have it in front of them',
      }),
    },
    button: 'Record that it arrived',
    command: ({ note }) => ({ name: 'ConfirmArrival', content: { message: at.message.message, note } }),
    done: back(at, 'It is recorded that it arrived.'),
  });
}

function around({ visit, message, name }: MessageAt): Pick<Act, 'caption' | 'trail' | 'known'> {
  const { status, since, why } = message;
  return {
    caption: `A message to ${name}`,
    trail: [{ text: 'Messages', href: visit.at('/messages') }],
    known: [
      ['How it stands', `${standingOf(status).standing}, since ${momentInWords(since)}`],
      ...(why === null ? [] : [['Why', why] as const]),
    ],
  };
}

function back({ visit }: MessageAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at('/messages'), notice);
}
