import type { Clock } from '#eventing/clock';
import type { SignInDatabase } from '#sign-in/database';
import { hashOf, somethingToHold } from '#sign-in/hashing';

const goodForMs = 72 * 3_600_000;

/**
 * Links by which a partnership is founded in a browser. They come from whoever runs the pages, and from
 * nobody else: to found one is to become its administrator.
 */
export class FoundingLinks {
  private readonly db: SignInDatabase;
  private readonly now: Clock;

  constructor(db: SignInDatabase, now: Clock) {
    this.db = db;
    this.now = now;
  }

  /** A link that founds one partnership, within three days. @returns what stands in it */
  async handOut(): Promise<string> {
    const held = somethingToHold(24);
    const ends_at = new Date(Date.parse(this.now()) + goodForMs).toISOString();
    await this.db
      .insertInto('founding_links')
      .values({ token: hashOf(held), ends_at })
      .execute();
    return held;
  }

  /** Whether it was handed out, and is good still. */
  async isOpen(held: string): Promise<boolean> {
    const row = await this.db
      .selectFrom('founding_links')
      .select('token')
      .where('token', '=', hashOf(held))
      .where('ends_at', '>', this.now())
      .executeTakeFirst();
    return row !== undefined;
  }

  async useUp(held: string): Promise<void> {
    await this.db.deleteFrom('founding_links').where('token', '=', hashOf(held)).execute();
  }
}
