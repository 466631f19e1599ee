import { rolesHeld, taskingGroup, votingMembers } from '#funding/partnership/queries';
import type { Founded } from '#funding/partnership/state';
import type { CommandName } from '#funding/roles';
import type { Standing } from './access/visit.js';

/** Something without which a partnership cannot begin. */
export interface Task {
  readonly title: string;
  /** The command that it is done by: for whoever may not give it, it is no link. */
  readonly command: CommandName;
  readonly path: string;
  /** How far it is, and whether that is enough to begin with. */
  readonly standing: (state: Founded) => readonly [text: string, isEnough: boolean];
}

/** In the order in which they are best done. */
export const setUpTasks: readonly Task[] = [
  {
    title: 'Agencies',
    command: 'AdmitAgency',
    path: '/agencies/add',
    standing: ({ agencies }) => [`${agencies.length} admitted`, agencies.length >= 2],
  },
  {
    title: 'Groups',
    command: 'FormGroup',
    path: '/groups/form',
    standing: (state) => {
      const isThere = taskingGroup(state) !== undefined;
      return [isThere ? `${state.groups.length} formed` : 'No tasking group yet', isThere];
    },
  },
  {
    title: 'Objectives of the partnership plan, if it has any',
    path: '/objectives/adopt',
    command: 'AdoptObjective',
    standing: ({ objectives }) => [`${objectives.length} adopted`, true],
  },
  {
    title: 'Priorities of the partnership plan',
    command: 'AdoptPriority',
    path: '/priorities/adopt',
    standing: ({ priorities }) => [`${priorities.length} adopted`, priorities.length > 0],
  },
  { title: 'People and their roles', path: '/people/add', command: 'GiveRole', standing: peopleStanding },
  {
    title: 'Policy: limits, quorum, reminders',
    path: '/policy',
    command: 'AdoptPolicy',
    standing: ({ policies }) => [policies.length > 1 ? 'Adopted' : 'As they come', true],
  },
];

/** What is not enough yet and is theirs to do, what comes first at the start. */
export function nextTasks(who: Standing): readonly Task[] {
  return setUpTasks.filter((task) => who.may(task.command) && !task.standing(who.reading.state)[1]);
}

/** A tasking group that can be quorate, and someone for each thing that has to be done. */
function peopleStanding(state: Founded): readonly [string, boolean] {
  const tasking = taskingGroup(state);
  const members = tasking === undefined ? 0 : votingMembers(state, tasking.group).length;
  const held = new Set(rolesHeld(state).map(({ role }) => role));
  const wanted = ['support-officer', 'finance-officer', 'lead-officer'] as const;
  const missing = wanted.filter((role) => !held.has(role));
  if (members < 3) return [`${members} voting members of the tasking group; 3 at least are needed`, false];
  if (missing.length > 0) return [`Nobody yet as ${missing.join(', ').replaceAll('-', ' ')}`, false];
  return [`${new Set(rolesHeld(state).map(({ person }) => person)).size} people`, true];
}
