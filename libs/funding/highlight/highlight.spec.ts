import { describe, it } from '@jest/globals';
import { highlight } from '#funding/highlight/highlight';
import type { HighlightAsk } from '#funding/highlight/highlight.asks';
import type { HighlightEvent } from '#funding/highlight/highlight.events';
import type { Circumstances } from '#kernel/asking';
import { given } from '#testing/given';

const within: Circumstances = {
  by: { person: 'lead-1', role: 'lead-officer' },
  partnership: 'waltham-forest',
  on: '2008-10-29',
  today: '2008-10-29',
};
// The highlight report of Waltham Forest, 2008, in brief.
const terms = {
  group: 'drugs',
  from: '2008-04-01',
  to: '2008-10-27',
  budget: 'On track; £25,000 remains to be allocated.',
  progress: 'The first meeting of the new board was held.',
  performanceAndRisk: 'Off track on serious acquisitive crime.',
  nextPeriod: 'A bid for money to tackle burglary by 7 November.',
} as const;
const submit = { ...within, type: 'SubmitHighlightReport', report: 'october', ...terms } as const;
const giveWay: HighlightAsk = { ...within, type: 'GiveWay', to: 'october-2', of: { group: 'drugs' } };
const submitted: HighlightEvent = { type: 'HighlightReportSubmitted', data: terms };
const replaced: HighlightEvent = { type: 'HighlightReportReplaced', data: { by: 'october-2' } };

describe('submitting a highlight report', () => {
  it('keeps it as it was submitted', () => {
    given(highlight).when(submit).yields(submitted);
  });

  it('refuses other words under the same identity, and changes nothing for the same, also once replaced', () => {
    given(highlight, submitted)
      .when({ ...submit, budget: 'Overspent.' })
      .refuses('report-differs');
    given(highlight, submitted, replaced).when(submit).changesNothing();
  });

  it('is of one thing, in a period that has begun and ends after it began', () => {
    given(highlight)
      .when({ ...submit, project: 'bus' })
      .refuses('of-project-or-group');
    given(highlight)
      .when({ ...submit, to: '2008-03-31' })
      .refuses('period-backwards');
    given(highlight)
      .when({ ...submit, from: '2008-10-30', to: '2008-12-31' })
      .refuses('period-still-to-come', { from: '30 October 2008' });
  });

  it('does not take its own place', () => {
    given(highlight)
      .when({ ...submit, replaces: 'october' })
      .refuses('report-replaces-itself');
  });
});

describe('giving way to a later report', () => {
  it('marks it, and leaves it as it was submitted', () => {
    given(highlight, submitted).when(giveWay).yields(replaced);
  });

  it('happens once, to a report of the same thing', () => {
    given(highlight, submitted, replaced)
      .when({ ...giveWay, to: 'october-3' })
      .refuses('report-replaced', { by: 'october-2' });
    given(highlight, submitted)
      .when({ ...giveWay, of: { project: 'bus' } })
      .refuses('report-of-something-else');
    given(highlight).when(giveWay).refuses('no-such-report');
  });
});
