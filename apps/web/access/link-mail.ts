import { randomUUID } from 'node:crypto';
import type { Channel, Sent } from '#reminders/channel';
import { composeLink } from '#reminders/mail/link-message';
import type { LinkMessage } from '#reminders/mail/link-message';

/** The link itself is made here, so what a page gives is what stands in it. */
export type ForMail = Omit<LinkMessage, 'id' | 'link'> & { readonly held: string };

/**
 * Sends the links that let people in, by the way that reminders go. The address in them is the one that the
 * settings name, and never the one by which a request says that it came: anyone can write that.
 */
export class LinkMail {
  private readonly channel: Channel;
  private readonly pages: string;

  /** @param pages the address of the pages, as people reach them */
  constructor(channel: Channel, pages: string) {
    this.channel = channel;
    this.pages = pages;
  }

  async send({ held, ...message }: ForMail): Promise<Sent> {
    const link = new URL(`/set-up-account/${held}`, this.pages).href;
    return this.channel.send(composeLink({ ...message, id: randomUUID(), link }));
  }

  async close(): Promise<void> {
    await this.channel.close();
  }
}
