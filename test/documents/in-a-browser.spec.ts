import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { html } from '#documents/formats/html';
import type { Document } from '#documents/model/document';
import { openChromium } from '#testing/chromium';
import { everyName, madeOf } from './each-document.ts';
import { factsFor } from './each-history.ts';

/** What a sheet of A4 has between margins of 15 mm, in the pixels of a browser. */
const acrossPaper = { upright: 680, sideways: 1009 } as const;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openChromium();
  // What looks is a script of the test; the document has none.
  page = await (await browser.newContext()).newPage();
}, 60_000);
afterAll(async () => browser.close());

async function opened(name: string): Promise<Document> {
  const document = madeOf(name, await factsFor(name));
  await page.emulateMedia({ media: 'screen' });
  await page.setContent(html(document));
  return document;
}

/** By how many pixels something runs out of the page on the right. */
async function overflow(): Promise<number> {
  const { scrollWidth, clientWidth } = (await page.evaluate(
    '(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))(document.documentElement)',
  )) as { scrollWidth: number; clientWidth: number };
  return scrollWidth - clientWidth;
}

describe('Each document as a web page, opened in Chromium', () => {
  it.each(everyName)('stands in nobody’s way: %s', async (name) => {
    await opened(name);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it.each(everyName)('fits a telephone, a desk and its paper: %s', async (name) => {
    const { paper } = await opened(name);
    const runsOut: Record<string, number> = {};
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      runsOut[`${width} on a screen`] = await overflow();
    }
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: acrossPaper[paper], height: 1000 });
    runsOut['on paper'] = await overflow();
    expect(runsOut).toEqual({ '360 on a screen': 0, '1280 on a screen': 0, 'on paper': 0 });
  });
});
