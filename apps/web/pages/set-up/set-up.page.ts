import { Controller, Get } from '@nestjs/common';
import { roleInWords } from '#funding/role-names';
import { mayGive } from '#funding/roles';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { nextTasks, setUpTasks } from '../../set-up-tasks.js';

/** Setting up a partnership as a list of tasks: from nothing to the first bid. */
@Controller('p/:partnership/set-up')
@Permits('administrator', 'support-officer', 'strategy-member')
export class SetUpPage {
  /** On to whatever has to be done next, so that nobody goes back to the list for each. */
  @Get('next')
  next(@Visiting() visit: Visit): SeeOther {
    return new SeeOther(visit.at(nextTasks(visit)[0]?.path ?? '/set-up'));
  }

  @Get()
  @Permits('administrator', 'support-officer', 'strategy-member', 'auditor')
  show(@Visiting() visit: Visit): Page {
    const { state } = visit.reading;
    const items = setUpTasks.map(({ title, command, path, standing }) => {
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
