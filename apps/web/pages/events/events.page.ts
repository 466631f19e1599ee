import { happenedInWords } from '#documents/model/in-words';
import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { count, date, words } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { narrowedAddress } from '../../answering/addresses.js';
import { exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { awardLetterAt } from '../documents/letters.js';
import type { Recorded } from '#eventing/event-store';
import { parseStream } from '#kernel/ids';
import { eventsOf, partOfEvents, recordedAt } from '#reads/events';
import type { EventRow, EventsAsked, EventsPart } from '#reads/events';
import { projectLetters } from '#reads/project-letters';
import { momentInWords } from '#reads/words';

type Asked = Readonly<Record<string, unknown>>;

/** The events themselves: a list by who, what and when, and each as it is stored, byte for byte. */
@Controller('p/:partnership/events')
@Permits(...readers)
export class EventsPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Asked): Promise<Page> {
    const asked = askedIn(query);
    const after = positionIn(query, 'after');
    const part = await partOfEvents(visit.reading, asked, { after, limit: atOnce });
    return new Page('events/events.njk', {
      title: 'Events',
      asked,
      rows: await Promise.all(part.rows.map((row) => rowOf(row, visit))),
      types: (await typesOf(visit)).map((type) => ({
        value: type,
        text: happenedInWords(type),
        selected: type === asked.type,
      })),
      people: await peopleOf(visit, asked.person),
      ...waysFrom(part, query, visit),
      mostExported,
      clearHref: visit.at('/events'),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Asked): Promise<Download> {
    const found = await eventsOf(visit.reading, askedIn(query), mostExported);
    const rows = await Promise.all(found.map(async (row) => cellsOf(row, visit)));
    return exportOf(visit, { name: 'events', title: 'Events', columns, rows });
  }

  @Get(':position')
  async one(@Visiting() visit: Visit, @Param('position') position: string): Promise<Page> {
    const recorded = /^\d{1,15}$/.test(position)
      ? await recordedAt(visit.reading, Number(position))
      : undefined;
    if (recorded === undefined) throw new NotFoundException();
    return new Page('events/event.njk', {
      title: happenedInWords(recorded.type),
      caption: `Event ${recorded.position}`,
      trail: [{ text: 'Events', href: visit.at('/events') }, { text: `Event ${recorded.position}` }],
      recorded,
      recordedAt: momentInWords(recorded.recordedAt),
      bytes: Buffer.byteLength(recorded.body),
      aboutHref: aboutHref(visit, recorded.stream),
      letterHref: await letterOn(visit, recorded),
      historyHref: narrowedAddress(visit.at('/events'), { stream: recorded.stream }),
    });
  }
}

/** The nouns whose records have a page, each with the start of its address. */
const placesOf = { project: '/projects', source: '/sources', meeting: '/meetings' } as const;

/** The page of what an event happened to; undefined where that has none that every reader may come to. */
function aboutHref(visit: Visit, stream: string): string | undefined {
  const { noun, id } = parseStream(stream);
  return noun in placesOf ? visit.at(`${placesOf[noun as keyof typeof placesOf]}/${id}`) : undefined;
}

/** The letter on a decision about a project. */
async function letterOn(
  visit: Visit,
  { stream, position }: Pick<Recorded, 'stream' | 'position'>,
): Promise<string | undefined> {
  const { noun, id } = parseStream(stream);
  if (noun !== 'project') return undefined;
  const letters = await projectLetters(visit.reading, id);
  const letter = letters.find((one) => one.position === position);
  return letter && awardLetterAt(visit, id, letter.decision);
}

/** The ways to the events on either side of a page, and to a file that begins where it does. */
function waysFrom({ rows, hasNewer, hasOlder }: EventsPart, query: Asked, visit: Visit): object {
  const [first, last] = [hasNewer ? rows[0] : undefined, hasOlder ? rows.at(-1) : undefined];
  const at = (place: Readonly<Record<string, string>>): string =>
    narrowedAddress(visit.at('/events'), query, place);
  return {
    paging: {
      previous: first && { text: 'Newer events', href: at({ after: String(first.position) }) },
      next: last && { text: 'Older events', href: at({ before: String(last.position) }) },
    },
    exportHref: narrowedAddress(
      visit.at('/events/export.csv'),
      query,
      first === undefined ? {} : { before: String(first.position + 1) },
    ),
  };
}

/** So many stand on one page; the others are a link away. */
const atOnce = 100;
/** So many stand in one file; for the older ones the list is narrowed, or begun further back. */
const mostExported = 10_000;

const columns = [
  'Event #',
  'What happened',
  'In words',
  'Record',
  'By',
  'Person',
  'Role',
  'Effective on',
  'Recorded at',
];

async function cellsOf(row: EventRow, { reading: { names } }: Visit): Promise<readonly Cell[]> {
  return [
    count(row.position),
    words(row.type),
    words(await names.in(row.words)),
    words(row.stream),
    words(await names.of(row.person)),
    words(row.person),
    words(row.role),
    date(row.effective_on),
    words(row.recorded_at),
  ];
}

function askedIn(query: Asked): EventsAsked {
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
  };
  const before = positionIn(query, 'before');
  return {
    type: text('type'),
    person: text('person'),
    stream: text('stream'),
    ...(before === undefined ? {} : { before }),
  };
}

function positionIn(query: Asked, name: string): number | undefined {
  const value = query[name];
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

async function rowOf(row: EventRow, { reading: { names } }: Visit): Promise<object> {
  return {
    ...row,
    title: happenedInWords(row.type),
    by: await names.of(row.person),
    text: await names.in(row.words),
  };
}

async function typesOf({ reading: { models, partnership } }: Visit): Promise<readonly string[]> {
  const rows = await models.db
    .selectFrom('history')
    .select('type')
    .distinct()
    .where('partnership', '=', partnership)
    .orderBy('type')
    .execute();
  return rows.map(({ type }) => type);
}

async function peopleOf(
  { reading: { models, partnership, names } }: Visit,
  chosen: string | undefined,
): Promise<readonly object[]> {
  const rows = await models.db
    .selectFrom('history')
    .select('person')
    .distinct()
    .where('partnership', '=', partnership)
    .execute();
  const named = await Promise.all(rows.map(async ({ person }) => [person, await names.of(person)] as const));
  const byName = named.toSorted(([, a], [, b]) => a.localeCompare(b));
  return byName.map(([value, text]) => ({ value, text, selected: value === chosen }));
}
