import { Type } from 'typebox';
import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import { draftOf } from '#documents/highlight-draft';
import type { ReportScope } from '#documents/highlight-draft';
import { day, id, line } from '#funding/fields';
import { financialYearOf, firstDayOf } from '#kernel/financial-year';
import { foundBy } from '#reads/search';
import { Standing } from '../../access/visit.js';
import { inTurn } from '../../document-made.js';
import { needsOf } from '../../needs/needs.js';
import { Paging } from '../paging.js';
import { invalid } from '../problem.js';
import { one, wholeRows } from '../read.js';
import { day as aDay, list, text, yesOrNo } from '../shapes.js';

const tag = 'What needs you';

class SearchAsked extends Paging {
  @line('Words, every one of which has to stand in what is found.', { max: 100 }) words!: string;
}

class DraftAsked {
  @id('The project that it is of.', { optional: true }) project?: string;
  @id('The thematic group whose projects it is of; without either, all.', { optional: true }) group?: string;
  @day('The first day of the period; left out, that of the financial year.', { optional: true })
  from?: string;
  @day('The last day of the period; left out, today.', { optional: true }) to?: string;
}

function scopeOf({ to, from, ...of }: DraftAsked, today: string): ReportScope {
  const last = to ?? today;
  const first = from ?? firstDayOf(financialYearOf(last));
  if (first > last) throw invalid([{ field: 'from', text: `It is after ${last}, the last day.` }]);
  return { ...of, from: first, to: last };
}

/** Whether what a draft is to be about is there. */
function isThere({ projects, partnership: { groups } }: Facts, { project, group }: ReportScope): boolean {
  return (project === undefined || projects.has(project)) && (group === undefined || groups.has(group));
}

export const workReads = [
  one({
    operation: 'getNeeds',
    path: '/needs',
    tag,
    about: 'What waits for the person of the token, in its role: what their first page shows, and all of it.',
    shape: Type.Object({
      needs: list(
        Type.Object({
          kind: text('What waits, as it stands in addresses.'),
          heading: text('The same, as their page heads it.'),
          items: list(
            Type.Object({
              text: text('What it is about.'),
              when: Type.Optional(text('By when, or how much, in words.')),
              isLate: yesOrNo('Whether it is late.'),
              page: text('The address of the page on which it is done.'),
            }),
            'Each thing.',
          ),
        }),
        'The most urgent kind first; what nothing waits of is left out.',
      ),
    }),
    read: async (from) => {
      const needs = await needsOf(new Standing(from.person, [from.role], from));
      const waiting = needs.filter(({ items }) => items.length > 0);
      return {
        needs: waiting.map(({ kind, heading, items }) => ({
          kind,
          heading,
          items: items.map(({ href: page, isLate = false, ...item }) => ({ ...item, isLate, page })),
        })),
      };
    },
  }),
  wholeRows({
    operation: 'search',
    path: '/search',
    tag,
    about: 'The projects, lead officers, agencies and sources in which the words stand.',
    query: SearchAsked,
    row: Type.Object({
      kind: text('project, lead-officer, agency or source.'),
      id: text('By which it is known: the person, of a lead officer.'),
      text: text('What it is called.'),
      about: text('A word about it.'),
    }),
    key: ['text', 'text'],
    keyOf: (row) => [row.kind, row.id],
    read: async (from, _, { words }) => foundBy(from, words),
  }),
  one({
    operation: 'getHighlightDraft',
    path: '/highlight-draft',
    tag,
    about:
      'A highlight report as the record has it: what SubmitHighlightReport takes, for an officer to finish.',
    query: DraftAsked,
    shape: Type.Object({
      project: Type.Optional(text('The project that it is of.')),
      group: Type.Optional(text('The thematic group whose projects it is of.')),
      from: aDay('The first day of the period.'),
      to: aDay('The last day of the period.'),
      budget: text('How the budget stands.'),
      progress: text('What was done in the period.'),
      performanceAndRisk: text('How it performs, and what stands in the way.'),
      nextPeriod: text('What is to be done in the next period.'),
    }),
    read: async ({ place, partnership }, _, asked) => {
      const moment = { asAt: place.today(), knownAt: place.clock.now() };
      const scope = scopeOf(asked, moment.asAt);
      const facts = await inTurn(async () => factsAt(place, partnership, moment));
      return isThere(facts, scope) ? { ...scope, ...draftOf(facts, scope) } : undefined;
    },
  }),
] as const;
