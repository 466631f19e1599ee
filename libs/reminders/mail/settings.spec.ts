import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { channelFor, linkIn } from '#reminders/mail/settings';
import { composed } from '#reminders/mail/stand-in/composed';

const uuid = '26785a09-ab16-4eb0-8407-a37497a57506';
const notify = { TALLYSTICK_NOTIFY_KEY: `live-${uuid}-${uuid}`, TALLYSTICK_NOTIFY_TEMPLATE: uuid };
const TALLYSTICK_MAIL_FROM = 'Reminders <reminders@council.example>';

function wrong(environment: Record<string, string>): string {
  try {
    channelFor({ TALLYSTICK_MAIL_FROM, ...environment });
  } catch (error) {
    expect((error as Error).name).toBe('SettingsWrong');
    return (error as Error).message;
  }
  throw new Error('It is not refused');
}

describe('The settings of mail', () => {
  it('name a folder among the data when they name nothing, so that nothing is sent by accident', async () => {
    const data = mkdtempSync(join(tmpdir(), 'tallystick-mail-'));
    try {
      await channelFor({ TALLYSTICK_DATA: data }).send(composed({ id: 'one' }));
      await channelFor({ TALLYSTICK_MAIL: '' }, data).send(composed({ id: 'two' }));
      await channelFor({ TALLYSTICK_MAIL: `folder:${join(data, 'else where')}` }).send(
        composed({ id: 'three' }),
      );
      expect(readdirSync(data)).toEqual(['else where', 'mail']);
      expect(readdirSync(join(data, 'mail'))).toEqual(['one.eml', 'two.eml']);
    } finally {
      rmSync(data, { recursive: true });
    }
  });

  it.each([
    ['smtp', { TALLYSTICK_MAIL: 'smtp://mail.council.example' }],
    ['smtp', { TALLYSTICK_MAIL: 'smtp://[::1]:25/?tls=off' }],
    ['smtp', { TALLYSTICK_MAIL: 'smtps://user:p%40ss@mail.council.example:465/' }],
    ['smtp', { TALLYSTICK_MAIL: 'smtp://localhost', TALLYSTICK_MAIL_FROM: 'reminders@council.example' }],
    ['notify', { TALLYSTICK_MAIL: 'notify:', ...notify }],
    ['notify', { TALLYSTICK_MAIL: 'notify:http://127.0.0.1:8080', ...notify }],
  ])('name a channel %s: %j', async (name, environment) => {
    const channel = channelFor({ TALLYSTICK_MAIL_FROM, ...environment });
    expect(channel.name).toBe(name);
    await channel.close();
  });

  it.each([
    ['folder:', 'names no folder'],
    ['folder:///tmp/mail', 'names no folder'],
    ['mail.council.example', 'folder:PATH, smtp://HOST, smtps://HOST or notify:'],
    ['http://mail.council.example', 'folder:PATH, smtp://HOST, smtps://HOST or notify:'],
    ['smtp://', 'no address of a mail server'],
    ['smtp://host:port', 'no address of a mail server'],
    ['smtp://user:pa/ss@host', 'no address of a mail server'],
    ['smtp://user:pass@host/inbox', 'no address of a mail server'],
    ['smtp://host?tls=no', 'options that there are not'],
    ['smtp://host?tls=off&pool=false', 'options that there are not'],
    ['smtps://host?tls=off', 'options that there are not'],
    ['smtp://user:pass@host?tls=off', 'would show it to everyone'],
    ['smtp://user@host', 'both a user and a password'],
    ['smtp://:pass@host', 'both a user and a password'],
    ['smtp://user:100%zz@host', 'write it as %25'],
  ])('refuse %s', (mail, why) => {
    expect(wrong({ TALLYSTICK_MAIL: mail })).toContain(why);
  });

  it.each(['smtp://user:s3cret@host/inbox', 'smtq://user:s3cret@host', 'smtp://s3cret@host'])(
    'keep the password of %s to themselves',
    (mail) => {
      expect(wrong({ TALLYSTICK_MAIL: mail })).not.toContain('s3cret');
    },
  );

  it('have the address of the pages, as a link that is whole', () => {
    expect(linkIn({})).toBe('');
    expect(linkIn({ TALLYSTICK_LINK: 'https://tallystick.council.example' })).toBe(
      'https://tallystick.council.example/',
    );
    for (const link of ['tallystick', 'javascript:alert(1)', 'mailto:a@b.example', 'https://a:b@c.example']) {
      expect(() => linkIn({ TALLYSTICK_LINK: link })).toThrow('TALLYSTICK_LINK is no address of pages');
    }
  });

  it.each([
    ['', 'is not set'],
    ['Reminders', 'is no address'],
    ['a@b.example, c@d.example', 'is no address'],
    ['Reminders <a@b.example>\r\nBcc: c@d.example', 'is no address'],
    ['Re\nminders <a@b.example>', 'is no address'],
  ])('refuse the sender %j', (from, why) => {
    expect(wrong({ TALLYSTICK_MAIL: 'smtp://host', TALLYSTICK_MAIL_FROM: from })).toContain(why);
  });

  it.each([
    [{ TALLYSTICK_NOTIFY_KEY: '' }, 'no key'],
    [{ TALLYSTICK_NOTIFY_KEY: `live-${uuid}` }, 'no key'],
    [{ TALLYSTICK_NOTIFY_TEMPLATE: 'reminder' }, 'no id of a template'],
    [{ TALLYSTICK_MAIL: 'notify:http://notify.example' }, 'https://'],
    [{ TALLYSTICK_MAIL: 'notify:live-key' }, 'https://'],
  ])('refuse GOV.UK Notify with %j', (over, why) => {
    expect(wrong({ TALLYSTICK_MAIL: 'notify:', ...notify, ...over })).toContain(why);
  });
});
