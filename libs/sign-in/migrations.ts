import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A way to sign in. It is a person only through the partnerships that it is theirs in. */
interface Logins {
  login: string;
  /** `local`, or the issuer of an identity elsewhere. */
  kind: string;
  /**
   * Under a key: the name under which they sign in, or what the issuer knows them by. No name stands here.
   */
  subject: string;
  /** For a local account that has been set up: argon2id, in the form of the PHC. */
  password: string | null;
  created_at: string;
}

/** Whose login it is: a person of a partnership, or of several. */
interface LoginPeople {
  login: string;
  partnership: string;
  person: string;
}

/** What a link that was handed out is good for, once. */
interface Links {
  /** SHA-256 of what stands in the link. */
  token: string;
  partnership: string;
  person: string;
  created_at: string;
  ends_at: string;
  /** 1 where whom it is for asked for it, and it went to the address of their account; otherwise 0. */
  asked_for: number;
}

interface Sessions {
  /** SHA-256 of what the browser holds. */
  token: string;
  /** Empty where an example is looked at through someone's eyes. */
  login: string | null;
  /** Through whose eyes: in an example alone. */
  partnership: string | null;
  person: string | null;
  started_at: string;
  seen_at: string;
}

/** Somebody who is away at the identity provider, and is waited for. */
interface Away {
  /** SHA-256 of what the browser holds. */
  token: string;
  state: string;
  nonce: string;
  verifier: string;
  /** The page that they wanted. */
  back: string;
  /** SHA-256 of what stands in the link by which they came; null where they came by none. */
  link: string | null;
  created_at: string;
}

/** Whom an administrator expects to come with a work account. */
interface ExpectedIdentities {
  issuer: string;
  partnership: string;
  person: string;
  /** Under a key: by what they will be known, the issuer's own name for them or their address. */
  known_by: string;
  created_at: string;
}

/** By which a program acts for someone. */
interface Tokens {
  /** By which people tell it from others; no secret. */
  token: string;
  /** SHA-256 of what the program holds. */
  hash: string;
  partnership: string;
  person: string;
  role: string;
  /** What it is for, in the words of who made it. */
  purpose: string;
  made_by: string;
  created_at: string;
  /** The last day on which it is good. */
  ends_on: string;
  used_at: string | null;
  revoked_at: string | null;
  revoked_by: string | null;
}

/** What a link is good for that founds a partnership, once. */
interface FoundingLinks {
  /** SHA-256 of what stands in the link. */
  token: string;
  ends_at: string;
}

/** What a form was answered with, kept for whoever goes back to it or loads it again. */
interface Sheets {
  sheet: string;
  /** SHA-256 of what the browser holds, by which its session is known too. */
  holder: string;
  /** Under a key that is made of what the browser holds, so nobody reads it here. */
  sealed: string;
  kept_at: string;
}

export interface SignInTables {
  logins: Logins;
  login_people: LoginPeople;
  links: Links;
  sessions: Sessions;
  away: Away;
  expected_identities: ExpectedIdentities;
  tokens: Tokens;
  founding_links: FoundingLinks;
  sheets: Sheets;
}

/** By name, in order. One that has run anywhere is never changed; a change is another. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-logins-and-sessions': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('logins')
        .addColumn('login', 'text', (of) => of.primaryKey())
        .addColumn('kind', 'text', (of) => of.notNull())
        .addColumn('subject', 'text', (of) => of.notNull())
        .addColumn('password', 'text')
        .addColumn('created_at', 'text', (of) => of.notNull())
        .addUniqueConstraint('logins_subject', ['kind', 'subject'])
        .execute();
      await db.schema
        .createTable('login_people')
        .addColumn('login', 'text', (of) => of.notNull().references('logins.login').onDelete('cascade'))
        .addColumn('partnership', 'text', (of) => of.notNull())
        .addColumn('person', 'text', (of) => of.notNull())
        .addPrimaryKeyConstraint('login_people_key', ['login', 'partnership'])
        .addUniqueConstraint('login_people_person', ['partnership', 'person'])
        .execute();
      await db.schema
        .createTable('links')
        .addColumn('token', 'text', (of) => of.primaryKey())
        .addColumn('partnership', 'text', (of) => of.notNull())
        .addColumn('person', 'text', (of) => of.notNull())
        .addColumn('created_at', 'text', (of) => of.notNull())
        .addColumn('ends_at', 'text', (of) => of.notNull())
        .execute();
      await db.schema
        .createTable('sessions')
        .addColumn('token', 'text', (of) => of.primaryKey())
        .addColumn('login', 'text', (of) => of.references('logins.login').onDelete('cascade'))
        .addColumn('partnership', 'text')
        .addColumn('person', 'text')
        .addColumn('started_at', 'text', (of) => of.notNull())
        .addColumn('seen_at', 'text', (of) => of.notNull())
        .execute();
    },
  },
  '0002-work-accounts': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('away')
        .addColumn('token', 'text', (of) => of.primaryKey())
        .addColumn('state', 'text', (of) => of.notNull())
        .addColumn('nonce', 'text', (of) => of.notNull())
        .addColumn('verifier', 'text', (of) => of.notNull())
        .addColumn('back', 'text', (of) => of.notNull())
        .addColumn('link', 'text')
        .addColumn('created_at', 'text', (of) => of.notNull())
        .execute();
      await db.schema
        .createTable('expected_identities')
        .addColumn('issuer', 'text', (of) => of.notNull())
        .addColumn('partnership', 'text', (of) => of.notNull())
        .addColumn('person', 'text', (of) => of.notNull())
        .addColumn('known_by', 'text', (of) => of.notNull())
        .addColumn('created_at', 'text', (of) => of.notNull())
        .addPrimaryKeyConstraint('expected_identities_key', ['issuer', 'partnership', 'person'])
        .execute();
    },
  },
  '0003-tokens': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('tokens')
        .addColumn('token', 'text', (of) => of.primaryKey())
        .addColumn('hash', 'text', (of) => of.notNull().unique())
        .addColumn('partnership', 'text', (of) => of.notNull())
        .addColumn('person', 'text', (of) => of.notNull())
        .addColumn('role', 'text', (of) => of.notNull())
        .addColumn('purpose', 'text', (of) => of.notNull())
        .addColumn('made_by', 'text', (of) => of.notNull())
        .addColumn('created_at', 'text', (of) => of.notNull())
        .addColumn('ends_on', 'text', (of) => of.notNull())
        .addColumn('used_at', 'text')
        .addColumn('revoked_at', 'text')
        .addColumn('revoked_by', 'text')
        .execute();
    },
  },
  '0004-founding-links': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('founding_links')
        .addColumn('token', 'text', (of) => of.primaryKey())
        .addColumn('ends_at', 'text', (of) => of.notNull())
        .execute();
    },
  },
  '0005-sheets': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('sheets')
        .addColumn('sheet', 'text', (of) => of.notNull())
        .addColumn('holder', 'text', (of) => of.notNull())
        .addColumn('sealed', 'text', (of) => of.notNull())
        .addColumn('kept_at', 'text', (of) => of.notNull())
        .addPrimaryKeyConstraint('sheets_key', ['holder', 'sheet'])
        .execute();
    },
  },
  '0006-links-asked-for': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('links')
        .addColumn('asked_for', 'integer', (of) => of.notNull().defaultTo(0))
        .execute();
    },
  },
};
