import { Controller, Get, Query } from '@nestjs/common';
import { markOf } from '#documents/open/open-data';
import type { ShownText } from '#documents/open/open-data';
import { yearInWords } from '#kernel/financial-year';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import { titlesOf } from '../project/titles.js';
import { openDataNow, openDataTrail, projectOf, yearAsked } from './open-data-at.js';

/** Every text that is published of a year, for who sees in it what no look can find, and holds it back. */
@Controller('p/:partnership/open-data/texts')
@Permits('support-officer', 'administrator')
export class TextsPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query('year') asked: unknown): Promise<Page> {
    const { year, years } = await yearAsked(visit, asked);
    const { texts } = await openDataNow(visit, year);
    const titles = await titlesOf(visit, [...new Set(texts.flatMap(({ as }) => as.map(projectOf)))]);
    return new Page('open-data/texts.njk', {
      title: 'Texts that are published',
      trail: openDataTrail(visit),
      years: years.map((value) => ({ value, text: yearInWords(value), selected: value === year })),
      year,
      texts: texts.map((one) => textShown(visit, one, titles)),
    });
  }
}

function textShown(visit: Visit, { text, as }: ShownText, titles: ReadonlyMap<string, string>): object {
  const said = as.map((one) => `${one.part} of ${titles.get(projectOf(one)) ?? one.of}`);
  return { text, as: [...new Set(said)], holdHref: visit.at(`/open-data/hold-text/${markOf(text)}`) };
}
