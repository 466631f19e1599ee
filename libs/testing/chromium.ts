import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

/** The browser of this machine, with nothing in it that calls home. */
export async function openChromium(): Promise<Browser> {
  const still = ['background-networking', 'component-update', 'gpu', 'quic', 'sync'].map(
    (what) => `--disable-${what}`,
  );
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--no-first-run', ...still],
  });
}

/** Adds what a page's content security policy refuses, and what its scripts throw. */
export function noteTroublesAt(page: Page, troubles: string[]): void {
  page.on('pageerror', ({ message }) => troubles.push(message));
  page.on('console', (said) => {
    if (said.type() === 'error' && !said.text().includes('status of 4')) troubles.push(said.text());
  });
}

/** What axe finds on a page that stands in someone's way, a line each. */
export async function foundByAxe(page: Page): Promise<readonly string[]> {
  // No page of ours has frames, so axe needs no tab of its own to put their results together, nor the rules
  // that a page keeps: that is most of its time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
