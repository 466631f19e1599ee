import type { Reply } from '#desk/reply';
import type { WrongField } from '#desk/given-command';
import { PersonalDataFound } from '#documents/open/checked-texts';

/** The kinds of what can go wrong, each with its status and its title. */
export const problemKinds = {
  'not-json': [400, 'The body cannot be read'],
  invalid: [400, 'Something that was sent is wrong'],
  'no-key': [400, 'The command has no identity'],
  'not-signed-in': [401, 'No token that is good'],
  'not-your-role': [403, 'Not for this role'],
  'not-found': [404, 'There is no such thing here'],
  'not-this-method': [405, 'The address does not take this method'],
  'not-acceptable': [406, 'It cannot be had in that form'],
  conflict: [409, 'Others changed the same things'],
  'personal-data': [409, 'Personal data was found in what is to be published'],
  'changed-since-read': [412, 'It has changed since it was read'],
  'too-large': [413, 'The body is too large'],
  'not-this-type': [415, 'The body is of a type that is not taken'],
  refused: [422, 'Refused'],
  'too-many-calls': [429, 'Too many calls'],
  broken: [500, 'Something has gone wrong'],
  unavailable: [503, 'Nothing can be written just now'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type ProblemKind = keyof typeof problemKinds;

/** What a problem says beyond its kind. */
export interface ProblemMore {
  /** The rule that refused, by its name. */
  readonly refusal?: string;
  /** The field of the command that the words are about. */
  readonly field?: string;
  /** Every field that is wrong. */
  readonly errors?: readonly WrongField[];
  readonly repeated?: boolean;
  readonly recordedAt?: string;
  /** By which the log knows the request. */
  readonly request?: string;
}

/** Where the kinds of problems are explained to people. */
const problemsPage = '/api';

/** Why a request of a program is not answered as it wished, as `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  override name = 'Problem';
  readonly kind: ProblemKind;
  readonly more: ProblemMore;

  /** @param words a sentence for a person */
  constructor(kind: ProblemKind, words: string, more: ProblemMore = {}) {
    super(words);
    this.kind = kind;
    this.more = more;
  }

  get status(): number {
    return problemKinds[this.kind][0];
  }

  get body(): object {
    const [status, title] = problemKinds[this.kind];
    const type = `${problemsPage}#${this.kind}`;
    return { type, title, status, detail: this.message, ...this.more };
  }
}

/** Who may do it is asked before anything else, by these rules. */
const forbidden = new Set(['not-your-role', 'not-a-role-you-hold', 'person-switched-off']);

/** Why a command was not carried out. */
export function problemOf(reply: Exclude<Reply, { readonly outcome: 'accepted' | 'unchanged' }>): Problem {
  if (reply.outcome === 'conflict') return new Problem('conflict', reply.words);
  if (reply.outcome === 'invalid') return invalid(reply.wrong);
  const { repeated, recordedAt } = reply;
  return refusalOf(reply, { repeated, recordedAt });
}

/** What a rule refused, or would refuse. */
export function refusalOf({ refusal, field, words }: Refusal, more: ProblemMore = {}): Problem {
  return new Problem(kindOf(refusal), words, { refusal, ...(field === undefined ? {} : { field }), ...more });
}

interface Refusal {
  readonly refusal: string;
  readonly field?: string;
  readonly words: string;
}

/** Fields that are wrong, each with its own words. */
export function invalid(errors: readonly WrongField[]): Problem {
  const [first] = errors;
  const words =
    errors.length === 1 && first !== undefined ? sentenceOf(first) : `${errors.length} are wrong.`;
  return new Problem('invalid', words, { errors });
}

function sentenceOf({ field, text }: WrongField): string {
  return field === '' ? text : `${field}: ${text}`;
}

function kindOf(refusal: string): ProblemKind {
  if (refusal === 'changed-since-read') return 'changed-since-read';
  return forbidden.has(refusal) ? 'not-your-role' : 'refused';
}

/** What is not there, and what is another partnership's, is the same (rule 23). */
export function nothingThere(): Problem {
  return new Problem('not-found', 'There is nothing at this address.');
}

interface ErrorOfServer {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly name?: unknown;
}

const kindByStatus: Readonly<Record<number, readonly [ProblemKind, words: string]>> = {
  413: ['too-large', 'A body has at most 1,000,000 bytes.'],
  415: ['not-this-type', 'Send the command as application/json.'],
};

/** After these the same may be sent again: what was sent was recorded whole, or not at all. */
const notWritten = new Set(['NotWritten', 'StoreClosed', 'OutcomeUnknown']);
const sendAgain = 'Send the same again, with its Idempotency-Key: it is never recorded twice.';

/** Whatever went wrong, as a problem. Words of ours alone: an error's own could tell a stranger too much. */
export function asProblem(error: unknown, request: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof PersonalDataFound) return new Problem('personal-data', error.message);
  const { statusCode, name } = error as ErrorOfServer;
  if (notWritten.has(String(name))) return new Problem('unavailable', sendAgain);
  const status = typeof statusCode === 'number' ? statusCode : 500;
  const known = kindByStatus[status];
  if (known !== undefined) return new Problem(...known);
  if (status >= 400 && status < 500) return new Problem('invalid', 'The request cannot be read.');
  const words = 'It is in the log. What was sent was recorded whole, or not at all.';
  return new Problem('broken', words, { request });
}
