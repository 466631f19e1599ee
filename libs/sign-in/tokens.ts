import { createHash, randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Clock } from '#eventing/clock';
import { addDays, londonDateOf } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import type { SignInDatabase } from '#sign-in/database';
import type { SignInTables } from '#sign-in/migrations';

/** Noting each use would be a write each; a minute is near enough to see what is in use. */
const notedEachMs = 60_000;

/** The longest that a token may be good for, in days: what nobody renews for a year, nobody misses. */
const longestTokenDays = 366;

/** By this a program that looks for secrets left in files knows one of ours. */
const mark = 'tallystick_';

/** For whom a program acts by a token, and in which role. */
export interface ActsFor {
  readonly partnership: string;
  readonly person: string;
  readonly role: string;
}

/** What a token is to be. */
export interface TokenAsked extends ActsFor {
  /** What it is for: `Nightly figures for the finance system`. */
  readonly purpose: string;
  readonly endsOn: LocalDate;
  /** Who makes it: a person, or the command line. */
  readonly madeBy: string;
}

/** A token as people see it: never what the program holds. */
export interface Token extends TokenAsked {
  readonly token: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
  readonly standing: 'good' | 'ended' | 'revoked';
}

/** Why a token cannot be made until that day. */
export type WrongEnd = 'over' | 'too-late';

/**
 * The tokens by which programs act for people of a data place. A program holds a random text, shown once, and
 * the database only its hash, so that whoever reads the database cannot act by that.
 */
export class Tokens {
  private readonly db: SignInDatabase;
  private readonly now: Clock;

  /** @param now the machine's time, also in an example, whose own time stands still */
  constructor(db: SignInDatabase, now: Clock) {
    this.db = db;
    this.now = now;
  }

  /** What is wrong with a last day; undefined when nothing is. */
  whatIsWrongWith(endsOn: LocalDate): WrongEnd | undefined {
    const today = londonDateOf(this.now());
    if (endsOn < today) return 'over';
    return endsOn > addDays(today, longestTokenDays) ? 'too-late' : undefined;
  }

  /**
   * Makes one. @returns what the program is to hold, which is nowhere else and never shown again
   *
   * @throws RangeError for a day on which none can end
   */
  async make(asked: TokenAsked): Promise<{ readonly token: string; readonly held: string }> {
    const { partnership, person, role, purpose, endsOn, madeBy } = asked;
    if (this.whatIsWrongWith(endsOn) !== undefined) throw new RangeError(`No token ends on ${endsOn}.`);
    const token = randomBytes(6).toString('hex');
    const held = `${mark}${randomBytes(32).toString('base64url')}`;
    await this.db
      .insertInto('tokens')
      .values({
        token,
        hash: hashOf(held),
        partnership,
        person,
        role,
        purpose,
        made_by: madeBy,
        created_at: this.now(),
        ends_on: endsOn,
      })
      .execute();
    return { token, held };
  }

  /**
   * The token of what a program holds; undefined when there is none, it was revoked, or its last day is over.
   * That it was used is noted.
   */
  async find(held: string): Promise<Token | undefined> {
    const row = await this.db
      .selectFrom('tokens')
      .selectAll()
      .where('hash', '=', hashOf(held))
      .executeTakeFirst();
    const token = row && this.tokenOf(row);
    if (token?.standing !== 'good') return undefined;
    await this.noteUsed(token);
    return token;
  }

  /** Every token that was made for people of a partnership, the newest first. */
  async of(partnership: string): Promise<readonly Token[]> {
    const rows = await this.db
      .selectFrom('tokens')
      .selectAll()
      .where('partnership', '=', partnership)
      .orderBy('created_at', 'desc')
      .orderBy('token')
      .execute();
    return rows.map((row) => this.tokenOf(row));
  }

  /** Revokes a token of a partnership, at once. @returns whether it had such a token that was not revoked */
  async revoke(partnership: string, token: string, revokedBy: string): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable('tokens')
      .set({ revoked_at: this.now(), revoked_by: revokedBy })
      .where('partnership', '=', partnership)
      .where('token', '=', token)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  private async noteUsed({ token, usedAt }: Token): Promise<void> {
    const now = this.now();
    if (usedAt !== null && Date.parse(now) - Date.parse(usedAt) < notedEachMs) return;
    await this.db.updateTable('tokens').set({ used_at: now }).where('token', '=', token).execute();
  }

  private tokenOf(row: Selectable<SignInTables['tokens']>): Token {
    const { token, partnership, person, role, purpose } = row;
    const { made_by: madeBy, created_at: createdAt, ends_on: endsOn } = row;
    const { used_at: usedAt, revoked_at: revokedAt, revoked_by: revokedBy } = row;
    const told = { token, partnership, person, role, purpose, madeBy, createdAt, endsOn, usedAt };
    return { ...told, revokedAt, revokedBy, standing: this.standingOf(row) };
  }

  private standingOf(row: Selectable<SignInTables['tokens']>): Token['standing'] {
    if (row.revoked_at !== null) return 'revoked';
    return row.ends_on < londonDateOf(this.now()) ? 'ended' : 'good';
  }
}

function hashOf(held: string): string {
  return createHash('sha256').update(held).digest('hex');
}
