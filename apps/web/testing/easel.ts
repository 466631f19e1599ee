import type { Browser, CDPSession, Page } from 'playwright-core';
import { foundByAxe, noteTroublesAt, openChromium } from '#testing/chromium';
import type { Shown } from './visitor.js';

/** A window of 1280 by 1024 pixels, as it is. */
const unzoomed = { width: 1280, height: 1024, deviceScaleFactor: 1, mobile: false };
/** The same at 400 %: a page has a quarter of it each way, and each of its pixels is four of the screen. */
const zoomed = { width: 320, height: 256, deviceScaleFactor: 4, mobile: false };

/** What runs past the edge, and is not in something that scrolls by itself; in the browser. */
const pastTheEdge = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const scrolls = (one) => one !== null && one !== document.body &&
    (['auto', 'scroll', 'hidden'].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const past = [...document.body.querySelectorAll('*')].filter((one) =>
    one.getBoundingClientRect().right > clientWidth && !scrolls(one.parentElement));
  return [scrollWidth + ' wide: ' + past.slice(-1).map((one) => one.outerHTML.slice(0, 200))];
})()`;

/** What would move, for all that someone has asked for less motion; in the browser. */
const moving = `[...document.querySelectorAll('*')].flatMap((one) => {
  const { transitionDuration, animationName } = getComputedStyle(one);
  const isStill = animationName === 'none' && transitionDuration.split(', ').every((long) => long === '0s');
  return isStill ? [] : [one.outerHTML.slice(0, 200)];
})`;

/** What someone without a mouse does not come to, or does not see that they have come to; in the browser. */
const withoutMouse = `(() => {
  const kinds = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
  const here = [...document.querySelectorAll(kinds)].filter((one) => one.checkVisibility() && !one.disabled);
  return here.flatMap((one) => {
    one.focus();
    // What is ticked is itself not drawn, and its label shows where one is.
    const isTicked = ['radio', 'checkbox'].includes(one.type);
    const { outlineStyle, boxShadow } = isTicked
      ? getComputedStyle(one.labels[0], '::before')
      : getComputedStyle(one);
    const isShown = outlineStyle !== 'none' || boxShadow !== 'none';
    const isReached = one.tabIndex === 0 && document.activeElement === one;
    if (isReached && isShown) return [];
    return [(isReached ? 'unseen: ' : 'out of reach: ') + one.outerHTML.slice(0, 200)];
  });
})()`;

/** The keys of a chart that have one colour for two meanings; in the browser. */
const keysAlike = `(() => {
  const keys = [...document.querySelectorAll('.app-bar__key')];
  const kinds = new Set(keys.map((one) => one.className));
  const colours = new Set(keys.map((one) => getComputedStyle(one).backgroundColor));
  return colours.size < kinds.size ? [[...kinds].join(' and ') + ' are ' + [...colours].join(' and ')] : [];
})()`;

/** Pages as they were shown to people, laid one after another before a browser that looks at them. */
export class Easel {
  private readonly address: string;
  private readonly browser: Browser;
  private readonly page: Page;
  private readonly window: CDPSession;
  private readonly troubles: string[] = [];
  private shown: Shown | undefined;

  /** @param port where styles and scripts are served */
  static async open(port: string): Promise<Easel> {
    const browser = await openChromium();
    const context = await browser.newContext({ viewport: null, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const easel = new Easel(`http://localhost:${port}`, browser, page, await context.newCDPSession(page));
    await easel.begin();
    return easel;
  }

  private constructor(address: string, browser: Browser, page: Page, window: CDPSession) {
    this.address = address;
    this.browser = browser;
    this.page = page;
    this.window = window;
  }

  /** Lays a page there as it was answered. @returns what its policy refused, and what its scripts threw */
  async show(shown: Shown): Promise<readonly string[]> {
    this.shown = shown;
    this.troubles.length = 0;
    await this.window.send('Emulation.setDeviceMetricsOverride', unzoomed);
    await this.page.goto(new URL(shown.at, this.address).href);
    return [...this.troubles];
  }

  async foundByAxe(): Promise<readonly string[]> {
    return foundByAxe(this.page);
  }

  /** What runs out of the window at 400 %. */
  async runningOut(): Promise<readonly string[]> {
    await this.window.send('Emulation.setDeviceMetricsOverride', zoomed);
    return this.page.evaluate<readonly string[]>(pastTheEdge);
  }

  async moving(): Promise<readonly string[]> {
    return this.page.evaluate<readonly string[]>(moving);
  }

  /** What someone with a keyboard alone could not use. */
  async outOfReach(): Promise<readonly string[]> {
    return this.page.evaluate<readonly string[]>(withoutMouse);
  }

  /** Which keys of charts look alike to someone who has colours of their own for everything. */
  async alikeInForcedColours(): Promise<readonly string[]> {
    // Most pages have no chart, and would be drawn twice more for nothing.
    if (this.shown?.html.includes('app-bar__key') !== true) return [];
    await this.page.emulateMedia({ forcedColors: 'active' });
    const alike = await this.page.evaluate<readonly string[]>(keysAlike);
    await this.page.emulateMedia({ forcedColors: 'none' });
    return alike;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private async begin(): Promise<void> {
    noteTroublesAt(this.page, this.troubles);
    this.window.on('Fetch.requestPaused', ({ requestId }) => void this.answer(requestId));
    // The pages alone: were every request of theirs routed, the browser would keep no style or script.
    await this.window.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] });
  }

  private async answer(requestId: string): Promise<void> {
    const { shown } = this;
    if (shown === undefined) throw new Error('Nothing has been laid on the easel.');
    const responseHeaders = ['content-type', 'content-security-policy'].map((name) => ({
      name,
      value: String(shown.headers[name]),
    }));
    const body = Buffer.from(shown.html).toString('base64');
    await this.window.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: shown.status,
      responseHeaders,
      body,
    });
  }
}
