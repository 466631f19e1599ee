import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workAccountSettingsFrom } from '#sign-in/work-account-settings';

const link = 'https://tallystick.council.example/';
const tenant = 'https://login.microsoftonline.com/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/v2.0';
const whole = {
  TALLYSTICK_OIDC_ISSUER: tenant,
  TALLYSTICK_OIDC_CLIENT_ID: 'tallystick',
  TALLYSTICK_OIDC_CLIENT_SECRET: 's3cret',
};

function wrong(environment: Readonly<Record<string, string>>, pages = link): string {
  try {
    workAccountSettingsFrom(environment, pages);
  } catch (error) {
    expect((error as Error).name).toBe('SettingsWrong');
    return (error as Error).message;
  }
  throw new Error('They are not refused');
}

describe('The settings of work accounts', () => {
  it('are none where no issuer is named, and an empty one is not named', () => {
    expect(workAccountSettingsFrom({}, '')).toBeUndefined();
    expect(workAccountSettingsFrom({ TALLYSTICK_OIDC_ISSUER: '' }, '')).toBeUndefined();
  });

  it('say where people sign in, as what the pages are known there, and where they come back to', () => {
    expect(workAccountSettingsFrom(whole, link)).toEqual({
      issuer: tenant,
      clientId: 'tallystick',
      clientSecret: 's3cret',
      name: 'your work account',
      returnTo: 'https://tallystick.council.example/sign-in/work-account/return',
    });
    const named = { ...whole, TALLYSTICK_OIDC_NAME: 'your council account' };
    expect(workAccountSettingsFrom(named, link)?.name).toBe('your council account');
  });

  it('take the secret from a file, as it is mounted, with the end of its line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tallystick-secret-'));
    try {
      const file = join(folder, 'secret');
      writeFileSync(file, 's3cret of a file\n');
      const { TALLYSTICK_OIDC_CLIENT_SECRET: _, ...others } = whole;
      const byFile = { ...others, TALLYSTICK_OIDC_CLIENT_SECRET_FILE: file };
      expect(wrong(byFile)).toContain('holds no secret');
      writeFileSync(file, 's3cret-of-a-file\n');
      expect(workAccountSettingsFrom(byFile, link)?.clientSecret).toBe('s3cret-of-a-file');
      expect(wrong({ ...byFile, TALLYSTICK_OIDC_CLIENT_SECRET_FILE: join(folder, 'none') })).toContain(
        'ENOENT',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    [{ TALLYSTICK_OIDC_ISSUER: 'id.council.example' }, 'no address of an identity provider'],
    [{ TALLYSTICK_OIDC_ISSUER: 'http://id.council.example' }, 'no address of an identity provider'],
    [{ TALLYSTICK_OIDC_ISSUER: 'https://a:s3cret@id.council.example' }, 'no address of an identity provider'],
    [{ TALLYSTICK_OIDC_ISSUER: 'https://login.microsoftonline.com/common/v2.0' }, 'names no tenant'],
    [{ TALLYSTICK_OIDC_ISSUER: 'https://login.microsoftonline.com/organizations/v2.0' }, 'names no tenant'],
    [{ TALLYSTICK_OIDC_CLIENT_ID: '' }, 'TALLYSTICK_OIDC_CLIENT_ID is not'],
    [{ TALLYSTICK_OIDC_CLIENT_SECRET: '' }, 'Set one of'],
    [{ TALLYSTICK_OIDC_CLIENT_SECRET_FILE: '/run/secrets/oidc' }, 'Set one of'],
    [{ TALLYSTICK_OIDC_NAME: 'two\nlines' }, 'on one line'],
    [{ TALLYSTICK_OIDC_ISSUER: '' }, 'Set both, or neither'],
  ])('refuse %j with a sentence, in which no secret stands', (over, why) => {
    const said = wrong({ ...whole, ...over });
    expect(said).toContain(why);
    expect(said).not.toContain('s3cret');
  });

  it('need the address of the pages, to which people are sent back', () => {
    expect(wrong(whole, '')).toContain('TALLYSTICK_LINK is not');
  });
});
