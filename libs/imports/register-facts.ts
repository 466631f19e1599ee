import { prioritiesInForce } from '#funding/partnership/queries';
import type { Founded } from '#funding/partnership/state';
import type { RegisterFacts } from '#imports/register';

/** What a partnership says of itself that its registers are read by. */
export function registerFactsOf(state: Founded): RegisterFacts {
  const inForce = new Set(prioritiesInForce(state));
  return {
    priorities: state.priorities.filter(({ priority }) => inForce.has(priority)),
    thematicGroups: state.groups.filter(({ kind }) => kind === 'thematic'),
  };
}
