import type { AgendaItem, Sitting } from '#funding/meeting/state';
import type { CommandName } from '#funding/roles';
import type { Typed } from '#govuk/fields';
import type { ProjectDetail } from '#reads/project-detail';
import type { AnswersTo, Questions } from '../../acts/act.js';
import type { Visit } from '../../access/visit.js';
import type { PageCommand } from '../../commands/sending.js';
import type { Effect } from './effects.js';
import type { DecisionMade } from './how-decided.js';

/** An item of a meeting that is to be decided. */
export interface ItemAt {
  readonly visit: Visit;
  readonly meeting: string;
  readonly sitting: Sitting;
  readonly item: AgendaItem;
  /** The project that it is about. */
  readonly project: ProjectDetail | undefined;
}

/** Some of the questions that stand together; those that are seldom asked are folded away. */
export interface Part {
  readonly heading: string;
  readonly isFolded?: boolean;
  readonly names: readonly string[];
}

type Rows = readonly (readonly [key: string, text: string])[];

/**
 * One way to deal with an item: what it asks beside how it was decided, what it does to each source, and the
 * command. Whoever records a decision sees what it does before it is taken.
 */
export interface Ruling<Q extends Questions = Questions> {
  readonly title: string;
  readonly intro: readonly string[];
  /** What is known of the matter already. */
  readonly known?: Rows;
  readonly questions: Q;
  /** How the questions are set out; left out, one under the other. */
  readonly parts?: readonly Part[];
  readonly filledIn?: Typed;
  /** What an item that is not quorate is filled in with, where it can be put off by this. */
  readonly putOff?: Typed;
  /** An item that is noted is not voted on. */
  readonly isNoted?: boolean;
  /** The answers in words, where each by itself would not say enough. */
  says?(answers: AnswersTo<Q>): Rows;
  /** What it does to each source. */
  effects?(answers: AnswersTo<Q>): readonly Effect[];
  command(answers: AnswersTo<Q>, decision: DecisionMade): PageCommand;
  /** The question for a field of the command, where they have other names, by what was typed. */
  fields?(typed: Typed): Readonly<Record<string, string>>;
  /** What was decided, said at the top of the meeting afterwards. */
  done(answers: AnswersTo<Q>): string;
}

/** A way to deal with items of a kind, as the page of the item offers it. */
export interface Way {
  /** The last part of its address; nothing where a kind of item is decided in one way. */
  readonly path?: string;
  readonly text: string;
  /** What it records, and so who may. */
  readonly command: CommandName;
  /** How an item is dealt with; why it cannot be, in words. */
  readonly ruling: (at: ItemAt) => Promise<Ruling | string>;
}

/** A ruling, typed by its own questions where it is written and by any where it is carried out. */
export function ruling<Q extends Questions>(given: Ruling<Q>): Ruling {
  return given;
}
