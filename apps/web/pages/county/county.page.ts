import { Controller, Get, Inject, NotFoundException, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { countyView, joinedTo } from '#documents/county-view';
import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import { fileName } from '#documents/file-names';
import { documentFormats, inFormat } from '#documents/formats/formats';
import type { Document, Moment } from '#documents/model/document';
import { momentInWords } from '#documents/model/in-words';
import type { Posted } from '#govuk/form';
import { financialYearOf, isFinancialYear, yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { DataPlace } from '#reads/data-place';
import type { Session } from '#sign-in/sessions';
import { comingTo } from '../../access/coming-in.js';
import { SignedIn } from '../../access/rules.js';
import { Download } from '../../answering/download.js';
import { fileTypes } from '../../answering/file-types.js';
import { Page } from '../../answering/page.js';
import { waysToShow } from '../documents/asked.js';
import { partsShown } from '../documents/shown.js';

/** What somebody sees of counties, at a moment. */
interface Seen {
  readonly partnerships: readonly Facts[];
  readonly moment: Moment;
}

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
    const seen = await this.seenBy(session);
    const year = yearIn(query, seen.moment);
    const files = waysToShow.filter(({ value }) => value !== 'page');
    return new Page('county/county.njk', {
      title: 'The county’s view',
      moment: momentInWords(seen.moment),
      years: yearsOf(seen, year).map((value) => ({
        value,
        text: yearInWords(value),
        selected: value === year,
      })),
      counties: countiesOf(seen).map((county) => {
        const made = viewOf(county, seen, year);
        return {
          title: made.title,
          parts: partsShown(made),
          files: files.map(({ value, text }) => ({
            text,
            href: `/county/${county}/file/${value}?year=${year}`,
          })),
        };
      }),
    });
  }

  @Get(':county/file/:format')
  async download(
    @Req() { session }: FastifyRequest,
    @Param('county') county: string,
    @Param('format') asked: string,
    @Query() query: Posted,
  ): Promise<Download> {
    const seen = await this.seenBy(session);
    const format = documentFormats.find((known) => known === asked);
    if (format === undefined || !countiesOf(seen).includes(county)) throw new NotFoundException();
    const year = yearIn(query, seen.moment);
    const bytes = await inFormat(viewOf(county, seen, year), format);
    const name = fileName('county-view', [county, year], seen.moment, format);
    return new Download(name, fileTypes[format], bytes);
  }

  /**
   * The partnerships in which somebody is a county viewer, and that have joined a county.
   *
   * @throws NotFoundException where there is none
   */
  private async seenBy(session: Session | undefined): Promise<Seen> {
    const moment = { asAt: this.place.today(), knownAt: this.place.clock.now() };
    const seen: Facts[] = [];
    for (const [partnership, person] of session?.people ?? []) {
      const coming = await comingTo(this.place, partnership, person);
      if (coming?.roles.includes('county-viewer') === true)
        seen.push(await factsAt(this.place, partnership, moment));
    }
    const partnerships = seen.filter(({ publication }) => publication.counties.size > 0);
    if (partnerships.length === 0) throw new NotFoundException();
    return { partnerships, moment };
  }
}

function yearIn(query: Posted, { asAt }: Moment): FinancialYear {
  return isFinancialYear(query['year']) ? query['year'] : financialYearOf(asAt);
}

/** The years of the money of these partnerships, the last first, and the one that is shown. */
function yearsOf({ partnerships }: Seen, shown: FinancialYear): readonly FinancialYear[] {
  const years = partnerships.flatMap(({ sources }) => [...sources.values()].map(({ year }) => year));
  return [...new Set([shown, ...years])].toSorted().toReversed();
}

function countiesOf({ partnerships }: Seen): readonly string[] {
  return [...new Set(partnerships.flatMap(({ publication }) => [...publication.counties.keys()]))];
}

function viewOf(county: string, { partnerships, moment }: Seen, year: FinancialYear): Document {
  return countyView({ county, partnerships: joinedTo(county, partnerships), moment }, year);
}
