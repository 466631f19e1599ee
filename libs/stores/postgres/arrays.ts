/** What PostgreSQL knows the type `text` by. */
const textType = 25;

/**
 * A `text[]` in the binary form of the protocol. In the form of text every quote of a JSON would be escaped
 * here and read character by character there, which took an eighth of the time of the server.
 *
 * See array_recv in https://doxygen.postgresql.org/arrayfuncs_8c.html.
 */
export function textArray(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const bytes = lengths.reduce((sum, length) => sum + 4 + length, 20);
  const array = Buffer.allocUnsafe(bytes);
  // One dimension, no nulls, so many elements, counted from 1.
  let at = 0;
  for (const field of [1, 0, textType, texts.length, 1]) at = array.writeInt32BE(field, at);
  for (const [index, text] of texts.entries()) {
    at = array.writeInt32BE(lengths[index] ?? 0, at);
    at += array.write(text, at);
  }
  return array;
}

/** An array of what has nothing to escape, such as numbers and UUIDs, in the form of text. */
export function plainArray(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}
