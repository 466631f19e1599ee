import { refuse } from '#kernel/decider';
import type { Decider, Refused, RefusalMessage } from '#kernel/decider';
import { sameContent } from '#funding/same-content';
import type { MessageAsk } from './message.asks.js';
import type { CarriedRungs, MessageEvent } from './message.events.js';
import { noMessage } from './state.js';
import type { ClaimedMessage, MessageState } from './state.js';

export type MessageRefusal =
  | 'no-such-message'
  | 'message-differs'
  | 'message-withdrawn'
  | 'message-says-nothing'
  | 'not-queued'
  | 'not-this-attempt'
  | 'not-with-a-service'
  | 'not-to-be-sent-again'
  | 'nothing-to-confirm'
  | 'outcome-without-word'
  | 'failure-told'
  | 'nothing-failed';

export const messageRefusalMessages: Record<MessageRefusal, RefusalMessage> = {
  'no-such-message': { field: 'message', text: 'There is no message with this identity.' },
  'message-differs': { field: 'message', text: 'Another message has this identity.' },
  'message-withdrawn': { field: 'message', text: 'The message was withdrawn. Claim another in its place.' },
  'message-says-nothing': { field: 'carries', text: 'The message tells of nothing.' },
  'not-queued': { field: 'message', text: 'The message does not wait to be sent: it {standing}.' },
  'not-this-attempt': { field: 'attempt', text: 'The message {standing}, not by attempt {attempt}.' },
  'not-with-a-service': { field: 'message', text: 'No service has the message: it {standing}.' },
  'not-to-be-sent-again': { field: 'message', text: 'The message cannot be sent again: it {standing}.' },
  'nothing-to-confirm': { field: 'message', text: 'The message cannot have arrived: it {standing}.' },
  'outcome-without-word': { field: 'outcome', text: 'This outcome needs: {needs}.' },
  'failure-told': { field: 'undelivered', text: 'The support officer was told of this in another message.' },
  'nothing-failed': { field: 'undelivered', text: 'Of a message that {standing}, nobody is to be told.' },
};

type Outcome = readonly MessageEvent[] | Refused<MessageRefusal>;
type Asked<Type extends MessageAsk['type']> = Extract<MessageAsk, { type: Type }>;
type Status = ClaimedMessage['status'];

/** A message: claimed, sent by one worker at a time, and what became of it. */
export const message: Decider<MessageState, MessageAsk, MessageEvent, MessageRefusal> = {
  initialState: noMessage,
  decide,
  evolve,
};

const standings: Readonly<Record<Status, string>> = {
  queued: 'waits to be sent',
  sending: 'is being sent',
  unknown: 'may have gone, or not',
  'handed-over': 'was handed over',
  refused: 'was refused',
  failed: 'did not arrive',
  withdrawn: 'was withdrawn',
  delivered: 'has arrived',
};

function standing({ status }: ClaimedMessage): { readonly standing: string } {
  return { standing: standings[status] };
}

/** What decides each thing that a message is asked. One that is missing does not compile. */
const decisions: {
  readonly [Type in Exclude<MessageAsk['type'], 'ClaimMessage'>]: (
    command: Asked<Type>,
    state: ClaimedMessage,
  ) => Outcome;
} = {
  BeginSending: begin,
  RecordSending: recordSending,
  RecordDelivery: recordDelivery,
  SendMessageAgain: sendAgain,
  ConfirmArrival: confirm,
  TellOfFailure: tellOfFailure,
};

function decide(command: MessageAsk, state: MessageState): Outcome {
  if (command.type === 'ClaimMessage') return claim(command, state);
  if (state.status === 'none') return refuse('no-such-message');
  const decideOn = decisions[command.type] as (command: MessageAsk, state: ClaimedMessage) => Outcome;
  return decideOn(command, state);
}

