import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { obligationKinds } from '#funding/ladder';
import type { Posted } from '#govuk/form';
import { policiesOf } from '#funding/partnership/queries';
import type { Policy } from '#funding/partnership/partnership.events';
import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { obligationWords, rungInWords } from './ladder-words.js';
import * as acts from './policy-acts.js';
import type { PolicyAct } from './policy-acts.js';

const atPolicy: ReadonlyMap<string, PolicyAct> = new Map(
  Object.entries({ quorum: acts.quorum, 'working-hours': acts.workingHours }),
);

/**
 * What the partnership has adopted for itself: limits, quorum, reminders, in versions that each begin on a
 * day.
 */
@Controller('p/:partnership/policy')
@Permits('administrator')
export class PolicyPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  show(@Visiting() visit: Visit): Page {
    const policy = acts.policyNow(visit);
    const today = visit.reading.place.today();
    return new Page('policy/policy.njk', {
      title: 'Policy',
      version: policy.version,
      sections: sectionsOf(visit, policy),
      toCome: policiesOf(visit.reading.state)
        .filter(({ from }) => from > today)
        .map(({ version, from }) => `Version ${version} begins on ${formatDate(from)}.`),
    });
  }

  @Get(':act')
  ask(@Visiting() visit: Visit, @Param('act') name: string): Page {
    return askAct(actAt(name)(visit));
  }

  @Post(':act')
  async answer(
    @Visiting() visit: Visit,
    @Param('act') name: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, actAt(name)(visit));
  }
}

function actAt(name: string): PolicyAct {
  const found = atPolicy.get(name);
  if (found === undefined) throw new NotFoundException();
  return found;
}

interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly href: string;
}

function sectionsOf(visit: Visit, policy: Policy): readonly Section[] {
  const { ladder, quorum } = policy;
  return [
    { heading: 'Limits', lines: limitsOf(policy), href: visit.at('/limits') },
    {
      heading: 'Quorum',
      lines: [
        `${quorum.numerator} of ${quorum.denominator} voting members, rounded up; at least ${quorum.atLeastPeople} people from ${quorum.atLeastAgencies} agencies`,
      ],
      href: visit.at('/policy/quorum'),
    },
    {
      heading: 'When messages go out',
      lines: [`From ${ladder.workingHours.from} and before ${ladder.workingHours.to}, on working days`],
      href: visit.at('/policy/working-hours'),
    },
    ...obligationKinds.map((kind) => ({
      heading: `Reminders: ${obligationWords[kind]}`,
      lines: ladder.obligations[kind].map(rungInWords),
      href: visit.at(`/policy/reminders/${kind}`),
    })),
  ];
}

function limitsOf(policy: Policy): readonly string[] {
  const { chairsActionLimitPence, virementLimitPence, shortFormBelowPence, acceptanceDays } = policy;
  const blocks = policy.overdueEvaluations === 'block';
  return [
    `A chair’s action is up to ${formatPence(chairsActionLimitPence)}`,
    `Finance authorises a virement up to ${formatPence(virementLimitPence)}`,
    `A bid needs the full form from ${formatPence(shortFormBelowPence)}`,
    `An award is to be answered within ${acceptanceDays} days`,
    `Monthly updates are due on day ${policy.updatesDueOnDay} of the month`,
    `While an evaluation is overdue, the next bid ${blocks ? 'cannot be put forward' : 'carries a warning'}`,
  ];
}
