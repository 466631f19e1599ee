import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fund } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import { fillIn } from '../../testing/filling-in.js';
import type { Visitor } from '../../testing/visitor.js';

const messages = '/p/riverside/messages';
const clock = 'tallystick/clock';

/** A message that one worker began to send, and of which nobody knows whether it has gone. */
async function unsureOf(pages: PagesUnderTest, message: string, day: string, days: number): Promise<void> {
  const { story } = pages;
  story.on(day);
  const rung = { project: 'youth-bus', obligation: 'evaluation', dueOn: '2012-01-28', told: 'lead-officer' };
  await story.do(clock, 'ClaimMessage', { message, person: 'lead-1', carries: [{ ...rung, days: [days] }] });
  await story.do(clock, 'BeginSending', { message, worker: 'worker-1', channel: 'smtp' });
  const broken = { attempt: 1, outcome: 'unknown', why: 'The line broke.' };
  await story.do(clock, 'RecordSending', { message, ...broken });
}

describe('The messages that remind people', () => {
  let pages: PagesUnderTest;
  let support: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await fund(pages.story, 'youth-bus', 50_000);
    await unsureOf(pages, 'm-1', '2011-12-30', -28);
    await unsureOf(pages, 'm-2', '2012-01-13', -14);
    await pages.upToDate();
    support = await pages.as('support-1');
  });
  afterAll(async () => pages.close());

  it('that may not have gone stand on the first page of who can ask, by name and by what they are about', async () => {
    const home = await support.open('/p/riverside');
    expect(home.text).toContain('Messages that may not have arrived To The officer lead-1 The line broke.');
    const shown = await support.open(home.link('To The officer lead-1') ?? '');
    expect(shown.at).toBe(messages);
    const [, row] = shown.tableOf('Messages');
    expect(row?.slice(0, 2)).toEqual(['The officer lead-1', 'Evaluation: Youth bus']);
    expect(row?.[2]).toContain('May have gone, or not');
  });

  it('are recorded as arrived, with how that is known', async () => {
    const address = `${messages}/m-1/confirm-arrival`;
    const form = await support.open(address);
    expect((await support.send(form, {})).problemOf('note')).toBe('Enter how that is known');
    const done = await fillIn(support, address, { note: 'They have it in front of them.' });
    expect(done.text).toContain('It is recorded that it arrived.');
    expect((await support.open(address)).status).toBe(404);
  });

  it('are sent again by an administrator too, and then offer nothing until it is known', async () => {
    const administrator = await pages.as('admin-1');
    const address = `${messages}/m-2/send-again`;
    const done = await fillIn(administrator, address, { reason: 'Nothing has come.' });
    expect(done.text).toContain('It goes in the next working hour.');
    expect(done.text).toContain('Waits to be sent');
    expect(done.link('Send the message again')).toBeUndefined();
    expect((await support.open('/p/riverside')).text).not.toContain('Messages that may not have arrived');
  });

  it.each(['m-9/send-again', 'm-1/fly'])('are not there at %s', async (path) => {
    expect((await support.open(`${messages}/${path}`)).status).toBe(404);
  });

  it('are for those who keep the register and the people', async () => {
    expect((await (await pages.as('lead-1')).open(messages)).status).toBe(403);
  });
});
