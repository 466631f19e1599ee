import { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import nodemailer from 'nodemailer';
import type {
  MailMessage,
  NodemailerError,
  SMTPPoolOptions,
  SMTPPoolSentMessageInfo,
  Transporter,
} from 'nodemailer';
import type { Channel, Sent } from '#reminders/channel';
import type { Composed } from '#reminders/mail/composing';
import { isOneAddress, mailOf } from '#reminders/mail/mail';
import type { Sender } from '#reminders/mail/mail';
import { oneLine } from '#reminders/mail/one-line';

/** A mail server and how it is spoken to. */
export interface SmtpServer {
  readonly host: string;
  readonly port?: number;
  /**
   * `from-the-start` is what `smtps://` means; `required` has the server change to TLS before anything is
   * said, and does without it under no circumstances; `off` is for a relay on the same machine.
   */
  readonly tls: 'from-the-start' | 'required' | 'off';
  readonly login?: { readonly user: string; readonly password: string };
  /** Certificates to trust besides the usual, as PEM. */
  readonly trusted?: string;
  readonly timeouts?: SmtpTimeouts;
}

/** In milliseconds. */
export interface SmtpTimeouts {
  /** Until the server has greeted. */
  readonly connectMs: number;
  /** In which the server says nothing at all. */
  readonly silenceMs: number;
  /** Of a whole message, with its wait for a connection. */
  readonly messageMs: number;
}

const usualTimeouts: SmtpTimeouts = { connectMs: 15_000, silenceMs: 100_000, messageMs: 150_000 };
// A server says these of who asks and not of the message (RFC 4954, RFC 3207): the setting can be put right.
const aboutTheLogin = new Set([530, 534, 535, 538]);

/**
 * Sends by a mail server, over a few connections that are kept open. What the server refuses for good is
 * refused; what it refuses for now, and what happens before it has asked for the message, can be tried
 * later; when the connection breaks after that and before its answer, the outcome is unknown.
 */
export class SmtpChannel implements Channel {
  readonly name = 'smtp';
  private readonly server: SmtpServer;
  private readonly from: Sender;
  private readonly timeouts: SmtpTimeouts;
  private readonly transport: Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;
  /** The messages of which the server may have something by now, by their `Message-ID`. */
  private readonly begun = new Set<string>();

  constructor(server: SmtpServer, from: Sender) {
    this.server = server;
    this.from = from;
    this.timeouts = server.timeouts ?? usualTimeouts;
    this.transport = nodemailer.createTransport(optionsOf(server, this.timeouts));
    this.transport.use('stream', (mail, done) => {
      this.watch(mail);
      done();
    });
  }

  async send(message: Composed): Promise<Sent> {
    if (!isOneAddress(message.to.email)) {
      return { outcome: 'refused', why: 'What is kept as the e-mail address of this person is none.' };
    }
    const mail = mailOf(message, this.from);
    const signal = AbortSignal.timeout(this.timeouts.messageMs);
    try {
      const { serverMessageId, messageId } = await this.transport.sendMail({ ...mail, signal });
      return { outcome: 'sent', reference: serverMessageId ?? messageId };
    } catch (error) {
      const outcome = outcomeOf(error as NodemailerError, this.begun.has(mail.messageId));
      return { outcome, why: this.inWords(error as NodemailerError) };
    } finally {
      this.begun.delete(mail.messageId);
    }
  }

  async close(): Promise<void> {
    this.transport.close();
    return Promise.resolve();
  }

  /**
   * The body is read when the server has asked for it and not before, so its first byte marks from when on
   * the outcome can be unknown.
   */
  private watch(mail: MailMessage<SMTPPoolSentMessageInfo>): void {
    const { begun } = this;
    mail.message.processFunc((body) =>
      Readable.from(noted(body, begun, mail.message.messageId()), { objectMode: false }),
    );
  }

  /** The server's answer without the password, should it say it back. */
  private inWords({ message, code }: NodemailerError): string {
    const { host, login } = this.server;
    const secrets = login === undefined ? [] : formsOf(login.user, login.password);
    const words = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), oneLine(message, 300));
    const late = code === 'EABORT' ? ` (no answer within ${this.timeouts.messageMs / 1000} seconds)` : '';
    return `The mail server ${host}: ${words}${late}`;
  }
}

async function* noted(
  body: NodeJS.ReadableStream,
  begun: Set<string>,
  messageId: string,
): AsyncGenerator<string | Buffer> {
  if (begun.has(messageId)) throw new Error('The server may have this message already');
  begun.add(messageId);
  yield* body;
}

function outcomeOf(error: NodemailerError, hasBegun: boolean): 'refused' | 'try-later' | 'unknown' {
  const { code, responseCode } = error;
  if (isAnswer(responseCode)) return isForGood(error) ? 'refused' : 'try-later';
  if (hasBegun) return 'unknown';
  // Without an answer it is ours: an address or a size that the server need not be asked about.
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'refused' : 'try-later';
}

function isAnswer(code: number | undefined): code is number {
  return code !== undefined && code >= 400 && code < 600;
}

/** Whether the server refuses this message, and not everything from us. */
function isForGood({ code, responseCode = 0, permanent }: NodemailerError): boolean {
  const isOfTheMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  return isOfTheMessage && permanent === true && !aboutTheLogin.has(responseCode);
}

/** A password as it is, and as a server sees it in a login. */
function formsOf(user: string, password: string): readonly string[] {
  return [password, encodeURIComponent(password), base64(password), base64(`\0${user}\0${password}`)];
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function optionsOf(
  { host, port, tls, login, trusted }: SmtpServer,
  { connectMs, silenceMs }: SmtpTimeouts,
): SMTPPoolOptions & { pool: true } {
  return {
    pool: true,
    host,
    ...(port === undefined ? {} : { port }),
    secure: tls === 'from-the-start',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'off',
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
    tls: trusted === undefined ? {} : { ca: [...rootCertificates, trusted] },
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
    // One go at another connection, for one that the server had closed while it was idle.
    maxRequeues: 1,
    maxConnections: 3,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
