import { Controller, Get, Query } from '@nestjs/common';
import { markOf } from '#documents/open/open-data';
import type { WithheldFrom } from '#documents/open/open-data';
import { yearInWords } from '#kernel/financial-year';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import { titlesOf } from '../project/titles.js';
import { openDataNow, openDataTrail, projectOf, yearAsked } from './open-data-at.js';

/** The texts that are held back since they may name a person, for those who read them and may clear them. */
@Controller('p/:partnership/open-data/held-back')
@Permits('support-officer', 'administrator')
export class HeldBackPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query('year') asked: unknown): Promise<Page> {
    const { year, years } = await yearAsked(visit, asked);
    const { withheld } = await openDataNow(visit, year);
    const texts = withheld.filter(({ text }) => text !== undefined);
    const titles = await titlesOf(visit, texts.map(projectOf));
    return new Page('open-data/held-back.njk', {
      title: 'Texts that are held back',
      trail: openDataTrail(visit),
      years: years.map((value) => ({ value, text: yearInWords(value), selected: value === year })),
      year,
      texts: texts.map((one) => textShown(visit, one, titles)),
    });
  }
}

function textShown(visit: Visit, one: WithheldFrom, titles: ReadonlyMap<string, string>): object {
  const { of, part, why, text = '' } = one;
  const project = projectOf(one);
  return {
    of: titles.get(project) ?? of,
    href: titles.has(project) ? visit.at(`/projects/${project}`) : undefined,
    payment: of === project ? undefined : of.slice(project.length + 2),
    part,
    why,
    text,
    clearHref: visit.at(`/open-data/clear/${markOf(text)}`),
    holdHref: titles.has(project) ? visit.at(`/open-data/hold-back/${project}`) : undefined,
  };
}
