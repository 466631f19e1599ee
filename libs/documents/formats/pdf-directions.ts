/** Letters that run from right to left. */
const right = '[\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}]';
const fromTheRight = new RegExp(right, 'u');
/** From the first of them to the last before a letter that runs the other way. */
const passage = new RegExp(`(${right}(?:(?:${right}|\\P{L})*(?:${right}|\\p{M}))?)`, 'u');
/** A number runs from left to right among any letters. */
const number = /(\d(?:[\d.,:/]*\d)?%?)/u;

/** Whether anything in a text runs from right to left. */
export function runsFromTheRight(text: string): boolean {
  return fromTheRight.test(text);
}

/** A piece of a line that runs one way, and how far from the left of its line it stands. */
export interface PlacedRun {
  readonly text: string;
  readonly isFromTheRight: boolean;
  readonly from: number;
}

/**
 * The pieces of a line of English in which some words run from right to left, in the order in which they are
 * read: what runs from right to left stands together, its first word on the right (Unicode, annex 9, as far
 * as one way stands within the other).
 *
 * @param widthOf how wide a text is, in the unit of the places
 */
export function placedRuns(line: string, widthOf: (text: string) => number): readonly PlacedRun[] {
  let left = 0;
  // What was split off stands at every second place.
  return line.split(passage).flatMap((text, at): readonly PlacedRun[] => {
    const pieces = at % 2 === 0 ? [text] : text.split(number);
    const runs = pieces.filter((piece) => piece !== '');
    const widths = runs.map(widthOf);
    let end = left + widths.reduce((sum, width) => sum + width, 0);
    left = end;
    return runs.map((run, nth) => {
      end -= widths[nth] ?? 0;
      return { text: run, isFromTheRight: at % 2 === 1 && !/^\d/u.test(run), from: end };
    });
  });
}
