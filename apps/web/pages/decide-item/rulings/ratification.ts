import { formatPence, sumPence } from '#kernel/pence';
import { project as projectDecider } from '#funding/project/project';
import { isAwarded } from '#funding/project/state';
import { projectStream } from '#kernel/ids';
import { askChoice } from '../../../acts/questions.js';
import { pursesOf } from '../purses.js';
import { ruling } from '../ruling.js';
import type { ItemAt, Ruling } from '../ruling.js';
import { awardRows, givenBack } from './award.js';

/** A decision that the chair took between meetings, ratified or not. */
export async function ratify({ visit, project }: ItemAt): Promise<Ruling | string> {
  if (project === undefined) return nothing;
  const { place, partnership, names } = visit.reading;
  const state = await place.state(projectStream(partnership, project.project), projectDecider);
  const action = isAwarded(state) ? state.actionToRatify : undefined;
  const taken = project.chairsAction;
  if (action === undefined || taken === undefined) return nothing;
  const effects = await givenBack(project, await pursesOf(visit));
  return ruling({
    title: 'Ratify a chair’s action',
    intro: [
      'The money was committed when the action was taken. If it is not ratified, what is unpaid goes back to its sources, and what is paid is reported.',
    ],
    known: [
      ['Taken by', await names.of(taken.by)],
      ['After asking', await names.of(taken.consulted)],
      ...awardRows(project),
    ],
    questions: { outcome: askOutcome },
    effects: ({ outcome }) => (outcome === 'not-ratified' ? effects : []),
    command: ({ outcome }, decision) => ({
      name: 'RatifyChairsAction',
      content: { project: project.project, action, decision, outcome },
    }),
    fields: () => ({ action: 'outcome' }),
    done: ({ outcome }) => {
      const paid = sumPence(project.award.map(({ spentPence }) => spentPence));
      if (outcome === 'ratified') return `${project.title}: the chair’s action is ratified.`;
      const stays = paid === 0 ? '' : ` ${formatPence(paid)} was paid, and stays recorded.`;
      return `${project.title}: the chair’s action is not ratified.${stays}`;
    },
  });
}

const nothing = 'No chair’s action on this project waits to be ratified.';

const askOutcome = askChoice({ label: 'Was the action ratified?', what: 'whether the action was ratified' }, [
  { value: 'ratified', text: 'Yes: the award stands' },
  { value: 'not-ratified', text: 'No: what is unpaid is withdrawn' },
] as const);
