import { hkdfSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Clock } from '#eventing/clock';
import { openBytes, sealBytes } from '#eventing/sealing';
import type { SignInDatabase } from '#sign-in/database';
import { hashOf } from '#sign-in/hashing';

/** Who has a form before them. */
export interface Holder {
  /** What their browser holds: of their session, or where there is none, what every form is bound to. */
  readonly held: string;
  readonly isSignedIn: boolean;
}

/** What is kept under the name of a sheet: anything that can be written as JSON. */
export interface Kept {
  readonly sheet: string;
  readonly content: unknown;
}

/** Beyond so many, or so much, what was kept first goes first. */
const mostSheets = 40;
const mostOfAll = 16_000_000;
/** A register of a thousand rows is a tenth of it. Somebody who is not signed in has a few lines to type. */
const mostSignedIn = 4_000_000;
const mostOthers = 64_000;

/**
 * The forms that people have before them, as they were filled in and answered, so that the back button and
 * loading again show them. A row is found by the hash of what the browser holds and opens with a key made of
 * that alone: whoever reads the database reads no form. It goes with the session.
 */
export class Sheets {
  private readonly db: SignInDatabase;
  private readonly now: Clock;

  constructor(db: SignInDatabase, now: Clock) {
    this.db = db;
    this.now = now;
  }

  /** Keeps these in the place of what was kept under their names. @returns false for what is too large */
  async keep({ held, isSignedIn }: Holder, all: readonly Kept[]): Promise<boolean> {
    const holder = hashOf(held);
    const key = keyOf(held);
    const kept_at = this.now();
    const rows = all.map(({ sheet, content }) => ({ sheet, holder, sealed: sealed(content, key), kept_at }));
    const most = isSignedIn ? mostSignedIn : mostOthers;
    if (rows.some((row) => row.sealed.length > most)) return false;
    await this.db.transaction().execute(async (within) => {
      await within
        .insertInto('sheets')
        .values(rows)
        .onConflict((known) =>
          known.columns(['holder', 'sheet']).doUpdateSet((of) => ({
            sealed: of.ref('excluded.sealed'),
            kept_at: of.ref('excluded.kept_at'),
          })),
        )
        .execute();
      await forgetFirst(within, holder);
    });
    return true;
  }

  /** What was kept under the name of a sheet for this holder. */
  async find({ held }: Holder, sheet: string): Promise<unknown> {
    const row = await this.db
      .selectFrom('sheets')
      .select('sealed')
      .where('holder', '=', hashOf(held))
      .where('sheet', '=', sheet)
      .executeTakeFirst();
    return row === undefined ? undefined : opened(row.sealed, keyOf(held));
  }

  /** Forgets one: what was to be shown once. */
  async forget({ held }: Holder, sheet: string): Promise<void> {
    await this.db
      .deleteFrom('sheets')
      .where('holder', '=', hashOf(held))
      .where('sheet', '=', sheet)
      .execute();
  }
}

async function forgetFirst(db: SignInDatabase, holder: string): Promise<void> {
  const kept = await db
    .selectFrom('sheets')
    .select(['sheet', (of) => of.fn<number>('length', ['sealed']).as('size')])
    .where('holder', '=', holder)
    .orderBy('kept_at', 'desc')
    .execute();
  let all = 0;
  const tooMany = kept.filter(({ size }, index) => {
    all += size;
    return index >= mostSheets || all > mostOfAll;
  });
  if (tooMany.length === 0) return;
  const names = tooMany.map(({ sheet }) => sheet);
  await db.deleteFrom('sheets').where('holder', '=', holder).where('sheet', 'in', names).execute();
}

/** Of what the browser holds, and of use for this alone (RFC 5869). */
function keyOf(held: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', held, '', 'sheets', 32));
}

function sealed(content: unknown, key: Uint8Array): string {
  return sealBytes(deflateRawSync(JSON.stringify(content)), key);
}

function opened(text: string, key: Uint8Array): unknown {
  const bytes = openBytes(text, key);
  return bytes === undefined ? undefined : JSON.parse(inflateRawSync(bytes).toString('utf8'));
}
