import type { ObligationKind, Rung, Told } from '#funding/ladder';

/** What someone owes, as a heading names it. */
export const obligationWords: Readonly<Record<ObligationKind, string>> = {
  evaluation: 'evaluations',
  'performance-update': 'monthly updates',
  acceptance: 'answers to awards',
  condition: 'conditions',
  reclaim: 'reclaims',
  'finish-check': 'word of a finish',
};

/** Whom a rung tells, as a box to tick says it. */
export const toldWords: Readonly<Record<Told, string>> = {
  'lead-officer': 'lead officer',
  'deputy-lead-officer': 'their deputy',
  'thematic-chair': 'thematic group chair',
  'support-officer': 'support officer',
  'finance-officer': 'finance officer',
  'tasking-agenda': 'the tasking group’s agenda',
};

/** A rung in words: `7 days before it is due: lead officer`. */
export function rungInWords({ days, every, tells }: Rung): string {
  const again = every === undefined ? '' : `, and then every ${counted(every)}`;
  return `${whenInWords(days)}${again}: ${tells.map((told) => toldWords[told]).join(', ')}`;
}

function whenInWords(days: number): string {
  if (days === 0) return 'On the day it is due';
  return `${counted(Math.abs(days))} ${days < 0 ? 'before it is due' : 'after it was due'}`;
}

function counted(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
