import { refuse } from '#kernel/decider';
import { formatFigure } from '#kernel/figure';
import { formatDate } from '#kernel/local-date';
import { sameContent } from '#funding/same-content';
import type { ActualTerms, PeriodPlace, TargetTerms } from './indicator.events.js';
import { firstDayOfPeriod } from './periods.js';
import type { Asked, IndicatorOutcome, InTheWay } from './refusals.js';
import { actualAt, currentDefinition, targetAt } from './state.js';
import type { Actual, Defined } from './state.js';

/** What an indicator is to reach and what it reached: a figure or a reason, and never nil for not known. */
export function setTarget(command: Asked<'SetTarget'>, state: Defined): IndicatorOutcome {
  const place = placeNow(command, state);
  const terms = targetOf(command, place);
  const known = targetAt(state, place);
  if (known !== undefined && sameTarget(known, terms)) return [];
  if (state.status === 'retired') return refuse('indicator-retired');
  if (isBothOrNeither(command.figure, command.notSet)) return refuse('target-or-why-none');
  if (known !== undefined && command.reason === undefined)
    return refuse('target-set-already', { target: inWords(known.figure, known.notSet) });
  return [{ type: 'TargetSet', data: terms }];
}

export function recordActual(command: Asked<'RecordActual'>, state: Defined): IndicatorOutcome {
  const place = placeNow(command, state);
  const known = state.actuals.find(({ actual }) => actual === command.actual);
  // Said again after the indicator was redefined, it is still the figure of the old definition.
  if (known !== undefined) return sameActual(known, actualOf(command, { ...known }));
  const standing = actualAt(state, place);
  if (standing !== undefined)
    return refuse('figure-recorded-already', { actual: standing.actual, figure: saidOf(standing) });
  return (
    notAFigure(command) ??
    notBegun(command, place) ?? [{ type: 'ActualRecorded', data: actualOf(command, place) }]
  );
}

export function correctActual(command: Asked<'CorrectActual'>, state: Defined): IndicatorOutcome {
  const { corrects, reason } = command;
  const wrong = state.actuals.find(({ actual }) => actual === corrects);
  if (wrong === undefined) return refuse('no-such-figure', { actual: corrects });
  const { definition, year, period } = wrong;
  const data = { ...actualOf(command, { definition, year, period }), corrects, reason };
  const known = state.actuals.find(({ actual }) => actual === command.actual);
  if (known !== undefined) return sameActual(known, data);
  if (wrong.correctedBy !== undefined) return refuse('figure-corrected-already', { by: wrong.correctedBy });
  return notAFigure(command) ?? [{ type: 'ActualCorrected', data }];
}

function placeNow(
  { year, period }: Pick<Asked<'SetTarget'>, 'year' | 'period'>,
  state: Defined,
): PeriodPlace {
  return { definition: currentDefinition(state).definition, year, period };
}

function targetOf(
  { figure, notSet, note, reason }: Asked<'SetTarget'>,
  { definition, year, period }: PeriodPlace,
): TargetTerms {
  return {
    definition,
    year,
    period,
    ...(figure === undefined ? {} : { figure }),
    ...(notSet === undefined ? {} : { notSet }),
    ...(note === undefined ? {} : { note }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The same target again changes nothing, whether or not a reason is given for it. */
function sameTarget(known: TargetTerms, { reason: _, ...wanted }: TargetTerms): boolean {
  const { reason: __, ...standing } = known;
  return sameContent(standing, wanted);
}

function actualOf(
  command: Asked<'RecordActual' | 'CorrectActual'>,
  { definition, year, period }: PeriodPlace,
): ActualTerms {
  const { actual, figure, notAvailable, source, note } = command;
  return {
    actual,
    definition,
    year: 'year' in command ? command.year : year,
    period: 'period' in command ? command.period : period,
    ...(figure === undefined ? {} : { figure }),
    ...(notAvailable === undefined ? {} : { notAvailable }),
    source,
    ...(note === undefined ? {} : { note }),
  };
}

function sameActual({ correctedBy: _, ...known }: Actual, said: ActualTerms): IndicatorOutcome {
  return sameContent(known, said) ? [] : refuse('figure-differs', { figure: saidOf(known) });
}

function notAFigure({ figure, notAvailable }: Asked<'RecordActual' | 'CorrectActual'>): InTheWay {
  return isBothOrNeither(figure, notAvailable) ? refuse('figure-or-why-none') : undefined;
}

function notBegun({ on }: Asked<'RecordActual'>, { year, period }: PeriodPlace): InTheWay {
  const begins = firstDayOfPeriod(year, period);
  return on < begins ? refuse('period-not-begun', { begins: formatDate(begins) }) : undefined;
}

function isBothOrNeither(figure: string | undefined, why: string | undefined): boolean {
  return (figure === undefined) === (why === undefined);
}

function saidOf({ figure, notAvailable }: ActualTerms): string {
  return inWords(figure, notAvailable);
}

function inWords(figure: string | undefined, why: string | undefined): string {
  return figure === undefined ? (why ?? '') : formatFigure(figure);
}
