import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Queue } from 'bullmq';
import { PatientConnection } from '#reminders/redis/connection';
import { QueueLook } from '#reminders/redis/queue-look';
import { startRedis } from '#testing/redis-server';
import type { RedisServer } from '#testing/redis-server';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown } from '../../testing/visitor.js';

const address = '/p/riverside/queues';
const leadsThere = ({ root }: Shown): boolean => root.querySelector(`nav a[href="${address}"]`) !== null;

describe('The queues of the workers', () => {
  let redis: RedisServer;
  let queues: QueueLook;
  let pages: PagesUnderTest;
  let connection: PatientConnection;

  beforeAll(async () => {
    redis = await startRedis();
    connection = new PatientConnection(redis.url);
    queues = new QueueLook(redis.url);
    pages = await PagesUnderTest.open('example', { queues });
  });
  afterAll(async () => {
    await pages.close();
    queues.close();
    connection.closeAll();
    await redis.kill9();
  });

  it('are led to, and shown with what waits in them, to the administrator alone', async () => {
    const queue = new Queue('tallystick-reminders', {
      connection,
      prefix: 'tallystick',
      skipVersionCheck: true,
    });
    await queue.addBulk(['a', 'b'].map((name) => ({ name, data: {} })));
    const administrator = await pages.as('admin-1');
    expect(leadsThere(await administrator.open('/p/riverside/people'))).toBe(true);
    let shown = await administrator.open(address);
    // On a busy machine Redis may not answer in time the first time that it is asked.
    for (let tries = 0; tries < 20 && shown.text.includes('does not answer'); tries += 1)
      shown = await administrator.open(address);
    expect(shown.heading).toBe('Queues');
    expect(shown.text).toMatch(/Waiting for a worker\s+2/);
    expect(shown.text).toContain('It keeps nothing when it is started anew');
    expect(await queue.getJobCounts('waiting')).toEqual({ waiting: 2 });
    const others = await pages.as('support-1');
    expect(leadsThere(await others.open('/p/riverside'))).toBe(false);
    expect((await others.open(address)).status).toBe(403);
  });

  it('are said to be away when Redis is, and to lose nothing by it', async () => {
    await redis.kill9();
    const shown = await (await pages.as('admin-1')).open(address);
    expect(shown.text).toContain('Redis does not answer.');
    await redis.start();
  });
});

describe('Where workers go by their own clock', () => {
  it('there are no queues to look at', async () => {
    const pages = await PagesUnderTest.open();
    const administrator = await pages.as('admin-1');
    expect(leadsThere(await administrator.open('/p/riverside/people'))).toBe(false);
    expect((await administrator.open(address)).status).toBe(404);
    await pages.close();
  });
});
