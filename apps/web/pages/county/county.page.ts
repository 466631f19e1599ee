import { Controller, Get, Inject, NotFoundException, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { countyView, joinedTo } from '#documents/county-view';
import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import type { Moment } from '#documents/model/document';
import { momentInWords } from '#documents/model/in-words';
import type { Posted } from '#govuk/form';
import { financialYearOf, isFinancialYear, yearBefore } from '#kernel/financial-year';
import { DataPlace } from '#reads/data-place';
import type { Session } from '#sign-in/sessions';
import { rolesOf } from '../../access/coming-in.js';
import { SignedIn } from '../../access/rules.js';
import { Page } from '../../answering/page.js';
import { partsShown } from '../documents/shown.js';

/**
 * The totals of the partnerships that have joined a county, to who is a county viewer of each: a partnership
 * says itself who sees its totals, by the role, and no role reaches across (rule 23).
 */
@Controller('county')
@SignedIn()
export class CountyPage {
  private readonly place: DataPlace;

  constructor(@Inject(DataPlace) place: DataPlace) {
    this.place = place;
  }

  @Get()
  async show(@Req() { session }: FastifyRequest, @Query() query: Posted): Promise<Page> {
    const moment = { asAt: this.place.today(), knownAt: this.place.clock.now() };
    const seen = session === undefined ? [] : await this.seenBy(session, moment);
    if (seen.length === 0) throw new NotFoundException();
    const thisYear = financialYearOf(moment.asAt);
    const year = isFinancialYear(query['year']) ? query['year'] : thisYear;
    const counties = [...new Set(seen.flatMap(({ publication }) => [...publication.counties.keys()]))];
    return new Page('county/county.njk', {
      title: 'The county’s view',
      moment: momentInWords(moment),
      years: [thisYear, yearBefore(thisYear)].map((one) => ({ text: one, href: `/county?year=${one}` })),
      counties: counties.map((county) => {
        const made = countyView({ county, partnerships: joinedTo(county, seen), moment }, year);
        return { title: made.title, parts: partsShown(made) };
      }),
    });
  }

  /** The partnerships in which somebody is a county viewer, and that have joined a county. */
  private async seenBy({ people }: Session, moment: Moment): Promise<readonly Facts[]> {
    const seen: Facts[] = [];
    for (const [partnership, person] of people) {
      const state = await this.place.partnership(partnership);
      const roles = state === undefined ? [] : await rolesOf(this.place, partnership, person, state);
      if (roles.includes('county-viewer')) seen.push(await factsAt(this.place, partnership, moment));
    }
    return seen.filter(({ publication }) => publication.counties.size > 0);
  }
}
