import { once } from 'node:events';
import { plainLine, wrapped } from '#documents/plain-text';
import { tableLines } from '#documents/text-table';
import type { TextTable } from '#documents/text-table';

/** Where a command writes what people or programs read. */
export interface Terminal {
  /** The columns within which words are wrapped; undefined where the output is a file or another program. */
  readonly width: number | undefined;
  /** Writes a line, waiting while whoever reads is slower. */
  line(text?: string): Promise<void>;
  /** Returns when the operating system has taken what was written so far. */
  flush(): Promise<void>;
}

/** Below this a table is no longer readable, and a terminal that says less of itself is not believed. */
const narrowestTerminal = 40;

/** The standard output. What is written is gathered, for a journal has a great many lines. */
export class StandardOutput implements Terminal {
  private static readonly gatheredAtMost = 64 * 1024;
  readonly width: number | undefined = widthOf(process.stdout);
  private gathered = '';

  async line(text = ''): Promise<void> {
    this.gathered += `${text}\n`;
    // A person, and a program that waits for each answer, sees every line at once.
    const atOnce = process.stdout.isTTY || this.gathered.length >= StandardOutput.gatheredAtMost;
    if (atOnce) await this.flush();
  }

  async flush(): Promise<void> {
    const { gathered } = this;
    this.gathered = '';
    if (gathered !== '' && !process.stdout.write(gathered)) await once(process.stdout, 'drain');
  }
}

/** A heading with a rule under it. */
export async function heading(terminal: Terminal, text: string): Promise<void> {
  const line = plainLine(text);
  await terminal.line(line);
  await terminal.line('='.repeat(line.length));
}

/** A heading within a page, after an empty line. */
export async function section(terminal: Terminal, text: string): Promise<void> {
  const line = plainLine(text);
  await terminal.line();
  await terminal.line(line);
  await terminal.line('-'.repeat(line.length));
}

/** Words as a paragraph, wrapped where there is a terminal. */
export async function paragraph(terminal: Terminal, text: string, indent = ''): Promise<void> {
  const lines = wrapped(plainLine(text), (terminal.width ?? Infinity) - indent.length);
  for (const line of lines) await terminal.line(indent + line);
}

/** A table, or words where it would have no rows. */
export async function table(terminal: Terminal, content: TextTable, whenEmpty: string): Promise<void> {
  if (content.rows.length === 0) return terminal.line(whenEmpty);
  for (const line of tableLines(content, terminal.width)) await terminal.line(line);
}

/** What a read gives to a program: one JSON document, indented. */
export async function json(terminal: Terminal, content: unknown): Promise<void> {
  await terminal.line(JSON.stringify(content, undefined, 2));
}

/** `1 row`, `2 rows`; thousands are parted, as in `1,234 rows`. */
export function counted(count: number, what: string, several = `${what}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? what : several}`;
}

function widthOf(stream: NodeJS.WriteStream): number | undefined {
  return stream.isTTY ? Math.max(narrowestTerminal, stream.columns ?? 80) : undefined;
}
