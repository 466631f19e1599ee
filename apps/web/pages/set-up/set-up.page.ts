import { Controller, Get } from '@nestjs/common';
import { rolesHeld, taskingGroup, votingMembers } from '#funding/partnership/queries';
import type { Founded } from '#funding/partnership/state';
import { roleInWords } from '#funding/role-names';
import { mayGive } from '#funding/roles';
import type { CommandName } from '#funding/roles';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';

interface Task {
  readonly title: string;
  /** The command that it is done by: for whoever may not give it, it is no link. */
  readonly command: CommandName;
  readonly path: string;
  /** How far it is, and whether that is enough to begin with. */
  readonly standing: (state: Founded) => readonly [text: string, isEnough: boolean];
}

const tasks: readonly Task[] = [
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

/** Setting up a partnership as a list of tasks: from nothing to the first bid. */
@Controller('p/:partnership/set-up')
@Permits('administrator', 'support-officer', 'strategy-member')
export class SetUpPage {
  /** On to whatever has to be done next, so that nobody goes back to the list for each. */
  @Get('next')
  next(@Visiting() visit: Visit): SeeOther {
    return new SeeOther(visit.at(nextFor(visit)?.path ?? '/set-up'));
  }

  @Get()
  show(@Visiting() visit: Visit): Page {
    const { state } = visit.reading;
    const items = tasks.map(({ title, command, path, standing }) => {
      const [text, isEnough] = standing(state);
      const status = isEnough ? { text } : { tag: { text, classes: 'govuk-tag--blue' } };
      const hint = { text: `For the ${mayGive[command].map(roleInWords).join(' or the ')}` };
      return visit.may(command)
        ? { title: { text: title }, href: visit.at(path), status }
        : { title: { text: title }, hint, status };
    });
    const { agencies, groups, priorities } = state;
    return new Page('set-up/set-up.njk', {
      title: 'Set up the partnership',
      items,
      lists: [
        { heading: 'Agencies', all: agencies },
        {
          heading: 'Groups',
          all: groups.map(({ group, name }) => ({ name, href: visit.at(`/groups/${group}`) })),
        },
        {
          heading: 'Priorities',
          all: priorities.filter(({ retired }) => !retired),
          more: { text: 'The partnership plan, with its objectives', href: visit.at('/plan') },
        },
      ],
    });
  }
}

/** The first thing that is not enough yet and that they can do; undefined when there is none. */
function nextFor(visit: Visit): Task | undefined {
  return tasks.find((task) => visit.may(task.command) && !task.standing(visit.reading.state)[1]);
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
