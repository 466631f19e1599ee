import type { DecodedEvent } from '#eventing/decoding';
import { confirmation } from '#funding/confirmation/confirmation';
import type { ConfirmationState } from '#funding/confirmation/confirmation';
import { highlight } from '#funding/highlight/highlight';
import type { SubmittedReport } from '#funding/highlight/highlight';
import { indicator } from '#funding/indicator/indicator';
import type { Defined } from '#funding/indicator/state';
import { risk } from '#funding/risk/risk';
import type { RegisteredRisk } from '#funding/risk/risk';
import type { EventOf } from '#kernel/asking';
import { fold } from '#kernel/decider';
import type { Decider } from '#kernel/decider';
import type { FinancialYear } from '#kernel/financial-year';

/** A record as it stands, folded by its own rules, with the events that made it so. */
export type Folded<State> = State & { readonly told: readonly DecodedEvent[] };

/** How a partnership is doing, at the moment of a document. Each by id, in the order of being told. */
export interface MeasureFacts {
  readonly indicators: ReadonlyMap<string, Folded<Defined>>;
  readonly risks: ReadonlyMap<string, Folded<RegisteredRisk>>;
  /** By the year that is confirmed. */
  readonly confirmations: ReadonlyMap<FinancialYear, Folded<ConfirmationState>>;
  readonly reports: ReadonlyMap<string, Folded<SubmittedReport>>;
}

const nouns = ['indicator', 'risk', 'confirmation', 'highlight'] as const;
type Noun = (typeof nouns)[number];
type Told = ReadonlyMap<string, readonly DecodedEvent[]>;

/** Keeps what was told of how a partnership is doing, until all of it is known. */
export class MeasuresTold {
  private readonly told = new Map<string, Map<string, DecodedEvent[]>>(
    nouns.map((noun) => [noun, new Map<string, DecodedEvent[]>()]),
  );

  /** What is of another noun is passed over. */
  see(noun: string, id: string, event: DecodedEvent): void {
    const ofNoun = this.told.get(noun);
    if (ofNoun === undefined) return;
    const events = ofNoun.get(id);
    if (events === undefined) ofNoun.set(id, [event]);
    else events.push(event);
  }

  get facts(): MeasureFacts {
    return {
      indicators: folded(indicator, this.of('indicator')),
      risks: folded(risk, this.of('risk')),
      confirmations: folded<ConfirmationState, never>(confirmation, this.of('confirmation')),
      reports: folded(highlight, this.of('highlight')),
    };
  }

  private of(noun: Noun): Told {
    return this.told.get(noun) ?? new Map<string, DecodedEvent[]>();
  }
}

type There<State> = Exclude<State, { readonly status: 'none' }>;

function folded<State extends { readonly status: string }, Event extends EventOf>(
  decider: Pick<Decider<State, never, Event, never>, 'initialState' | 'evolve'>,
  told: Told,
): ReadonlyMap<string, Folded<There<State>>> {
  const records = [...told].flatMap(([id, events]) => {
    // The decoding gave today's shapes, and a stream holds the events of its noun.
    const state = fold(decider, events as unknown as Event[]);
    return isThere(state) ? [[id, { ...state, told: events }] as const] : [];
  });
  return new Map(records);
}

function isThere<State extends { readonly status: string }>(state: State): state is There<State> {
  return state.status !== 'none';
}
