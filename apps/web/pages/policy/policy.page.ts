import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import { formVersionsOn, policiesOf, taskingGroup, votingMembers } from '#funding/partnership/queries';
import type { Policy } from '#funding/partnership/partnership.events';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import * as acts from './policy-acts.js';
import type { PolicyAct } from './policy-acts.js';
import { policyChanges, policyInWords } from './policy-words.js';

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
  @Permits(...readers)
  show(@Visiting() visit: Visit): Page {
    const { state, place } = visit.reading;
    const policy = acts.policyNow(visit);
    const today = place.today();
    const tasking = taskingGroup(state);
    const voting = tasking === undefined ? 0 : votingMembers(state, tasking.group).length;
    return new Page('policy/policy.njk', {
      title: 'Policy',
      version: policy.version,
      isDefault: policy.version === 1,
      from: policy.from,
      mayChange: visit.may('AdoptPolicy'),
      parts: policyInWords(policy, voting).map(({ path, ...part }) => ({ ...part, href: visit.at(path) })),
      forms: formNames.map((form) => ({
        form,
        version: formVersionsOn(state)[form],
        href: visit.at(`/policy/evaluation-form/${form}`),
      })),
      changes: changesOf(policiesOf(state), today, voting),
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

const formNames = ['short', 'full'] as const;

/** What each version changes and from when, the latest first; those to come are marked. */
function changesOf(policies: readonly Policy[], today: string, voting: number): readonly object[] {
  const [, ...later] = policies;
  return later
    .map((policy, index) => ({
      version: policy.version,
      from: policy.from,
      isToCome: policy.from > today,
      parts: policyChanges(policies[index] ?? policy, policy, voting),
    }))
    .toReversed();
}
