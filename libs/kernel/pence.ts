/** Whole pence: a safe integer, negative where money goes the other way. Money is never a fraction. */
export type Pence = number;

/** Whether it is whole pence that arithmetic keeps exact: a safe integer of either sign. */
export function isPence(x: unknown): x is Pence {
  return Number.isSafeInteger(x);
}

/** Pence as people read them: `£45,140.00`, `-£5.00`. Throws a RangeError for what is not whole pence. */
export function formatPence(p: Pence): string {
  const { sign, pounds, pence } = partsOf(p);
  const grouped = pounds.length > 3 ? pounds.replace(/\B(?=(?:\d{3})+$)/g, ',') : pounds;
  return `${sign}£${grouped}.${pence}`;
}

/**
 * Pence as a ledger reads them: `45140.00`, `-5.00`. No thousands separators, because in a journal a comma
 * may be read as a decimal mark. Throws a RangeError for what is not whole pence.
 */
export function plainPounds(p: Pence): string {
  const { sign, pounds, pence } = partsOf(p);
  return `${sign}${pounds}.${pence}`;
}

/**
 * Pence from a sum in pounds as people and published registers write it: `£45,140`, `£3980`, `£1,000.50`,
 * `65`, and `nil` for nothing. Undefined for anything else: a sum is never guessed at, so a misplaced comma,
 * one or three decimals, a minus sign and an exponent are all unread.
 */
export function parsePounds(text: string): Pence | undefined {
  const trimmed = text.trim();
  if (/^nil$/i.test(trimmed)) return 0;
  const sum = /^£?(?<pounds>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<pence>\d{2}))?$/.exec(trimmed)?.groups;
  if (sum === undefined) return undefined;
  const pence = Number(sum['pounds']?.replaceAll(',', '')) * 100 + Number(sum['pence'] ?? '0');
  return isPence(pence) ? pence : undefined;
}

/**
 * The sum of pence, 0 for none. Throws a RangeError when an amount is not whole pence, or when the sum at
 * any point leaves the safe integers, for from there on it would be wrong without a sign of it.
 */
export function sumPence(amounts: Iterable<Pence>): Pence {
  let sum = 0;
  for (const amount of amounts) sum = wholePence(sum + wholePence(amount));
  return sum;
}

function wholePence(p: Pence): Pence {
  if (!isPence(p)) throw new RangeError(`Not whole pence: ${String(p)}`);
  return p;
}

function partsOf(p: Pence): { sign: string; pounds: string; pence: string } {
  const digits = String(Math.abs(wholePence(p))).padStart(3, '0');
  return { sign: p < 0 ? '-' : '', pounds: digits.slice(0, -2), pence: digits.slice(-2) };
}
