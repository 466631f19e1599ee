import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold, isRefused } from '#kernel/decider';
import { message } from '#funding/message/message';
import type { MessageAsk } from '#funding/message/message.asks';
import type { CarriedRungs, LeftOut, MessageEvent } from '#funding/message/message.events';
import { given } from '#testing/given';

const circumstances = {
  by: { person: 'tallystick', role: 'clock' },
  partnership: 'riverside',
  on: '2012-03-14',
  today: '2012-03-14',
};
type Asked<Type extends MessageAsk['type']> = Extract<MessageAsk, { type: Type }>;
type Own<Type extends MessageAsk['type']> = Omit<
  Asked<Type>,
  keyof typeof circumstances | 'type' | 'message'
>;
const ask = <Type extends MessageAsk['type']>(type: Type, own: Own<Type>): MessageAsk =>
  ({ ...circumstances, type, message: 'm-1', ...own }) as unknown as MessageAsk;

const bus: CarriedRungs = {
  project: 'bus',
  obligation: 'evaluation',
  dueOn: '2012-03-28',
  told: 'lead-officer',
  days: [-28, -14],
};
const gates: CarriedRungs = { ...bus, project: 'gates', days: [-14] };

const claim = (carries: CarriedRungs[] = [bus, gates], undelivered?: string[]): MessageAsk =>
  ask('ClaimMessage', {
    person: 'lead-1',
    carries: carries as Own<'ClaimMessage'>['carries'],
    ...(undelivered === undefined ? {} : { undelivered }),
  });
const begin = (leftOut: LeftOut[] = []): MessageAsk =>
  ask('BeginSending', { worker: 'w-1', channel: 'smtp', facts: { leftOut } });
const handedOver = (attempt = 1): MessageAsk =>
  ask('RecordSending', { attempt, outcome: 'handed-over', reference: 'r-1' });
const putOff = (attempt = 1): MessageAsk =>
  ask('RecordSending', { attempt, outcome: 'try-later', why: 'Busy.', tryAt: '2012-03-14T10:05:00.000Z' });
const refusedFor = (attempt = 1): MessageAsk =>
  ask('RecordSending', { attempt, outcome: 'refused', why: 'No address.' });
const unknownFor = (attempt = 1): MessageAsk =>
  ask('RecordSending', { attempt, outcome: 'unknown', why: 'The worker died.' });
const delivery = (became: Own<'RecordDelivery'>['delivery']): MessageAsk =>
  ask('RecordDelivery', { delivery: became });
const again = ask('SendMessageAgain', { reason: 'Nothing has come.' });
const arrived = ask('ConfirmArrival', { note: 'They have it.' });
const tell = (told = 'm-9'): MessageAsk => ask('TellOfFailure', { in: told });

const queued: MessageEvent = {
  type: 'MessageQueued',
  data: { person: 'lead-1', on: '2012-03-14', carries: [bus, gates] },
};
const begun = (attempt = 1, leftOut?: LeftOut[]): MessageEvent => ({
  type: 'SendingBegun',
  data: { attempt, worker: 'w-1', channel: 'smtp', ...(leftOut === undefined ? {} : { leftOut }) },
});
const gone: MessageEvent = { type: 'MessageHandedOver', data: { attempt: 1, reference: 'r-1' } };
const later: MessageEvent = {
  type: 'SendingPutOff',
  data: { attempt: 1, why: 'Busy.', tryAt: '2012-03-14T10:05:00.000Z' },
};
const refused: MessageEvent = { type: 'MessageRefused', data: { attempt: 1, why: 'No address.' } };
const unknown: MessageEvent = { type: 'OutcomeUnknown', data: { attempt: 1, why: 'The worker died.' } };
const requeued: MessageEvent = { type: 'MessageRequeued', data: { reason: 'Nothing has come.' } };
const failedFor = (permanent: boolean, why: string): MessageEvent => ({
  type: 'DeliveryFailed',
  data: { permanent, why },
});
const bounced = failedFor(true, 'The address does not exist, or takes nothing.');
const delivered: MessageEvent = { type: 'MessageDelivered', data: {} };
const withdrawn: MessageEvent = {
  type: 'MessageWithdrawn',
  data: { leftOut: [{ place: 0, because: 'not-owed' }] },
};
const told: MessageEvent = { type: 'FailureTold', data: { in: 'm-9' } };

