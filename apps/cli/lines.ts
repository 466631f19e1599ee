/** A line of a file, numbered from 1: its text, or why it cannot be read. */
export type ReadLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly unreadable: string };

/** No command is longer, so a longer line is not kept in memory to its end. */
const longestLineBytes = 2 * 1024 * 1024;
const newLine = 0x0a;

/**
 * The lines of a stream of bytes, the blank ones left out. Lines that are too long or not UTF-8 say so in
 * their place.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ReadLine> {
  const gathering = new Gathering();
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(newLine); end !== -1; end = chunk.indexOf(newLine, from)) {
      gathering.add(chunk.subarray(from, end));
      yield* gathering.finished();
      from = end + 1;
    }
    gathering.add(chunk.subarray(from));
  }
  yield* gathering.finished();
}

class Gathering {
  private number = 0;
  private parts: Uint8Array[] = [];
  private length = 0;

  /** Takes a copy, since a stream may use its buffer again. */
  add(part: Uint8Array): void {
    this.length += part.length;
    if (this.length <= longestLineBytes) this.parts.push(Uint8Array.from(part));
    else this.parts = [];
  }

  *finished(): Generator<ReadLine> {
    this.number += 1;
    const line = this.line();
    this.parts = [];
    this.length = 0;
    if (!('text' in line) || line.text.trim() !== '') yield line;
  }

  private line(): ReadLine {
    const { number } = this;
    if (this.length > longestLineBytes) return { number, unreadable: 'The line is longer than 2 MB.' };
    try {
      return { number, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(this.parts)) };
    } catch {
      return { number, unreadable: 'The line is not UTF-8.' };
    }
  }
}
