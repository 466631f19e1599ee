import { describe, expect, it } from '@jest/globals';
import { StreamQueue } from '#eventing/stream-queue';

const turns = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) await Promise.resolve();
};

describe('The queue of streams', () => {
  it('runs tasks of one stream in the order they came, and says which had to wait', async () => {
    const queue = new StreamQueue();
    const log: string[] = [];
    const task = (name: string) => async (waited: boolean) => {
      log.push(`${name} begins${waited ? ' after waiting' : ''}`);
      await turns(20);
      log.push(`${name} ends`);
    };
    await Promise.all([queue.run(['s'], task('a')), queue.run(['s'], task('b'))]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins after waiting', 'b ends']);
  });

  it('runs tasks of different streams at once', async () => {
    const queue = new StreamQueue();
    let running = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await turns(20);
      running -= 1;
    };
    await Promise.all(['a', 'b', 'c'].map(async (stream) => queue.run([stream], task)));
    expect(most).toBe(3);
  });

  it('never has two tasks wait for each other, whatever the order of their streams', async () => {
    const queue = new StreamQueue();
    const done: number[] = [];
    const task = (index: number) => async () => {
      await turns(5);
      done.push(index);
    };
    const running = Array.from({ length: 30 }, async (_, index) =>
      queue.run(index % 2 === 0 ? ['a', 'b', 'c'] : ['c', 'b', 'a'], task(index)),
    );
    await Promise.all(running);
    expect(done).toEqual(Array.from({ length: 30 }, (_, index) => index));
  });

  it('goes on after a task that failed', async () => {
    const queue = new StreamQueue();
    const failing = queue.run(['s'], async () => Promise.reject(new Error('a bug')));
    const next = queue.run(['s'], async () => 'done');
    await expect(failing).rejects.toThrow('a bug');
    expect(await next).toBe('done');
  });

  it('forgets a line when its last task has ended', async () => {
    const queue = new StreamQueue();
    await queue.run(['s'], async () => turns(3));
    expect(await queue.run(['s'], async (waited) => waited)).toBe(false);
  });
});
