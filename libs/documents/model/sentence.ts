import type { Cell, Counted, FigureWithin, Sentence } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';
import { printable } from '#documents/model/text-safety';

/** What can stand in a sentence: words, a figure, or another sentence with its figures. */
type Within = string | number | Cell | Sentence;

/**
 * A sentence whose figures can be followed: told`There is ${money(pence, behind)} more.` Its text is the same
 * that people read, and beside it stands where each figure begins.
 */
export function told(texts: TemplateStringsArray, ...within: readonly Within[]): Sentence {
  return within.reduce<Sentence>(
    (so, one, at) => joined(so, sentenceOf(one), sentenceOf(texts[at + 1] ?? '')),
    sentenceOf(texts[0] ?? ''),
  );
}

/** Sentences one after the other, with their figures; what is empty is left out. */
export function oneAfterAnother(sentences: readonly (Sentence | string)[], between = ' '): Sentence {
  const all = sentences.map(sentenceOf).filter(({ text }) => text !== '');
  return all.reduce<Sentence>((so, one, at) => {
    return at === 0 ? one : joined(so, sentenceOf(between), one);
  }, sentenceOf(''));
}

/** Sentences as a list within one: `one, two and three`. */
export function listed(all: readonly (Sentence | string)[]): Sentence {
  const last = all.at(-1);
  if (last === undefined || all.length === 1) return sentenceOf(last ?? '');
  return oneAfterAnother([oneAfterAnother(all.slice(0, -1), ', '), last], ' and ');
}

/** How many of something, in words: `1 project`, `2 projects`. */
export function many(counted: Counted, one: string, several = `${one}s`): Sentence {
  return told`${counted} ${counted.number === 1 ? one : several}`;
}

/** Words as a sentence without figures, and a figure as one of nothing else. */
export function sentenceOf(one: Within): Sentence {
  if (typeof one === 'number') return { text: String(one) };
  if (typeof one === 'string') return { text: printable(one) };
  if (!('kind' in one)) return one;
  const text = cellInWords(one);
  return one.kind === 'pence' || one.kind === 'number'
    ? { text, figures: [{ start: 0, cell: one }] }
    : { text };
}

/** A sentence without what it begins with; no figure begins there. */
export function withoutStart({ text, figures }: Sentence, length: number): Sentence {
  return figuring(
    text.slice(length),
    (figures ?? []).map(({ start, cell }) => ({ start: start - length, cell })),
  );
}

/** A piece of a text: words, or a figure with its place among the figures of that text, from 1. */
export interface Piece {
  readonly text: string;
  readonly figure?: { readonly cell: Cell; readonly nth: number };
}

/** A text parted into its words and its figures, in order. */
export function piecesOf({ text, figures = [] }: Sentence): readonly Piece[] {
  const plain = printable(text);
  let from = 0;
  const pieces = figures.flatMap(({ start, cell }, at): Piece[] => {
    const said = cellInWords(cell);
    const before = plain.slice(from, start);
    from = start + said.length;
    return [{ text: before }, { text: said, figure: { cell, nth: at + 1 } }];
  });
  return [...pieces, { text: plain.slice(from) }].filter((piece) => piece.text !== '');
}

function joined(...sentences: readonly Sentence[]): Sentence {
  let text = '';
  const figures: FigureWithin[] = [];
  for (const one of sentences) {
    for (const { start, cell } of one.figures ?? []) figures.push({ start: start + text.length, cell });
    text += one.text;
  }
  return figuring(text, figures);
}

function figuring(text: string, figures: readonly FigureWithin[]): Sentence {
  return figures.length === 0 ? { text } : { text, figures };
}
