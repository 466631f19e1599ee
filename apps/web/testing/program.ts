import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** An answer of the API, as a program gets it. */
export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly bytes: Uint8Array;
  /** What it says, where it is JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** As JSON; a text as it stands. */
  readonly body?: unknown;
}

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'TRACE';

/** A program that calls the API by a token, or without one. */
export class Program {
  private readonly application: NestFastifyApplication;
  private readonly held: string | undefined;
  private readonly partnership: string;

  constructor(application: NestFastifyApplication, held: string | undefined, partnership = 'riverside') {
    this.application = application;
    this.held = held;
    this.partnership = partnership;
  }

  /** @param path within the partnership, or a whole address of the API */
  async get(path: string, headers: Sent['headers'] = {}): Promise<Answered> {
    return this.call('GET', path, { headers });
  }

  /** Gives a command, under an identity of its own unless it is given one. */
  async give(command: string, content: unknown, headers: Sent['headers'] = {}): Promise<Answered> {
    const sent = { headers: { 'idempotency-key': randomUUID(), ...headers }, body: content };
    return this.call('POST', `/commands/${command}`, sent);
  }

  async call(method: Method, path: string, { headers = {}, body }: Sent): Promise<Answered> {
    const url = path.startsWith('/api') ? path : `/api/v1/partnerships/${this.partnership}${path}`;
    const authorization = this.held === undefined ? {} : { authorization: `Bearer ${this.held}` };
    const { payload, ...types } = payloadOf(body);
    const answer = await this.application.inject({
      method,
      url,
      headers: { ...authorization, ...types, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    const type = (answer.headers['content-type'] ?? '').replace(/;.*/, '');
    const isJson = type.endsWith('json') && answer.body !== '';
    return {
      status: answer.statusCode,
      type,
      headers: answer.headers,
      text: answer.body,
      bytes: answer.rawPayload,
      body: isJson ? (JSON.parse(answer.body) as Answered['body']) : {},
    };
  }
}

function payloadOf(body: unknown): { readonly payload?: string; readonly 'content-type'?: string } {
  if (body === undefined) return {};
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  return { payload, 'content-type': 'application/json' };
}
