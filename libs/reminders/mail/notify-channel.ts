import { NotifyClient } from 'notifications-node-client';
import type { Channel, Delivery, Sent } from '#reminders/channel';
import type { Composed } from '#reminders/mail/composing';
import { oneLine } from '#reminders/mail/one-line';

/** An account of GOV.UK Notify. */
export interface NotifyAccount {
  readonly key: string;
  /** The id of a template with the placeholders `subject`, `body` and `link`. */
  readonly template: string;
  /** Where Notify is, if not at its own address. */
  readonly url?: string;
  readonly timeoutMs?: number;
}

/** The client as it is used: its own types leave the HTTP client in it open. */
interface Client {
  readonly apiClient: { readonly restClient: (options: object) => unknown };
  setClient(http: (options: object) => unknown): void;
  sendEmail(template: string, to: string, options: object): Promise<Answer<{ readonly id: string }>>;
  getNotificationById(id: string): Promise<Answer<{ readonly status: string }>>;
  getNotifications(
    type: 'email',
    status: undefined,
    reference: string,
  ): Promise<Answer<{ readonly notifications: readonly { readonly id: string }[] }>>;
}

interface Answer<Data> {
  readonly data: Data;
}

/** What an HTTP client says went wrong, as far as it is looked at. */
interface Failure {
  readonly message: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly response?: { readonly status: number; readonly data: unknown };
}

const usualTimeoutMs = 60_000;
// Nothing of a request has gone out when it fails so.
const beforeAnything = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Sends by GOV.UK Notify. The id of the message is its reference there, so when an answer stays away Notify
 * can be asked whether it has the message.
 *
 * `body` goes through Notify's own sanitising (`sanitise_content_for`): it escapes Markdown and takes
 * addresses of pages out, so that a title cannot become a link. The one link is a placeholder of its own. A
 * subject is not Markdown and would show the escapes, so it is left alone.
 */
export class NotifyChannel implements Channel {
  readonly name = 'notify';
  private readonly client: Client;
  private readonly template: string;

  constructor({ key, template, url, timeoutMs = usualTimeoutMs }: NotifyAccount) {
    const client: unknown = url === undefined ? new NotifyClient(key) : new NotifyClient(url, key);
    this.client = client as Client;
    this.template = template;
    const { restClient } = this.client.apiClient;
    // Left to itself, the client waits for ever.
    this.client.setClient((options) => restClient({ ...options, timeout: timeoutMs }));
  }

  async send(message: Composed): Promise<Sent> {
    const { id, to, subject, text, parts = { text, link: '' } } = message;
    try {
      const { data } = await this.client.sendEmail(this.template, to.email, {
        personalisation: { subject, body: parts.text, link: parts.link },
        reference: id,
        sanitiseContentFor: ['body'],
      });
      return { outcome: 'sent', reference: data.id };
    } catch (error) {
      return this.afterFailure(error as Failure, id);
    }
  }

  async status(reference: string): Promise<Delivery> {
    const { data } = await this.client.getNotificationById(reference).catch(inWordsAlone);
    return deliveryOf(data.status);
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }

  private async afterFailure(failure: Failure, id: string): Promise<Sent> {
    const outcome = outcomeOf(failure);
    const why = inWords(failure);
    if (outcome !== 'look') return { outcome, why };
    const found = await this.find(id);
    if (found === 'no-answer') return { outcome: 'unknown', why };
    if (found !== undefined) return { outcome: 'sent', reference: found };
    // Notify's documentation has a request that ended so sent again; of any other, it may still be under way.
    return { outcome: failure.response?.status === 500 ? 'try-later' : 'unknown', why };
  }

  /** What Notify calls the message with our reference; undefined when it has none. */
  private async find(id: string): Promise<string | undefined> {
    try {
      const { data } = await this.client.getNotifications('email', undefined, id);
      return data.notifications[0]?.id;
    } catch {
      return 'no-answer';
    }
  }
}

/** `look`: the message may be there, and Notify can be asked. */
function outcomeOf({ response, code = '', syscall }: Failure): 'refused' | 'try-later' | 'look' {
  if (response === undefined) {
    return beforeAnything.has(code) || syscall === 'connect' || isCertificate(code) ? 'try-later' : 'look';
  }
  if (response.status >= 500) return 'look';
  // Those are of the key, the clock and the limits, and not of the message.
  return [401, 403, 408, 429].includes(response.status) ? 'try-later' : 'refused';
}

function isCertificate(code: string): boolean {
  return /CERT|^ERR_TLS_/.test(code);
}

/** The error itself carries the request, and with it what it was let in by. */
function inWordsAlone(error: unknown): never {
  throw new Error(inWords(error as Failure));
}

function inWords({ response, message }: Failure): string {
  const said = response === undefined ? message : `${response.status} ${errorsIn(response.data)}`;
  return `GOV.UK Notify: ${oneLine(said, 300)}`;
}

/** The sentences of an answer of Notify that says no. */
function errorsIn(data: unknown): string {
  const { errors } = (data ?? {}) as { readonly errors?: unknown };
  if (!Array.isArray(errors)) return 'without a reason';
  return errors.map((error: { readonly message?: unknown }) => String(error.message)).join('; ');
}

/**
 * What a status of Notify means. A technical failure is Notify's own, and the message may be sent again.
 * Source: GOV.UK Notify, "Get message status", email status descriptions.
 */
function deliveryOf(status: string): Delivery {
  switch (status) {
    case 'delivered':
      return 'delivered';
    case 'permanent-failure':
    case 'virus-scan-failed':
    case 'validation-failed':
      return 'permanent-failure';
    case 'temporary-failure':
    case 'technical-failure':
      return 'temporary-failure';
    default:
      return 'sending';
  }
}
