import type { Outcome } from '#eventing/event-store';
import { formatDate } from '#kernel/local-date';
import { answersGiven } from '#reads/answers-given';
import type { AnswerGiven, AnswersAsked } from '#reads/answers-given';
import type { Names } from '#reads/names';
import { inWords, momentInWords } from '#reads/words';
import { dayOf, reading } from '../reading.js';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

/** What `answers` can be asked for. */
export interface AnswerOptions extends ReadOptions {
  readonly outcome?: string;
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly last?: string;
}

const outcomes: readonly Outcome[] = ['accepted', 'unchanged', 'refused'];

/**
 * Lists the commands that were given and what was answered, refusals too: who, in what role, when, on what
 * screen or file (rule 24).
 *
 * @throws WrongUse for a bad day, outcome or number
 */
export async function answers(options: AnswerOptions, terminal: Terminal): Promise<void> {
  const atMost = numberOf(options.last ?? '100');
  await reading(options, async ({ place, partnership, state, names }) => {
    const found = await answersGiven(place.store, partnership, askedFor(options), atMost);
    if (options.json === true) return json(terminal, { partnership, ...found });
    await heading(terminal, `${state.name}: commands and their answers`);
    const rows = await Promise.all(found.answers.map(async (answer) => rowOf(answer, names)));
    const columns = headings.map((text) => ({ heading: text }));
    await table(terminal, { columns, rows }, 'No such command was given.');
    const left = found.found - rows.length;
    if (left > 0) await paragraph(terminal, `${counted(left, 'older one')} left out: see --last and --from.`);
  });
}

const headings = ['Answered', 'Command', 'Id', 'By', 'On', 'Effective', 'Answer'];

function askedFor({ outcome, by: person, from, to }: AnswerOptions): AnswersAsked {
  return {
    outcome: outcome === undefined ? undefined : outcomeOf(outcome),
    person,
    from: from === undefined ? undefined : dayOf('from', from, from),
    to: to === undefined ? undefined : dayOf('to', to, to),
  };
}

function outcomeOf(text: string): Outcome {
  const outcome = outcomes.find((one) => one === text);
  if (outcome !== undefined) return outcome;
  throw new WrongUse(`--outcome is one of ${outcomes.join(', ')}, not ${text}.`);
}

function numberOf(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new WrongUse(`--last is how many are shown, such as 100, not ${text}.`);
}

async function rowOf(answer: AnswerGiven, names: Names): Promise<string[]> {
  const { id, type, actor, via, effectiveOn, recordedAt } = answer;
  const by = `${await names.of(actor.person)}, as ${inWords(actor.role)}`;
  return [
    momentInWords(recordedAt),
    type,
    id,
    by,
    via,
    formatDate(effectiveOn),
    await names.in(saidOf(answer)),
  ];
}

function saidOf({ outcome, words, events = [] }: AnswerGiven): string {
  if (outcome === 'accepted') return `accepted: ${counted(events.length, 'event')}`;
  return words === undefined ? outcome : `${outcome}: ${words}`;
}