/** Its identity says what it carries, so the same one with other content is somebody's mistake. */
function claim(command: Asked<'ClaimMessage'>, state: MessageState): Outcome {
  const { person, undelivered = [], today } = command;
  const carries = command.carries.map(carriedOf);
  if (state.status !== 'none') {
    const [known, said] = [
      [state.person, state.carries, state.undelivered],
      [person, carries, undelivered],
    ];
    if (!sameContent(known, said)) return refuse('message-differs');
    return state.status === 'withdrawn' ? refuse('message-withdrawn') : [];
  }
  if (carries.length === 0 && undelivered.length === 0) return refuse('message-says-nothing');
  const failures = undelivered.length === 0 ? {} : { undelivered };
  return [{ type: 'MessageQueued', data: { person, on: today, carries, ...failures } }];
}

function carriedOf(rungs: Asked<'ClaimMessage'>['carries'][number]): CarriedRungs {
  const { project, obligation, of, source, dueOn, told, standIn = false, days } = rungs;
  return {
    project,
    obligation,
    ...(of === undefined ? {} : { of }),
    ...(source === undefined ? {} : { source }),
    dueOn,
    told,
    ...(standIn ? { standIn } : {}),
    days,
  };
}

/** One worker begins: whoever comes second finds that it is no longer queued. */
function begin(command: Asked<'BeginSending'>, state: ClaimedMessage): Outcome {
  if (state.status !== 'queued') return refuse('not-queued', standing(state));
  const { worker, channel, facts } = command;
  const leftOut = [...state.leftOut, ...facts.leftOut];
  if (leftOut.length === state.carries.length && state.undelivered.length === 0) {
    return [{ type: 'MessageWithdrawn', data: { leftOut: facts.leftOut } }];
  }
  const some = facts.leftOut.length === 0 ? {} : { leftOut: facts.leftOut };
  const attempt = state.attempt + 1;
  return [{ type: 'SendingBegun', data: { attempt, worker, channel, ...some } }];
}

const outcomeEvents = {
  'handed-over': 'MessageHandedOver',
  'try-later': 'SendingPutOff',
  refused: 'MessageRefused',
  unknown: 'OutcomeUnknown',
} as const;
const standsAfter = {
  'handed-over': 'handed-over',
  'try-later': 'queued',
  refused: 'refused',
  unknown: 'unknown',
} as const;

/**
 * What the worker that had it says. Who comes late with it, after another took the message up as unknown, is
 * still believed, for it knows.
 */
function recordSending(command: Asked<'RecordSending'>, state: ClaimedMessage): Outcome {
  const { attempt, outcome } = command;
  const isOfThis = attempt === state.attempt;
  if (isOfThis && isLateWord(outcome, state.status)) return outcomeOf(command);
  if (isOfThis && state.status === standsAfter[outcome]) return [];
  if (!isOfThis || state.status !== 'sending')
    return refuse('not-this-attempt', { ...standing(state), attempt: String(attempt) });
  return outcomeOf(command);
}

/** A person may have had it queued again meanwhile; that it has gone stops it, when that is not too late. */
function isLateWord(outcome: Asked<'RecordSending'>['outcome'], status: Status): boolean {
  if (status === 'unknown') return outcome !== 'unknown';
  return status === 'queued' && outcome === 'handed-over';
}

function outcomeOf({ attempt, outcome, reference, why, tryAt }: Asked<'RecordSending'>): Outcome {
  const type = outcomeEvents[outcome];
  if (type === 'MessageHandedOver') {
    if (reference === undefined) return refuse('outcome-without-word', { needs: 'reference' });
    return [{ type, data: { attempt, reference } }];
  }
  if (why === undefined) return refuse('outcome-without-word', { needs: 'why' });
  if (type !== 'SendingPutOff') return [{ type, data: { attempt, why } }];
  if (tryAt === undefined) return refuse('outcome-without-word', { needs: 'tryAt' });
  return [{ type, data: { attempt, why, tryAt } }];
}

const failures = {
  'permanent-failure': 'The address does not exist, or takes nothing.',
  'temporary-failure': 'The address took nothing for as long as the service tried.',
} as const;

