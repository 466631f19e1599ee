import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { html } from '#documents/formats/html';
import type { Document } from '#documents/model/document';
import { formatPence } from '#kernel/pence';
import { foundByAxe, openChromium } from '#testing/chromium';
import { everyName, madeOf } from './each-document.ts';
import { factsFor } from './each-history.ts';
import { Openers } from './opened.ts';
import { saidIn } from './said.ts';

/** What a sheet of A4 has between margins of 15 mm, in the pixels of a browser. */
const acrossPaper = { upright: 680, sideways: 1009 } as const;

const openers = new Openers();
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openChromium();
  // What looks is a script of the test; the document has none.
  page = await (await browser.newContext()).newPage();
});
afterAll(async () => {
  await browser.close();
  openers.remove();
});

/** The amounts in a text, without their signs, after which a browser may begin a line. */
function amountsIn(text: string): readonly string[] {
  return (text.match(/£[\d,]+\.\d\d/gu) ?? []).toSorted();
}

/** By how many pixels something runs out of the page on the right. */
async function overflow(): Promise<number> {
  const { scrollWidth, clientWidth } = (await page.evaluate(
    '(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))(document.documentElement)',
  )) as { scrollWidth: number; clientWidth: number };
  return scrollWidth - clientWidth;
}

describe.each(everyName)('As a web page, opened in Chromium, the document %s', (name) => {
  let document: Document;
  let printed: string;

  beforeAll(async () => {
    document = madeOf(name, await factsFor(name));
    await page.setContent(html(document));
    await page.emulateMedia({ media: 'print' });
    printed = openers.pdfText(await page.pdf({ preferCSSPageSize: true }));
    await page.emulateMedia({ media: 'screen' });
  });

  it('stands in nobody’s way', async () => {
    expect(await foundByAxe(page)).toEqual([]);
  });

  it('numbers its pages on paper', () => {
    const pages = printed.match(/^Page \d+ of \d+$/gmu) ?? [];
    expect(pages.length).toBeGreaterThan(0);
    expect(pages).toEqual(pages.map((_, at) => `Page ${at + 1} of ${pages.length}`));
  });

  it('has each amount on paper as often as it says it, totals once, and no word in white', async () => {
    const charts = document.parts.flatMap((part) => (part.kind === 'chart' ? part.bars : []));
    const said = [...saidIn(document), ...charts.map(({ pence }) => formatPence(pence))].join('\n');
    expect(amountsIn(printed)).toEqual(amountsIn(said));
    await page.emulateMedia({ media: 'print' });
    const inks = (await page.evaluate(
      "Array.from(document.querySelectorAll('td strong'), (one) => getComputedStyle(one).color)",
    )) as string[];
    expect(inks.filter((ink) => ink === 'rgb(255, 255, 255)')).toEqual([]);
  });

  it('fits a telephone, a desk and its paper', async () => {
    const runsOut: Record<string, number> = {};
    await page.emulateMedia({ media: 'screen' });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      runsOut[`${width} on a screen`] = await overflow();
    }
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: acrossPaper[document.paper], height: 1000 });
    runsOut['on paper'] = await overflow();
    expect(runsOut).toEqual({ '360 on a screen': 0, '1280 on a screen': 0, 'on paper': 0 });
  });
});
