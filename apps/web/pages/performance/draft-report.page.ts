import { Controller, Get, Query } from '@nestjs/common';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { askChoice, askDay } from '../../acts/questions.js';
import { Page, SeeOther } from '../../answering/page.js';
import { scopeInAddress, scopesOf } from './report-scope.js';

/** Asks what a highlight report is to be about, and leads to the form that is filled in with its draft. */
@Controller('p/:partnership/performance/draft-report')
@Permits('support-officer', 'lead-officer', 'thematic-chair')
export class DraftReportPage {
  @Get()
  async ask(@Visiting() visit: Visit): Promise<Page> {
    const questions = await questionsFor(visit);
    return askPage(visit, questions, formOf(questions).filledWith({}));
  }

  @Get('begin')
  async begin(@Visiting() visit: Visit, @Query() query: Posted): Promise<Page | SeeOther> {
    const questions = await questionsFor(visit);
    const form = formOf(questions);
    const { values, view } = form.read(query);
    if (values === undefined) return askPage(visit, questions, view);
    const { about, from, to } = values;
    if (to < from) {
      const words = 'The period ends before it begins';
      return askPage(visit, questions, form.refused(view.typed, [{ words, field: 'to' }]));
    }
    return new SeeOther(visit.at(`/performance/submit-report/${scopeInAddress(about, from, to)}`));
  }
}

type Asked = Awaited<ReturnType<typeof questionsFor>>;

async function questionsFor(visit: Visit) {
  return {
    about: askChoice({ label: 'What is it about?', what: 'what it is about' }, await scopesOf(visit)),
    from: askDay({ label: 'The first day of its period', what: 'the first day' }),
    to: askDay({ label: 'The last day of its period', what: 'the last day' }),
  };
}

function formOf({ about, from, to }: Asked) {
  return new Form({ about: about.field, from: from.field, to: to.field });
}

function askPage(visit: Visit, questions: Asked, form: FormView): Page {
  const data = {
    title: 'Draft a highlight report',
    trail: [{ text: 'Performance', href: visit.at('/performance') }],
    action: visit.at('/performance/draft-report/begin'),
    questions: Object.entries(questions).map(([name, question]) => ({ name, ...question })),
    form,
  };
  return new Page('performance/draft-report.njk', data, form.errors.length === 0 ? 200 : 422);
}
