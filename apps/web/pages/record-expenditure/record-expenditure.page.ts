import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { FormView, Posted } from '#govuk/form';
import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { isId } from '#kernel/ids';
import { projectDetail } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import type { Called } from '../../titles.js';
import {
  chargeName,
  chargesInWords,
  placeOf,
  recordExpenditure,
  recordExpenditureForm,
  sourcesCalled,
} from './record-expenditure.form.js';

/** Recording a payment that was made for a project: the form, its answers to be checked, and the command. */
@Controller('p/:partnership/projects/:project/record-expenditure')
@Permits('finance-officer')
export class RecordExpenditurePage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const detail = await awardedProject(visit, project);
    const called = await sourcesCalled(visit, detail.award);
    const form = recordExpenditureForm(detail.award, called);
    return withId(formPage({ detail, visit, called }, form.filledWith()));
  }

  @Post()
  async record(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const detail = await awardedProject(visit, project);
    const called = await sourcesCalled(visit, detail.award);
    const about = { detail, visit, called };
    return answerForm(this.sending, visit, posted, {
      form: recordExpenditureForm(detail.award, called),
      show: async (view) => formPage(about, view),
      check: async (answers, view) => checkPage(about, answers, view),
      command: (answers) => recordExpenditure(project, detail.award, answers),
      fields: {
        irrecoverableVatPence: 'vatPence',
        charges: detail.award.length > 1 ? chargeName(0) : 'netPence',
      },
      done: () => new SeeOther(visit.at(`/projects/${project}`), 'The payment is recorded.'),
    });
  }
}

/** Only what was awarded can be spent, so for any other project there is no such page. */
async function awardedProject({ reading }: Visit, project: string): Promise<ProjectDetail> {
  const detail = isId(project) ? await projectDetail(reading, project) : undefined;
  if (detail === undefined || detail.award.length === 0) throw new NotFoundException();
  return detail;
}

/** The project that something was paid for, and what its sources are called. */
interface About {
  readonly detail: ProjectDetail;
  readonly visit: Visit;
  readonly called: Called;
}

function formPage({ detail, visit, called }: About, form: FormView): Page {
  const { award } = detail;
  const charges = award.length > 1 ? award.map((line, index) => chargeInput(line, index, called)) : [];
  return new Page('record-expenditure/record-expenditure.njk', {
    ...surroundings(detail, visit),
    form,
    charges,
  });
}

function chargeInput(line: ProjectDetail['award'][number], index: number, called: Called): object {
  const left = `${formatPence(line.unspentPence)} of the award is unspent there`;
  return { name: chargeName(index), label: `Charged to ${placeOf(line, called)}`, hint: left };
}

function surroundings(detail: ProjectDetail, visit: Visit): object {
  const project = visit.at(`/projects/${detail.project}`);
  return {
    title: 'Record a payment',
    caption: detail.title,
    button: 'Continue',
    trail: [
      { text: 'Projects', href: visit.at('/projects') },
      { text: detail.title, href: project },
    ],
    unspentPence: sumPence(detail.award.map(({ unspentPence }) => unspentPence)),
  };
}

type Answers = Parameters<typeof recordExpenditure>[2];

function checkPage({ detail, visit, called }: About, answers: Answers, form: FormView): Page {
  const { content } = recordExpenditure(detail.project, detail.award, answers);
  const { netPence, vatPence = 0 } = answers;
  const charged = 'charges' in content ? content.charges : [];
  const rows = [
    ['Paid to', answers.payee],
    ['Invoice', answers.reference],
    ['Ledger reference', answers.payment],
    ['Date paid', formatDate(answers.paidOn)],
    ['Net amount', formatPence(netPence)],
    ['VAT that cannot be recovered', formatPence(vatPence)],
    ['In all', formatPence(sumPence([netPence, vatPence]))],
    ['For', answers.purpose],
    ['Category', answers.category],
    ['Charged to', chargesInWords(charged, called)],
  ].map(([key, text]) => ({ key: { text: key }, value: { text } }));
  return new Page('check-answers.njk', {
    ...surroundings(detail, visit),
    title: 'Check the payment before it is recorded',
    button: 'Record the payment',
    form,
    rows,
    warning: warningOf(detail, sumPence([netPence, vatPence])),
  });
}

function warningOf({ award }: ProjectDetail, paidPence: Pence): string | undefined {
  const overspend = sumPence([paidPence, ...award.map(({ unspentPence }) => -unspentPence)]);
  if (overspend <= 0) return undefined;
  const more = formatPence(overspend);
  return `This is ${more} more than is left of the award. It is recorded, and the excess waits for the tasking group to decide on it.`;
}
