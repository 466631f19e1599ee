import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import type { Bid } from '#funding/project/project.events';
import { yearInWords } from '#kernel/financial-year';
import { formatPence, sumPence } from '#kernel/pence';
import { overdueEvaluationsOf } from '#projections/evaluations-due';
import { dayInWords, outputInWords } from '#reads/words';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { markOf } from '../../commands/mark.js';
import { Sending } from '../../commands/sending.js';
import { projectTitles } from '../../titles.js';
import { checkedRows } from '../../drafts/draft.js';
import type { Checked } from '../../drafts/draft.js';
import { isUnchecked, savedSinceChecked } from '../../drafts/since-opened.js';
import { groupName, joined, matchInWords, sharedInWords, yearlyInWords } from './bid-rows.js';
import { asDraft, ownDraft } from './bid-draft.js';
import type { DraftBid } from './bid-draft.js';

const nothing = new Form({});

/** The whole bid, to be checked and put forward to the tasking group. */
@Controller('p/:partnership/bids/:project/check')
@Permits('lead-officer')
export class CheckBidPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async show(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    return withId(await checkPage(visit, await ownDraft(visit, project), nothing.filledWith()));
  }

  @Post()
  async putForward(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const saved = await ownDraft(visit, project);
    if (isUnchecked(saved.draft, posted)) return unchecked(visit, saved);
    return answerForm(this.sending, visit, posted, {
      form: nothing,
      show: async (view) => checkPage(visit, saved, view),
      command: () => ({ name: 'ProposeProject', content: { project } }),
      done: () =>
        new SeeOther(visit.at(`/projects/${project}`), 'Your bid has been put forward to the tasking group.'),
    });
  }
}

async function unchecked(visit: Visit, saved: DraftBid): Promise<Page> {
  const asked = nothing.refused({}, [{ words: savedSinceChecked }]);
  const { template, data } = await checkPage(visit, saved, asked);
  return withId(new Page(template, data, 422));
}

async function checkPage(visit: Visit, saved: DraftBid, form: FormView): Promise<Page> {
  const { draft, missing, stage } = saved;
  const { models, partnership, place } = visit.reading;
  const overdue = await overdueEvaluationsOf(models.db, partnership, visit.person, place.today());
  const { caption, trail, at } = asDraft(visit, saved);
  const before = draft.continues === undefined ? [] : [draft.continues];
  const titles = await projectTitles(visit, [...overdue, ...before]);
  return new Page('bid/check-bid.njk', {
    title: 'Check your bid',
    caption,
    trail,
    rows: checkedRows(at, linesOf(draft, visit, before.map(titles).join(''))),
    missing,
    stage,
    overdue: overdue.map(titles),
    since: markOf(draft),
    form,
  });
}

function linesOf(bid: Partial<Bid>, { reading: { state } }: Visit, continued: string): readonly Checked[] {
  const named = new Map(state.priorities.map(({ priority, name }) => [priority, name]));
  const agency = state.agencies.find((one) => one.agency === bid.leadAgency)?.name;
  const { costs = [], expectedOutputs = [], matchFunding = [], beneficiaries } = bid;
  return [
    ['Title', bid.title, 'what'],
    ['What will be done', bid.description, 'what'],
    ['Where and for whom', joined([beneficiaries?.place, beneficiaries?.group], ', '), 'what'],
    ['Continues', continued, 'what'],
    [
      'Serves',
      (bid.priorities ?? []).map((priority) => named.get(priority) ?? priority).join('; '),
      'priorities',
    ],
    ['Lead agency', agency, 'priorities'],
    ['Thematic group', groupName(state, bid.thematicGroup), 'priorities'],
    ['Starts and finishes', joined([dayInWords(bid.startsOn), dayInWords(bid.finishesOn)], ' to '), 'dates'],
    ['Cost', costs.map(costInWords).join('; '), 'costs'],
    ['In all', formatPence(sumPence(costs.map(({ amountPence }) => amountPence))), 'costs'],
    ['Delivers', expectedOutputs.map(outputInWords).join('; '), 'outputs'],
    ['Partners put in', bid.partnerInput, 'partners'],
    ['Match funding', matchFunding.map(matchInWords).join('; '), 'partners'],
    ...sharedLines(bid),
    ['If it is not done', bid.riskOfNotDoing, 'risks'],
    ['Challenges', bid.challenges, 'risks'],
  ];
}

function sharedLines({ annualCommitment, jointWith = [] }: Partial<Bid>): readonly Checked[] {
  return [
    ['Funded every year', yearlyInWords(annualCommitment), 'shared'],
    ['Shared with', jointWith.map(sharedInWords).join('\n'), 'shared'],
  ];
}

function costInWords({ heading, amountPence, year, fundingType, approximate }: Bid['costs'][number]): string {
  const what = heading === undefined ? '' : `${heading}: `;
  const about = approximate === true ? 'about ' : '';
  return `${what}${about}${formatPence(amountPence)} (${fundingType}, ${yearInWords(year)})`;
}