const sending = given(message, queued, begun());

describe('claiming a message', () => {
  it('records it with what it carries, before anything is sent', () => {
    given(message).when(claim()).yields(queued);
  });

  it('changes nothing when the same is claimed again, at whatever stage it is', () => {
    given(message, queued, begun(), gone).when(claim()).changesNothing();
  });

  it('refuses other content under its identity', () => {
    given(message, queued)
      .when(claim([bus]))
      .refuses('message-differs');
  });

  it('refuses one that was withdrawn: what it carried is to be claimed in another', () => {
    given(message, queued, withdrawn).when(claim()).refuses('message-withdrawn');
  });

  it('refuses to say nothing, and may tell of failures alone', () => {
    given(message).when(claim([])).refuses('message-says-nothing');
    expect(given(message).when(claim([], ['m-0'])).events).toHaveLength(1);
  });
});

describe('beginning to send', () => {
  it('happens once: the worker that comes second is refused', () => {
    given(message, queued).when(begin()).yieldsEachTime(begun());
    sending.when(begin()).refuses('not-queued', { standing: 'is being sent' });
  });

  it('counts the attempts', () => {
    given(message, queued, begun(), later).when(begin()).yieldsEachTime(begun(2));
  });

  it('leaves out what is no longer owed', () => {
    const leftOut: LeftOut[] = [{ place: 1, because: 'not-owed' }];
    given(message, queued).when(begin(leftOut)).yieldsEachTime(begun(1, leftOut));
  });

  it('withdraws a message that has nothing left to say, by then or by now', () => {
    const [first, second]: [LeftOut, LeftOut] = [
      { place: 0, because: 'not-owed' },
      { place: 1, because: 'someone-else' },
    ];
    given(message, queued)
      .when(begin([first, second]))
      .yieldsEachTime({ type: 'MessageWithdrawn', data: { leftOut: [first, second] } });
    given(message, queued, begun(1, [first]), later)
      .when(begin([second]))
      .yieldsEachTime({ type: 'MessageWithdrawn', data: { leftOut: [second] } });
  });

  it.each([
    ['handed over', gone],
    ['refused', refused],
    ['unknown', unknown],
  ])('is refused for one that is %s', (_, event) => {
    sending.and(event).when(begin()).refuses('not-queued');
  });
});

describe('what came of an attempt', () => {
  it('is recorded once', () => {
    sending.when(handedOver()).yields(gone);
    sending.when(putOff()).yields(later);
    sending.when(refusedFor()).yields(refused);
    sending.when(unknownFor()).yields(unknown);
  });

  it('needs its word', () => {
    const bare = { attempt: 1 } as const;
    sending.when(ask('RecordSending', { ...bare, outcome: 'handed-over' })).refuses('outcome-without-word');
    sending.when(ask('RecordSending', { ...bare, outcome: 'refused' })).refuses('outcome-without-word');
    sending
      .when(ask('RecordSending', { ...bare, outcome: 'try-later', why: 'Busy.' }))
      .refuses('outcome-without-word', { needs: 'tryAt' });
  });

  it('is believed late, of a message that another worker has taken up as unknown', () => {
    sending.and(unknown).when(handedOver()).yields(gone);
    sending.and(unknown).when(putOff()).yields(later);
  });

  it('stops a message that a person has had queued again, when it has gone after all', () => {
    sending.and(unknown, requeued).when(handedOver()).yields(gone);
    sending.and(unknown, requeued).when(refusedFor()).refuses('not-this-attempt');
  });

  it('is refused of an attempt that is over', () => {
    sending.and(unknown, requeued, begun(2)).when(handedOver()).refuses('not-this-attempt');
    given(message, queued).when(handedOver()).refuses('not-this-attempt');
    sending.and(gone).when(unknownFor()).refuses('not-this-attempt');
  });
});

