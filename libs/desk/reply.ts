import type { WrongField } from '#desk/given-command';
import { wordsFor } from '#desk/refusal-words';
import type { AnsweredEvent } from '#eventing/answers';
import type { Handled } from '#eventing/handle';

interface Answered {
  /** Whether it was answered before, and this is that answer. */
  readonly repeated: boolean;
  /** Up to where a read model must have come to show what the command did, or saw. */
  readonly position: number;
  readonly recordedAt: string;
}

/** What a command came to, for whoever sent it. */
export type Reply =
  | (Answered & { readonly outcome: 'accepted'; readonly events: readonly AnsweredEvent[] })
  | (Answered & { readonly outcome: 'unchanged' })
  | (Answered & {
      readonly outcome: 'refused';
      readonly refusal: string;
      /** A sentence for a person. */
      readonly words: string;
      /** The field of the command that the words are about, where there is one. */
      readonly field?: string;
    })
  /** Someone else changed the same things at the same time, again and again. Nothing was recorded. */
  | { readonly outcome: 'conflict'; readonly words: string }
  /** It was no command: who gave it, and for what, is not known for certain, and nothing was recorded. */
  | { readonly outcome: 'invalid'; readonly wrong: readonly [WrongField, ...WrongField[]] };

const conflictWords = 'Someone changed this while it was being decided. Nothing was recorded. Send it again.';

/** The answer of `handle()` with words for a person. */
export function replyOf(handled: Handled): Reply {
  if (handled.outcome === 'conflict') return { outcome: 'conflict', words: conflictWords };
  const { repeated, position, recordedAt } = handled;
  const answered = { repeated, position, recordedAt };
  if (handled.outcome === 'accepted') return { outcome: 'accepted', ...answered, events: handled.events };
  if (handled.outcome === 'unchanged') return { outcome: 'unchanged', ...answered };
  const { refusal, facts } = handled;
  return { outcome: 'refused', ...answered, refusal, ...wordsFor(refusal, facts) };
}
