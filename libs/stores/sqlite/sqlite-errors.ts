// The result codes of SQLite that are told apart here, see https://www.sqlite.org/rescode.html.
export const busyCode = 5;
export const readOnlyCode = 8;
export const failedCode = 10;
const damagedCode = 11;
/** Given for a failed write and never for a failed sync. */
export const fullCode = 13;
export const cannotOpenCode = 14;
const deniedCode = 23;
const notADatabaseCode = 26;

const sentences: Readonly<Record<number, string>> = {
  [busyCode]: 'another process is holding on to the file',
  [readOnlyCode]: 'the disk, the folder or the file can only be read',
  [failedCode]: 'the disk failed to read or write',
  [damagedCode]: 'the file is damaged',
  [fullCode]: 'the disk is full',
  [cannotOpenCode]: 'the file cannot be opened',
  [deniedCode]: 'permission was denied',
  [notADatabaseCode]: 'it is not a SQLite database',
};

/** The primary result code of an error that came from SQLite, undefined for any other. */
export function sqliteCode(error: unknown): number | undefined {
  // Not by `instanceof`: an error of Node's own modules may come from another realm.
  const code = (Object(error) as { readonly errcode?: unknown }).errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** What went wrong, as the end of a sentence for an operator. */
export function explain(error: unknown): string {
  const code = sqliteCode(error);
  const words = String((Object(error) as { readonly message?: unknown }).message ?? error);
  const sentence = code === undefined ? undefined : sentences[code];
  return sentence === undefined ? words : `${sentence} (SQLite says: ${words})`;
}
