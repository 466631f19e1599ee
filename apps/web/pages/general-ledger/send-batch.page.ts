import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { line, wholeNumber } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { batchToSend } from '#reads/ledger-batches';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { journalShown, ledgerTrail } from './batch-at.js';
import { kindInWords, kindsWithout, sourceNames } from './ledger-words.js';

/** Hidden: what was looked at, so that nothing else is sent than what somebody saw. */
const form = new Form({
  batch: wholeNumber({ what: 'the number of the batch' }),
  hash: line({ what: 'the hash of the batch', max: 64 }),
});

/** The next batch, line by line, and the button that sends just these lines under its number. */
@Controller('p/:partnership/general-ledger/send')
@Permits('finance-officer')
export class SendBatchPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async look(@Visiting() visit: Visit): Promise<Page> {
    return withId(await nextPage(visit, form.filledWith()));
  }

  @Post()
  async send(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => nextPage(visit, view),
      command: ({ batch, hash }) => ({ name: 'SendLedgerBatch', content: { batch, hash } }),
      // Nothing is filled in here, so what is wrong is about no input.
      fields: { batch: 'none', hash: 'none' },
      done: ({ batch }) =>
        new SeeOther(
          visit.at(`/general-ledger/batches/${batch}`),
          `Batch ${batch} is sent. Download its file, and give it to the general ledger.`,
        ),
    });
  }
}

/** After a refusal too, the batch as it is now: what is sent next is what is seen now. */
async function nextPage(visit: Visit, view: FormView): Promise<Page> {
  const { place, partnership } = visit.reading;
  const next = await batchToSend(place, partnership);
  const sources = await sourceNames(visit);
  return new Page('general-ledger/send-batch.njk', {
    title: `Batch ${next.batch}`,
    trail: ledgerTrail(visit),
    batch: next.batch,
    hash: next.hash,
    isEmpty: next.lines.length === 0,
    journal: await journalShown(visit, next, sources),
    caption: `The lines of batch ${next.batch}`,
    without: kindsWithout(next.lines).map((kind) => kindInWords(kind, sources)),
    hasOtherSide: next.balancing !== undefined,
    codesHref: visit.at('/general-ledger/codes'),
    form: view,
  });
}
