import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import type { Need } from '../../needs/need.js';
import { needNamed, needsOf } from '../../needs/needs.js';

/** So many of a kind stand on the first page. All of them are a page of their own. */
const mostShown = 8;

/** What needs this person now, by the roles that they hold. */
@Controller('p/:partnership')
@Permits(...readers)
export class HomePage {
  @Get()
  async show(@Visiting() visit: Visit): Promise<Page> {
    const needs = await needsOf(visit);
    return new Page('home/home.njk', {
      title: 'What needs me now?',
      needs: needs.map((need) => shortened(need, visit)),
    });
  }

  /** All that waits of one kind. */
  @Get('needs/:kind')
  async showAll(@Visiting() visit: Visit, @Param('kind') kind: string): Promise<Page> {
    const need = await needNamed(visit, kind);
    if (need === undefined) throw new NotFoundException();
    return new Page('home/need.njk', {
      title: need.heading,
      trail: [{ text: 'What needs me', href: visit.at() }],
      need,
    });
  }
}

function shortened(need: Need, visit: Visit): object {
  const { items, kind } = need;
  const further = items.length - mostShown;
  if (further <= 0) return need;
  const rest = { text: `${further} more`, href: visit.at(`/needs/${kind}`) };
  return { ...need, items: items.slice(0, mostShown), rest };
}
