import { SqliteAdapter, sql } from 'kysely';
import type { CompiledQuery, Expression, Kysely } from 'kysely';

/** A column. Money is whole pence in an integer; a day or an instant is text, and its order is time's. */
export interface Column<Value extends string | number | null = string | number | null> {
  readonly type: 'text' | 'integer';
  readonly optional: boolean;
  /** Never there: it carries the type of the values. */
  readonly value?: Value;
}

export const text: Column<string> = { type: 'text', optional: false };
export const integer: Column<number> = { type: 'integer', optional: false };
/** Whole pence. */
export const pence: Column<number> = { ...integer };
/** 1 for yes and 0 for no, since not every SQL database has a type of its own for it. */
export const yesOrNo: Column<number> = { ...integer };
export const optionalText: Column<string | null> = { type: 'text', optional: true };
export const optionalInteger: Column<number | null> = { type: 'integer', optional: true };

export type Columns = Readonly<Record<string, Column>>;
type ValueOf<C> = C extends Column<infer Value> ? Value : never;
type OptionalNames<C extends Columns> = { [N in keyof C]: null extends ValueOf<C[N]> ? N : never }[keyof C];

/** A row as it is read. */
export type RowOf<T> = T extends Table<string, infer C> ? { [N in keyof C]: ValueOf<C[N]> } : never;

/** A row as it is written: what may be empty may be left out. */
export type NewRow<T> =
  T extends Table<string, infer C>
    ? { readonly [N in Exclude<keyof C, OptionalNames<C>>]: ValueOf<C[N]> } & {
        readonly [N in OptionalNames<C>]?: ValueOf<C[N]> | undefined;
      }
    : never;

export type AnyRow = Record<string, string | number | null>;

/** The nouns whose rows are kept together and read together, by the stream that they belong to. */
export type Owner = 'partnership' | 'project' | 'source' | 'meeting' | 'message';

export interface Table<Name extends string = string, C extends Columns = Columns> {
  readonly name: Name;
  /** Its place among all tables of the program: a look by number is quicker than one by name. */
  readonly number: number;
  readonly columns: C;
  readonly columnNames: readonly string[];
  /** The columns that tell a row from every other. */
  readonly key: readonly string[];
  /** Those of the key that do not name the owner. */
  readonly rest: readonly string[];
  /** Whose rows they are, for a table whose rows change; a table without an owner is only ever added to. */
  readonly owner: Owner | undefined;
  readonly indexes: readonly (readonly string[])[];
}

let tablesMade = 0;

function nextNumber(): number {
  tablesMade += 1;
  return tablesMade;
}

interface JournalOptions<C extends Columns> {
  readonly key: readonly (keyof C & string)[];
  readonly indexes?: readonly (readonly (keyof C & string)[])[];
}

/** A table that is only ever added to: what happened, a row a fact. */
export function journal<Name extends string, C extends Columns>(
  name: Name,
  columns: C,
  { key, indexes = [] }: JournalOptions<C>,
): Table<Name, C> {
  const columnNames = Object.keys(columns);
  return { name, number: nextNumber(), columns, columnNames, key, rest: key, owner: undefined, indexes };
}

/**
 * A table of how things stand, whose rows change. Its key begins with the owner's own: `partnership`, and the
 * noun's id after it unless the owner is the partnership itself.
 */
export function standing<Name extends string, C extends Columns>(
  name: Name,
  columns: C,
  {
    owner,
    and = [],
    indexes = [],
  }: Omit<JournalOptions<C>, 'key'> & {
    readonly owner: Owner;
    /** The rest of the key, for an owner that has several rows. */
    readonly and?: readonly (keyof C & string)[];
  },
): Table<Name, C> {
  const key = [...ownerKey(owner), ...and];
  const missing = key.find((column) => columns[column] === undefined);
  if (missing !== undefined)
    throw new Error(`The table ${name} has no column ${missing}, which its key needs.`);
  const columnNames = Object.keys(columns);
  return { name, number: nextNumber(), columns, columnNames, key, rest: and, owner, indexes };
}

/** The columns that name an owner. */
export function ownerKey(owner: Owner): readonly string[] {
  return owner === 'partnership' ? ['partnership'] : ['partnership', owner];
}

/** Tables by name, as Kysely types them. */
export type TablesOf<T extends readonly Table[]> = { [Each in T[number] as Each['name']]: RowOf<Each> };

/** Tables are made, filled and dropped whatever is in them. */
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyDatabase = Kysely<any>;

/** Makes a table under a name, so far without its indexes: rows go in faster when they come later. */
export function tableCreation(db: AnyDatabase, table: Table, name: string): CompiledQuery {
  const { columns, key } = table;
  const types = typesOf(db);
  let create = db.schema.createTable(name);
  for (const [column, { type, optional }] of Object.entries(columns)) {
    const isKey = key.length === 1 && key[0] === column;
    create = create.addColumn(column, types[type], (of) => {
      if (isKey) return of.notNull().primaryKey();
      return optional ? of : of.notNull();
    });
  }
  const several = key as never[];
  return (key.length === 1 ? create : create.addPrimaryKeyConstraint(`${name}_key`, several)).compile();
}

/** Makes the indexes of a table that lies under this name, where they are not there yet. */
export function indexCreations(db: AnyDatabase, { indexes }: Table, name: string): CompiledQuery[] {
  return indexes.map((indexed) =>
    db.schema
      .createIndex(`${name}_by_${indexed.join('_')}`)
      .ifNotExists()
      .on(name)
      .columns([...indexed])
      .compile(),
  );
}

/**
 * An integer of PostgreSQL ends at £21,474,836.47, so money needs a bigger one there; and its texts sort as
 * the server's language has it, unless they are told to sort by their bytes. In SQLite they do that, every
 * integer is big, and `integer` alone, as a key, is the place of the row itself.
 */
export function typesOf(db: AnyDatabase): { text: 'text' | Expression<string>; integer: 'integer' | 'int8' } {
  if (db.getExecutor().adapter instanceof SqliteAdapter) return { text: 'text', integer: 'integer' };
  return { text: sql<string>`text collate "C"`, integer: 'int8' };
}
