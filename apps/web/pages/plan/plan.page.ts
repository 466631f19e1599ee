import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { Founded, Priority } from '#funding/partnership/state';
import type { Posted } from '#govuk/form';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { act, answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askWhy } from '../../acts/questions.js';
import { Page, SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';

/** The partnership plan: its objectives, and the priorities that bids say they serve. */
@Controller('p/:partnership/plan')
@Permits(...readers)
export class PlanPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  show(@Visiting() visit: Visit): Page {
    const { state } = visit.reading;
    return new Page('plan/plan.njk', {
      title: 'The partnership plan',
      trail: [{ text: 'Performance', href: visit.at('/performance') }],
      parts: partsOf(state).map(({ name, priorities }) => ({
        name,
        priorities: priorities.map((one) => ({
          ...one,
          alsoWritten: one.alsoWritten.filter((written) => written !== one.name),
          retireHref:
            one.retired || !visit.may('RetirePriority')
              ? undefined
              : visit.at(`/plan/retire-priority/${one.priority}`),
        })),
      })),
      groups: state.groups.map(({ group, name }) => ({ name, href: visit.at(`/groups/${group}`) })),
      policyHref: visit.at('/policy'),
      adoptHref: visit.may('AdoptPriority') ? visit.at('/priorities/adopt') : undefined,
      objectiveHref: visit.may('AdoptObjective') ? visit.at('/objectives/adopt') : undefined,
    });
  }

  @Get('retire-priority/:priority')
  @Permits('support-officer', 'strategy-member', 'administrator')
  ask(@Visiting() visit: Visit, @Param('priority') priority: string): Page {
    return askAct(retire(visit, priority));
  }

  @Post('retire-priority/:priority')
  @Permits('support-officer', 'strategy-member', 'administrator')
  async answer(
    @Visiting() visit: Visit,
    @Param('priority') priority: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, retire(visit, priority));
  }
}

interface Part {
  /** The objective; left out for the priorities that serve none. */
  readonly name?: string;
  readonly priorities: readonly Priority[];
}

function partsOf({ objectives, priorities }: Founded): readonly Part[] {
  const parts = objectives.map(({ objective, name }) => ({
    name,
    priorities: priorities.filter((one) => one.objective === objective),
  }));
  const others = priorities.filter(({ objective }) => objective === undefined);
  return others.length === 0 ? parts : [...parts, { priorities: others }];
}

/** A priority that the plan names no longer. */
function retire(visit: Visit, id: string): Act {
  const known = visit.reading.state.priorities.find(({ priority }) => priority === id);
  if (known === undefined || known.retired) throw new NotFoundException();
  return act({
    caption: known.name,
    trail: [{ text: 'The partnership plan', href: visit.at('/plan') }],
    title: 'Retire a priority',
    intro: [
      'No new bid can name it. Bids that were put forward, projects, and money that is ring-fenced for it stay as they are.',
    ],
    questions: { reason: askWhy },
    button: 'Retire the priority',
    warning: () => 'A priority that is retired does not come back: it would be adopted under another name.',
    command: ({ reason }) => ({ name: 'RetirePriority', content: { priority: id, reason } }),
    done: () => new SeeOther(visit.at('/plan'), 'The priority is retired.'),
  });
}
