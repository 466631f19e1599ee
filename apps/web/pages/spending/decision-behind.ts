import { formatDate } from '#kernel/local-date';
import type { SpendLine } from '#reads/spend-history';
import type { Visit } from '../../access/visit.js';

/** What gave the money of a line, in words, and the ways to it. */
export interface DecisionBehind {
  /** Left out where no meeting decided. */
  readonly decisionHref?: string;
  readonly meetingHref?: string;
  readonly meetingDay?: string;
  readonly decisionInWords: string;
}

/** What is behind a line: the item of a meeting, a chair's action, a virement, or none. */
export function decisionBehind(
  { meeting, meetingOn, item, decision }: SpendLine,
  visit: Visit,
): DecisionBehind {
  const decisionInWords = wordsFor(decision);
  if (meeting === null || item === null) return { decisionInWords };
  const meetingHref = visit.at(`/meetings/${meeting}`);
  const meetingDay = meetingOn === null ? meeting : formatDate(meetingOn);
  return { decisionHref: `${meetingHref}/items/${item}`, meetingHref, meetingDay, decisionInWords };
}

function wordsFor(decision: string | null): string {
  if (decision === null) return 'beyond the award';
  const [kind = '', ...of] = decision.split('/');
  if (kind === 'virement') return `the virement ${of.at(-1) ?? ''}`;
  return kind === 'taken-on' ? 'taken on' : 'chair’s action';
}
