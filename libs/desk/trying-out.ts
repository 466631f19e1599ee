import { prepared } from '#desk/carrying-out';
import { nounOf } from '#desk/command-registry';
import type { DeskTools } from '#desk/desk-tools';
import type { WrongField } from '#desk/given-command';
import { parseCommand } from '#desk/parse-command';
import { wordsFor } from '#desk/refusal-words';
import { warningsIn } from '#desk/warnings';
import { decide, putToNouns } from '#eventing/deciding';
import type { Decision, Planned } from '#eventing/deciding';
import { StreamsRead } from '#eventing/streams-read';
import { figuresOf } from '#funding/funding-source/figures';
import type { BudgetFigures } from '#funding/funding-source/figures';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceState } from '#funding/funding-source/funding-source';
import type { FundingSourceEvent, FundingType } from '#funding/funding-source/funding-source.events';
import { bothTypes } from '#funding/funding-source/state';
import type { EventOf } from '#kernel/asking';
import { parseStream } from '#kernel/ids';

/** What a command would do to the money of a source, of one funding type. */
interface SourceEffect {
  readonly source: string;
  readonly fundingType: FundingType;
  readonly before: BudgetFigures;
  readonly after: BudgetFigures;
}

/** What would come of a command if it were given now. Nothing of it is kept. */
type Trial =
  | {
      readonly outcome: 'accepted' | 'unchanged';
      readonly events: readonly { readonly type: string; readonly stream: string }[];
      readonly sources: readonly SourceEffect[];
      readonly warnings: readonly string[];
    }
  | {
      readonly outcome: 'refused';
      readonly refusal: string;
      readonly words: string;
      readonly field?: string;
    }
  | { readonly outcome: 'invalid'; readonly wrong: readonly [WrongField, ...WrongField[]] };

/**
 * Decides a command as it would be decided now, and keeps nothing: so that people see what a decision does
 * before they take it. By the time that it is given, others may have changed what it rests on.
 *
 * A person's details cannot be tried: to seal them is to make a key, and keys are kept.
 */
export async function tryOut(tools: DeskTools, input: unknown): Promise<Trial> {
  const parsed = parseCommand(input);
  if ('wrong' in parsed) return { outcome: 'invalid', wrong: parsed.wrong };
  const { given } = parsed;
  if (nounOf(given.name) === 'person')
    return { outcome: 'invalid', wrong: [{ field: 'trial', text: notOfPeople }] };
  const { envelope, plan } = await prepared(tools, given);
  const planned = await putToNouns(plan, new StreamsRead(tools.desk));
  return trialOf(planned, await decide(tools.desk, envelope, planned));
}

const notOfPeople = 'What is about a person cannot be tried out: their details would be sealed for good.';

async function trialOf({ read }: Planned, { decided, told }: Decision): Promise<Trial> {
  if (decided.outcome === 'refused') {
    const { refused: refusal, facts } = decided.refused;
    return { outcome: 'refused', refusal, ...wordsFor(refusal, facts) };
  }
  const streams = [...told];
  const events = streams.flatMap(([stream, all]) => all.map(({ type }) => ({ type, stream })));
  const sources = await Promise.all(
    streams
      .filter(([stream]) => parseStream(stream).noun === 'source')
      .map(async ([stream, all]) => effectsOn(await read.fold(stream, fundingSource), all)),
  );
  const warnings = warningsIn(streams.flatMap(([, all]) => all));
  return { outcome: decided.outcome, events, sources: sources.flat(), warnings };
}

function effectsOn(before: FundingSourceState, events: readonly EventOf[]): readonly SourceEffect[] {
  const after = (events as readonly FundingSourceEvent[]).reduce(
    (state, event) => fundingSource.evolve(state, event),
    before,
  );
  if (after.status === 'none') return [];
  const effects = bothTypes.map((fundingType) => ({
    source: after.source,
    fundingType,
    before: figuresIn(before, fundingType),
    after: figuresIn(after, fundingType),
  }));
  return effects.filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

function figuresIn(state: FundingSourceState, fundingType: FundingType): BudgetFigures {
  return figuresOf((account) => (state.status === 'none' ? 0 : state.money[fundingType][account]));
}