function recordDelivery({ delivery }: Asked<'RecordDelivery'>, state: ClaimedMessage): Outcome {
  const becomes = delivery === 'delivered' ? 'delivered' : 'failed';
  if (state.status === becomes) return [];
  if (state.status !== 'handed-over') return refuse('not-with-a-service', standing(state));
  if (delivery === 'delivered') return [{ type: 'MessageDelivered', data: {} }];
  const permanent = delivery === 'permanent-failure';
  return [{ type: 'DeliveryFailed', data: { permanent, why: failures[delivery] } }];
}

const mayBeSentAgain: ReadonlySet<Status> = new Set<Status>(['unknown', 'refused', 'failed']);

function sendAgain({ reason }: Asked<'SendMessageAgain'>, state: ClaimedMessage): Outcome {
  if (state.status === 'queued') return [];
  if (!mayBeSentAgain.has(state.status)) return refuse('not-to-be-sent-again', standing(state));
  return [{ type: 'MessageRequeued', data: { reason } }];
}

const mayHaveArrived: ReadonlySet<Status> = new Set<Status>(['unknown', 'handed-over', 'failed']);

function confirm({ note }: Asked<'ConfirmArrival'>, state: ClaimedMessage): Outcome {
  if (state.status === 'delivered') return [];
  if (!mayHaveArrived.has(state.status)) return refuse('nothing-to-confirm', standing(state));
  return [{ type: 'MessageDelivered', data: { note } }];
}

function tellOfFailure({ in: told }: Asked<'TellOfFailure'>, state: ClaimedMessage): Outcome {
  if (state.status !== 'refused' && state.status !== 'failed')
    return refuse('nothing-failed', standing(state));
  if (state.toldIn === undefined) return [{ type: 'FailureTold', data: { in: told } }];
  return state.toldIn === told ? [] : refuse('failure-told');
}

function evolve(state: MessageState, event: MessageEvent): MessageState {
  if (event.type === 'MessageQueued') return queued(event.data);
  // A history that begins in the middle is a bug of whoever stored it, and not for a fold to refuse.
  if (state.status === 'none') return state;
  return after(claimedOf(state), event);
}

function queued({
  person,
  on,
  carries,
  undelivered = [],
}: Extract<MessageEvent, { type: 'MessageQueued' }>['data']): ClaimedMessage {
  return { status: 'queued', person, on, carries, undelivered, leftOut: [], attempt: 0 };
}

type Kept = Omit<ClaimedMessage, 'status'>;
type Afterwards = Exclude<MessageEvent, { type: 'MessageQueued' }>;

/** What stays whatever happens to it. */
function claimedOf({ person, on, carries, undelivered, leftOut, attempt, status }: ClaimedMessage): Kept & {
  readonly status: Status;
} {
  return { person, on, carries, undelivered, leftOut, attempt, status };
}

function after({ status, ...kept }: ReturnType<typeof claimedOf>, event: Afterwards): MessageState {
  switch (event.type) {
    case 'SendingBegun': {
      const { attempt, leftOut = [] } = event.data;
      return { ...kept, status: 'sending', attempt, leftOut: [...kept.leftOut, ...leftOut] };
    }
    case 'MessageWithdrawn':
      return { ...kept, status: 'withdrawn', leftOut: [...kept.leftOut, ...event.data.leftOut] };
    case 'SendingPutOff':
      return { ...kept, status: 'queued', tryAt: event.data.tryAt };
    case 'MessageHandedOver':
      return { ...kept, status: 'handed-over', reference: event.data.reference };
    case 'FailureTold':
      return { ...kept, status, toldIn: event.data.in } as ClaimedMessage;
    default:
      return { ...kept, status: plainly[event.type] };
  }
}

/** What an event makes of a message, where its name says everything. */
const plainly = {
  MessageRefused: 'refused',
  OutcomeUnknown: 'unknown',
  MessageDelivered: 'delivered',
  DeliveryFailed: 'failed',
  MessageRequeued: 'queued',
} as const;
