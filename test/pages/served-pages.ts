import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { noteTroublesAt, openChromium } from '#testing/chromium';
import type { Browser } from 'playwright-core';
import { putExampleInto } from '../cli/played-example.ts';
import { Browsing } from './browsing.ts';

const program = join(import.meta.dirname, '..', '..', 'tallystick');

interface Opened {
  readonly address: string;
  readonly links: readonly string[];
  readonly folder: string;
  readonly server: ChildProcess;
  readonly browser: Browser;
}

interface BrowserKind {
  readonly scripts?: boolean;
  /** The narrowest one that people have: 320 pixels across. */
  readonly phone?: boolean;
}

/** The example, or what is real, served as it was built to a real browser. */
export class ServedPages {
  readonly address: string;
  /** What was printed beside the address. */
  readonly links: readonly string[];
  /** What a page's content security policy refused, and what its scripts threw. */
  readonly troubles: string[] = [];
  /** What was looked over already: the kinds of what is on a page, and how wide its window is. */
  private readonly lookedOver = new Set<string>();
  private readonly folder: string;
  private readonly server: ChildProcess;
  private readonly browser: Browser;

  /** @param more commands that are given after the example's, a line of JSON each */
  static async open(more = ''): Promise<ServedPages> {
    const folder = mkdtempSync(join(tmpdir(), 'tallystick-pages-'));
    const env = environmentFor(folder);
    putExampleInto(join(folder, 'data'));
    if (more !== '') giveMore(more, env);
    return ServedPages.serve(folder, env, ['--port', '0']);
  }

  /**
   * Real data of which there is nothing yet: `links` has the one by which a partnership is founded.
   *
   * @param settings for the address at which the pages will be, which some settings have to name
   */
  static async openEmpty(
    settings: (address: string) => Promise<Readonly<Record<string, string>>> = async () => ({}),
  ): Promise<ServedPages> {
    const folder = mkdtempSync(join(tmpdir(), 'tallystick-pages-'));
    const port = await freePort();
    const env = { ...environmentFor(folder), ...(await settings(`http://localhost:${port}/`)) };
    return ServedPages.serve(folder, env, ['--found', '--port', String(port)]);
  }

  private static async serve(
    folder: string,
    env: NodeJS.ProcessEnv,
    options: readonly string[],
  ): Promise<ServedPages> {
    const server = spawn(program, ['serve', ...options], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const said: string[] = [];
    for await (const line of createInterface({ input: server.stdout })) {
      said.push(/http:\S+/.exec(line)?.[0] ?? '');
      if (options.includes('--found') && said.length < 2) continue;
      const [address = '', ...links] = said;
      return new ServedPages({ address, links, folder, server, browser: await openChromium() });
    }
    throw new Error('The pages were not opened.');
  }

  private constructor({ browser, address, links, folder, server }: Opened) {
    this.browser = browser;
    this.address = address;
    this.links = links;
    this.folder = folder;
    this.server = server;
  }

  /** The folder of the data. */
  get data(): string {
    return join(this.folder, 'data');
  }

  /** A browser that knows nothing of any other, at the eyes of a person of the example. */
  async browserOf(person: string, kind: BrowserKind = {}): Promise<Browsing> {
    const browsing = await this.browserAt('/look', kind);
    await browsing.page
      .locator('form', { has: browsing.page.locator(`input[value="${person}"]`) })
      .getByRole('button')
      .click();
    return browsing;
  }

  /** A browser that knows nothing of any other, at a page. */
  async browserAt(path: string, { scripts = true, phone = false }: BrowserKind = {}): Promise<Browsing> {
    const context = await this.browser.newContext({
      javaScriptEnabled: scripts,
      viewport: phone ? { width: 320, height: 640 } : { width: 1280, height: 720 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    noteTroublesAt(page, this.troubles);
    const browsing = new Browsing(page, this.address, scripts ? this.lookedOver : undefined);
    await browsing.open(path);
    return browsing;
  }

  async close(): Promise<void> {
    await this.browser.close();
    const ended = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Without whatever settings the tests themselves are run with. */
function environmentFor(folder: string): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('TALLYSTICK_'));
  return { ...Object.fromEntries(others), TALLYSTICK_DATA: join(folder, 'data') };
}

/**
 * Free when it was asked for: what the pages are told of their address has to be known before they are
 * there.
 */
async function freePort(): Promise<number> {
  const listener = createServer();
  listener.listen(0, 'localhost');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}

function giveMore(commands: string, env: NodeJS.ProcessEnv): void {
  const { status, stdout } = spawnSync(program, ['run', '-'], { env, encoding: 'utf8', input: commands });
  if (status !== 0) throw new Error(`Something more was refused: ${stdout}`);
}
