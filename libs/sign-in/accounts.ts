import { randomUUID } from 'node:crypto';
import type { Clock } from '#eventing/clock';
import type { SignInDatabase } from '#sign-in/database';
import { hashOf, somethingToHold, underKey } from '#sign-in/hashing';
import { bind, isAnothers, isElsewheres, linkFor, unbind, useUpLink } from '#sign-in/links';
import type { ForPerson, LinkFor } from '#sign-in/links';
import { hashed, isPassword } from '#sign-in/passwords';

/** A link that was handed out and is still good. */
export interface OpenLink extends LinkFor {
  /** Whether the person has an account with a password already, which it sets anew. */
  readonly isReset: boolean;
}

/** What came of setting up an account by a link. */
export type SetUp =
  { readonly login: string } | { readonly refused: 'link-used' | 'address-of-another' | 'account-elsewhere' };

interface KnownLogin {
  readonly login: string;
  readonly password: string | null;
}

interface Kept {
  readonly login: string;
  readonly subject: string;
  readonly password: string;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;
const invitationHours = 72;
/** Of a link that somebody asked for themselves, and reads at once. */
const askedForHours = 1;
/** So that nobody can fill another's box, nor make each link useless by asking for the next. */
const askedForEachMs = 5 * minuteMs;

/**
 * The accounts of a data place: an e-mail address and a password, and whose they are in which partnership.
 * The address is kept under a key alone, since names and addresses stand in the person's own record and
 * nowhere else.
 */
export class Accounts {
  private readonly db: SignInDatabase;
  private readonly key: Uint8Array;
  private readonly now: Clock;

  /** @param key the data's own key, under which addresses are kept */
  constructor(db: SignInDatabase, key: Uint8Array, now: Clock) {
    this.db = db;
    this.key = key;
    this.now = now;
  }

  /** Whether anyone has an account. */
  async hasAny(): Promise<boolean> {
    return (await this.db.selectFrom('logins').select('login').executeTakeFirst()) !== undefined;
  }

  /** The people of a partnership who have an account. */
  async peopleOf(partnership: string): Promise<ReadonlySet<string>> {
    const rows = await this.db
      .selectFrom('login_people')
      .select('person')
      .where('partnership', '=', partnership)
      .execute();
    return new Set(rows.map(({ person }) => person));
  }

  /** The people of a partnership who sign in, or can when they will: by an account, or a link to one. */
  async whoSignIn(partnership: string): Promise<ReadonlySet<string>> {
    const tables = ['login_people', 'expected_identities', 'links'] as const;
    const rows = tables.map(async (table) =>
      this.db.selectFrom(table).select('person').where('partnership', '=', partnership).execute(),
    );
    return new Set((await Promise.all(rows)).flat().map(({ person }) => person));
  }

  /**
   * A link by which someone sets up their account, or a new password: good once, for three days. Earlier ones
   * for them are good no more.
   *
   * @returns what stands in the link
   */
  async handOut(person: ForPerson): Promise<string> {
    return this.insertLink(person, { hours: invitationHours, isAskedFor: false });
  }

  /** Whose account has this address. */
  async peopleByAddress(address: string): Promise<readonly ForPerson[]> {
    return this.db
      .selectFrom('login_people')
      .innerJoin('logins', 'logins.login', 'login_people.login')
      .select(['login_people.partnership', 'login_people.person'])
      .where('logins.kind', '=', 'local')
      .where('logins.subject', '=', this.subjectOf(address))
      .orderBy('login_people.partnership')
      .execute();
  }

  /**
   * A link for someone who asks for one themselves: good once, for an hour.
   *
   * @returns undefined within five minutes of the last link for them
   */
  async handOutAgain(person: ForPerson): Promise<string | undefined> {
    const recently = new Date(Date.parse(this.now()) - askedForEachMs).toISOString();
    const last = await this.db
      .selectFrom('links')
      .select('token')
      .where('partnership', '=', person.partnership)
      .where('person', '=', person.person)
      .where('created_at', '>', recently)
      .executeTakeFirst();
    return last === undefined
      ? this.insertLink(person, { hours: askedForHours, isAskedFor: true })
      : undefined;
  }

  private async insertLink(
    { partnership, person }: ForPerson,
    { hours, isAskedFor }: { readonly hours: number; readonly isAskedFor: boolean },
  ): Promise<string> {
    const held = somethingToHold(24);
    const now = this.now();
    const ends = new Date(Date.parse(now) + hours * hourMs).toISOString();
    await this.db.transaction().execute(async (all) => {
      await all
        .deleteFrom('links')
        .where('partnership', '=', partnership)
        .where('person', '=', person)
        .execute();
      await all
        .insertInto('links')
        .values({
          token: hashOf(held),
          partnership,
          person,
          created_at: now,
          ends_at: ends,
          asked_for: isAskedFor ? 1 : 0,
        })
        .execute();
    });
    return held;
  }

