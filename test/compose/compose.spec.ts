import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const example = readFileSync(join(root, 'infra/compose.env.example'), 'utf8');
const required = [...example.matchAll(/^(\w+)=$/gm)].map(([, name]) => name ?? '');
const secret = 'a1b2c3d4e5f6';

/** What Debian's docker-compose makes of docker-compose.yml, with so many of the variables. */
function configOf(variables: readonly string[]): { code: number | null; out: string; err: string } {
  const given = Object.fromEntries(variables.map((name) => [name, secret]));
  const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...given };
  const args = ['--profile', 'command-line', '--profile', 'kurrentdb', 'config'];
  const { status, stdout, stderr, error } = spawnSync('docker-compose', args, {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  return { code: status, out: stdout, err: stderr };
}

/** The lines of each service, by its name. */
function servicesIn(config: string): Record<string, string> {
  const [, services = ''] = /^services:\n((?: .*\n)+)/m.exec(config) ?? [];
  const parts = services.split(/^ {2}(?=\w)/m).filter((part) => part !== '');
  return Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf(':')), part]));
}

describe('docker-compose.yml', () => {
  const { code, out, err } = configOf(required);
  const services = servicesIn(out);

  it('is accepted, with everything that runs', () => {
    expect([code, err]).toEqual([0, '']);
    expect(Object.keys(services)).toEqual([
      'kurrentdb',
      'mail',
      'postgres',
      'redis',
      'tallystick',
      'web',
      'worker',
    ]);
  });

  it('takes each image at a version', () => {
    const images = Object.values(services).map((service) => /^ +image: (.+)$/m.exec(service)?.[1]);
    for (const image of images) expect(image).toMatch(/:v?\d+\.\d+\.?\d*(-\w+)?$/);
  });

  it('looks after the health of each server, and starts it again', () => {
    for (const [name, service] of Object.entries(services)) {
      if (name === 'tallystick') continue;
      expect(service).toContain('healthcheck:');
      expect(service).toContain('restart: unless-stopped');
    }
  });

  it('lets Redis lose nothing by itself', () => {
    expect(services['redis']).toMatch(/--appendonly yes --maxmemory-policy noeviction/);
  });

  it('has workers that send into the catcher of mail alone', () => {
    expect(services['worker']).toContain('TALLYSTICK_MAIL: smtp://mail:1025?tls=off');
    expect(services['worker']).toMatch(/TALLYSTICK_REDIS: redis:\/\/:\w+@redis:6379\/0/);
  });

  it('opens nothing to other machines', () => {
    const ports = [...out.matchAll(/^ +- (\S+):\d+\/tcp$/gm)].map(([, port]) => port);
    expect(ports).toEqual(['127.0.0.1:8025', '127.0.0.1:3000']);
  });

  it('holds no secret, and asks for each', () => {
    expect(required).toEqual(['TALLYSTICK_POSTGRES_PASSWORD', 'TALLYSTICK_REDIS_PASSWORD']);
    for (const left of required) {
      const without = configOf(required.filter((name) => name !== left));
      expect(without.code).not.toBe(0);
      expect(without.err).toContain('see infra/compose.env.example');
      expect(without.err).not.toContain(secret);
    }
    const words = out.split(/[\s:@"]/).filter((word) => /PASSWORD/.test(word));
    expect(words.every((word) => /^\$?\$?(?:POSTGRES|REDIS)_PASSWORD$/.test(word))).toBe(true);
    expect(out.match(new RegExp(secret, 'g'))).toHaveLength(6);
  });
});
