import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { foundByAxe, noteTroublesAt, openChromium } from '#testing/chromium';
import type { Browser, Page } from 'playwright-core';

const program = join(import.meta.dirname, '..', '..', 'tallystick');

interface Opened {
  readonly address: string;
  readonly links: readonly string[];
  readonly folder: string;
  readonly server: ChildProcess;
  readonly browser: Browser;
}

/** The example, or what is real, served as it was built to a real browser. */
export class ServedPages {
  readonly address: string;
  /** What was printed beside the address. */
  readonly links: readonly string[];
  /** What a page's content security policy refused, and what its scripts threw. */
  readonly troubles: string[] = [];
  private readonly folder: string;
  private readonly server: ChildProcess;
  private readonly browser: Browser;

  /** @param more commands that are given after the example's, a line of JSON each */
  static async open(more = ''): Promise<ServedPages> {
    const folder = mkdtempSync(join(tmpdir(), 'tallystick-pages-'));
    const env = environmentFor(folder);
    const { status, stderr } = spawnSync(program, ['demo'], { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`The example was not played: ${stderr}`);
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
  async browserOf(
    person: string,
    { scripts = true }: { readonly scripts?: boolean } = {},
  ): Promise<Browsing> {
    const browsing = await this.browserAt('/look', { scripts });
    await browsing.page
      .locator('form', { has: browsing.page.locator(`input[value="${person}"]`) })
      .getByRole('button')
      .click();
    return browsing;
  }

  /** A browser that knows nothing of any other, at a page. */
  async browserAt(path: string, { scripts = true }: { readonly scripts?: boolean } = {}): Promise<Browsing> {
    const context = await this.browser.newContext({ javaScriptEnabled: scripts });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    noteTroublesAt(page, this.troubles);
    const browsing = new Browsing(page, this.address, scripts);
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

/** No page of ours has more to come by with the Tab key. */
const mostTabs = 150;

interface Focus {
  readonly isMeant: boolean;
  readonly isShown: boolean;
}

/** In the browser: whether this has the focus, and an outline or a shadow marks it. */
function focusOn(selector: string): string {
  return `(() => {
    const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
    const isShown = outlineStyle !== 'none' || boxShadow !== 'none';
    return { isMeant: document.activeElement.matches(${JSON.stringify(selector)}), isShown };
  })()`;
}

/** Someone at a browser. Whatever page they come to is looked over for what stands in the way of others. */
export class Browsing {
  readonly page: Page;
  private readonly address: string;
  private readonly scripts: boolean;

  constructor(page: Page, address: string, scripts: boolean) {
    this.page = page;
    this.address = address;
    this.scripts = scripts;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.address).href);
    await this.insistEveryoneCanUseIt();
  }

  /** Presses a button, or follows a link, and waits for the page that comes. */
  async press(name: string): Promise<void> {
    const target = this.page
      .getByRole('button', { name })
      .or(this.page.getByRole('link', { name, exact: true }));
    await target.first().click();
    await this.page.waitForLoadState();
    await this.insistEveryoneCanUseIt();
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(fields)) await this.page.locator(`[name="${name}"]`).fill(text);
  }

  /** A day in the three inputs of a field. */
  async fillDay(name: string, [day, month, year]: readonly [string, string, string]): Promise<void> {
    await this.fill({ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year });
  }

  /** Ticks what has this value. */
  async choose(...values: readonly string[]): Promise<void> {
    for (const value of values) await this.page.locator(`main [value="${value}"]`).check();
  }

  async select(choices: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(choices))
      await this.page.locator(`[name="${name}"]`).selectOption(value);
  }

  /** Chooses a file, as its own content says. */
  async chooseFile(name: string, file: { readonly called: string; readonly content: string }): Promise<void> {
    const buffer = Buffer.from(file.content);
    await this.page
      .locator(`input[type="file"][name="${name}"]`)
      .setInputFiles({ name: file.called, mimeType: 'text/csv', buffer });
  }

  /**
   * Goes on by the Tab key until what has the focus is what is meant, as someone does who has no mouse. What
   * has the focus has to show it.
   *
   * @param selector of the element that is meant
   */
  async tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < mostTabs; presses += 1) {
      await this.page.keyboard.press('Tab');
      const { isMeant, isShown } = await this.page.evaluate<Focus>(focusOn(selector));
      if (isMeant && isShown) return;
    }
    throw new Error(`The Tab key does not come to ${selector} on ${this.page.url()}, or does not show it.`);
  }

  /** How many pages were opened while something was done. */
  async pagesFor(doing: () => Promise<void>): Promise<number> {
    let opened = 0;
    const count = (): void => void (opened += 1);
    this.page.on('load', count);
    await doing();
    this.page.off('load', count);
    return opened;
  }

  async heading(): Promise<string> {
    return (await this.page.locator('h1').textContent())?.trim() ?? '';
  }

  async text(): Promise<string> {
    return (await this.page.locator('main').textContent())?.replaceAll(/\s+/g, ' ') ?? '';
  }

  /** axe finds nothing. What looks is a script, and needs scripts. */
  private async insistEveryoneCanUseIt(): Promise<void> {
    if (!this.scripts) return;
    const found = await foundByAxe(this.page);
    if (found.length > 0) throw new Error(`${this.page.url()} stands in someone's way. ${found.join('\n')}`);
  }
}
