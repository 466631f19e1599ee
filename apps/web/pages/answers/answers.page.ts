import { Controller, Get, Query } from '@nestjs/common';
import { date, words } from '#documents/model/document';
import { happenedInWords } from '#documents/model/in-words';
import type { Cell } from '#documents/model/document';
import type { Outcome } from '#eventing/event-store';
import { rolesHeld } from '#funding/partnership/queries';
import { isLocalDate } from '#kernel/local-date';
import type { Key } from '#projections/keyset';
import { answersBefore, answersPart } from '#reads/answers-given';
import type { AnswerGiven, AnswerPlaced, AnswersAsked, AnswersPart } from '#reads/answers-given';
import { inWords, inWordsAtFirst, momentInWords } from '#reads/words';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { narrowedAddress } from '../../answering/addresses.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { partAsked } from '../../answering/long-list.js';
import { Page } from '../../answering/page.js';
import { placeOf } from '../../answering/place-in-list.js';

type Asked = Readonly<Record<string, unknown>>;

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
    const part = await answersPart(place.store, partnership, asked, placeAsked(query));
    return new Page('answers/answers.njk', {
      title: 'Commands and their answers',
      asked,
      isWhole: !part.hasNewer && !part.hasOlder,
      rows: await Promise.all(part.answers.map(async (one) => rowOf(one, visit))),
      outcomes: outcomes.map((value) => ({
        value,
        text: inWordsAtFirst(value),
        selected: value === asked.outcome,
      })),
      people: await peopleOf(visit, asked.person),
      paging: pagingOf(visit, query, part),
      exportHref: narrowedAddress(visit.at('/answers/export.csv'), query),
      clearHref: visit.at('/answers'),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Asked): Promise<Download> {
    const { place, partnership } = visit.reading;
    const limit = mostExported;
    const answers = await answersBefore(place.store, partnership, askedIn(query), { limit });
    const rows = await Promise.all(answers.map(async (one) => cellsOf(one, visit)));
    return exportOf(visit, { name: 'answers', title: 'Commands and their answers', columns, rows });
  }
}

/** The place that an address names, from which the answers go on to older ones, or to newer ones. */
function placeAsked(query: Asked): Parameters<typeof answersPart>[3] {
  const { after, before, limit } = partAsked(query, ['number']);
  return { olderThan: sequenceIn(after), newerThan: sequenceIn(before), limit };
}

function sequenceIn([sequence]: Key = []): number | undefined {
  return typeof sequence === 'number' && sequence >= 0 ? sequence : undefined;
}

function pagingOf(visit: Visit, query: Asked, { answers, hasNewer, hasOlder }: AnswersPart): object {
  const way = (text: string, side: 'after' | 'before', one: AnswerPlaced | undefined): object | undefined => {
    if (one === undefined) return undefined;
    const href = narrowedAddress(visit.at('/answers'), query, { [side]: placeOf([one.sequence]) });
    return { text, href };
  };
  return {
    previous: hasNewer ? way('Newer answers', 'before', answers[0]) : undefined,
    next: hasOlder ? way('Older answers', 'after', answers.at(-1)) : undefined,
  };
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
