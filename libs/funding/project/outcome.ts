import { refuse } from '#kernel/decider';
import type { DeliveryEvents } from './delivery.events.js';
import { finishedAs } from './delivery.js';
import { stated, whenAwarded, wrongStage } from './rules.js';
import type { Answer, Asked, Folds, Rules } from './rules.js';
import { isCurrent, isOver, isSettled } from './state.js';
import type { AwardedProject, CurrentProject, Outcome, ProjectState } from './state.js';
import { sameContent } from '#funding/same-content';

export const outcomeRules: Rules<
  'MainstreamProject' | 'ContinueProject' | 'DiscontinueProject',
  AwardedProject
> = {
  MainstreamProject: mainstream,
  ContinueProject: continueAs,
  DiscontinueProject: discontinue,
};

function mainstream(command: Asked<'MainstreamProject'>, state: AwardedProject): Answer {
  const { agency, from, budget, yearlyPence } = command;
  const data = stated({ agency, from, budget, yearlyPence, ...agreed(command) });
  return settle(state, { became: 'mainstreamed', data }) ?? [{ type: 'ProjectMainstreamed', data }];
}

function continueAs(command: Asked<'ContinueProject'>, state: AwardedProject): Answer {
  if (command.as === command.project) return refuse('continues-as-itself');
  const data = { as: command.as, ...agreed(command) };
  return settle(state, { became: 'continued', data }) ?? [{ type: 'ProjectContinued', data }];
}

/**
 * Who stops a project that runs, or that never started, says by that that it has ended early, on that day.
 */
function discontinue(command: Asked<'DiscontinueProject'>, state: AwardedProject): Answer {
  const data = agreed(command);
  if (!isCurrent(state)) {
    return settle(state, { became: 'discontinued', data }) ?? [{ type: 'ProjectDiscontinued', data }];
  }
  const finished = endedEarly(state, command);
  return 'refused' in finished ? finished : [...finished, { type: 'ProjectDiscontinued', data }];
}

function endedEarly(state: CurrentProject, { on, today }: Asked<'DiscontinueProject'>): Answer {
  const manner = state.status === 'funded' ? 'never-implemented' : 'ended-early';
  return finishedAs(state, { finishedOn: on, manner, recordedOn: today });
}

/**
 * Nothing when the outcome can be recorded. A project that was taken on may go straight there: what it was
 * and how it finished is in the record that it was taken from.
 */
function settle(state: AwardedProject, outcome: Outcome): Answer | undefined {
  if (isSettled(state)) {
    return sameContent(state.outcome, outcome)
      ? []
      : refuse('outcome-differs', { outcome: state.outcome.became });
  }
  if (isOver(state) || (state.takenOn && state.status === 'started')) return undefined;
  return state.status === 'award-withdrawn' ? wrongStage(state, 'finished') : refuse('not-finished');
}

type OutcomeCommand = Asked<'MainstreamProject' | 'ContinueProject' | 'DiscontinueProject'>;

function agreed({ reasons, meeting, item }: OutcomeCommand): DeliveryEvents['ProjectDiscontinued'] {
  return stated({ reasons, meeting, item });
}

export const outcomeFolds: Folds<
  Pick<DeliveryEvents, 'ProjectMainstreamed' | 'ProjectContinued' | 'ProjectDiscontinued'>
> = {
  ProjectMainstreamed: (state, data) => became(state, { became: 'mainstreamed', data }),
  ProjectContinued: (state, data) => became(state, { became: 'continued', data }),
  ProjectDiscontinued: (state, data) => became(state, { became: 'discontinued', data }),
};

function became(state: ProjectState, outcome: Outcome): ProjectState {
  return whenAwarded(state, (project) => ({ ...project, status: outcome.became, outcome }));
}
