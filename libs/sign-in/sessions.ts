import type { Clock } from '#eventing/clock';
import type { PlaceKind } from '#settings/folder-mark';
import type { SignInDatabase } from '#sign-in/database';
import { hashOf, somethingToHold } from '#sign-in/hashing';

const minuteMs = 60_000;
const idleMs = 30 * minuteMs;
const longestMs = 12 * 60 * minuteMs;
/** Noting each look at a page would be a write each; a minute is near enough to half an hour. */
const notedEachMs = minuteMs;

/** Somebody who is signed in. */
export interface Session {
  /** By which it is known here; never what the browser holds. */
  readonly token: string;
  /** Whose it is: the same each time that they sign in with one login, and never shown. */
  readonly whose: string;
  /** Whether an example is looked at through someone's eyes, without a password. */
  readonly isLook: boolean;
  /** Whether they came with a work account, where they are still signed in when they sign out here. */
  readonly isWorkAccount: boolean;
  /** Who they are, by partnership. */
  readonly people: ReadonlyMap<string, string>;
  /** In how many seconds it ends when no page is used until then. */
  readonly endsInSeconds: number;
}

/**
 * The sessions of a data place: 30 minutes without a page at most, and 12 hours in all. The browser holds a
 * random text, and the database only its hash, so that whoever reads the database is not signed in by that.
 */
export class Sessions {
  private readonly db: SignInDatabase;
  private readonly kind: PlaceKind;
  private readonly now: Clock;

  /** @param now the machine's time, also in an example, whose own time stands still */
  constructor(db: SignInDatabase, kind: PlaceKind, now: Clock) {
    this.db = db;
    this.kind = kind;
    this.now = now;
  }

  /** Begins one for a login. @returns what the browser is to hold */
  async begin(login: string): Promise<string> {
    return this.insert({ login, partnership: null, person: null });
  }

  /**
   * Begins one that looks at an example through someone's eyes. @throws Error where the data is real: nobody
   * comes into that without signing in
   */
  async beginLook(partnership: string, person: string): Promise<string> {
    this.insistExample();
    return this.insert({ login: null, partnership, person });
  }

  /** The session of what a browser holds; undefined when there is none, or it has ended. */
  async find(held: string): Promise<Session | undefined> {
    const token = hashOf(held);
    const row = await this.db
      .selectFrom('sessions')
      .leftJoin('logins', 'logins.login', 'sessions.login')
      .selectAll('sessions')
      .select('logins.kind')
      .where('token', '=', token)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const now = Date.parse(this.now());
    const endsAt = Math.min(Date.parse(row.seen_at) + idleMs, Date.parse(row.started_at) + longestMs);
    // A look that was begun in an example is none in what is real, wherever its row has come from.
    if (now >= endsAt || (row.login === null && this.kind !== 'example')) {
      await this.end(token);
      return undefined;
    }
    if (now - Date.parse(row.seen_at) >= notedEachMs) await this.noteSeen(token);
    const endsInSeconds = Math.floor(
      (Math.min(now + idleMs, Date.parse(row.started_at) + longestMs) - now) / 1000,
    );
    const isLook = row.login === null;
    const whose = row.login ?? `${row.partnership}/${row.person}`;
    const isWorkAccount = !isLook && row.kind !== 'local';
    return { token, whose, isLook, isWorkAccount, people: await this.peopleOf(row), endsInSeconds };
  }

  /** Ends a session, with what was kept of its forms: on signing out, and when the person is switched off. */
  async end(token: string): Promise<void> {
    await this.db.deleteFrom('sheets').where('holder', '=', token).execute();
    await this.db.deleteFrom('sessions').where('token', '=', token).execute();
  }

  /** Removes the rows of sessions that have ended by themselves, and what was kept for nobody's session. */
  private async sweep(): Promise<void> {
    const before = (ms: number): string => new Date(Date.parse(this.now()) - ms).toISOString();
    await this.db
      .deleteFrom('sessions')
      .where((where) =>
        where.or([where('seen_at', '<', before(idleMs)), where('started_at', '<', before(longestMs))]),
      )
      .execute();
    await this.db
      .deleteFrom('sheets')
      .where('kept_at', '<', before(idleMs))
      .where('holder', 'not in', this.db.selectFrom('sessions').select('token'))
      .execute();
  }

  private insistExample(): void {
    if (this.kind !== 'example') throw new Error('Only an example can be looked at without signing in.');
  }

  private async insert(whose: {
    readonly login: string | null;
    readonly partnership: string | null;
    readonly person: string | null;
  }): Promise<string> {
    await this.sweep();
    const held = somethingToHold();
    const now = this.now();
    await this.db
      .insertInto('sessions')
      .values({ token: hashOf(held), ...whose, started_at: now, seen_at: now })
      .execute();
    return held;
  }

  private async noteSeen(token: string): Promise<void> {
    await this.db.updateTable('sessions').set({ seen_at: this.now() }).where('token', '=', token).execute();
  }

  private async peopleOf(row: {
    readonly login: string | null;
    readonly partnership: string | null;
    readonly person: string | null;
  }): Promise<ReadonlyMap<string, string>> {
    const { login, partnership, person } = row;
    if (login === null)
      return new Map(partnership === null || person === null ? [] : [[partnership, person]]);
    const rows = await this.db
      .selectFrom('login_people')
      .select(['partnership', 'person'])
      .where('login', '=', login)
      .execute();
    return new Map(rows.map((one) => [one.partnership, one.person]));
  }
}
