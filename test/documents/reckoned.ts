import type { ClosedType, OwedRecovery } from '#funding/funding-source/closed-type';
import { financialYearOf } from '#kernel/financial-year';
import { parseStream } from '#kernel/ids';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { OfSource, PostedLedger } from './posted.ts';

/** What an event did to each thing that it is about, such as a project, in pence. */
type Did = readonly (readonly [of: string, pence: Pence])[];

/** What of awards was given back because it was not spent; an award that fell was none. */
function unspent(event: OfSource): Did {
  if (event.type !== 'CommitmentReleased' || !event.data.release.startsWith('unspent/')) return [];
  return event.data.lines.map(({ committedPence, subjectPence }) => [
    event.data.project,
    committedPence + subjectPence,
  ]);
}

/** What went to the next year with the close. */
function carried(event: OfSource): Did {
  if (event.type !== 'SourceYearClosed') return [];
  return event.data.types.flatMap(({ commitments }) =>
    commitments.map(
      ({ project, amountPence, subjectPence }) => [project, amountPence + subjectPence] as const,
    ),
  );
}

/** What was paid beyond awards, and is no part of them yet. */
function overspent(event: OfSource): Did {
  if (event.type === 'ExpenditureCharged') return [[event.data.project, event.data.overspendPence]];
  if (event.type === 'ChargeReversed') return [[event.data.project, -event.data.overspendPence]];
  return event.type === 'OverspendAccepted' ? [[event.data.project, -event.data.amountPence]] : [];
}

function total(events: readonly OfSource[], did: (event: OfSource) => Did, project?: string): Pence {
  const all = events.flatMap(did).filter(([of]) => project === undefined || of === project);
  return sumPence(all.map(([, pence]) => pence));
}

/**
 * What the projects of a year cost, with what is held in reserve: all that its sources hold or have spent for
 * them, with what left them again, and without what was paid beyond the awards.
 */
export function costOf(ledger: PostedLedger, year: string): Pence {
  const events = ledger.atSources.filter((one) => one.year === year);
  const accounts = ['committed', 'subject-to-funding', 'spent', 'reserved'] as const;
  const held = sumPence(accounts.map((account) => ledger.sum(account, { year })));
  return sumPence([held, total(events, unspent), total(events, carried), -total(events, overspent)]);
}

/** What was corrected of a closed year by reversal in a later one. */
export function correctedOf({ atSources }: PostedLedger, year: string): Pence {
  const amounts = atSources.flatMap((event) =>
    event.type === 'PriorYearAdjusted' && event.data.closedYear === year ? [event.data.amountPence] : [],
  );
  return sumPence(amounts);
}

/** Which reclaims went over to the next year. */
function following(types: readonly ClosedType[]): readonly OwedRecovery[] {
  return types.flatMap(({ recoveries = [] }) => recoveries).filter(({ kind }) => kind === 'reclaim');
}

/** What an event did to what is owed by reclaims, each by its number. */
function owedBy(event: OfSource): Did {
  switch (event.type) {
    case 'ReclaimRaised':
      return [[event.data.reclaim, event.data.amountPence]];
    case 'ReclaimReceived':
    case 'ReclaimWrittenOff':
      return [[event.data.reclaim, -event.data.amountPence]];
    case 'EntryReversed':
      return [[event.data.recovery ?? '', event.data.receivedPence]];
    case 'SourceYearClosed':
      return following(event.data.types).map(({ recovery, owedPence }) => [recovery, -owedPence]);
    case 'BroughtForward':
      return following(event.data.types).map(({ recovery, owedPence }) => [recovery, owedPence]);
    default:
      return [];
  }
}

/** For which project each reclaim of a source is, by its number. */
function reclaimsAt(events: readonly OfSource[]): ReadonlyMap<string, string> {
  const raised = events.flatMap((event) => {
    if (event.type === 'ReclaimRaised') return [[event.data.reclaim, event.data.project] as const];
    if (event.type !== 'BroughtForward') return [];
    return following(event.data.types).map(({ recovery, project }) => [recovery, project] as const);
  });
  return new Map(raised);
}

