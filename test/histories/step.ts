import type { FundingType } from '#funding/decision.commands';
import type { CommandName } from '#funding/roles';
import { itemOf, leadOfficerOf, meetings, sourceIds } from './partnership.ts';
import type { MeetingId, ProjectId, SourceId } from './partnership.ts';

/** Choices and figures. What is sent depends on the kind, and on what money there is. */
export interface Step {
  readonly project: ProjectId;
  readonly other: ProjectId;
  readonly source: SourceId;
  readonly second: SourceId;
  readonly fundingType: FundingType;
  readonly number: number;
  /** An amount of its own, or all that there is, or a penny more than that. */
  readonly size: 'some' | 'all' | 'beyond';
  readonly pence: number;
  readonly meeting: MeetingId;
  readonly manner: Manner;
  /** Which of two people who hold the role. */
  readonly hand: 1 | 2;
  readonly choice: boolean;
  /** Something seldom: another way, or a mistake. */
  readonly odd: boolean;
  /** Where nothing has been made ready for it. */
  readonly astray: boolean;
}

export const manners = ['agreed', 'agreed', 'agreed', 'voted', 'owners-vote', 'split'] as const;
type Manner = (typeof manners)[number];

/** A command without an id: who gives it, its name and its fields. */
export type Draft = readonly [by: string, command: CommandName, fields: Readonly<Record<string, unknown>>];

export const why = { reason: 'As it was.' } as const;
export const letter = { reference: 'Letter', ...why } as const;

export const finance = ({ hand }: Step): string => `finance-${hand}/finance-officer`;
export const support = ({ hand }: Step): string => `support-${hand}/support-officer`;
export const lead = ({ project }: Step): string => `${leadOfficerOf(project)}/lead-officer`;
export const clock = 'tallystick/clock';

/** The amount of a step, where `left` is all that there is. */
export function amountOf({ size, pence }: Step, left: number): number {
  if (size === 'some') return pence;
  return Math.max(1, size === 'all' ? left : left + 1);
}

export function entryOf(
  step: Step,
  letterOf: string,
  amountPence: number,
): Readonly<Record<string, unknown>> {
  const { source, fundingType, number } = step;
  return { source, entry: `${letterOf}-${number}`, fundingType, amountPence };
}

export function decisionOf(
  step: Step,
  kind: string,
  about: SourceId | ProjectId,
): Readonly<Record<string, unknown>> {
  const { meeting, manner } = step;
  const named = sourceIds.some((source) => source === about) ? { source: about } : { project: about };
  return { meeting, item: itemOf(kind, named), ...ballotOf(step, manner), reasons: 'It is worth it.' };
}

/**
 * Who votes: those whose bid it is not; everyone, also those; or half of them against, with a casting vote.
 */
function ballotOf({ meeting, project }: Step, manner: Manner): object {
  const { members } = meetings[meeting];
  const others = members.filter((member) => member !== leadOfficerOf(project));
  const half = Math.floor(others.length / 2);
  const casting = others.length % 2 === 0 ? { castingVote: 'for' } : {};
  const split = { for: others.slice(half), against: others.slice(0, half), ...casting };
  if (manner === 'agreed') return {};
  if (manner === 'split') return { ballot: split };
  return { ballot: { for: manner === 'voted' ? others : members, against: [] } };
}
