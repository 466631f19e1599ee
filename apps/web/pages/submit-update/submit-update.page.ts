import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { choice, optional, text } from '#govuk/fields';
import type { Typed } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import type { AwardedProject } from '#funding/project/state';
import { formatMonth } from '#kernel/local-date';
import { updatesDueOn } from '#projections/reminders-due';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { askAct } from '../../acts/act.js';
import type { NotNow } from '../../acts/act.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { awardFor, trailTo } from '../../award-for.js';
import { ratings, updateHints } from './ratings.js';

const ragsGiven = ratings.map(({ value }) => value);

const formFor = (months: readonly string[]) =>
  new Form({
    month: choice(months, { what: 'the month that you report on' }),
    rag: choice(ragsGiven, { what: 'how it stands' }),
    progress: text({ what: 'what was done' }),
    risks: optional(text({ what: 'the risks' })),
    nextSteps: optional(text({ what: 'what comes next' })),
  });

/** The monthly update, filled in from the last so that it takes five minutes. */
@Controller('p/:partnership/projects/:project/submit-update')
@Permits('lead-officer')
export class SubmitUpdatePage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const state = await awardFor(visit, project, 'SubmitPerformanceUpdate');
    const months = (await monthsOf(visit, project)).filter((month) => !state.updates.has(month));
    if (months.length === 0) return askAct(nothingToSend(visit, state));
    const last = await lastUpdate(visit, project);
    const form = formFor(months).filledWith({ month: months[0] ?? '', ...typedFrom(last) });
    return withId(formPage(state, visit, months, form, last?.month));
  }

  @Post()
  async submit(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const state = await awardFor(visit, project, 'SubmitPerformanceUpdate');
    const months = await monthsOf(visit, project);
    return answerForm(this.sending, visit, posted, {
      form: formFor(months),
      show: async (view) => formPage(state, visit, months, view),
      command: ({ month, rag, progress, risks, nextSteps }) => ({
        name: 'SubmitPerformanceUpdate',
        content: {
          project,
          month,
          rag,
          progress,
          ...(risks === undefined ? {} : { risks }),
          ...(nextSteps === undefined ? {} : { nextSteps }),
        },
      }),
      done: ({ month }) =>
        new SeeOther(visit.at(`/projects/${project}`), `The update for ${formatMonth(month)} is handed in.`),
    });
  }
}

/** Every month is reported on; what is wrong in a report is corrected. */
function nothingToSend(visit: Visit, state: AwardedProject): NotNow {
  const month = formatMonth(visit.reading.place.today().slice(0, 7));
  return {
    title: 'Monthly update',
    caption: state.bid.title,
    trail: trailTo(visit, state),
    why: `The update for ${month} is sent, and none is owed. If something in it is wrong, correct it where the project shows it.`,
  };
}

/** The months that are owed, the oldest first, and the month that is running. */
async function monthsOf({ reading }: Visit, project: string): Promise<readonly string[]> {
  const { models, partnership, place } = reading;
  const due = await updatesDueOn(models.db, partnership, place.today());
  const owed = due.flatMap((one) => (one.project === project ? [one.month] : []));
  return [...new Set([...owed.toSorted(), place.today().slice(0, 7)])];
}

interface LastUpdate {
  readonly month: string;
  readonly rag: string;
  readonly risks: string | null;
  readonly nextSteps: string | null;
}

/** What may still be so. What was done is another matter each month. */
function typedFrom(last: LastUpdate | undefined): Typed {
  return last === undefined
    ? {}
    : { rag: last.rag, risks: last.risks ?? '', nextSteps: last.nextSteps ?? '' };
}

async function lastUpdate(
  { reading: { models, partnership } }: Visit,
  project: string,
): Promise<LastUpdate | undefined> {
  return models.db
    .selectFrom('performance_updates')
    .select(['month', 'rag', 'risks', 'next_steps as nextSteps'])
    .where('partnership', '=', partnership)
    .where('project', '=', project)
    .orderBy('month', 'desc')
    .executeTakeFirst();
}

function formPage(
  state: AwardedProject,
  visit: Visit,
  months: readonly string[],
  form: FormView,
  filledFrom?: string,
): Page {
  return new Page('submit-update/submit-update.njk', {
    title: 'Monthly update',
    caption: state.bid.title,
    button: 'Hand in the update',
    trail: trailTo(visit, state),
    months: months.map((month) => ({ value: month, text: formatMonth(month) })),
    filledFrom: filledFrom === undefined ? undefined : formatMonth(filledFrom),
    ratings,
    hints: updateHints,
    form,
  });
}
