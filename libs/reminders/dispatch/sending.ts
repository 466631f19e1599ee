import { message as messageDecider } from '#funding/message/message';
import { toSay } from '#funding/message/state';
import type { ClaimedMessage } from '#funding/message/state';
import type { CarriedRungs } from '#funding/message/message.events';
import { project as projectDecider } from '#funding/project/project';
import { bidSoFar } from '#funding/project/queries';
import { messageStream, projectStream } from '#kernel/ids';
import { daysBetween, londonDateOf } from '#kernel/local-date';
import type { Instant } from '#kernel/local-date';
import type { Channel, Sent } from '#reminders/channel';
import type { ClockDesk } from '#reminders/dispatch/clock-desk';
import type { MessageRef, SendResult } from '#reminders/dispatching';
import { compose } from '#reminders/mail/composing';
import type { Composed } from '#reminders/mail/composing';
import type { Item } from '#reminders/message';

const minuteMs = 60_000;
const longestWaitMs = 60 * minuteMs;

/** Sends messages one at a time each, whoever else tries to. */
export class Sending {
  private readonly desk: ClockDesk;
  private readonly channel: Channel;
  private readonly worker: string;
  private readonly link: string;

  constructor(
    desk: ClockDesk,
    { channel, worker, link }: { channel: Channel; worker: string; link: string },
  ) {
    this.desk = desk;
    this.channel = channel;
    this.worker = worker;
    this.link = link;
  }

  /** Sends one message when it is queued, its time has come and offices are open. */
  async send(ref: MessageRef, now: Instant): Promise<SendResult> {
    const hours = await this.desk.hours(ref.partnership, now);
    if (!hours.isOpen) return { outcome: 'out-of-hours', at: hours.opensAt };
    const state = await this.stateOf(ref);
    if (state?.status !== 'queued') return { outcome: 'not-queued' };
    if (state.tryAt !== undefined && state.tryAt > now)
      return { outcome: 'try-later', at: state.tryAt, why: 'It was tried a moment ago.' };
    const { partnership, message } = ref;
    const begun = { message, worker: this.worker, channel: this.channel.name };
    const reply = await this.desk.give('BeginSending', partnership, begun, now);
    if (reply.outcome !== 'accepted') return { outcome: 'not-queued' };
    const isWithdrawn = reply.events.some(({ type }) => type === 'MessageWithdrawn');
    return isWithdrawn ? { outcome: 'withdrawn' } : this.handOver(ref, now);
  }

  /** Undefined for a message that is not there. */
  private async stateOf({ partnership, message }: MessageRef): Promise<ClaimedMessage | undefined> {
    const state = await this.desk.reading()(messageStream(partnership, message), messageDecider);
    return state.status === 'none' ? undefined : state;
  }

  /**
   * From here on this worker has it. Should it die before it records what came of it, another takes the
   * message up as unknown.
   */
  private async handOver(ref: MessageRef, now: Instant): Promise<SendResult> {
    const state = await this.stateOf(ref);
    if (state === undefined) throw new Error(`The message ${ref.message} was begun and is not there.`);
    const result = resultOf(await this.sent(ref, state, now), state.attempt, now);
    const { partnership, message } = ref;
    await this.desk.give(
      'RecordSending',
      partnership,
      { message, attempt: state.attempt, ...wordsOf(result) },
      now,
    );
    return result;
  }

  private async sent(ref: MessageRef, state: ClaimedMessage, now: Instant): Promise<Sent> {
    let composed: Composed;
    try {
      composed = await this.composed(ref, state, now);
    } catch (error) {
      return { outcome: 'try-later', why: `It could not be put into words: ${(error as Error).message}` };
    }
    if (composed.to.email === '')
      return { outcome: 'refused', why: 'No e-mail address is kept of this person, or it cannot be read.' };
    return this.channel.send(composed);
  }

  private async composed(
    { partnership, message: id }: MessageRef,
    state: ClaimedMessage,
    now: Instant,
  ): Promise<Composed> {
    const { person } = state;
    const on = londonDateOf(now);
    const founded = await this.desk.partnership(partnership);
    const missed = state.undelivered.map(async (message) => this.whoMissed({ partnership, message }));
    return compose({
      id,
      partnership,
      partnershipName: founded.status === 'none' ? partnership : founded.name,
      to: { person, ...(await this.desk.contact(partnership, person)) },
      items: await Promise.all(toSay(state).map(async ({ rungs }) => this.itemOf(partnership, rungs, on))),
      undelivered: await Promise.all(missed),
      on,
      link: this.link,
    });
  }

  /** Who it was for that a message did not reach: a name, or the id of someone who has none any more. */
  private async whoMissed(ref: MessageRef): Promise<string> {
    const person = (await this.stateOf(ref))?.person ?? '';
    const { name } = await this.desk.contact(ref.partnership, person);
    return name === '' ? person : name;
  }

  private async itemOf(partnership: string, rungs: CarriedRungs, on: string): Promise<Item> {
    const { project, obligation: kind, of, source, dueOn, told, standIn, days } = rungs;
    const state = await this.desk.reading()(projectStream(partnership, project), projectDecider);
    return {
      project,
      title: bidSoFar(state).title ?? project,
      kind,
      ...(of === undefined ? {} : { of }),
      ...(source === undefined ? {} : { source }),
      dueOn,
      days: days.at(-1) ?? 0,
      overdue: daysBetween(dueOn, on) > 0,
      ...(standIn === true ? { told: 'support-officer', inPlaceOf: told } : { told }),
    };
  }
}

type AttemptResult = Extract<
  SendResult,
  { readonly outcome: 'handed-over' | 'try-later' | 'refused' | 'unknown' }
>;

/** Later each time, up to an hour: a server that is down for a day is not asked a thousand times. */
function resultOf(sent: Sent, attempt: number, now: Instant): AttemptResult {
  if (sent.outcome === 'sent') return { outcome: 'handed-over', reference: sent.reference };
  if (sent.outcome !== 'try-later') return sent;
  const waitMs = Math.min(longestWaitMs, minuteMs * 2 ** (attempt - 1));
  return { ...sent, at: new Date(Date.parse(now) + waitMs).toISOString() };
}

/** What is recorded of an attempt. What a server says is as long as it likes, and is cut. */
function wordsOf(result: AttemptResult) {
  const { outcome } = result;
  if (outcome === 'handed-over') return { outcome, reference: result.reference.slice(0, 500) };
  const why = result.why.slice(0, 2000);
  return outcome === 'try-later' ? { outcome, why, tryAt: result.at } : { outcome, why };
}
