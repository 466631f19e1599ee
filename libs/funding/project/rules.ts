import { refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import type { ProjectAsk } from './project.asks.js';
import { decisionIdOf } from './project.asks.js';
import type { DecisionPlace, ProjectEvent, ProjectEvents } from './project.events.js';
import type { ProjectRefusal } from './refusals.js';
import { sameContent } from '#funding/same-content';
import { isAwarded, isBid } from './state.js';
import type { AwardedProject, BidProject, Decision, Known, ProjectState } from './state.js';

/** One thing that a project is asked, by name. */
export type Asked<Name extends ProjectAsk['type']> = Extract<ProjectAsk, { readonly type: Name }>;
export type Answer = readonly ProjectEvent[] | Refused<ProjectRefusal>;
export type Refusal = Refused<ProjectRefusal> | undefined;

/** A rule for each of these commands: a command that is forgotten does not compile. */
export type Rules<Name extends ProjectAsk['type'], State> = {
  readonly [Each in Name]: (command: Asked<Each>, state: State) => Answer;
};

/** What each of these events makes of a project: an event that is forgotten does not compile. */
export type Folds<Events> = {
  readonly [Type in keyof Events & keyof ProjectEvents]: (
    state: ProjectState,
    data: ProjectEvents[Type],
  ) => ProjectState;
};

export type ExistingProject = Exclude<ProjectState, { readonly status: 'none' }>;

const stages: Record<ProjectState['status'], string> = {
  none: 'not there',
  drafted: 'still a draft',
  withdrawn: 'withdrawn',
  proposed: 'proposed',
  'on-agenda': 'on the agenda of a meeting',
  deferred: 'deferred',
  refused: 'refused',
  funded: 'funded and not started',
  started: 'running',
  finished: 'finished',
  'evaluation-submitted': 'finished, and its evaluation is in',
  evaluated: 'evaluated',
  mainstreamed: 'mainstreamed',
  continued: 'continued as another project',
  discontinued: 'discontinued',
  'award-withdrawn': 'without its award, which was withdrawn',
};

/** The refusal of what belongs to another part of a project's life, with both in words. */
export function wrongStage(state: ProjectState, needs: string): Refused<ProjectRefusal> {
  return refuse('wrong-stage', { stage: stages[state.status], needs });
}

/** Whether what is said was recorded before: every field of it, also those left out, as it was then. */
export function repeats(known: object, said: object): boolean {
  const recorded = new Map<string, unknown>(Object.entries(known));
  return Object.entries(said).every(([key, value]) => sameContent(recorded.get(key), value));
}

type Stated<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** The fields that have a value. An event is stored as JSON, which knows no `undefined`. */
export function stated<T extends object>(fields: T): Stated<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Stated<T>;
}

/** Whether the same decision is recorded with the same content; a refusal where its content was another. */
export function decidedBefore(
  state: Known,
  {
    type,
    decision,
    said,
  }: { readonly type: Decision['type']; readonly decision: string; readonly said: object },
): readonly [] | Refusal {
  const known = state.decisions.get(decision);
  if (known === undefined) return undefined;
  return known.type === type && repeats(known.data, said) ? [] : refuse('decision-differs');
}

/** A decision of a meeting, as it is stored with what it decided. */
export function placeOf(decision: {
  readonly meeting: string;
  readonly item: string;
  readonly reasons: string;
}): DecisionPlace {
  const { meeting, item, reasons } = decision;
  return { decision: decisionIdOf({ meeting, item }), meeting, item, reasons };
}

/** Keeps a decision by its identity, so that it is known when it comes again. */
export function withDecision<State extends Known>(state: State, decision: string, kept: Decision): State {
  return { ...state, decisions: new Map([...state.decisions, [decision, kept]]) };
}

/** A copy of a map with one entry more, or another. */
export function withEntry<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
  value: Value,
): ReadonlyMap<Key, Value> {
  return new Map([...map, [key, value]]);
}

/**
 * A fold of something that only a bid can meet. A history that begins in the middle is a bug of whoever
 * stored it, and it is not for a fold to refuse: the state stays as it was.
 */
export function whenBid(state: ProjectState, change: (bid: BidProject) => ProjectState): ProjectState {
  return isBid(state) ? change(state) : state;
}

/** The same for what only a project with an award can meet. */
export function whenAwarded(
  state: ProjectState,
  change: (project: AwardedProject) => ProjectState,
): ProjectState {
  return isAwarded(state) ? change(state) : state;
}
