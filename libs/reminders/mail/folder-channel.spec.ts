import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderChannel } from '#reminders/mail/folder-channel';
import { composed } from '#reminders/mail/stand-in/composed';

const from = { name: 'Tallystick', address: 'reminders@tallystick.invalid' };
const { id } = composed();
let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'tallystick-mail-'));
  folder = join(parent, 'data', 'mail');
});
afterEach(async () => rm(parent, { recursive: true }));

describe('A folder of mail', () => {
  it('gets each message as a file that mail programs open, named for its id', async () => {
    const channel = new FolderChannel(folder, from);
    expect(await channel.send(composed())).toEqual({ outcome: 'sent', reference: `${id}.eml` });
    const whole = await readFile(join(folder, `${id}.eml`), 'utf8');
    expect(whole).toContain('From: Tallystick <reminders@tallystick.invalid>\r\n');
    expect(whole).toContain('To: "A. Lead" <a.lead@council.example>\r\n');
    expect(whole).toContain(`Message-ID: <${id}@tallystick.invalid>\r\n`);
    expect(whole).toContain('Auto-Submitted: auto-generated\r\n');
    expect(await readdir(folder)).toEqual([`${id}.eml`]);
  });

  it('is for its owner alone', async () => {
    await new FolderChannel(folder, from).send(composed());
    expect((await stat(folder)).mode & 0o077).toBe(0);
    expect((await stat(join(folder, `${id}.eml`))).mode & 0o077).toBe(0);
  });

  it('recognises a message that it has, and leaves the file as it is', async () => {
    const channel = new FolderChannel(folder, from);
    await channel.send(composed());
    await writeFile(join(folder, `${id}.eml`), 'the first');
    expect(await channel.send(composed())).toEqual({ outcome: 'sent', reference: `${id}.eml` });
    expect(await readFile(join(folder, `${id}.eml`), 'utf8')).toBe('the first');
  });

  it('has one file of a message that many send at once, and no draft', async () => {
    const channels = Array.from({ length: 20 }, () => new FolderChannel(folder, from));
    const sent = await Promise.all(channels.map((channel) => channel.send(composed())));
    expect(new Set(sent.map(({ outcome }) => outcome))).toEqual(new Set(['sent']));
    expect(await readdir(folder)).toEqual([`${id}.eml`]);
  });

  it.each(['../../outside', 'a/b', '', 'a\0b', '.hidden'])('has no file named for %j', async (other) => {
    const sent = await new FolderChannel(folder, from).send(composed({ id: other }));
    expect(sent).toMatchObject({ outcome: 'refused' });
    expect(await readdir(parent)).toEqual([]);
  });

  it('gets nothing for what is no address', async () => {
    const to = { name: 'A. Lead', email: 'a@b.example, c@d.example' };
    expect(await new FolderChannel(folder, from).send(composed({ to }))).toMatchObject({
      outcome: 'refused',
    });
  });

  it('cannot be made, and the message can be tried later', async () => {
    await writeFile(join(parent, 'data'), 'a file');
    const sent = await new FolderChannel(folder, from).send(composed());
    expect(sent).toEqual({ outcome: 'try-later', why: expect.stringContaining('ENOTDIR') });
  });
});
