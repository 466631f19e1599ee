import { link, mkdir, open, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import type { Channel, Sent } from '#reminders/channel';
import type { Composed } from '#reminders/mail/composing';
import { isOneAddress, rfc5322 } from '#reminders/mail/mail';
import type { Sender } from '#reminders/mail/mail';

/**
 * Writes each message as a file `.eml` into a folder, where mail programs can open it, and sends nothing. A
 * file is there whole or not at all, and stays after a power cut. It is for its owner alone, since it has a
 * name and an address in it.
 */
export class FolderChannel implements Channel {
  readonly name = 'folder';
  private readonly folder: string;
  private readonly from: Sender;

  constructor(folder: string, from: Sender) {
    this.folder = folder;
    this.from = from;
  }

  /** The same message again is recognised by its id, and is not written twice. */
  async send(message: Composed): Promise<Sent> {
    const name = `${message.id}.eml`;
    if (!/^[\w-]+$/.test(message.id)) return { outcome: 'refused', why: 'Its id makes no name of a file.' };
    if (!isOneAddress(message.to.email)) {
      return { outcome: 'refused', why: 'What is kept as the e-mail address of this person is none.' };
    }
    try {
      await this.write(name, await rfc5322(message, this.from));
      return { outcome: 'sent', reference: name };
    } catch (error) {
      return { outcome: 'try-later', why: `The folder of mail: ${(error as Error).message}` };
    }
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }

  /** By way of a draft of another name, which becomes the file only when all of it is on the disk. */
  private async write(name: string, content: Buffer): Promise<void> {
    await makeFolder(this.folder);
    const draft = join(this.folder, `.${randomUUID()}.draft`);
    try {
      await writeDurably(draft, content);
      // Unlike a rename, it fails where there is such a file, so two workers write one.
      await link(draft, join(this.folder, name)).catch(unlessThere);
    } finally {
      await rm(draft, { force: true });
    }
    await syncFolder(this.folder);
  }
}

/** A folder is an entry in the one above it, which has to be on the disk too. */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = dirname(resolve(path)); at.length >= dirname(first).length; at = dirname(at)) {
    await syncFolder(at);
    if (at === dirname(at)) return;
  }
}

async function writeDurably(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
