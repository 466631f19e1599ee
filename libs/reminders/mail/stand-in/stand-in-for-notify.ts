import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An e-mail as the stand-in took it. */
export interface TakenEmail {
  readonly id: string;
  readonly reference: string | null;
  readonly email: string;
  readonly personalisation: Readonly<Record<string, string>>;
  readonly sanitised: readonly string[];
  /** Of the delivery; a test sets it. */
  status: string;
}

/** What goes wrong with the next requests of a kind, until it is set otherwise. */
export type Trouble =
  /** Answered with an error of Notify. */
  | { readonly status: number; readonly error: string; readonly message: string }
  /** The connection breaks before the e-mail is taken, or after. */
  | 'cut-before'
  | 'cut-after'
  /** No answer at all, with the e-mail taken. */
  | 'silent';

interface EmailRequest {
  readonly template_id?: string;
  readonly email_address?: string;
  readonly personalisation?: Readonly<Record<string, string>>;
  readonly reference?: string;
  readonly sanitise_content_for?: readonly string[];
}

const placeholders = ['subject', 'body', 'link'];

/**
 * Answers like GOV.UK Notify, in the shapes of its published schemas, for a service with one template:
 * `((subject))`, and `((body))` above `((link))`. It checks the token, the address and the placeholders.
 */
export class StandInForNotify {
  readonly template = randomUUID();
  readonly taken: TakenEmail[] = [];
  sending: Trouble | undefined;
  looking: Trouble | undefined;
  private readonly service = randomUUID();
  private readonly secret = randomUUID();
  private readonly server: Server;

  static async start(): Promise<StandInForNotify> {
    const standIn = new StandInForNotify();
    standIn.server.listen(0, '127.0.0.1');
    await once(standIn.server, 'listening');
    return standIn;
  }

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get key(): string {
    return `tests-${this.service}-${this.secret}`;
  }

  /** What lets a request in, made here and not by the client. */
  token(): string {
    const parts = [{ alg: 'HS256' }, { iss: this.service }].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    return `${parts.join('.')}.${this.signed(parts.join('.'))}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '' } = request;
    if (!this.isAllowed(request)) return fail(response, 403, 'AuthError', 'Invalid token: API key not found');
    const { pathname, searchParams } = new URL(url, this.url);
    if (method === 'POST') return this.send(await bodyOf(request), response);
    if (this.isTroubled(this.looking, response)) return undefined;
    if (pathname === '/v2/notifications') return this.list(searchParams.get('reference'), response);
    return this.show(pathname.split('/').at(-1) ?? '', response);
  }

  private send(asked: EmailRequest, response: ServerResponse): void {
    const { sending } = this;
    if (typeof sending === 'object' || sending === 'cut-before')
      return void this.isTroubled(sending, response);
    const wrong = this.wrongIn(asked);
    if (wrong !== undefined) return fail(response, 400, ...wrong);
    const email = takenFrom(asked);
    this.taken.push(email);
    if (this.isTroubled(sending, response)) return undefined;
    return reply(response, 201, this.sentEmail(email));
  }

  private wrongIn(asked: EmailRequest): readonly [string, string] | undefined {
    const missing = placeholders.filter((name) => asked.personalisation?.[name] === undefined);
    if (asked.template_id !== this.template) return ['BadRequestError', 'Template not found'];
    if (!/^\S+@\S+\.\S+$/.test(asked.email_address ?? '')) {
      return ['ValidationError', 'email_address Not a valid email address'];
    }
    return missing.length === 0
      ? undefined
      : ['BadRequestError', `Missing personalisation: ${missing.join(', ')}`];
  }

  private sentEmail(email: TakenEmail): object {
    const sanitisedContent = email.sanitised.map((name) => {
      const unsanitised = email.personalisation[name] ?? '';
      return [name, { unsanitised, sanitised: sanitise(unsanitised) }] as const;
    });
    return {
      id: email.id,
      reference: email.reference,
      content: { from_email: 'council@notifications.example', ...contentOf(email) },
      sanitised_content: Object.fromEntries(sanitisedContent),
      uri: `${this.url}/v2/notifications/${email.id}`,
      template: this.templateRef(),
      scheduled_for: null,
    };
  }

  private list(reference: string | null, response: ServerResponse): void {
    const found = this.taken.filter((email) => email.reference === reference);
    const notifications = found.map((email) => this.notification(email));
    return reply(response, 200, { notifications, links: { current: `${this.url}/v2/notifications` } });
  }

  private show(id: string, response: ServerResponse): void {
    const email = this.taken.find((one) => one.id === id);
    if (email === undefined) return fail(response, 404, 'NoResultFound', 'No result found');
    return reply(response, 200, this.notification(email));
  }

  private notification(email: TakenEmail): object {
    const lines = [1, 2, 3, 4, 5, 6].map((n) => [`line_${n}`, null] as const);
    const never: object = {
      phone_number: null,
      postcode: null,
      ...Object.fromEntries(lines),
      scheduled_for: null,
    };
    const { id, reference, status } = email;
    const at = '2011-03-31T08:00:00.000000Z';
    const times = { created_at: at, sent_at: at, completed_at: status === 'sending' ? null : at };
    const what = { id, reference, type: 'email', status, email_address: email.email };
    return { ...what, ...never, ...times, template: this.templateRef(), ...contentOf(email) };
  }

  private templateRef(): object {
    return { id: this.template, version: 1, uri: `${this.url}/v2/template/${this.template}` };
  }

  /** The token is a JSON web token of the service, signed with the secret of its key (RFC 7515). */
  private isAllowed({ headers }: IncomingMessage): boolean {
    const [head, claims, signature] = (headers.authorization ?? '').replace(/^Bearer /, '').split('.');
    if (signature !== this.signed(`${head}.${claims}`)) return false;
    const { iss } = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()) as { iss?: unknown };
    return iss === this.service;
  }

  private signed(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('base64url');
  }

  /** Whether something went wrong as asked for, and the request is done with. */
  private isTroubled(trouble: Trouble | undefined, response: ServerResponse): boolean {
    if (typeof trouble === 'object') fail(response, trouble.status, trouble.error, trouble.message);
    else if (trouble !== undefined && trouble !== 'silent') response.socket?.destroy();
    return trouble !== undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<EmailRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as EmailRequest;
}

function takenFrom(asked: EmailRequest): TakenEmail {
  return {
    id: randomUUID(),
    reference: asked.reference ?? null,
    email: asked.email_address ?? '',
    personalisation: asked.personalisation ?? {},
    sanitised: asked.sanitise_content_for ?? [],
    status: 'sending',
  };
}

function contentOf({ personalisation, sanitised }: TakenEmail): { subject: string; body: string } {
  const value = (name: string): string => {
    const given = personalisation[name] ?? '';
    return sanitised.includes(name) ? sanitise(given) : given;
  };
  return { subject: value('subject'), body: `${value('body')}\n\n${value('link')}` };
}

/** As Notify does: addresses of pages go, and what Markdown would read is escaped. */
function sanitise(text: string): string {
  return text.replace(/(?:https?:\/\/|www\.)[^\s)\]]+/g, '').replace(/[*_(){}[\]<>#+\-.!|]/g, '\\$&');
}

function fail(response: ServerResponse, status: number, error: string, message: string): void {
  reply(response, status, { status_code: status, errors: [{ error, message }] });
}

function reply(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(content));
}
