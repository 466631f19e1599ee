import { Controller, Get, Inject, NotFoundException, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { countyView, joinedTo } from '#documents/county-view';
import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import { fileName } from '#documents/file-names';
import { documentFormats, inFormat } from '#documents/formats/formats';
import type { Document, Moment } from '#documents/model/document';
import { momentInWords } from '#documents/model/in-words';
import { day, optional } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { Posted } from '#govuk/form';
import { financialYearOf, isFinancialYear, yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { endOfDay } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { countiesJoined } from '#reads/counties-joined';
import { DataPlace } from '#reads/data-place';
import type { Session } from '#sign-in/sessions';
import { comingTo } from '../../access/coming-in.js';
import { SignedIn } from '../../access/rules.js';
import { narrowedAddress } from '../../answering/addresses.js';
import { Download } from '../../answering/download.js';
import { fileTypes } from '../../answering/file-types.js';
import { Page } from '../../answering/page.js';
import { waysToShow } from '../documents/asked.js';
import { partsShown } from '../documents/shown.js';

const question = new Form({
  asAt: optional(day({ what: 'the day by which it was true' })),
  knownAt: optional(day({ what: 'the day by which it was known' })),
});

/** What somebody sees of counties, at a moment. */
interface Seen {
  readonly partnerships: readonly Partnership[];
  readonly moment: Moment;
}

/** A partnership in which somebody is a county viewer, with the counties whose views it is in today. */
interface Partnership {
  readonly facts: Facts;
  readonly joined: ReadonlySet<string>;
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
    const { values = {}, view } = question.read(query);
    const seen = await this.seenBy(session, values);
    const year = yearIn(query, seen.moment);
    const files = waysToShow.filter(({ value }) => value !== 'page');
    return new Page('county/county.njk', {
      title: 'The county’s view',
      form: view,
      moment: momentInWords(seen.moment),
      years: yearsOf(seen, year).map((value) => ({
        value,
        text: yearInWords(value),
        selected: value === year,
      })),
      counties: countiesOf(seen).map((county) => {
        const made = viewOf(county, seen, year);
        return {
          title: `${made.partnership}: totals of ${yearInWords(year)}`,
          parts: partsShown(made),
          files: files.map(({ value, text }) => ({
            text,
            href: narrowedAddress(`/county/${county}/file/${value}`, query, { year }),
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
    const seen = await this.seenBy(session, question.read(query).values ?? {});
    const format = documentFormats.find((known) => known === asked);
    if (format === undefined || !countiesOf(seen).includes(county)) throw new NotFoundException();
    const year = yearIn(query, seen.moment);
    const bytes = await inFormat(viewOf(county, seen, year), format);
    const name = fileName('county-view', [county, year], seen.moment, format);
    return new Download(name, fileTypes[format], bytes);
  }

  /**
   * The partnerships in which somebody is a county viewer, and that are in the view of a county today.
   *
   * @throws NotFoundException where there is none
   */
  private async seenBy(session: Session | undefined, asked: Asked): Promise<Seen> {
    const moment = this.momentOf(asked);
    const partnerships: Partnership[] = [];
    for (const [partnership, person] of session?.people ?? []) {
      const joined = await this.shownTo(person, partnership);
      if (joined.size > 0)
        partnerships.push({ facts: await factsAt(this.place, partnership, moment), joined });
    }
    if (partnerships.length === 0) throw new NotFoundException();
    return { partnerships, moment };
  }

  /** Today and now, where nothing else is asked. */
  private momentOf({ asAt, knownAt }: Asked): Moment {
    return {
      asAt: asAt ?? this.place.today(),
      knownAt: knownAt === undefined ? this.place.clock.now() : endOfDay(knownAt),
    };
  }

  /** The counties in whose views somebody sees a partnership today. */
  private async shownTo(person: string, partnership: string): Promise<ReadonlySet<string>> {
    const coming = await comingTo(this.place, partnership, person);
    const isViewer = coming?.roles.includes('county-viewer') === true;
    return isViewer ? countiesJoined(this.place, partnership) : new Set();
  }
}

interface Asked {
  readonly asAt?: LocalDate | undefined;
  readonly knownAt?: LocalDate | undefined;
}

function yearIn(query: Posted, { asAt }: Moment): FinancialYear {
  return isFinancialYear(query['year']) ? query['year'] : financialYearOf(asAt);
}

/** The years of the money of these partnerships, the last first, and the one that is shown. */
function yearsOf({ partnerships }: Seen, shown: FinancialYear): readonly FinancialYear[] {
  const years = partnerships.flatMap(({ facts }) => [...facts.sources.values()].map(({ year }) => year));
  return [...new Set([shown, ...years])].toSorted().toReversed();
}

/** The counties that some of them had joined by the moment, and are in today. */
function countiesOf(seen: Seen): readonly string[] {
  const counties = new Set(seen.partnerships.flatMap(({ joined }) => [...joined]));
  return [...counties].filter((county) => inViewOf(county, seen).length > 0);
}

function inViewOf(county: string, { partnerships }: Seen): readonly Facts[] {
  const today = partnerships.filter(({ joined }) => joined.has(county));
  return joinedTo(
    county,
    today.map(({ facts }) => facts),
  );
}

function viewOf(county: string, seen: Seen, year: FinancialYear): Document {
  return countyView({ county, partnerships: inViewOf(county, seen), moment: seen.moment }, year);
}
