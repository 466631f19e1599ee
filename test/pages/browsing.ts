import { foundByAxe } from '#testing/chromium';
import type { Page } from 'playwright-core';

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

interface Overview {
  /** How wide the window is, and how wide the page is. */
  readonly width: number;
  readonly needed: number;
  /** The kinds of elements on it, each once, whatever their words. */
  readonly kinds: string;
}

/** In the browser: what tells a template in one state from others. */
const overview = `(() => {
  const kindOf = (one) => [one.tagName, one.getAttribute('class'), one.getAttribute('type')].join('.');
  const kinds = new Set([...document.querySelectorAll('body *')].map(kindOf));
  const needed = document.documentElement.scrollWidth;
  return { width: innerWidth, needed, kinds: [...kinds].sort().join(' ') };
})()`;

/** Someone at a browser. Whatever page they come to is looked over for what stands in the way of others. */
export class Browsing {
  readonly page: Page;
  private readonly address: string;
  private readonly lookedOver: Set<string> | undefined;

  /** @param lookedOver what was looked over already; undefined without scripts, by which it is done */
  constructor(page: Page, address: string, lookedOver: Set<string> | undefined) {
    this.page = page;
    this.address = address;
    this.lookedOver = lookedOver;
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
    const menu = this.page.getByRole('button', { name: 'Menu', exact: true });
    // On a phone the ways to other parts are folded away.
    if ((await target.count()) === 0 && (await menu.count()) > 0) await menu.click();
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

  /** Presses Enter on what has the focus, and waits for the page that comes. */
  async pressEnter(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
    await this.insistEveryoneCanUseIt();
  }

  /** Goes to a list by the Tab key, and down in it by the arrow key to what has this value. */
  async arrowTo(name: string, value: string): Promise<void> {
    const list = this.page.locator(`select[name="${name}"]`);
    await this.tabTo(`select[name="${name}"]`);
    const offered = await list.locator('option').count();
    for (let presses = 0; presses < offered && (await list.inputValue()) !== value; presses += 1)
      await this.page.keyboard.press('ArrowDown');
    if ((await list.inputValue()) !== value) throw new Error(`The arrow key does not come to ${value}.`);
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

  /**
   * Nothing runs out of the window, and axe finds nothing: it looks at one page of each template in each
   * state, since to another it would say the same and take as long. What looks is a script.
   */
  private async insistEveryoneCanUseIt(): Promise<void> {
    if (this.lookedOver === undefined) return;
    const { width, needed, kinds } = await this.page.evaluate<Overview>(overview);
    if (needed > width) throw new Error(`${this.page.url()} is ${needed} wide in a window of ${width}.`);
    const look = `${width} ${kinds}`;
    if (this.lookedOver.has(look)) return;
    this.lookedOver.add(look);
    const found = await foundByAxe(this.page);
    if (found.length > 0) throw new Error(`${this.page.url()} stands in someone's way. ${found.join('\n')}`);
  }
}
