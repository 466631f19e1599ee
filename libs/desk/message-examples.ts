import type { ExamplesOf } from '#desk/command-registry';

const message = 'm-4f0c2a9d5b7e';

/** One example of each command to a message. */
export const messageExamples: ExamplesOf<'message'> = {
  ClaimMessage: {
    message,
    person: 'officer-3',
    carries: [
      {
        project: 'youth-bus',
        obligation: 'evaluation',
        dueOn: '2012-03-28',
        told: 'lead-officer',
        days: [-14],
      },
    ],
  },
  BeginSending: { message, worker: 'worker-2', channel: 'smtp' },
  RecordSending: {
    message,
    attempt: 1,
    outcome: 'handed-over',
    reference: '<m-4f0c2a9d5b7e@council.example>',
  },
  RecordDelivery: { message, delivery: 'delivered' },
  SendMessageAgain: { message, reason: 'The lead officer says that nothing has come.' },
  ConfirmArrival: { message, note: 'The lead officer has it.' },
};
