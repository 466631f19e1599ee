import type { SpendLine } from '#reads/spend-history';
import type { Visit } from '../../access/visit.js';
import { meetingDays } from '../../titles.js';

/** What gave the money of a line, in words, and the ways to it. */
export interface DecisionBehind {
  /** Left out where no meeting decided. */
  readonly decisionHref?: string;
  readonly meetingHref?: string;
  readonly meetingDay?: string;
  readonly decisionInWords: string;
}

/** What is behind each of these lines: the item of a meeting, a chair's action, a virement, or none. */
export async function decisionsBehind(
  lines: readonly SpendLine[],
  visit: Visit,
): Promise<(line: SpendLine) => DecisionBehind> {
  const dayOf = await meetingDays(
    visit,
    lines.flatMap(({ meeting }) => meeting ?? []),
  );
  return ({ meeting, item, decision }) => {
    const decisionInWords = wordsFor(decision);
    if (meeting === null || item === null) return { decisionInWords };
    const meetingHref = visit.at(`/meetings/${meeting}`);
    const decisionHref = `${meetingHref}/items/${item}`;
    return { decisionHref, meetingHref, meetingDay: dayOf(meeting), decisionInWords };
  };
}

function wordsFor(decision: string | null): string {
  if (decision === null) return 'beyond the award';
  const [kind = '', ...of] = decision.split('/');
  if (kind === 'virement') return `the virement ${of.at(-1) ?? ''}`;
  return kind === 'taken-on' ? 'taken on' : 'chair’s action';
}
