/** The longest title that a project keeps. */
const longestTitle = 200;
/** A title that is longer than this says more than a name. */
const longTitle = 100;

/** What a register wrote as one text: the name of a project, and what it will do. */
export interface Titled {
  readonly title: string;
  readonly description?: string;
}

/**
 * Parts a title from the description that registers write after it: at a dash between spaces, `MARAC – risk
 * conference for victims`, else after the first sentence of a long text. A title of up to 100 characters
 * without such a dash is a title. What cannot be parted is cut at a word, and kept whole as the description.
 */
export function titleAndDescription(text: string): Titled {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const parted =
    partedAt(line, /\s+[–—-]\s+/) ?? (line.length > longTitle ? partedAt(line, /(?<=[.;:])\s+/) : undefined);
  if (parted !== undefined) return parted;
  return line.length <= longestTitle ? { title: line } : { title: cut(line), description: line };
}

function partedAt(line: string, separator: RegExp): Titled | undefined {
  const found = separator.exec(line);
  if (found === null || found.index === 0) return undefined;
  const title = line.slice(0, found.index).replace(/[.;:]$/, '');
  const description = line.slice(found.index + found[0].length);
  return title.length <= longestTitle && description !== '' ? { title, description } : undefined;
}

function cut(line: string): string {
  const within = line.slice(0, longestTitle - 1);
  return `${within.slice(0, Math.max(within.lastIndexOf(' '), longTitle))}…`;
}
