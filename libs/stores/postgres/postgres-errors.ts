// The codes of PostgreSQL that are told apart here, see
// https://www.postgresql.org/docs/current/errcodes-appendix.html.
export const uniqueViolation = '23505';
export const deadlockDetected = '40P01';
const lockNotAvailable = '55P03';
const queryCancelled = '57014';
const insufficientPrivilege = '42501';

const sentences: Readonly<Record<string, string>> = {
  '08P01': 'what answers there does not speak as PostgreSQL does',
  '25006': 'it can only be read',
  '28000': 'the user may not connect',
  '28P01': 'the user or the password is wrong',
  '3D000': 'there is no such database',
  [insufficientPrivilege]: 'the user lacks a right',
  '53100': "the server's disk is full",
  '53200': 'the server is out of memory',
  '53300': 'the server has no connection left',
  [lockNotAvailable]: 'another process held on to what was to be locked for too long',
  [queryCancelled]: 'the server was too slow',
  '57P01': 'the server ended the connection',
  '57P02': 'the server crashed',
  '57P03': 'the server is starting or stopping',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection was lost',
  EHOSTUNREACH: 'there is no way to the server',
  ENETUNREACH: 'there is no way to the server',
  ENOTFOUND: 'there is no machine of that name',
  EAI_AGAIN: 'the name of the machine cannot be looked up',
  EPIPE: 'the connection was lost',
  ETIMEDOUT: 'the server did not answer in time',
};

/** The code of an error of the server (five characters) or of the network (such as `ECONNREFUSED`). */
export function codeOf(error: unknown): string | undefined {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/**
 * Whether the server said that it undid the statement and goes on with the session. After anything else, a
 * lost connection or a session that the server ended, what was asked may have been kept or not.
 */
export function isUndone(error: unknown): boolean {
  return (Object(error) as { readonly severity?: unknown }).severity === 'ERROR';
}

/** Whether the server gave up waiting for a lock, or because a statement took too long. */
export function waitedTooLong(error: unknown): boolean {
  const code = codeOf(error);
  return code === lockNotAvailable || code === queryCancelled;
}

/** What went wrong, as the end of a sentence for an operator. Has no password in it. */
export function explain(error: unknown): string {
  const code = codeOf(error);
  const words = String((Object(error) as { readonly message?: unknown }).message ?? error);
  const sentence = code === undefined ? undefined : sentences[code];
  if (sentence === undefined) return words;
  return words === '' ? sentence : `${sentence} (${words})`;
}
