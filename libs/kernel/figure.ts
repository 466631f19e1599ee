/**
 * A figure as people report it: `8.73`, `-0.5`, `532`. Kept as text, because 8.73 is no binary fraction and
 * what is printed has to be what was said, to the last decimal. No thousands separators, at most 12 digits
 * before the point and 4 after it.
 */
export type Figure = string;

export const figurePattern = /^-?(0|[1-9]\d{0,11})(\.\d{1,4})?$/;

/** Whether it is written as a figure. */
export function isFigure(x: unknown): x is Figure {
  return typeof x === 'string' && figurePattern.test(x);
}

/** A figure in ten-thousandths, exactly. Throws a RangeError for what is not a figure. */
export function tenThousandths(figure: Figure): bigint {
  if (!isFigure(figure)) throw new RangeError(`Not a figure: ${String(figure)}`);
  const [whole = '', decimals = ''] = figure.replace('-', '').split('.');
  const size = BigInt(whole + decimals.padEnd(4, '0'));
  return figure.startsWith('-') ? -size : size;
}

/** A figure as people read it: `1,215`, `8.73`. Throws a RangeError for what is not a figure. */
export function formatFigure(figure: Figure): string {
  if (!isFigure(figure)) throw new RangeError(`Not a figure: ${String(figure)}`);
  const [whole = '', decimals] = figure.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
