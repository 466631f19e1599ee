import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityProviderServer } from '#testing/identity-provider-server';
import type { Browsing } from './browsing.js';
import { ServedPages } from './served-pages.js';

const phrase = 'otter lamp quiet seven';
const partnership = '/p/riverside-community-safety-partnership';

/** Counts what a person is shown: each page that is drawn, and no address that only leads on. */
function counting(browsing: Browsing, shown: string[]): void {
  browsing.page.on('response', (answer) => {
    if (answer.request().isNavigationRequest() && answer.status() !== 303)
      shown.push(new URL(answer.url()).pathname);
  });
}

describe('A new partnership, from nothing', () => {
  let pages: ServedPages;
  let provider: IdentityProviderServer;
  let founder: Browsing;
  let lead: Browsing;
  const shown: string[] = [];

  beforeAll(async () => {
    pages = await ServedPages.openEmpty(async (address) => {
      provider = await IdentityProviderServer.start(address);
      return {
        TALLYSTICK_LINK: address,
        TALLYSTICK_OIDC_ISSUER: provider.settings.issuer,
        TALLYSTICK_OIDC_CLIENT_ID: provider.settings.clientId,
        TALLYSTICK_OIDC_CLIENT_SECRET: provider.settings.clientSecret,
        TALLYSTICK_OIDC_NAME: provider.settings.name,
      };
    });
    founder = await pages.browserAt('/sign-in');
    counting(founder, shown);
  });
  afterAll(async () => {
    await pages.close();
    await provider.stop();
  });

  it('is founded by a link, and set up task by task', async () => {
    await founder.open(pages.links[0] ?? '');
    await founder.fill({ name: 'Riverside Community Safety Partnership', founder: 'A. Founder' });
    await founder.choose('support-officer');
    await founder.fill({ address: 'founder@example.org', password: phrase });
    await founder.press('Found the partnership');
    expect(await founder.text()).toContain('is founded, and you are its administrator.');
    await founder.press('Agencies');
    await founder.fill({ names: 'Riverside Council\nPolice\nFire and Rescue' });
    await founder.press('Admit the agencies');
    expect(await founder.heading()).toBe('Form groups');
    await founder.press('Form the groups');
    expect(await founder.heading()).toBe('Adopt priorities');
    await founder.fill({ names: 'Anti-social behaviour\nBurglary' });
    await founder.press('Adopt the priorities');
    expect(await founder.heading()).toBe('Enter a person');
    await founder.fill({ name: 'B. Lead' });
    await founder.select({ role: 'lead-officer', agency: 'riverside-council' });
    await founder.press('Enter the person');
    expect(await founder.heading()).toBe('Enter a person');
  });

  it('has its first bid begun within twelve pages, by the lead officer whom it invited', async () => {
    await founder.open(`${partnership}/people`);
    await founder.page.getByRole('button', { name: 'for B. Lead' }).click();
    const link = /\/set-up-account\/[\w-]+/.exec(await founder.text())?.[0] ?? '';
    lead = await pages.browserAt('/sign-in');
    counting(lead, shown);
    await lead.open(link);
    await lead.fill({ address: 'lead@example.org', password: phrase });
    await lead.press('Set up the account');
    await lead.press('Make a bid');
    await lead.fill({ title: 'Alley gates' });
    // The founder counts too, and the page on which the bid is given its title.
    expect(shown).toHaveLength(12);
    await lead.press('Begin');
    expect(await lead.text()).toContain('What it serves, and who leads it');
  });

  it('lets its people come with a work account, by a link, and then without', async () => {
    provider.atTheKeyboard = { subject: 'f1d0-founder' };
    await founder.open(`${partnership}/people`);
    await founder.page.getByRole('button', { name: 'for A. Founder' }).click();
    const link = /\/set-up-account\/[\w-]+/.exec(await founder.text())?.[0] ?? '';
    const other = await pages.browserAt(link);
    await other.press('Go on with your council account');
    expect(new URL(other.page.url()).pathname).toBe(partnership);
    await other.press('Sign out');
    expect(await other.heading()).toBe('You are signed out');
    await other.press('Sign in again');
    await other.press('Go on with your council account');
    expect(await other.heading()).toBe('What needs me now?');
    expect(await other.page.locator('.app-header__person').textContent()).toBe('A. Founder');
  });

  it('warns before a session ends for want of use, and lets people stay', async () => {
    await lead.page.clock.install();
    await lead.open(partnership);
    const warning = lead.page.getByRole('dialog', { name: 'You will soon be signed out' });
    await lead.page.clock.fastForward('27:00');
    expect(await warning.isVisible()).toBe(false);
    await lead.page.clock.fastForward('01:30');
    await warning.waitFor({ state: 'visible' });
    await warning.getByRole('button', { name: 'Stay signed in' }).click();
    await warning.waitFor({ state: 'hidden' });
    await lead.page.clock.fastForward('28:30');
    await warning.waitFor({ state: 'visible' });
    await lead.page.clock.resume();
  });

  it('loses nothing that was typed when a session ends in the middle of a form', async () => {
    await lead.open(`${partnership}/bids/new`);
    await lead.fill({ title: 'Street games, "with quotes" & <b>marks</b>' });
    endSessions(pages.data);
    await lead.press('Begin');
    expect(await lead.heading()).toBe('You have been signed out');
    const [other] = await Promise.all([
      lead.page.context().waitForEvent('page'),
      lead.page.getByRole('link', { name: 'Sign in again' }).click(),
    ]);
    await other.getByLabel('E-mail address').fill('lead@example.org');
    await other.locator('[name="password"]').fill(phrase);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByRole('heading', { name: 'What needs me now?' }).waitFor();
    await other.close();
    await lead.press('I have signed in: go on');
    expect(await lead.heading()).toBe('Is this still to be sent?');
    await lead.press('Send what I typed');
    expect(await lead.heading()).toBe('Street games, "with quotes" & <b>marks</b>');
  });

  it('is refused nothing by the content security policy', () => {
    expect(pages.troubles).toEqual([]);
  });
});

/** As if nobody had used a page for 31 minutes. */
function endSessions(data: string): void {
  const database = new DatabaseSync(join(data, 'sign-in.db'), { timeout: 10_000 });
  try {
    const before = new Date(Date.now() - 31 * 60_000).toISOString();
    database.prepare('UPDATE sessions SET seen_at = ?').run(before);
  } finally {
    database.close();
  }
}
