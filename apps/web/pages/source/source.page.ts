import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { happenedInWords } from '#documents/model/in-words';
import { sourceStream } from '#kernel/ids';
import { historyOf } from '#projections/history-of';
import { sourceDetail } from '#reads/source-detail';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { narrowedAddress } from '../../answering/addresses.js';
import type { Download } from '../../answering/download.js';
import { exportOfTable, filesOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { timelineOf } from '../project/timeline.js';
import { certaintyColours } from './certainty-colours.js';
import { offersAt } from './offers.js';
import { figuresOf, sourceTables } from './source-tables.js';
import { sourceInWords } from './source-words.js';

/** One source: its money by funding type, what it pays for, what waits for an answer, and its history. */
@Controller('p/:partnership/sources/:source')
@Permits(...readers)
export class SourcePage {
  @Get()
  async show(@Visiting() visit: Visit, @Param('source') source: string): Promise<Page> {
    const detail = await sourceDetail(visit.reading, source);
    if (detail === undefined) throw new NotFoundException();
    const { models, partnership } = visit.reading;
    const stream = sourceStream(partnership, source);
    const history = await historyOf(models.db, stream, { newest: newestShown + 1 });
    return new Page('source/source.njk', {
      title: detail.name,
      trail: [{ text: 'Sources', href: visit.at('/sources') }, { text: detail.name }],
      detail,
      colour: certaintyColours[detail.certainty],
      ...(await sourceInWords(detail, visit)),
      figures: figuresOf(detail),
      pays: detail.pays.map((one) => ({ ...one, href: visit.at(`/projects/${one.project}`) })),
      files: filesOf(visit.at(`/sources/${source}/export.csv`), sourceTables),
      spendHref: visit.at(`/spending?source=${source}`),
      continuedHref: visit.at(`/sources/${detail.continuedAs ?? ''}`),
      at: visit.at(`/sources/${source}`),
      isFinance: visit.may('ConfirmFunding') && detail.status !== 'year-closed',
      entries: detail.entries.map((one) => ({ ...one, what: happenedInWords(one.of) })),
      offers: offersAt(detail, visit),
      timeline: await timelineOf(history.slice(-newestShown), visit),
      hasOlder: history.length > newestShown,
      everythingHref: narrowedAddress(visit.at('/events'), { stream }),
    });
  }

  @Get('export.csv')
  async export(
    @Visiting() visit: Visit,
    @Param('source') source: string,
    @Query('table') asked: unknown,
  ): Promise<Download> {
    const shown = await sourceDetail(visit.reading, source);
    if (shown === undefined) throw new NotFoundException();
    return exportOfTable(visit, sourceTables, { asked, shown });
  }
}

/** A source of a year has hundreds of events: what was paid from it has a page of its own. */
const newestShown = 50;
