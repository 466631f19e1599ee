import { describe, expect, it } from '@jest/globals';
import { redisInWords, workerSettingsFrom } from '#settings/worker-settings';

const redis = 'redis://tally:s3cret%40x@redis.example:6379/2';

describe('The settings of a worker', () => {
  it.each([
    ['with nothing said', {}],
    [
      'with empty variables',
      { TALLYSTICK_REDIS: '', TALLYSTICK_WORKER_LISTEN: '', TALLYSTICK_DASHBOARD: '' },
    ],
  ])('are its own clock and this machine alone, %s', (_, environment) => {
    expect(workerSettingsFrom(environment)).toEqual({
      redis: undefined,
      listen: { host: '127.0.0.1', port: 8090 },
      dashboard: undefined,
      logLevel: 'info',
    });
  });

  it.each([redis, 'rediss://redis.example', 'redis://:s3cret@[::1]:6379/', 'redis://localhost:6380'])(
    'take Redis at %s',
    (address) => {
      expect(workerSettingsFrom({ TALLYSTICK_REDIS: address }).redis).toBe(address);
    },
  );

  it.each([
    ['0.0.0.0:80', { host: '0.0.0.0', port: 80 }],
    ['[::1]:0', { host: '::1', port: 0 }],
    ['worker-1.internal:8090', { host: 'worker-1.internal', port: 8090 }],
  ])('listen at %s', (text, listen) => {
    expect(workerSettingsFrom({ TALLYSTICK_WORKER_LISTEN: text })).toMatchObject({ listen });
  });

  it('let in whoever has the password of the dashboard', () => {
    const environment = { TALLYSTICK_REDIS: redis, TALLYSTICK_DASHBOARD: 'operator:a long:password' };
    expect(workerSettingsFrom(environment).dashboard).toEqual({
      user: 'operator',
      password: 'a long:password',
    });
  });

  it.each([
    [{ TALLYSTICK_REDIS: 'redis.example:6379' }, 'TALLYSTICK_REDIS is no address of Redis'],
    [{ TALLYSTICK_REDIS: 'http://s3cret@redis.example' }, 'TALLYSTICK_REDIS is no address of Redis'],
    [{ TALLYSTICK_REDIS: 'redis://:s3c/ret@redis.example' }, 'is written with %40'],
    [{ TALLYSTICK_REDIS: 'redis://redis.example/0?password=s3cret' }, 'TALLYSTICK_REDIS is no address'],
    [{ TALLYSTICK_REDIS: 'redis://redis.example/first' }, 'TALLYSTICK_REDIS is no address'],
    [{ TALLYSTICK_WORKER_LISTEN: '8090' }, 'HOST:PORT such as 127.0.0.1:8090, not "8090"'],
    [{ TALLYSTICK_WORKER_LISTEN: 'localhost:80900' }, 'not "localhost:80900"'],
    [{ TALLYSTICK_REDIS: redis, TALLYSTICK_DASHBOARD: 's3cret-and-more' }, 'is USER:PASSWORD'],
    [{ TALLYSTICK_REDIS: redis, TALLYSTICK_DASHBOARD: 'operator:s3cret' }, 'at least 12 characters'],
    [{ TALLYSTICK_DASHBOARD: 'operator:s3cret-and-more' }, 'for the queues in Redis'],
    [{ TALLYSTICK_LOG_LEVEL: 'loud' }, 'one of debug, info, warn, error, not "loud"'],
  ])('are refused as %j', (environment, words) => {
    const read = (): unknown => workerSettingsFrom(environment);
    expect(read).toThrow(words);
    expect(read).toThrow(expect.objectContaining({ name: 'SettingsWrong' }));
    expect(read).not.toThrow('s3cret');
  });

  it('show Redis without its password', () => {
    expect(redisInWords(redis)).toBe('redis://tally@redis.example:6379/2');
  });
});
