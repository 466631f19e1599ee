import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { inFormat } from '#documents/formats/formats';
import { ledgerBatchDocument } from '#documents/general-ledger';
import type { Posted } from '#govuk/form';
import { formatDate } from '#kernel/local-date';
import { batchSent, eventsOfLines, sentInWords, standingOf } from '#reads/ledger-batches';
import type { SentBatch } from '#reads/ledger-batches';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { Download } from '../../answering/download.js';
import { fileTypes } from '../../answering/file-types.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { batchActs } from './batch-acts.js';
import { journalShown, ledgerTrail, standingColours } from './batch-at.js';
import { sourceNames } from './ledger-words.js';

/** The formats in which a general ledger takes a batch. */
const files = { csv: 'CSV', xlsx: 'Excel', ods: 'OpenDocument spreadsheet' } as const;
type FileFormat = keyof typeof files;

interface Address {
  readonly batch: string;
  readonly act: string;
}

/** A batch that was sent: its lines, its file, the same bytes each time, and what became of it. */
@Controller('p/:partnership/general-ledger/batches/:batch')
@Permits(...readers)
export class BatchPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async show(@Visiting() visit: Visit, @Param('batch') number: string): Promise<Page> {
    const sent = await batchOf(visit, number);
    const { batch, standing, sentOn, sentBy, hash, mapping } = sent;
    const at = visit.at(`/general-ledger/batches/${batch}`);
    return new Page('general-ledger/batch.njk', {
      title: `Batch ${batch}`,
      trail: ledgerTrail(visit),
      standing: inWords(standing),
      colour: standingColours[standing],
      became: standing === 'sent' ? undefined : standingOf(sent),
      sent: `Sent on ${formatDate(sentOn)} by ${await visit.reading.names.of(sentBy)}, with the codes of version ${mapping}.`,
      hash,
      files:
        standing === 'taken-back'
          ? []
          : Object.entries(files).map(([format, text]) => ({ text, href: `${at}/file/${format}` })),
      actions: standing === 'sent' ? actionsAt(visit, at) : [],
      journal: await journalShown(visit, sent, await sourceNames(visit)),
      caption: `The lines of batch ${batch}`,
    });
  }

  /** Nobody is handed the file of a batch that was taken back. */
  @Get('file/:format')
  async download(
    @Visiting() visit: Visit,
    @Param('batch') number: string,
    @Param('format') asked: string,
  ): Promise<Download> {
    const sent = await batchOf(visit, number);
    const format = (Object.keys(files) as FileFormat[]).find((known) => known === asked);
    if (format === undefined || sent.standing === 'taken-back') throw new NotFoundException();
    const moment = { asAt: sent.sentOn, knownAt: sent.sentAt };
    const standing = sentInWords(sent);
    const { place, partnership, state } = visit.reading;
    const events = await eventsOfLines(place, partnership, sent.lines);
    const made = ledgerBatchDocument(state.name, moment, { ...sent, standing, events });
    const name = `general-ledger-${visit.partnership}-batch-${sent.batch}.${format}`;
    return new Download(name, fileTypes[format], await inFormat(made, format));
  }

  @Get(':act')
  @Permits('finance-officer')
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    return askAct(await actAt(visit, address));
  }

  @Post(':act')
  @Permits('finance-officer')
  async answer(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, await actAt(visit, address));
  }
}

/** @throws NotFoundException for a number under which nothing was sent */
async function batchOf({ reading: { place, partnership } }: Visit, number: string): Promise<SentBatch> {
  const isNumber = /^[1-9]\d{0,8}$/.test(number);
  const sent = isNumber ? await batchSent(place, partnership, Number(number)) : undefined;
  if (sent === undefined) throw new NotFoundException();
  return sent;
}

async function actAt(visit: Visit, { batch, act }: Address): Promise<Act> {
  const sent = await batchOf(visit, batch);
  const known = batchActs.get(act);
  if (known === undefined) throw new NotFoundException();
  const [, , start] = known;
  return start({ visit, sent });
}

function actionsAt(visit: Visit, at: string): readonly object[] {
  return [...batchActs].flatMap(([path, [command, text]]) =>
    visit.may(command) ? [{ text, href: `${at}/${path}` }] : [],
  );
}
