import { lineHeight } from '#documents/formats/pdf-paper';
import type { Element, Look, Paper } from '#documents/formats/pdf-paper';

/** Lines longer than this tire the eye, however wide the paper. */
export const longestLine = 520;
/** So many lines are not parted between two pages. */
export const fewLines = 4;

/** A text in the lines in which it is set across a page. */
export function linesOf(paper: Paper, text: string, look: Look): readonly string[] {
  return paper.wrapped(text, Math.min(paper.width, longestLine), look);
}

/** How a text is set: as which element of which other, how it looks, and with how much room after it. */
interface Setting {
  readonly tag: string;
  readonly look: Look;
  readonly after: number;
  /** The page itself, unless told. */
  readonly within?: Element;
}

/** Sets a text as an element of its own, over as many pages as it needs. */
export function flow(paper: Paper, text: string, { tag, look, after, within = paper.root }: Setting): void {
  const element = paper.pdf.struct(tag);
  within.add(element);
  const step = look.size * lineHeight;
  const lines = linesOf(paper, text, look);
  if (lines.length <= fewLines) paper.need(lines.length * step);
  for (let from = 0; from < lines.length;) {
    paper.need(step);
    const fit = Math.max(1, Math.floor((paper.bottom - paper.y) / step));
    const here = lines.slice(from, from + fit);
    element.add(() => {
      for (const line of here) {
        paper.put(line, paper.left, paper.y, look);
        paper.y += step;
      }
    });
    from += here.length;
  }
  element.end();
  paper.y += after;
}
