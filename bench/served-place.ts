import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DataPlace } from '#reads/data-place';
import { Place } from '#settings/place';
import { settingsFrom } from '#settings/settings';

/** The settings of a place, as a process is given them. */
export type PlaceSettings = Readonly<Record<string, string>>;

const program = join(import.meta.dirname, '..', 'tallystick');

/** Makes an example in a place that is empty, and its read models. */
export async function makeExample(
  settings: PlaceSettings,
  fill: (place: Place) => Promise<void>,
): Promise<void> {
  const place = await Place.open(settingsFrom(settings), { whenAbsent: () => 'example' });
  const data = new DataPlace(place);
  try {
    await fill(place);
    await data.readModels();
  } finally {
    await data.close();
  }
}

/** The pages of an example, served by a process of their own as an operator would start it. */
export class ServedPlace {
  readonly address: string;
  private readonly server: ChildProcess;

  static async serve(settings: PlaceSettings): Promise<ServedPlace> {
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith('TALLYSTICK_'));
    const env = { ...Object.fromEntries(others), ...settings };
    const server = spawn(program, ['serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const line of createInterface({ input: server.stdout })) {
      const address = /http:\/\/localhost:\d+/.exec(line)?.[0];
      // What it logs of each request is read on, and thrown away.
      server.stdout.resume();
      if (address !== undefined) return new ServedPlace(address, server);
    }
    throw new Error('The pages were not opened.');
  }

  private constructor(address: string, server: ChildProcess) {
    this.address = address;
    this.server = server;
  }

  /** What the processes of the pages hold of memory now, in mebibytes, as Linux counts it. */
  get mebibytes(): number {
    return Math.round(kibibytesOf(this.server.pid ?? 0) / 1024);
  }

  async close(): Promise<void> {
    const ended = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await ended;
  }
}

/** Of a process and of those that it started. */
function kibibytesOf(process: number): number {
  const own = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1]);
  const children = readFileSync(`/proc/${process}/task/${process}/children`, 'utf8').match(/\d+/g) ?? [];
  return children.reduce((sum, child) => sum + kibibytesOf(Number(child)), own);
}

/** A browser that looks through someone's eyes, for as much of one as a benchmark needs. */
export class Looking {
  readonly at: string;
  private readonly cookies: Map<string, string>;
  /** What every form carries that it draws. */
  private tokens: Readonly<Record<string, string>>;

  /** Opens the page on which it is chosen through whose eyes: it has everyone on it, so once is enough. */
  static async open({ address }: ServedPlace): Promise<Looking> {
    const looking = new Looking(address);
    await looking.draw(`${address}/look`);
    return looking;
  }

  /** The same browser, through someone's eyes. */
  async through(partnership: string, person: string): Promise<Looking> {
    const looking = new Looking(`${this.at}/p/${partnership}`, this.cookies, this.tokens);
    const { status } = await looking.fetch(`${this.at}/look`, {
      method: 'POST',
      ...looking.form({ partnership, person }),
    });
    if (status !== 303) throw new Error(`Nobody looks as ${person} of ${partnership}: ${status}.`);
    return looking;
  }

  private constructor(
    at: string,
    cookies: ReadonlyMap<string, string> = new Map(),
    tokens: Readonly<Record<string, string>> = {},
  ) {
    this.at = at;
    this.cookies = new Map(cookies);
    this.tokens = tokens;
  }

  get headers(): Readonly<Record<string, string>> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  /** A form as a browser posts it, with the tokens of the page that was drawn last. */
  form(fields: Readonly<Record<string, string>>): { readonly headers: Record<string, string>; body: string } {
    return {
      headers: { ...this.headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...this.tokens, ...fields }).toString(),
    };
  }

  /** Opens a page. Answers with its markup. */
  async draw(url: string): Promise<string> {
    let answer = await this.fetch(url, { headers: this.headers });
    // A form leads to an address of its own.
    const form = answer.status === 303 ? answer.headers.get('location') : null;
    if (form !== null) answer = await this.fetch(new URL(form, url).href, { headers: this.headers });
    const markup = await answer.text();
    if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}.`);
    this.tokens = Object.fromEntries(
      ['token', 'drawnFor'].flatMap((name) => {
        const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(markup)?.[1];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    return markup;
  }

  private async fetch(url: string, request: RequestInit): Promise<Response> {
    const answer = await fetch(url, { ...request, redirect: 'manual' });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const equals = pair.indexOf('=');
      this.cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
    return answer;
  }
}
