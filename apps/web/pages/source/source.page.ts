import { happenedInWords } from '#documents/model/in-words';
import { money, words } from '#documents/model/document';
import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { sourceStream } from '#kernel/ids';
import { historyOf } from '#projections/history-of';
import { sourceDetail } from '#reads/source-detail';
import type { SourceDetail } from '#reads/source-detail';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { timelineOf } from '../project/timeline.js';
import { certaintyColours } from './certainty-colours.js';
import { offersAt } from './offers.js';
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
    const history = await historyOf(models.db, sourceStream(partnership, source));
    return new Page('source/source.njk', {
      title: detail.name,
      trail: [{ text: 'Sources', href: visit.at('/sources') }, { text: detail.name }],
      detail,
      colour: certaintyColours[detail.certainty],
      ...(await sourceInWords(detail, visit)),
      figures: figuresOf(detail),
      pays: detail.pays.map((one) => ({ ...one, href: visit.at(`/projects/${one.project}`) })),
      paysHref: visit.at(`/sources/${source}/pays.csv`),
      spendHref: visit.at(`/spending?source=${source}`),
      continuedHref: visit.at(`/sources/${detail.continuedAs ?? ''}`),
      at: visit.at(`/sources/${source}`),
      isFinance: visit.may('ConfirmFunding') && detail.status !== 'year-closed',
      entries: detail.entries.map((one) => ({ ...one, what: happenedInWords(one.of) })),
      offers: offersAt(detail, visit),
      timeline: await timelineOf(history, visit),
    });
  }

  @Get('pays.csv')
  async export(@Visiting() visit: Visit, @Param('source') source: string): Promise<Download> {
    const detail = await sourceDetail(visit.reading, source);
    if (detail === undefined) throw new NotFoundException();
    const rows = detail.pays.map((one) => [
      words(one.project),
      words(one.title),
      words(one.fundingType),
      money(one.awardedPence),
      money(one.spentPence),
      money(one.releasedPence),
    ]);
    const named = { name: `pays-${source}`, title: `What ${detail.name} pays for` };
    return exportOf(visit, { ...named, columns: paysColumns, rows });
  }
}

const paysColumns = ['Project', 'Title', 'Funding type', 'Awarded £', 'Spent £', 'Released £'];

const accounts = [
  ['Confirmed', 'confirmed'],
  ['To be confirmed', 'toBeConfirmed'],
  ['Carried in, less carried out', 'carried'],
  ['Lapsed', 'lapsed'],
  ['Virements', 'virements'],
  ['Swaps', 'swaps'],
  ['Reclaims and clawback received', 'received'],
  ['Reserved', 'reserved'],
  ['Committed and not paid', 'committed'],
  ['Awarded subject to funding', 'subjectToFunding'],
  ['Spent', 'spent'],
] as const;

/** A row an account, a column a funding type; an account in which nothing stands is left out. */
function figuresOf({ figures }: SourceDetail): object {
  const inUse = accounts.filter(
    ([, account]) => account === 'confirmed' || figures.some((line) => line[account] !== 0),
  );
  const left = figures.map(({ uncommitted, uncovered }) => uncommitted - uncovered);
  return {
    types: figures.map(({ fundingType }) => fundingType),
    rows: inUse.map(([name, account]) => ({ name, cells: figures.map((line) => line[account]) })),
    left: left.map((pence) => ({ pence: Math.abs(pence), isUncovered: pence < 0 })),
  };
}
