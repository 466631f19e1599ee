import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentNames, narrowingsOf, subjectOf } from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import { aboutInName, fileName } from '#documents/file-names';
import type { Moment } from '#documents/model/document';
import { londonDateOf } from '#kernel/local-date';

type About = Omit<Subject, 'nameOf'>;
interface Asked {
  readonly name: DocumentName;
  readonly partnership: string;
  readonly about: About;
  readonly moment: Moment;
}

/** Ids that would run into each other, were there nothing between them that stands in none. */
const anId = fc.constantFrom('a', 'a-b', 'b', 'b-project-a', 'project-a', 'group-a', '2011-12');
const aDay = fc.constantFrom('2011-04-12', '2011-06-30', '2012-03-31');
const anAbout = fc.record({
  year: fc.constantFrom('2011-12', '2012-13'),
  project: anId,
  source: anId,
  meeting: anId,
  report: anId,
  period: fc.option(fc.constantFrom('year', 'first-half', 'quarter-1'), { nil: undefined }),
  group: fc.option(anId, { nil: undefined }),
  from: fc.option(aDay, { nil: undefined }),
  to: fc.option(aDay, { nil: undefined }),
  decision: fc.option(
    fc.constantFrom('a/b', 'a-b/b', 'a/b-b', 'action/a', 'virement/a/b', 'virement/a-b/b'),
    { nil: undefined },
  ),
});
const anAsked = fc.record({
  name: fc.constantFrom(...documentNames),
  partnership: anId,
  about: anAbout,
  moment: fc.record({ asAt: aDay, knownAt: aDay.map((day) => `${day}T10:00:00.000Z`) }),
}) as fc.Arbitrary<Asked>;

const named = ({ name, partnership, about, moment }: Asked): string =>
  fileName(name, [partnership, ...aboutInName(name, about)], moment, 'pdf');

/** All by which one document is another than the next. */
function whichOne({ name, partnership, about, moment: { asAt, knownAt } }: Asked): string {
  const { period = 'year', ...more } = about;
  const all: Readonly<Record<string, string | undefined>> = { ...more, period };
  const said = [subjectOf(name), ...narrowingsOf(name)].map((one) => all[one] ?? null);
  return JSON.stringify([name, partnership, said, asAt, londonDateOf(knownAt)]);
}

describe('The name of the file of a document', () => {
  it('is that of one document alone, whichever two are asked for', () => {
    fc.assert(
      fc.property(anAsked, anAsked, anAbout, (one, other, about) => {
        for (const second of [other, { ...one, about: about as About }, { ...one, moment: other.moment }])
          expect([named(one) === named(second), named(one), named(second)]).toEqual([
            whichOne(one) === whichOne(second),
            named(one),
            named(second),
          ]);
      }),
      { numRuns: 2000 },
    );
  });

  it('says of a report which part of the year it is of, and of a letter on which decision', () => {
    const moment = { asAt: '2008-11-03', knownAt: '2008-11-04T10:00:00.000Z' };
    const about = { year: '2008-09', period: 'first-half', project: 'bus', decision: 'april/bus' } as const;
    const nameOf = (name: DocumentName): string =>
      fileName(name, ['riverside', ...aboutInName(name, about)], moment, 'pdf');
    expect(nameOf('performance-report')).toBe(
      'performance-report_riverside_2008-09_period-first-half_as-at-2008-11-03_known-2008-11-04.pdf',
    );
    expect(nameOf('award-letter')).toBe(
      'award-letter_riverside_bus_decision-april.bus_as-at-2008-11-03_known-2008-11-04.pdf',
    );
  });

  it('holds nothing that a header would not', () => {
    fc.assert(fc.property(anAsked, (asked) => /^[\w.-]+$/u.test(named(asked))));
  });
});
