import { Controller, Get, Query } from '@nestjs/common';
import { date, words } from '#documents/model/document';
import { happenedInWords } from '#documents/model/in-words';
import type { Cell } from '#documents/model/document';
import type { Outcome } from '#eventing/event-store';
import { rolesHeld } from '#funding/partnership/queries';
import { isLocalDate } from '#kernel/local-date';
import { answersGiven } from '#reads/answers-given';
import type { AnswerGiven, AnswersAsked } from '#reads/answers-given';
import { inWords, inWordsAtFirst, momentInWords } from '#reads/words';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { narrowedAddress } from '../../answering/addresses.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';

type Asked = Readonly<Record<string, unknown>>;

/** So many stand on one page; the older ones are a link away. */
const atOnce = 50;
/** So many stand in one file; for the older ones the list is narrowed. */
const mostExported = 10_000;

/** Every command and its answer, refusals too: who, in what role, when and from where (rule 24). */
@Controller('p/:partnership/answers')
@Permits('auditor', 'administrator', 's151-officer')
export class AnswersPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Asked): Promise<Page> {
    const { place, partnership } = visit.reading;
    const asked = askedIn(query);
    const page = pageIn(query);
    const { found, answers } = await answersGiven(place.store, partnership, asked, page * atOnce);
    // The newest come last: of all up to this page, what the pages before it showed is left off.
    const shown = answers.slice(0, answers.length - (page - 1) * atOnce).toReversed();
    return new Page('answers/answers.njk', {
      title: 'Commands and their answers',
      asked,
      found,
      rows: await Promise.all(shown.map(async (one) => rowOf(one, visit))),
      outcomes: outcomes.map((value) => ({
        value,
        text: inWordsAtFirst(value),
        selected: value === asked.outcome,
      })),
      people: await peopleOf(visit, asked.person),
      paging: {
        previous: page > 1 ? pageAt(visit, query, page - 1, 'Newer answers') : undefined,
        next: found > page * atOnce ? pageAt(visit, query, page + 1, 'Older answers') : undefined,
      },
      exportHref: narrowedAddress(visit.at('/answers/export.csv'), query),
      clearHref: visit.at('/answers'),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Asked): Promise<Download> {
    const { place, partnership } = visit.reading;
    const { answers } = await answersGiven(place.store, partnership, askedIn(query), mostExported);
    const rows = await Promise.all(answers.toReversed().map(async (one) => cellsOf(one, visit)));
    return exportOf(visit, { name: 'answers', title: 'Commands and their answers', columns, rows });
  }
}

function pageAt(visit: Visit, query: Asked, page: number, text: string): object {
  return { text, href: narrowedAddress(visit.at('/answers'), query, { page: String(page) }) };
}

const outcomes = ['accepted', 'unchanged', 'refused'] as const satisfies readonly Outcome[];

function askedIn(query: Asked): AnswersAsked {
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 100) : undefined;
  };
  const day = (name: string): string | undefined => {
    const value = text(name);
    return value !== undefined && isLocalDate(value) ? value : undefined;
  };
  const outcome = outcomes.find((one) => one === text('outcome'));
  return { outcome, person: text('person'), from: day('from'), to: day('to') };
}

function pageIn({ page }: Asked): number {
  return typeof page === 'string' && /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1;
}

const columns = [
  'Answered',
  'Command',
  'Id',
  'By',
  'Person',
  'Role',
  'From',
  'Effective on',
  'Answer',
  'Why',
];

async function cellsOf(one: AnswerGiven, { reading: { names } }: Visit): Promise<readonly Cell[]> {
  const { actor, words: why = '' } = one;
  return [
    words(one.recordedAt),
    words(one.type),
    words(one.id),
    words(await names.of(actor.person)),
    words(actor.person),
    words(actor.role),
    words(one.via),
    date(one.effectiveOn),
    words(one.outcome),
    words(await names.in(why)),
  ];
}

async function rowOf(one: AnswerGiven, { reading: { names } }: Visit): Promise<object> {
  const { actor, outcome, words: why = '' } = one;
  return {
    ...one,
    asked: happenedInWords(one.type),
    at: momentInWords(one.recordedAt),
    by: await names.of(actor.person),
    role: inWords(actor.role),
    answer: inWordsAtFirst(outcome),
    why: await names.in(why),
  };
}

async function peopleOf({ reading: { state, names } }: Visit, chosen = ''): Promise<readonly object[]> {
  const people = new Set(rolesHeld(state).map(({ person }) => person));
  if (chosen !== '') people.add(chosen);
  const named = await Promise.all(
    [...people].map(async (person) => [person, await names.of(person)] as const),
  );
  const byName = named.toSorted(([, a], [, b]) => a.localeCompare(b));
  return byName.map(([value, text]) => ({ value, text, selected: value === chosen }));
}
