import { Type } from 'typebox';
import type { TArray, TObject, TSchema } from 'typebox';
import { revisions } from '#desk/noun-stream';
import type { Class } from '#funding/fields';
import type { Role } from '#funding/partnership/partnership.events';
import { isId } from '#kernel/ids';
import type { Key } from '#projections/keyset';
import type { Reading } from '#reads/reading';
import { readers } from '../access/rules.js';
import { placeOf } from '../answering/place-in-list.js';
import type { KeyPart } from '../answering/place-in-list.js';
import { asPublished } from './as-published.js';
import type { Caller } from './callers.js';
import { jsonForm } from './forms.js';
import type { Form } from './forms.js';
import { cut, pageAsked } from './paging.js';
import type { PageAsked, Paging } from './paging.js';
import { nothingThere } from './problem.js';
import { nothingAsked, queryOf } from './query.js';
import type { Told } from './shapes.js';
import { columnsOf, tableOfRows } from './table-of-rows.js';

/** The parts of an address that have names. */
export type Params = Readonly<Record<string, string>>;

/** Whoever asks, and what they read from. */
interface Asking extends Reading {
  readonly person: string;
  readonly role: Role;
}

/** What a read answers with. */
export interface Answer {
  /** In the form that was asked for: what becomes JSON, a text, the bytes of a file or a stream of them. */
  readonly content: unknown;
  /** The revision of the noun that it is about, where it is about one. */
  readonly revision?: number;
  /** Where the next page of a list begins. */
  readonly next?: string;
}

/** A read, as the routes and the description of the API have it. */
export interface ApiRead {
  /** Its name: `listProjects`. */
  readonly operation: string;
  /** Within the partnership: `/projects/:project`. */
  readonly path: string;
  readonly tag: string;
  /** What it answers, as a sentence. */
  readonly about: string;
  readonly roles: readonly Role[];
  /** What it can be asked; undefined where there is nothing to ask. */
  readonly query: Class | undefined;
  /** What its JSON is; undefined where it is not to be had as JSON. */
  readonly shape: TSchema | undefined;
  /** In which forms it can be had, the usual one first. */
  readonly forms: readonly Form[];
  readonly isPaged: boolean;
  /** Whether it answers with the revision of what it is about. */
  readonly hasRevision: boolean;
  answer(caller: Caller, params: Params, query: unknown, format: string): Promise<Answer>;
}

/** Whoever calls, as the one who asks. */
function asking({ reading, person, role }: Caller): Asking {
  return { ...reading, person, role };
}

interface Described {
  readonly operation: string;
  readonly path: string;
  readonly tag: string;
  readonly about: string;
  /** All that read everything of their partnership, where it does not say. */
  readonly roles?: readonly Role[];
}

interface One<Shape extends TSchema, Query extends object> extends Described {
  readonly shape: Shape;
  readonly query?: Class<Query>;
  /** The revision of what it is about, read before the rest of it: never newer than what is told. */
  readonly revision?: (from: Reading, params: Params) => Promise<number>;
  /** Undefined where there is no such thing. */
  readonly read: (from: Asking, params: Params, query: Query) => Promise<Told<Shape> | undefined>;
  /** The shape of a row, and the rows of it that can be had as a table. */
  readonly row?: TObject;
  readonly rowsOf?: (body: Told<Shape>) => readonly object[];
}

/** A read of one thing. */
export function one<Shape extends TSchema, Query extends object = object>(
  described: One<Shape, Query>,
): ApiRead {
  const { operation, roles = readers, query, shape, revision, read, row, rowsOf } = described;
  return {
    ...described,
    roles,
    query,
    shape,
    forms: row === undefined ? [jsonForm] : [jsonForm, tableForm(row)],
    isPaged: false,
    hasRevision: revision !== undefined,
    answer: async (caller, params, asked, format) => {
      const question = query === undefined ? (nothingAsked(asked) as Query) : queryOf(query, asked);
      const from = asking(caller);
      const at = await revision?.(from, params);
      const body = await read(from, params, question);
      if (body === undefined) throw nothingThere();
      const isTable = format !== jsonForm.format && row !== undefined && rowsOf !== undefined;
      const content = isTable ? tableOfRows(operation, row, rowsOf(body)) : asPublished(shape, body);
      return { content, ...(at === undefined ? {} : { revision: at }) };
    },
  };
}

interface Rows<Row extends TObject, Query extends object> extends Described {
  readonly row: Row;
  readonly query: Class<Query>;
  /** What each part of a key is: rows stand in the order of their keys. */
  readonly key: readonly KeyPart[];
  readonly keyOf: (row: Told<Row>) => Key;
  /** The rows that are asked for and one more, so that it is known whether there are others. */
  readonly read: (
    from: Asking,
    params: Params,
    query: Query,
    page: PageAsked,
  ) => Promise<readonly Told<Row>[] | undefined>;
}

/** A list, a page at a time. */
export function rows<Row extends TObject, Query extends Paging>(described: Rows<Row, Query>): ApiRead {
  const { operation, roles = readers, query, row, key, keyOf, read } = described;
  const shape: TObject<{ items: TArray<Row> }> = Type.Object({ items: Type.Array(row) });
  return {
    ...described,
    roles,
    shape,
    forms: [jsonForm, tableForm(row)],
    isPaged: true,
    hasRevision: false,
    answer: async (caller, params, asked, format) => {
      const question = queryOf(query, asked);
      const page = pageAsked(question, key);
      const from = asking(caller);
      const found = await read(from, params, question, page);
      if (found === undefined) throw nothingThere();
      const items = found.slice(0, page.limit);
      const last = found.length > page.limit ? items.at(-1) : undefined;
      const isTable = format !== jsonForm.format;
      const content = isTable ? tableOfRows(operation, row, items) : asPublished(shape, { items });
      return { content, ...(last === undefined ? {} : { next: placeOf(keyOf(last)) }) };
    },
  };
}

function tableForm(row: TObject): Form {
  const about = `The same as a table, with the columns ${columnsOf(row).join(', ')}.`;
  return { format: 'csv', type: 'text/csv', about };
}

interface Whole<Row extends TObject, Query extends object> extends Omit<Rows<Row, Query>, 'read'> {
  readonly read: (from: Asking, params: Params, query: Query) => Promise<readonly Told<Row>[] | undefined>;
}

/** A list that is short enough to be read whole, and is given a page at a time. */
export function wholeRows<Row extends TObject, Query extends Paging>(described: Whole<Row, Query>): ApiRead {
  return rows({
    ...described,
    read: async (from, params, query, page) => {
      const all = await described.read(from, params, query);
      return all && cut(all, described.keyOf, page);
    },
  });
}

/** The revision of a noun, by how its stream is named, and where its id stands in the address. */
export function revisionOf(
  streamOf: (partnership: string, id: string) => string,
  name: string,
): (from: Reading, params: Params) => Promise<number> {
  return async ({ place, partnership }, { [name]: id }) =>
    isId(id) ? place.state(streamOf(partnership, id), revisions) : revisions.initialState;
}
