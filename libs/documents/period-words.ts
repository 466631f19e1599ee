import type { Period } from '#funding/indicator/periods';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';

const parts: Readonly<Record<Exclude<Period, 'year'>, string>> = {
  'first-half': 'first half',
  'second-half': 'second half',
  'quarter-1': 'first quarter',
  'quarter-2': 'second quarter',
  'quarter-3': 'third quarter',
  'quarter-4': 'fourth quarter',
};

/** A year or a part of it: `first half of 2008/09`. */
export function periodInWords(year: FinancialYear, period: Period): string {
  return period === 'year' ? yearInWords(year) : `${parts[period]} of ${yearInWords(year)}`;
}
