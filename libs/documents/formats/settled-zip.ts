import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import type { Instant } from '#kernel/local-date';

export type Files = Readonly<Record<string, Uint8Array>>;

/**
 * The first moment that a zip can tell. Local time on purpose: that is what a zip holds, without its zone.
 */
const always = new Date(1980, 0, 1, 0, 0, 0);

/** Files as a zip whose bytes depend on them alone. What is named first is stored as it is, uncompressed. */
export function zipped(files: Files, storedFirst?: string): Uint8Array {
  const names = Object.keys(files).toSorted();
  const order =
    storedFirst === undefined ? names : [storedFirst, ...names.filter((name) => name !== storedFirst)];
  const entries: Zippable = {};
  for (const name of order) {
    const level = name === storedFirst ? 0 : 6;
    entries[name] = [files[name] ?? new Uint8Array(), { level, mtime: always, os: 0 }];
  }
  return zipSync(entries);
}

/**
 * A file of Office Open XML whose bytes depend on its content alone: the moment of its making, which a
 * library takes from the clock, is the moment that the document is known at.
 */
export function settledOffice(
  bytes: Uint8Array,
  knownAt: Instant,
  finish: (files: Files) => Files = (files) => files,
): Uint8Array {
  const files = finish(unzipSync(bytes));
  const core = files['docProps/core.xml'];
  const moment = `${knownAt.slice(0, 19)}Z`;
  if (core === undefined) return zipped(files, '[Content_Types].xml');
  const settled = strFromU8(core).replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${moment}`);
  return zipped({ ...files, 'docProps/core.xml': strToU8(settled) }, '[Content_Types].xml');
}

/** How much text there may be, in bytes. What is not written takes no memory. */
const mostText = 2 ** 30;

/**
 * Text in UTF-8, piece by piece: all of it in one string would take its memory several times over.
 *
 * @throws RangeError when it comes to more than a GiB
 */
export function textBytes(pieces: Iterable<string>): Uint8Array {
  const encoder = new TextEncoder();
  const buffer = new ArrayBuffer(2 ** 16, { maxByteLength: mostText });
  let size = 0;
  for (const piece of pieces) {
    // No letter of JavaScript takes more than three bytes.
    const needed = size + piece.length * 3;
    if (needed > buffer.byteLength) buffer.resize(Math.max(needed, Math.min(needed * 2, mostText)));
    size += encoder.encodeInto(piece, new Uint8Array(buffer, size)).written;
  }
  return new Uint8Array(buffer, 0, size);
}
