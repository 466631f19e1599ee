import { randomUUID } from 'node:crypto';
import type { Clock } from '#eventing/clock';
import type { SignInDatabase } from '#sign-in/database';
import { hashOf, somethingToHold, underKey } from '#sign-in/hashing';
import type { Identity } from '#sign-in/identity';
import { SignInFailed } from '#sign-in/identity-provider';
import type { IdentityProvider } from '#sign-in/identity-provider';
import { bind, isAnothers, linkFor, useUpLink } from '#sign-in/links';
import type { ForPerson } from '#sign-in/links';

/** By what an administrator says that someone will be known when they come with their work account. */
export type KnownBy = { readonly subject: string } | { readonly verifiedAddress: string };

/** Somebody who has come back signed in at the identity provider. */
export type Come =
  | { readonly login: string; readonly back: string }
  | { readonly refused: 'not-known' | 'link-used' | 'account-of-another' };

/** What the accounts of people's work stand on. */
export interface WorkAccountGround {
  readonly provider: IdentityProvider;
  readonly db: SignInDatabase;
  /** The data's own key, under which people are known here. */
  readonly key: Uint8Array;
  readonly now: Clock;
}

/** Longer, and nobody is waited for any more. */
const longestAwayMs = 10 * 60_000;

/**
 * The accounts that people have at their work, and whose they are here. Nobody is let in because an address
 * looks right: an administrator hands out a link, or says by what someone will be known.
 */
export class WorkAccounts {
  readonly provider: IdentityProvider;
  private readonly db: SignInDatabase;
  private readonly key: Uint8Array;
  private readonly now: Clock;

  constructor({ provider, db, key, now }: WorkAccountGround) {
    this.provider = provider;
    this.db = db;
    this.key = key;
    this.now = now;
  }

  /**
   * Sends someone away to sign in.
   *
   * @param back the page that they want
   * @param link what stands in the link by which they came, which makes the account theirs
   * @returns where to, and what the browser is to hold meanwhile
   * @throws SignInFailed when the identity provider does not answer
   */
  async begin(back: string, link?: string): Promise<{ readonly to: string; readonly held: string }> {
    const { to, secrets } = await this.provider.begin();
    const held = somethingToHold();
    await this.sweep();
    await this.db
      .insertInto('away')
      .values({
        token: hashOf(held),
        ...secrets,
        back,
        link: link === undefined ? null : hashOf(link),
        created_at: this.now(),
      })
      .execute();
    return { to, held };
  }

  /**
   * Who has come back, once: what was kept while they were away is used up, whatever comes of it.
   *
   * @param held what the browser holds
   * @param query of the address that they came back to
   * @throws SignInFailed
   */
  async finish(held: string | undefined, query: string): Promise<Come> {
    const away = held === undefined ? undefined : await this.takeAway(held);
    if (away === undefined) throw new SignInFailed('not-believed', 'Nobody was waited for in this browser.');
    const identity = await this.provider.finish(query, away);
    return this.db.transaction().execute(async (all) => this.comeIn(all, identity, away));
  }

  /**
   * From now on, whoever the identity provider knows by this comes in as this person, in the place of any
   * other way that they had.
   */
  async expect({ partnership, person }: ForPerson, by: KnownBy): Promise<void> {
    const known_by =
      'subject' in by ? this.subjectOf(by.subject.trim()) : this.addressOf(by.verifiedAddress.trim());
    const row = { issuer: this.provider.issuer, partnership, person, known_by, created_at: this.now() };
    await this.db
      .insertInto('expected_identities')
      .values(row)
      .onConflict((one) =>
        one
          .columns(['issuer', 'partnership', 'person'])
          .doUpdateSet({ known_by, created_at: row.created_at }),
      )
      .execute();
  }

  private async comeIn(
    all: SignInDatabase,
    identity: Identity,
    { back, link }: { readonly back: string; readonly link: string | null },
  ): Promise<Come> {
    const subject = this.subjectOf(identity.subject);
    const login = (await this.loginOf(all, subject)) ?? randomUUID();
    const linked = link === null ? [] : await this.linkedTo(all, link, login);
    if ('refused' in linked) return linked;
    const people = [...(await this.expectedAs(all, identity)), ...linked];
    await this.keep(all, login, subject);
    for (const person of people) if (!(await isAnothers(all, login, person))) await bind(all, login, person);
    return (await isSomebodys(all, login)) ? { login, back } : forget(all, login);
  }

  /** Whom a link makes it the account of. It uses the link up. */
  private async linkedTo(
    all: SignInDatabase,
    link: string,
    login: string,
  ): Promise<readonly ForPerson[] | { readonly refused: 'link-used' | 'account-of-another' }> {
    const person = await linkFor(all, link, this.now());
    if (person === undefined) return { refused: 'link-used' };
    if (await isAnothers(all, login, person)) return { refused: 'account-of-another' };
    return (await useUpLink(all, link)) ? [person] : { refused: 'link-used' };
  }

  /** Whom an administrator expects of this identity. Each is expected once. */
  private async expectedAs(all: SignInDatabase, identity: Identity): Promise<readonly ForPerson[]> {
    const { subject, verifiedAddress } = identity;
    const known = [
      this.subjectOf(subject),
      ...(verifiedAddress === undefined ? [] : [this.addressOf(verifiedAddress)]),
    ];
    return all
      .deleteFrom('expected_identities')
      .where('issuer', '=', this.provider.issuer)
      .where('known_by', 'in', known)
      .returning(['partnership', 'person'])
      .execute();
  }

  private async keep(all: SignInDatabase, login: string, subject: string): Promise<void> {
    const row = { login, kind: this.provider.issuer, subject, password: null, created_at: this.now() };
    await all
      .insertInto('logins')
      .values(row)
      .onConflict((one) => one.doNothing())
      .execute();
  }

  private async loginOf(all: SignInDatabase, subject: string): Promise<string | undefined> {
    const row = await all
      .selectFrom('logins')
      .select('login')
      .where('kind', '=', this.provider.issuer)
      .where('subject', '=', subject)
      .executeTakeFirst();
    return row?.login;
  }

  /** Of two who come back with the same answer, one finds what was kept. */
  private async takeAway(held: string) {
    const away = await this.db
      .deleteFrom('away')
      .where('token', '=', hashOf(held))
      .returningAll()
      .executeTakeFirst();
    return away === undefined || away.created_at < this.oldest() ? undefined : away;
  }

  /** Removes what was kept for those who never came back. */
  private async sweep(): Promise<void> {
    await this.db.deleteFrom('away').where('created_at', '<', this.oldest()).execute();
  }

  private oldest(): string {
    return new Date(Date.parse(this.now()) - longestAwayMs).toISOString();
  }

  private subjectOf(subject: string): string {
    return underKey(this.key, `work account of ${this.provider.issuer}`, subject);
  }

  private addressOf(address: string): string {
    return underKey(this.key, `work address of ${this.provider.issuer}`, address.toLowerCase());
  }
}

async function isSomebodys(all: SignInDatabase, login: string): Promise<boolean> {
  const row = await all
    .selectFrom('login_people')
    .select('login')
    .where('login', '=', login)
    .executeTakeFirst();
  return row !== undefined;
}

/** Nothing is kept of someone whom nobody here expects. */
async function forget(all: SignInDatabase, login: string): Promise<Come> {
  await all.deleteFrom('logins').where('login', '=', login).execute();
  return { refused: 'not-known' };
}
