import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { meetingsOnMoney, moneyDecided, moneyGivenBack } from '#testing/money-decided';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

const { first, second, third } = meetingsOnMoney;
const homeOffice = 'Source home-office, 2011/12';
const police = 'Source police-fund, 2011/12';

describe('The page of an item that was decided', () => {
  let pages: PagesUnderTest;
  let auditor: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await moneyDecided(pages.story);
    await moneyGivenBack(pages.story);
    await pages.upToDate();
    auditor = await pages.as('finance-2');
  });
  afterAll(async () => pages.close());

  const saidOf = async (meeting: string, item: string): Promise<string> =>
    (await auditor.open(`/p/riverside/meetings/${meeting}/items/${item}`)).text;

  const awardedIn = async (meeting: string): Promise<string> =>
    (await auditor.open(`/p/riverside/meetings/${meeting}`)).text;

  it('says what was awarded from which money, whatever has become of the award since', async () => {
    const said = await saidOf(first, 'youth-bus');
    expect(said).toContain(`Awarded £4,000.00 From £4,000.00 of revenue from ${homeOffice}`);
    expect(said).toContain('The award as it stands£3,500.00');
  });

  it('is where the page of the project leads, for how it was decided', async () => {
    const project = await auditor.open('/p/riverside/projects/youth-bus');
    expect(project.link('How the meeting decided')).toBe(`/p/riverside/meetings/${first}/items/youth-bus`);
  });

  it('leads to the letter on this decision, and not on a later one about the same project', async () => {
    for (const [meeting, item, said] of [
      [first, 'youth-bus', 'your bid was approved'],
      [second, 'bus', 'the award was changed'],
    ] as const) {
      const shown = await auditor.open(`/p/riverside/meetings/${meeting}/items/${item}`);
      const letter = await auditor.open(shown.link('Letter on this decision') ?? '');
      expect([letter.status, letter.text]).toEqual([200, expect.stringContaining(said)]);
    }
  });

  it('says what a change of an award gave and took back, at each source', async () => {
    const said = await saidOf(second, 'bus');
    expect(said).toContain(`Money £1,500.00 of revenue less from ${homeOffice}`);
    expect(said).toContain(`£1,000.00 of revenue more from ${police}`);
  });

  it('says what was held in reserve, also after it was released, and what was moved', async () => {
    expect(await saidOf(second, 'review')).toContain(
      `Money £500.00 of revenue held in reserve at ${homeOffice}`,
    );
    expect(await saidOf(second, 'move')).toContain(
      `Money £2,000.00 of revenue moved from ${police} to ${homeOffice}`,
    );
  });

  it('says what an award that was rescinded, or a chair’s action that was not ratified, gave back', async () => {
    const ended = await saidOf(third, 'end');
    expect(ended).toContain(`Money £500.00 of revenue given back to ${homeOffice}`);
    expect(ended).toContain('£300.00 of revenue given back to Source hoped, 2011/12, subject to funding');
    expect(await saidOf(third, 'chair')).toContain(
      `Money £200.00 of revenue given back to ${homeOffice} Reasons`,
    );
    expect(await awardedIn(third)).toContain('This meeting has awarded £0.00');
  });

  it('is where the history of a source leads for what it got back', async () => {
    const { text, root } = await auditor.open('/p/riverside/sources/hoped');
    expect(text).toContain('£300.00 for project A stall; revenue');
    const ways = root.querySelectorAll('.moj-timeline a').map((one) => one.getAttribute('href'));
    expect(ways).toContain(`/p/riverside/meetings/${third}/items/end`);
  });

  it('leaves what its meeting has awarded as it was', async () => {
    expect(await awardedIn(first)).toContain('This meeting has awarded £4,000.00.');
    expect(await awardedIn(second)).toContain('This meeting has awarded £0.00');
  });
});
