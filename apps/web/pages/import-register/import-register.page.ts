import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { CommandDesk } from '#desk/desk';
import type { FormView, Posted } from '#govuk/form';
import type { RegisterItem } from '#imports/register';
import { maximumRegisterBytes } from '#imports/register-file';
import { formatPence, sumPence } from '#kernel/pence';
import { TakesFile } from '../../access/posted-file.js';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { newCommandId } from '../../commands/sending.js';
import { choicesOf, importForm, optionsFrom } from './import-register.form.js';
import type { Choices, ImportAnswers, ImportRead } from './import-register.form.js';
import { enter, preview } from './import-register.js';
import type { Preview } from './import-register.js';

/**
 * Bringing in a register that was kept in a spreadsheet: the file, every row that it would make and every
 * cell that cannot be read, and then all of it or nothing, unless the rest is accepted.
 */
@Controller('p/:partnership/import-register')
@Permits('support-officer', 'finance-officer')
@TakesFile(maximumRegisterBytes)
export class ImportRegisterPage {
  private readonly desk: CommandDesk;

  constructor(@Inject(CommandDesk) desk: CommandDesk) {
    this.desk = desk;
  }

  @Get()
  async ask(@Visiting() visit: Visit): Promise<Page> {
    const choices = await choicesOf(visit);
    return formPage(visit, choices, importForm(choices).filledWith({ fundingType: 'revenue' }));
  }

  @Post()
  async answer(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    const choices = await choicesOf(visit);
    const form = importForm(choices);
    const read = form.read(posted);
    const asFilledIn = formPage(visit, choices, form.filledWith(read.view.typed));
    if (posted['step'] === 'change') return asFilledIn;
    const answered = await this.answerTo(visit, posted, choices, read);
    return posted['step'] === 'send' ? answered : answered.answering(async () => asFilledIn);
  }

  private async answerTo(
    visit: Visit,
    posted: Posted,
    choices: Choices,
    { values, view }: ImportRead,
  ): Promise<Page | SeeOther> {
    if (values === undefined) return wrong(formPage(visit, choices, view));
    const options = optionsFrom(values, choices, visit.reading.place.today());
    const found = await preview(visit, values.register, options);
    if ('words' in found) {
      // What cannot be read is not carried along to be sent once more.
      const typed = found.field === 'register' ? { ...view.typed, register: '' } : view.typed;
      return wrong(formPage(visit, choices, importForm(choices).refused(typed, [found])));
    }
    if (posted['step'] !== 'send') return previewPage(visit, values, view, found);
    if (found.problems.length > 0 && posted['acceptValid'] !== 'yes')
      return wrong(previewPage(visit, values, importForm(choices).refused(view.typed, [notAccepted]), found));
    return this.enter(visit, values, view, found);
  }

  private async enter(
    visit: Visit,
    values: ImportAnswers,
    view: FormView,
    found: Preview,
  ): Promise<Page | SeeOther> {
    const { entered, problems } = await enter(visit, this.desk, values.register, found.rows);
    if (problems.length > 0) return wrong(previewPage(visit, values, view, { ...found, problems }));
    return new SeeOther(visit.at('/projects'), doneInWords(entered, found));
  }
}

const notAccepted = {
  words: 'Some rows cannot be entered. Mend the file, or say that the others are to be entered without them',
};

function wrong({ template, data }: Page): Page {
  return new Page(template, data, 422);
}

function doneInWords(entered: number, { problems }: Preview): string {
  const left = new Set(problems.map(({ row }) => row)).size;
  const others = left === 0 ? '' : ` ${counted(left)} left out.`;
  return entered === 0
    ? `Nothing was changed: every row was entered before.${others}`
    : `${counted(entered)} entered.${others}`;
}

function counted(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`;
}

function formPage(visit: Visit, choices: Choices, form: FormView): Page {
  return new Page('import-register/import-register.njk', {
    title: 'Import a register',
    trail: [{ text: 'Projects', href: visit.at('/projects') }],
    button: 'See what it makes',
    hasFile: true,
    choices,
    openSourceHref: visit.may('OpenFundingSource') ? visit.at('/open-source') : undefined,
    form,
  });
}

function previewPage(visit: Visit, { register }: ImportAnswers, form: FormView, found: Preview): Page {
  const { reading, rows, problems, leftToOthers } = found;
  const named = new Map(visit.reading.state.priorities.map(({ priority, name }) => [priority, name]));
  return new Page('import-register/preview.njk', {
    title: 'Check what the register makes',
    caption: register.name,
    trail: [{ text: 'Projects', href: visit.at('/projects') }],
    rows: rows.map(({ item, outcome }) => ({
      ...item,
      serves: servedBy(item, named),
      isKnown: outcome !== 'entered',
      makes: makes(item),
    })),
    amountPence: sumPence(rows.map(({ item }) => item.amountPence)),
    newRows: rows.filter(({ outcome }) => outcome === 'entered').length,
    problems,
    badRows: new Set(problems.map(({ row }) => row)).size,
    totals: reading.totals,
    unreadColumns: reading.unreadColumns,
    leftToOthers: leftToOthers.length,
    othersAre: visit.may('TakeOnProject') ? 'a finance officer' : 'a support officer',
    // Each row has an identity of its own; by this one a double click is known, and answered as one.
    commandId: newCommandId(),
    form,
  });
}

function servedBy({ priorities }: RegisterItem, named: ReadonlyMap<string, string>): string {
  const all = priorities.length === named.size && named.size > 1;
  return all ? 'all priorities' : priorities.map((one) => named.get(one) ?? one).join('; ');
}

/** What each command of a row does, in words. */
function makes({ commands, amountPence, spentPence = 0 }: RegisterItem): string {
  const words = {
    TakeOnProject: `a project with an award of ${formatPence(amountPence)}`,
    HoldReserve: `a reserve of ${formatPence(amountPence)}`,
    RecordExpenditure: `${formatPence(spentPence)} spent`,
  };
  return commands.map(({ command }) => words[command]).join(', ');
}
