import { setTimeout as wait } from 'node:timers/promises';
import { inLondon } from './london.ts';
import type { Scene } from './scene.ts';

/** A day on which something goes wrong, from just before offices open. */
type Day = (storm: Scene, day: string) => Promise<void>;

async function inTheMiddle({ mail, chance }: Scene): Promise<void> {
  const enough = mail.taken.length + chance.between(0, 3);
  for (let tries = 0; tries < 40 && mail.taken.length < enough; tries += 1) await wait(5);
}

const quietDay: Day = async (storm, day) => {
  storm.open(day);
  await storm.watch.settle();
};

export const faults = {
  'nothing goes wrong': quietDay,
  'a worker is killed': async (storm, day) => {
    storm.open(day);
    await inTheMiddle(storm);
    await storm.kill(1);
    await storm.watch.settle();
    await storm.man();
  },
  'all workers are killed': async (storm, day) => {
    await storm.kill(storm.chance.oneOf([3, 3, 2]));
    storm.open(day);
    storm.clock.pass(90_000);
    await storm.man(1);
    storm.obstacleEnds();
    await storm.watch.settle();
    await storm.man();
  },
  'nobody works until the offices have closed': async (storm, day) => {
    await storm.kill(3);
    storm.clock.passUntil(inLondon(day, 18));
    await storm.man();
    await storm.watch.passSeconds(60);
  },
  'Redis is emptied': async (storm, day) => {
    storm.open(day);
    for (let times = 0; times < 5; times += 1) {
      await inTheMiddle(storm);
      await storm.redis.flush();
    }
    await storm.watch.settle();
  },
  'Redis is killed and comes back empty': async (storm, day) => {
    if (storm.chance.oneOf([true, false])) await storm.redis.kill9();
    storm.open(day);
    await inTheMiddle(storm);
    await storm.redis.kill9();
    await storm.watch.settle();
    await storm.redis.start();
    await storm.watch.passSeconds(15);
  },
  'Redis answers nobody for a minute': async (storm, day) => {
    if (storm.chance.oneOf([true, false])) storm.redis.pause();
    storm.open(day);
    await inTheMiddle(storm);
    storm.redis.pause();
    const usual = storm.watch.patienceMs;
    // The workers wait for it by the time of the machine, which the clock has to keep pace with.
    storm.watch.patienceMs = 2_500;
    await storm.watch.passSeconds(60);
    storm.redis.resume();
    await storm.watch.settle();
    storm.watch.patienceMs = usual;
  },
  'the mail server refuses': async (storm, day) => {
    storm.mail.temper = 'refusing';
    storm.open(day);
    await storm.watch.settle(15_000);
    await storm.watch.passSeconds(storm.chance.oneOf([30, 120]));
    storm.mail.temper = 'taking';
    await storm.watch.settleAll();
  },
  'the mail server is slow': async (storm, day) => {
    storm.mail.temper = 'slow';
    storm.open(day);
    await storm.watch.settle();
    storm.mail.temper = 'taking';
  },
  'the mail server dies after it took': async (storm, day) => {
    storm.mail.temper = 'dying-after-it-took';
    const before = storm.mail.taken.length;
    storm.open(day);
    for (let tries = 0; tries < 60 && storm.mail.taken.length === before; tries += 1) await wait(10);
    storm.mail.temper = 'taking';
    await storm.watch.settleAll();
  },
  'the clock goes back an hour': async (storm, day) => {
    storm.open(day);
    await storm.watch.settle();
    storm.clock.set(-3_600_000);
    await storm.watch.passSeconds(45);
    storm.clock.passUntil(inLondon(day, 9));
    await storm.watch.settle();
  },
  'the clock goes forward a day': async (storm, day) => {
    storm.open(day);
    await storm.watch.settle();
    storm.skipsTomorrow = true;
  },
} satisfies Record<string, Day>;
