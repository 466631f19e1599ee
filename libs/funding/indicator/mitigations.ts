import { refuse } from '#kernel/decider';
import { sameContent } from '#funding/same-content';
import type { MitigationTerms, ProgressTerms } from './indicator.events.js';
import type { Asked, IndicatorOutcome } from './refusals.js';
import type { Defined } from './state.js';

/**
 * What is done where an indicator falls short: planned with someone and a day, reported on until it ends.
 */
export function planMitigation(command: Asked<'PlanMitigation'>, state: Defined): IndicatorOutcome {
  const terms = termsOf(command);
  const known = state.mitigations.find(({ mitigation }) => mitigation === command.mitigation);
  if (known !== undefined) {
    const { standing: _, reports: __, ...planned } = known;
    return sameContent(planned, terms) ? [] : refuse('mitigation-differs');
  }
  if (command.person === undefined && command.inRole === undefined) return refuse('nobody-mitigates');
  const { year, period } = command;
  const isRecorded = state.actuals.some((actual) => actual.year === year && actual.period === period);
  return isRecorded ? [{ type: 'MitigationPlanned', data: terms }] : refuse('nothing-to-mitigate');
}

export function reportMitigation(command: Asked<'ReportMitigation'>, state: Defined): IndicatorOutcome {
  const { mitigation, report, progress, standing } = command;
  const known = state.mitigations.find((one) => one.mitigation === mitigation);
  if (known === undefined) return refuse('no-such-mitigation');
  const said: ProgressTerms = { mitigation, report, progress, standing };
  const before = known.reports.find((one) => one.report === report);
  if (before !== undefined) return sameContent(before, said) ? [] : refuse('progress-differs');
  if (known.standing === 'done' || known.standing === 'given-up')
    return refuse('mitigation-ended', { standing: known.standing.replace('-', ' ') });
  return [{ type: 'MitigationReported', data: said }];
}

function termsOf(command: Asked<'PlanMitigation'>): MitigationTerms {
  const { mitigation, year, period, action, person, inRole, dueOn } = command;
  return {
    mitigation,
    year,
    period,
    action,
    ...(person === undefined ? {} : { person }),
    ...(inRole === undefined ? {} : { inRole }),
    dueOn,
  };
}