/** What others still owe for a project by reclaims, whatever source it is owed to now. */
function owedFor({ atSources }: PostedLedger, project: string): Pence {
  const bySource = [...Map.groupBy(atSources, ({ source }) => source).values()];
  const theirs = bySource.flatMap((events) => {
    const reclaims = reclaimsAt(events);
    return events.flatMap(owedBy).filter(([reclaim]) => reclaims.get(reclaim) === project);
  });
  return sumPence(theirs.map(([, pence]) => pence));
}

/** What is expected to be spent on a project in the year of a day and later ones, year by year. */
function plannedFor({ atProjects }: PostedLedger, project: string, day: string): ReadonlyMap<string, Pence> {
  const planned = new Map<string, Pence>();
  for (const { stream, type, data } of atProjects) {
    if (parseStream(stream).id !== project || type !== 'ForecastRecorded') continue;
    const { year, amountPence } = data as { readonly year: string; readonly amountPence: Pence };
    if (year >= financialYearOf(day)) planned.set(year, amountPence);
  }
  return planned;
}

interface Reversed {
  readonly charges: readonly { readonly source: string; readonly overspendPence: Pence }[];
  readonly priorYear?: { readonly closed: readonly { readonly source: string }[] };
}

/**
 * What a closed year still has beyond an award, though it came back in a later one; what was accepted before
 * is beyond it no more.
 */
function overspentThen({ atProjects, atSources }: PostedLedger, project: string): Pence {
  const theirs = atProjects.filter(({ stream }) => parseStream(stream).id === project);
  const back = theirs.flatMap(({ type, data }) => (type === 'ExpenditureReversed' ? [data as Reversed] : []));
  const closed = back.flatMap(({ charges, priorYear }) =>
    charges.filter(({ source }) => priorYear?.closed.some((one) => one.source === source)),
  );
  return sumPence(
    [...Map.groupBy(closed, ({ source }) => source)].map(([source, charges]) => {
      const standing = total(
        atSources.filter((one) => one.source === source),
        overspent,
        project,
      );
      return Math.min(standing, sumPence(charges.map(({ overspendPence }) => overspendPence)));
    }),
  );
}

/** The finances of a project over all its years. */
export interface Finances {
  readonly allocated: Pence;
  readonly spent: Pence;
  readonly owed: Pence;
  readonly planned: ReadonlyMap<string, Pence>;
  /** Above nil where it is short. */
  readonly short: Pence;
}

export function financesOf(ledger: PostedLedger, project: string, day: string): Finances {
  const sum = (...accounts: readonly Parameters<PostedLedger['sum']>[0][]): Pence =>
    sumPence(accounts.map((account) => ledger.sum(account, { project })));
  const spent = sum('spent', 'prior-year');
  const held = sum('committed', 'subject-to-funding');
  const beyond = total(ledger.atSources, overspent, project) - overspentThen(ledger, project);
  const allocated = held + spent - beyond;
  const [owed, planned] = [owedFor(ledger, project), plannedFor(ledger, project, day)];
  const short = planned.size === 0 ? 0 : spent + sumPence([...planned.values()]) - allocated - owed;
  return { allocated, spent, owed, planned, short: Math.max(0, short) };
}

/** The projects that are committed before bidding opens, by what their bids last said. */
export function annualCommitments({ atProjects }: PostedLedger): readonly string[] {
  const last = new Map<string, boolean>();
  for (const { stream, data } of atProjects) {
    const { bid } = data as { readonly bid?: { readonly annualCommitment?: boolean } };
    if (bid !== undefined) last.set(parseStream(stream).id, bid.annualCommitment === true);
  }
  return [...last].flatMap(([project, isAnnual]) => (isAnnual ? [project] : []));
}
