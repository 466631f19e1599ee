/** The figures of a year that is confirmed, as people read them, in the order in which they add up. */
export const confirmedFigures = [
  ['Confirmed', 'confirmedPence'],
  ['Carried', 'carriedPence'],
  ['Virements', 'virementsPence'],
  ['Swaps', 'swapsPence'],
  ['Received', 'receivedPence'],
  ['Spent', 'spentPence'],
  ['Lapsed', 'lapsedPence'],
] as const;
