import { Controller, Get, Inject, NotFoundException } from '@nestjs/common';
import type { QueueLook, QueueStanding } from '#reminders/redis/queue-look';
import { warningsOf } from '#reminders/redis/redis-facts';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import { queuesHere } from './queues-here.js';

/** What the library calls the states of a job, in the order in which one goes through them. */
const states: Readonly<Record<string, string>> = {
  delayed: 'For later',
  waiting: 'Waiting for a worker',
  active: 'Being done',
  failed: 'Failed, and offered anew',
};

const standings: Readonly<Record<string, string>> = {
  queued: 'Waiting to be sent',
  sending: 'Being sent',
  unknown: 'Unknown whether they went: a person decides',
  refused: 'Refused',
  failed: 'Not delivered',
  'handed-over': 'Handed over',
  delivered: 'Delivered',
  withdrawn: 'Withdrawn',
};

/**
 * How the workers' queue stands, for who looks after the place. It shows and changes nothing. Jobs are
 * counted for all partnerships of the place together, and messages for this one alone (rule 23).
 */
@Controller('p/:partnership/queues')
@Permits('administrator')
export class QueuesPage {
  private readonly queues: QueueLook | null;

  constructor(@Inject(queuesHere) queues: QueueLook | null) {
    this.queues = queues;
  }

  @Get()
  async show(@Visiting() visit: Visit): Promise<Page> {
    if (this.queues === null) throw new NotFoundException();
    return new Page('queues/queues.njk', {
      title: 'Queues',
      redis: redisOf(await this.queues.look()),
      messages: await messagesOf(visit),
    });
  }
}

function redisOf(standing: QueueStanding | undefined): object | undefined {
  if (standing === undefined) return undefined;
  const { jobs, redis } = standing;
  const rows = Object.entries(states).map(([state, text]) => ({ text, count: jobs[state] ?? 0 }));
  return { version: redis.version, warnings: warningsOf(redis), rows };
}

async function messagesOf({ reading: { models, partnership } }: Visit): Promise<readonly object[]> {
  const rows = await models.db
    .selectFrom('messages')
    .select('status')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('partnership', '=', partnership)
    .groupBy('status')
    .execute();
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  return Object.entries(standings).map(([status, text]) => ({ text, count: counts.get(status) ?? 0 }));
}
