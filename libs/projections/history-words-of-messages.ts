import type { LeftOut } from '#funding/message/message.events';
import { codeSaid, labelled, personSaid, said } from '#projections/history-phrases';
import type { WordsOf } from '#projections/history-phrases';

/** What the events of a message say beyond their names. */
export const messageWords: WordsOf<'message'> = {
  MessageQueued: ({ person, carries, undelivered = [] }) =>
    said(
      `to ${personSaid(person)}`,
      ...carries.map(({ project, obligation, of }) =>
        [codeSaid(obligation), of, project].filter(Boolean).join(' '),
      ),
      labelled('tells that these did not arrive:', undelivered.join(', ')),
    ),
  SendingBegun: ({ attempt, worker, channel, leftOut }) =>
    said(`attempt ${attempt}`, `by ${channel}`, `worker ${worker}`, leftOutSaid(leftOut)),
  MessageHandedOver: ({ attempt, reference }) => said(`attempt ${attempt}`, `as ${reference}`),
  SendingPutOff: ({ attempt, why, tryAt }) => said(`attempt ${attempt}`, why, `again from ${tryAt}`),
  MessageRefused: ({ attempt, why }) => said(`attempt ${attempt}`, why),
  OutcomeUnknown: ({ attempt, why }) => said(`attempt ${attempt}`, why),
  MessageWithdrawn: ({ leftOut }) => leftOutSaid(leftOut) ?? '',
  MessageDelivered: ({ note }) => note ?? '',
  DeliveryFailed: ({ permanent, why }) => said(permanent ? 'for good' : 'for now', why),
  MessageRequeued: () => '',
  FailureTold: ({ in: message }) => `in the message ${message}`,
};

function leftOutSaid(leftOut: readonly LeftOut[] = []): string | undefined {
  const owed = leftOut.filter(({ because }) => because === 'not-owed').length;
  const others = leftOut.length - owed;
  return said(
    owed === 0 ? '' : `left out as owed no more: ${owed}`,
    others === 0 ? '' : `left out for someone else to be told: ${others}`,
  );
}
