import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { codesFor } from '#funding/ledger/batch-lines';
import { mappingInForce } from '#funding/ledger/ledger';
import type { FormView, Posted } from '#govuk/form';
import { batchToSend, ledgerState } from '#reads/ledger-batches';
import type { NumberedBatch } from '#reads/ledger-batches';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { rowsOf } from '../../answering/rows.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { ledgerTrail } from './batch-at.js';
import { codesForm, ruleNames, ruleNamesIn, rulesIn, typedCodes } from './ledger-codes.form.js';
import type { CodesAnswers } from './ledger-codes.form.js';
import { codesInWords, kindInWords, kindsWithout, neverReached, sourceNames } from './ledger-words.js';

/** The codes by which amounts go to the general ledger: cost centre, subjective and analysis, by rules. */
@Controller('p/:partnership/general-ledger/codes')
@Permits('finance-officer')
export class LedgerCodesPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(@Visiting() visit: Visit): Promise<Page> {
    const { place, partnership } = visit.reading;
    const state = await ledgerState(place, partnership);
    const known = mappingInForce(state) ?? { rules: [] };
    const at = await codesAt(visit);
    const missing = kindsWithout(at.next.lines);
    const names = ruleNames(known.rules.length + missing.length);
    const typed = typedCodes(known, missing, state.mappings.length + 1);
    return withId(formPage(at, names, codesForm(names, [...at.sources.keys()]).filledWith(typed)));
  }

  @Post()
  async adopt(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    const at = await codesAt(visit);
    const names = ruleNamesIn(posted);
    return answerForm(this.sending, visit, posted, {
      form: codesForm(names, [...at.sources.keys()]),
      show: async (view) => formPage(at, names, view),
      check: async (answers, view) => checkPage(at, answers, view),
      command: (answers) => ({
        name: 'AdoptLedgerMapping',
        content: {
          version: answers.version,
          rules: [...rulesIn(answers)],
          balancing: answers.balancing,
        },
      }),
      fields: { rules: names[0] ?? 'rule0' },
      done: () => new SeeOther(visit.at('/general-ledger'), 'The codes are adopted.'),
    });
  }
}

interface CodesAt {
  readonly visit: Visit;
  readonly next: NumberedBatch;
  readonly sources: ReadonlyMap<string, string>;
}

async function codesAt(visit: Visit): Promise<CodesAt> {
  const { place, partnership } = visit.reading;
  return { visit, next: await batchToSend(place, partnership), sources: await sourceNames(visit) };
}

function formPage({ visit, next, sources }: CodesAt, names: readonly string[], form: FormView): Page {
  const categories = [...new Set(next.lines.flatMap(({ category }) => category ?? []))].toSorted();
  return new Page('general-ledger/ledger-codes.njk', {
    trail: ledgerTrail(visit),
    title: 'Codes for the general ledger',
    button: 'Continue',
    isWide: true,
    names,
    form,
    sources: [...sources].map(([value, text]) => ({ value, text })),
    categories,
    without: kindsWithout(next.lines).map((kind) => kindInWords(kind, sources)),
  });
}

function checkPage({ visit, next, sources }: CodesAt, answers: CodesAnswers, form: FormView): Page {
  const rules = rulesIn(answers);
  const lines = next.lines.map(({ codes: _, ...line }) => {
    const codes = codesFor(line, rules);
    return codes === undefined ? line : { ...line, codes };
  });
  const unused = neverReached(rules).map(
    (place) => `No amount comes to rule ${place}: one that is tried before it fits all that it fits.`,
  );
  const without = kindsWithout(lines).map((kind) => `No codes yet for ${kindInWords(kind, sources)}.`);
  return new Page('check-answers.njk', {
    trail: ledgerTrail(visit),
    title: 'Check before it is recorded',
    caption: `Version ${answers.version}`,
    button: 'Adopt these codes',
    form,
    rows: rowsOf([
      ...rules.map(
        (rule, at) => [`Rule ${at + 1}: ${kindInWords(rule, sources)}`, codesInWords(rule)] as const,
      ),
      ['The other side', codesInWords(answers.balancing)],
    ]),
    warning: [...unused, ...without].join(' '),
  });
}
