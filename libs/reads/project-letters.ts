import type { Folding } from '#eventing/fold-stream';
import { decisionIdOf } from '#funding/project/project.asks';
import type { DecisionPlace, ProjectEvent, ProjectEvents } from '#funding/project/project.events';
import type { OnItsDay } from '#kernel/asking';
import { projectStream } from '#kernel/ids';
import type { LocalDate } from '#kernel/local-date';
import type { Reading } from '#reads/reading';
import { sourceNow } from '#reads/uncovered';

/** What happened to a project that there is a letter on, and on which decision that letter is. */
export interface ProjectLetter {
  readonly position: number;
  readonly type: ProjectEvent['type'];
  readonly on: LocalDate;
  /** By which the letter is asked for. */
  readonly decision: string;
}

/**
 * What there are letters on, in the order of recording: each decision on a project, each virement that
 * changed its award, and that an award was declined or has lapsed, which the letter on the award says.
 */
export async function projectLetters(from: Reading, project: string): Promise<readonly ProjectLetter[]> {
  const told = await from.place.state(projectStream(from.partnership, project), telling);
  return Promise.all(
    told.map(async ({ says, ...one }) => {
      const decision = typeof says === 'string' ? says : await decisionOnVirement(from, says);
      return { ...one, decision };
    }),
  );
}

type Moved = Pick<ProjectEvents['AwardMovedByVirement'], 'from' | 'virement'>;

interface Told extends Omit<ProjectLetter, 'decision'> {
  /** The decision, or the virement of which its source knows who decided it. */
  readonly says: string | Moved;
}

const telling: Folding<readonly Told[], OnItsDay<ProjectEvent>> = {
  initialState: [],
  evolve(told, event, { position }) {
    const says = decisions[event.type]?.(event.data as never, told);
    return says === undefined ? told : [...told, { position, type: event.type, on: event.effectiveOn, says }];
  },
};

type Said<Type extends keyof ProjectEvents> = (
  data: ProjectEvents[Type],
  told: readonly Told[],
) => Told['says'] | undefined;

const itself = ({ decision }: DecisionPlace): string => decision;
const thatAwarded = (_: unknown, told: readonly Told[]): Told['says'] | undefined =>
  told.findLast(({ type }) => type === 'ProjectFunded')?.says;

const decisions: { readonly [Type in keyof ProjectEvents]?: Said<Type> } = {
  BidDeferred: itself,
  BidRefused: itself,
  ProjectFunded: itself,
  ProjectTakenOn: () => decisionIdOf('taken-on'),
  ChairsActionRatified: itself,
  ChairsActionNotRatified: itself,
  AwardDeclined: thatAwarded,
  AwardLapsed: thatAwarded,
  AwardVaried: itself,
  AwardRescinded: itself,
  ConditionWaived: itself,
  OverspendDecided: itself,
  AwardMovedByVirement: ({ from, virement }) => ({ from, virement }),
};

/** The meeting that decided it; else that finance authorised it by itself. */
async function decisionOnVirement(
  { place, partnership }: Reading,
  { from, virement }: Moved,
): Promise<string> {
  const { state } = await sourceNow(place, partnership, from);
  const known = state.status === 'none' ? undefined : state.virements.get(virement);
  return known?.answer ?? decisionIdOf({ source: from, virement });
}
