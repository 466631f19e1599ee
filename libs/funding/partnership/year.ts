import { refuse } from '#kernel/decider';
import { lastDayOf, yearAfter } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { isYearClosed, sourcesOfYear } from './queries.js';
import type { Asked, InTheWay, PartnershipOutcome } from './refusals.js';
import type { Founded } from './state.js';
import type { Matter, Settlement } from './partnership.events.js';
import { sameContent } from '#funding/same-content';

/** A partnership's year: the sources that it has, the matters for its tasking group, and the close. */
export function registerSource(command: Asked<'RegisterSource'>, state: Founded): PartnershipOutcome {
  const { source, year } = command;
  const known = state.sources.find((other) => other.source === source);
  if (known !== undefined) {
    return known.year === year ? [] : refuse('source-in-another-year', { year: known.year });
  }
  if (isYearClosed(state, year)) return refuse('year-is-closed', { year });
  return [{ type: 'FundingSourceRegistered', data: { source, year } }];
}

export function raiseMatter(
  command: Asked<'RaiseMatter' | 'GiveNotice'>,
  state: Founded,
): PartnershipOutcome {
  const terms = matterOf(command);
  const known = state.matters.find((other) => other.terms.matter === command.matter);
  if (known === undefined) return [{ type: 'MatterRaised', data: terms }];
  return sameContent(known.terms, terms) ? [] : refuse('matter-differs', { title: known.terms.title });
}

export function settleMatter(command: Asked<'SettleMatter'>, state: Founded): PartnershipOutcome {
  const settlement = settlementOf(command);
  const known = state.matters.find(({ terms }) => terms.matter === command.matter);
  if (known === undefined) return refuse('no-such-matter');
  if (known.settled === undefined) return [{ type: 'MatterSettled', data: settlement }];
  if (sameContent(known.settled, settlement)) return [];
  return refuse('matter-settled-otherwise', { outcome: known.settled.outcome });
}

/**
 * The partnership's part in the close: that the year is over, that no source of it is left out, and that what
 * is carried goes to a source of the next year. What is carried is for each source to say.
 */
export function closeYear(command: Asked<'CloseYear'>, state: Founded): PartnershipOutcome {
  const { year, reason } = command;
  const sources = command.sources.map(({ source }) => source).toSorted();
  const known = state.closedYears.find((closed) => closed.year === year);
  if (known !== undefined) {
    return sameContent(known, { year, sources, reason }) ? [] : refuse('year-closed-otherwise', { year });
  }
  return (
    tooEarly(command, state) ??
    wrongSources(sources, year, state) ??
    wrongHeirs(command, state) ?? [{ type: 'YearClosed', data: { year, sources, reason } }]
  );
}

function tooEarly({ year, on }: Asked<'CloseYear'>, state: Founded): InTheWay {
  const lastDay = lastDayOf(year);
  if (on < lastDay) return refuse('too-early-to-close', { year, lastDay: formatDate(lastDay) });
  const open = state.sources.filter((known) => known.year < year && !isYearClosed(state, known.year));
  const [earlier] = open.map((known) => known.year).toSorted();
  return earlier === undefined ? undefined : refuse('earlier-year-open', { earlier });
}

function wrongSources(sources: readonly string[], year: string, state: Founded): InTheWay {
  const ofYear = new Set(sourcesOfYear(state, year));
  const twice = sources.filter((source, at) => sources.indexOf(source) !== at);
  if (twice.length > 0) return refuse('source-named-twice', { sources: listed(twice) });
  const others = sources.filter((source) => !ofYear.has(source));
  if (others.length > 0) return refuse('not-a-source-of-the-year', { year, sources: listed(others) });
  const missing = [...ofYear].filter((source) => !sources.includes(source));
  return missing.length > 0 ? refuse('source-missing-from-close', { sources: listed(missing) }) : undefined;
}

function wrongHeirs(command: Asked<'CloseYear'>, state: Founded): InTheWay {
  const next = yearAfter(command.year);
  const ofNext = sourcesOfYear(state, next);
  const wrong = command.sources.flatMap(({ to }) => (to === undefined || ofNext.includes(to) ? [] : to));
  if (wrong.length === 0) return undefined;
  return refuse('not-a-source-of-the-next-year', { next, sources: listed(wrong) });
}

function listed(ids: readonly string[]): string {
  return [...new Set(ids)].join(', ');
}

function matterOf({ matter, kind, title, project, source }: Matter): Matter {
  const about = {
    ...(project === undefined ? {} : { project }),
    ...(source === undefined ? {} : { source }),
  };
  return { matter, kind, title, ...about };
}

function settlementOf({ matter, meeting, item, outcome }: Settlement): Settlement {
  const place = { ...(meeting === undefined ? {} : { meeting }), ...(item === undefined ? {} : { item }) };
  return { matter, ...place, outcome };
}