  /**
   * Takes every way to sign in from who is forgotten here; their session ends with the next thing they do.
   */
  async remove(person: ForPerson): Promise<void> {
    await this.db.transaction().execute(async (all) => unbind(all, person));
  }

  /** What a link is for; undefined when it was used, or its time is over. */
  async linkOf(held: string): Promise<OpenLink | undefined> {
    const link = await linkFor(this.db, hashOf(held), this.now());
    if (link === undefined) return undefined;
    return { ...link, isReset: (await this.loginOfPerson(link)) !== undefined };
  }

  /**
   * Sets up an account by a link, or its password anew, and uses the link up. An address that has an account
   * already comes into another partnership with the password of that account.
   *
   * Whoever hands out links in one partnership may say who acts there, and nowhere else. So by such a link an
   * account that is somebody in another too stays as it is; with another address they have an account of
   * their own here beside it. A link that they asked for at the account's address sets its password anew.
   *
   * @param address undefined keeps the one that the account has
   */
  async setUp(held: string, address: string | undefined, password: string): Promise<SetUp> {
    const link = await this.linkOf(held);
    const own = link && (await this.loginOfPerson(link));
    const subject = address === undefined ? own?.subject : this.subjectOf(address);
    // Whoever loses their account loses their links with it.
    if (link === undefined || subject === undefined) return { refused: 'link-used' };
    return this.setUpFor(held, link, { own: own?.login, subject, password });
  }

  private async setUpFor(
    held: string,
    link: LinkFor,
    { own, subject, password }: Pick<Kept, 'subject' | 'password'> & { readonly own: string | undefined },
  ): Promise<SetUp> {
    const known = await this.loginOf(subject);
    if (known !== undefined && !(await this.isTheirs(known, own, password, link)))
      return { refused: 'address-of-another' };
    const login = await this.loginFor(link, own, known?.login);
    if (login === undefined) return { refused: 'account-elsewhere' };
    const kept = { login, subject, password: await hashed(password) };
    return (await this.useUp(held, link, kept)) ? { login } : { refused: 'link-used' };
  }

  /** Undefined where it would be one that is not this partnership's alone to change. */
  private async loginFor(
    link: LinkFor,
    own: string | undefined,
    known: string | undefined,
  ): Promise<string | undefined> {
    const isShared = own !== undefined && !link.isAskedFor && (await isElsewheres(this.db, own, link));
    if (!isShared) return own ?? known ?? randomUUID();
    return known === undefined ? randomUUID() : undefined;
  }

  /** The login of an address and its password; undefined when they are not those of an account. */
  async signIn(address: string, password: string): Promise<string | undefined> {
    const known = await this.loginOf(this.subjectOf(address));
    return (await isPassword(password, known?.password)) ? known?.login : undefined;
  }

  /** Of two who come by one link at the same moment, one does: the link is gone in the same transaction. */
  private async useUp(held: string, person: ForPerson, kept: Kept): Promise<boolean> {
    return this.db.transaction().execute(async (all) => {
      if (!(await useUpLink(all, hashOf(held)))) return false;
      const { login, subject, password } = kept;
      await all
        .insertInto('logins')
        .values({ login, kind: 'local', subject, password, created_at: this.now() })
        .onConflict((one) => one.column('login').doUpdateSet({ subject, password }))
        .execute();
      await bind(all, login, person);
      await all.deleteFrom('sessions').where('login', '=', login).execute();
      return true;
    });
  }

  /** Whoever has an account of their own keeps to it; whoever has none shows that this one is theirs. */
  private async isTheirs(
    known: KnownLogin,
    own: string | undefined,
    password: string,
    link: ForPerson,
  ): Promise<boolean> {
    if (own !== undefined) return known.login === own;
    return (await isPassword(password, known.password)) && !(await isAnothers(this.db, known.login, link));
  }

  /** Their account here. A work account is none: its password is not kept here. */
  private async loginOfPerson({
    partnership,
    person,
  }: ForPerson): Promise<Pick<Kept, 'login' | 'subject'> | undefined> {
    return this.db
      .selectFrom('login_people')
      .innerJoin('logins', 'logins.login', 'login_people.login')
      .select(['logins.login', 'logins.subject'])
      .where('logins.kind', '=', 'local')
      .where('partnership', '=', partnership)
      .where('person', '=', person)
      .executeTakeFirst();
  }

  private async loginOf(subject: string): Promise<KnownLogin | undefined> {
    return this.db
      .selectFrom('logins')
      .select(['login', 'password'])
      .where('kind', '=', 'local')
      .where('subject', '=', subject)
      .executeTakeFirst();
  }

  private subjectOf(address: string): string {
    return underKey(this.key, 'sign-in', address.trim().toLowerCase());
  }
}
