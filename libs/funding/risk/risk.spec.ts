import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pressingness, risk } from '#funding/risk/risk';
import type { RegisteredRisk } from '#funding/risk/risk';
import type { RiskCommand } from '#funding/risk/risk.commands';
import { grades } from '#funding/risk/risk.events';
import type { RiskEvent } from '#funding/risk/risk.events';
import type { Circumstances } from '#kernel/asking';
import { fold, isRefused } from '#kernel/decider';
import { given } from '#testing/given';

const within: Circumstances = {
  by: { person: 'support-1', role: 'support-officer' },
  partnership: 'thurrock',
  on: '2008-11-03',
  today: '2008-11-03',
};
const of = { ...within, risk: 'police-targets' };
// The half-year report of Thurrock, 2008/09: no mitigating action is printed beside this one.
const terms = {
  description: 'Police internal targets and priorities not always in line with CSP',
  owner: 'chair-1',
  impact: 'medium',
  likelihood: 'medium',
} as const;
const register: RiskCommand = { ...of, type: 'RegisterRisk', ...terms };
const review: RiskCommand = {
  ...of,
  type: 'ReviewRisk',
  review: 'q3',
  impact: 'medium',
  likelihood: 'low',
  countermeasure: 'The commander sits on the strategy group.',
};
const nextReview: RiskCommand = {
  ...of,
  type: 'ReviewRisk',
  review: 'q4',
  impact: 'low',
  likelihood: 'low',
  owner: 'chair-2',
  comment: 'Targets agree now.',
};
const close: RiskCommand = { ...of, type: 'CloseRisk', reason: 'Targets agree now.' };

const registered: RiskEvent = { type: 'RiskRegistered', data: terms };
const reviewed: RiskEvent = {
  type: 'RiskReviewed',
  data: {
    review: 'q3',
    owner: 'chair-1',
    impact: 'medium',
    likelihood: 'low',
    countermeasure: 'The commander sits on the strategy group.',
  },
};
const closed: RiskEvent = { type: 'RiskClosed', data: { reason: 'Targets agree now.' } };

describe('entering a risk', () => {
  it('says what may happen, who looks after it and how it is rated, with or without a countermeasure', () => {
    given(risk).when(register).yields(registered);
    const countermeasure = 'Talk to the commander.';
    given(risk)
      .when({ ...register, countermeasure, project: 'ion-track' })
      .yields({ type: 'RiskRegistered', data: { ...terms, countermeasure, project: 'ion-track' } });
  });

  it('changes nothing when it is given again, also after a review', () => {
    given(risk, registered, reviewed, closed).when(register).changesNothing();
  });

  it('refuses other words under the same identity', () => {
    given(risk, registered)
      .when({ ...register, impact: 'high' })
      .refuses('risk-differs');
  });
});

describe('reviewing a risk', () => {
  it('says all of it anew, and keeps what is left out', () => {
    given(risk, registered).when(review).yields(reviewed);
    const { data } = reviewed;
    given(risk, registered, reviewed)
      .when(nextReview)
      .yields({
        type: 'RiskReviewed',
        data: {
          review: 'q4',
          owner: 'chair-2',
          impact: 'low',
          likelihood: 'low',
          ...(data.countermeasure === undefined ? {} : { countermeasure: data.countermeasure }),
          comment: 'Targets agree now.',
        },
      });
  });

  it('leaves the earlier ratings on the record', () => {
    const {
      registered: first,
      terms: now,
      reviews,
    } = given(risk, registered, reviewed).state as RegisteredRisk;
    expect([first.likelihood, now.likelihood, reviews.length]).toEqual(['medium', 'low', 1]);
    expect(now).not.toHaveProperty('review');
  });

  it('changes nothing when it is given again after a later review', () => {
    const later = given(risk, registered, reviewed).when(nextReview).events;
    given(risk, registered, reviewed, ...later)
      .when(review)
      .changesNothing();
    given(risk, registered, reviewed, ...later)
      .when(nextReview)
      .changesNothing();
  });

  it('is refused with other content, once it is closed, and where there is none', () => {
    given(risk, registered, reviewed)
      .when({ ...review, likelihood: 'high' })
      .refuses('review-differs');
    given(risk, registered, closed).when(review).refuses('risk-closed', { reason: 'Targets agree now.' });
    given(risk).when(review).refuses('no-such-risk');
  });
});

describe('closing a risk', () => {
  it('happens once, with a reason', () => {
    given(risk, registered).when(close).yields(closed);
  });

  it('is refused where there is none', () => {
    given(risk).when(close).refuses('no-such-risk');
  });
});

describe('the order of a register', () => {
  it('is by impact times likelihood', () => {
    const of2 = grades.map((grade) => pressingness({ impact: grade, likelihood: grade }));
    expect(of2).toEqual([1, 4, 9, 16, 25]);
    expect(pressingness({ impact: 'high', likelihood: 'low' })).toBe(8);
  });
});

describe('any history of a risk', () => {
  it('is not changed by a command that is given again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(register, review, nextReview, close)), (commands) => {
        let state = risk.initialState;
        for (const command of commands) {
          const outcome = risk.decide(command, state);
          if (isRefused(outcome)) continue;
          state = fold(risk, outcome, state);
          expect(risk.decide(command, state)).toEqual([]);
        }
      }),
    );
  });

  it('can be read from any of its events on', () => {
    fc.assert(
      fc.property(fc.subarray([registered, reviewed, closed]), (some) => {
        expect(fold(risk, some)).toHaveProperty('status');
      }),
    );
  });
});