describe('what became of a message', () => {
  it('is the word of the service that took it', () => {
    sending.and(gone).when(delivery('delivered')).yields(delivered);
    sending.and(gone).when(delivery('permanent-failure')).yields(bounced);
    sending
      .and(gone)
      .when(delivery('temporary-failure'))
      .yields(failedFor(false, 'The address took nothing for as long as the service tried.'));
  });

  it('is no word of a service that does not have it', () => {
    sending.when(delivery('delivered')).refuses('not-with-a-service', { standing: 'is being sent' });
  });

  it('is for people to say where nobody else can tell', () => {
    const byPerson: MessageEvent = { type: 'MessageDelivered', data: { note: 'They have it.' } };
    sending.and(unknown).when(arrived).yields(byPerson);
    sending.and(gone, bounced).when(arrived).yields(byPerson);
    sending.and(gone).when(arrived).yields(byPerson);
    given(message, queued).when(arrived).refuses('nothing-to-confirm', { standing: 'waits to be sent' });
  });

  it('is sent again when a person says so, and never by itself', () => {
    sending.and(unknown).when(again).yields(requeued);
    sending.and(refused).when(again).yields(requeued);
    sending.and(gone, bounced).when(again).yields(requeued);
    sending.when(again).refuses('not-to-be-sent-again');
    sending.and(gone).when(again).refuses('not-to-be-sent-again');
    given(message, queued, withdrawn).when(again).refuses('not-to-be-sent-again');
  });
});

describe('a failure', () => {
  it('is told of in one message', () => {
    sending.and(refused).when(tell()).yields(told);
    sending.and(refused, told).when(tell()).changesNothing();
    sending.and(refused, told).when(tell('m-10')).refuses('failure-told');
  });

  it('is told of anew when it was sent again and failed again', () => {
    const refusedAgain: MessageEvent = { type: 'MessageRefused', data: { attempt: 2, why: 'No.' } };
    const twice = sending.and(refused, told, requeued, begun(2), refusedAgain);
    expect(twice.when(tell('m-10')).events).toHaveLength(1);
  });

  it('is none while it may still arrive', () => {
    sending.and(unknown).when(tell()).refuses('nothing-failed', { standing: 'may have gone, or not' });
  });
});

it('is not there before it was claimed', () => {
  for (const command of [begin(), handedOver(), delivery('delivered'), again, arrived, tell()]) {
    given(message).when(command).refuses('no-such-message');
  }
});

describe('any history of a message', () => {
  const anyCommand = fc.constantFrom(
    claim(),
    begin(),
    begin([{ place: 0, because: 'not-owed' }]),
    ...[1, 2, 3].flatMap((attempt) => [
      handedOver(attempt),
      putOff(attempt),
      refusedFor(attempt),
      unknownFor(attempt),
    ]),
    delivery('delivered'),
    delivery('permanent-failure'),
    again,
    arrived,
    tell(),
  );

  it('hands a message over once for each time that a person or a certain failure had it queued', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 60 }), (commands) => {
        const events: MessageEvent[] = [];
        for (const command of commands) {
          const outcome = message.decide(command, fold(message, events));
          if (!isRefused(outcome)) events.push(...outcome);
        }
        const count = (type: MessageEvent['type']): number =>
          events.filter((event) => event.type === type).length;
        expect(count('SendingBegun')).toBeLessThanOrEqual(
          count('MessageQueued') + count('SendingPutOff') + count('MessageRequeued'),
        );
        expect(count('MessageHandedOver')).toBeLessThanOrEqual(1 + count('MessageRequeued'));
      }),
    );
  });
});
