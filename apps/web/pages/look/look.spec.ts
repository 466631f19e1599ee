import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PagesUnderTest } from '../../testing/pages-under-test.js';

describe('Looking at an example through the eyes of someone', () => {
  let pages: PagesUnderTest;
  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await pages.upToDate();
  });
  afterAll(async () => pages.close());

  it('is offered for each person of each partnership, and leads to what needs them', async () => {
    const visitor = pages.visitor();
    const shown = await visitor.open('/');
    expect(shown.at).toBe('/look');
    expect(shown.text).toContain('The officer finance-1 finance officer');
    const home = await visitor.send(shown, { person: 'finance-1' });
    expect(home.heading).toBe('What needs me now?');
    expect(home.html).toContain('The officer finance-1');
  });

  it('is not possible as someone who is not there', async () => {
    const visitor = pages.visitor();
    expect((await visitor.send(await visitor.open('/look'), { person: 'nobody' })).status).toBe(404);
  });
});

describe('Where the data is real', () => {
  it('there is no page to look through anyone’s eyes, and no way to begin', async () => {
    const pages = await PagesUnderTest.open('real');
    const visitor = pages.visitor();
    expect((await visitor.open('/look')).status).toBe(404);
    const token =
      (await visitor.open('/nowhere')).root.querySelector('[name="token"]')?.getAttribute('value') ?? '';
    expect(
      (await visitor.post('/look', { token, partnership: 'riverside', person: 'finance-1' })).status,
    ).not.toBe(200);
    await expect(pages.sessions.beginLook('riverside', 'finance-1')).rejects.toThrow();
    await pages.close();
  });
});
