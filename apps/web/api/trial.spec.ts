import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awardOf, decisionAt, fund, openMeetingOn, propose } from '#testing/desk-story';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Answered, Program } from '../testing/program.js';

let pages: PagesUnderTest;
let support: Program;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await fund(pages.story, 'youth-bus', 400_000);
  await propose(pages.story, 'lamps', 10_000);
  await openMeetingOn(pages.story, '2011-06-09', [{ item: 'lamps', kind: 'bid', project: 'lamps' }]);
  await pages.upToDate();
  support = await pages.program('support-1', 'support-officer');
});
afterAll(async () => pages.close());

const decision = decisionAt('tasking-2011-06-09', 'lamps');

async function tried(by: Program, command: string, body: object, key = 'k-1'): Promise<Answered> {
  const sent = { headers: { 'idempotency-key': key }, body };
  return by.call('POST', `/commands/${command}?trial=true`, sent);
}

/** All that is kept: events, and answers to commands. */
async function kept(): Promise<readonly number[]> {
  let answers = 0;
  for await (const _ of pages.story.store.readAnswers(0)) answers += 1;
  return [await pages.story.store.lastPosition(), answers];
}

describe('A command that is only tried out', () => {
  it('says what it would do to the money of each source, and does nothing', async () => {
    const before = await kept();
    const award = { project: 'lamps', decision, award: awardOf(10_000) };
    const answered = await tried(support, 'FundProject', award);
    expect(answered).toMatchObject({
      status: 200,
      body: {
        trial: true,
        outcome: 'accepted',
        events: expect.arrayContaining([
          { type: 'ProjectFunded', stream: 'project-riverside.lamps' },
        ]) as unknown,
        sources: [
          {
            source: 'home-office',
            fundingType: 'revenue',
            before: { uncommitted: 600_000, committed: 400_000 },
            after: { uncommitted: 590_000, committed: 410_000 },
          },
        ],
      },
    });
    expect(await kept()).toEqual(before);
    expect((await support.get('/projects/lamps')).body).toMatchObject({ status: 'on-agenda' });
  });

  it('is refused by the rule that would refuse it, in its words, and the refusal is not kept', async () => {
    const before = await kept();
    const award = { project: 'lamps', decision, award: awardOf(10_001) };
    const answered = await tried(support, 'FundProject', award);
    expect(answered).toMatchObject({ status: 422, body: { refusal: 'more-than-bid' } });
    expect(answered.body).not.toHaveProperty('recordedAt');
    const notTheirs = await tried(await pages.program('fire-1', 'member'), 'FundProject', award);
    expect(notTheirs).toMatchObject({ status: 403, body: { refusal: 'not-your-role' } });
    expect(await kept()).toEqual(before);
  });

  it('leaves its identity for the command that is meant', async () => {
    const award = { project: 'lamps', decision, award: awardOf(9_000) };
    await tried(support, 'FundProject', { ...award, award: awardOf(8_000) }, 'k-2');
    const done = await support.give('FundProject', award, { 'idempotency-key': 'k-2' });
    expect(done).toMatchObject({ status: 200, body: { outcome: 'accepted', repeated: false } });
  });

  it('warns of what whoever gives it is to know, as the command itself does', async () => {
    pages.story.on('2012-03-01');
    await pages.upToDate();
    const lead = await pages.program('lead-1', 'lead-officer');
    const bid = {
      title: 'Another bus',
      description: 'A bus.',
      priorities: ['asb'],
      leadOfficer: 'lead-1',
      leadAgency: 'youth-trust',
      thematicGroup: 'asb',
      startsOn: '2012-04-01',
      finishesOn: '2012-05-01',
      costs: [{ year: '2012-13', fundingType: 'revenue', amountPence: 1_000, heading: 'Hire' }],
    };
    const trial = await tried(lead, 'ProposeProject', { project: 'another', bid });
    expect(trial).toMatchObject({ status: 200 });
    const warnings = trial.body['warnings'] as readonly string[];
    expect(warnings).toHaveLength(1);
    const done = await lead.give('ProposeProject', { project: 'another', bid });
    expect(done.body['warnings']).toEqual(warnings);
  });

  it('is about no person, whose details would be sealed for good, and is asked for by true or false', async () => {
    const administrator = await pages.program('admin-1', 'administrator');
    const before = await kept();
    const asked = { person: 'new-1', name: 'Someone' };
    expect(await tried(administrator, 'RegisterPerson', asked)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'trial' }] },
    });
    const other = { headers: { 'idempotency-key': 'k-3' }, body: asked };
    for (const query of ['trial=perhaps', 'unheardOf=1'])
      expect((await administrator.call('POST', `/commands/RegisterPerson?${query}`, other)).status).toBe(400);
    expect(await kept()).toEqual(before);
  });
});
