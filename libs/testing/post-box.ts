import type { Channel, Delivery, Sent } from '#reminders/channel';
import type { Composed } from '#reminders/mail/composing';

/** A way for messages to go that keeps them, and answers as a test has it answer. */
export class PostBox implements Channel {
  readonly name = 'post-box';
  /** What has gone, in order. */
  readonly gone: Composed[] = [];
  /** What becomes of the next messages; those beyond have gone. */
  readonly answers: (Sent | Error)[] = [];
  /** Called while a message is on its way, before there is an answer. */
  onTheWay: (message: Composed) => Promise<void> = async () => Promise.resolve();
  status?: (reference: string) => Promise<Delivery>;

  async send(message: Composed): Promise<Sent> {
    await this.onTheWay(message);
    const answer = this.answers.shift() ?? { outcome: 'sent', reference: `ref-${this.gone.length + 1}` };
    if (answer instanceof Error) throw answer;
    if (answer.outcome === 'sent' || answer.outcome === 'unknown') this.gone.push(message);
    return answer;
  }

  /** Says from now on what becomes of messages, by their references; the others are on their way. */
  track(deliveries: ReadonlyMap<string, Delivery>): void {
    this.status = async (reference) => Promise.resolve(deliveries.get(reference) ?? 'sending');
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }
}
