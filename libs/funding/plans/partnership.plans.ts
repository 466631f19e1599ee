import type { AnyAsk, Circumstances, Fold, Plan } from '#kernel/asking';
import { fold as foldEvents, isRefused, refuse } from '#kernel/decider';
import type { Refused } from '#kernel/decider';
import { formatPence } from '#kernel/pence';
import type { Named } from '#funding/command-types';
import { giveNotice, matterId } from './decisions.plans.js';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceAsk } from '#funding/funding-source/funding-source.asks';
import { uncoveredPence } from './funding-source.plans.js';
import type { FundingSourceState } from '#funding/funding-source/state';
import { closingOf } from '#funding/funding-source/year';
import type { PartnershipCommand } from '#funding/partnership/partnership.commands';
import { isYearClosed, sourcesAfter } from '#funding/partnership/queries';
import {
  askPartnership,
  askSource,
  circumstancesOf,
  foldPartnership,
  foldProject,
  foldSource,
  notRegistered,
  notThere,
} from './planning.js';
import { leadOfficerOf } from '#funding/project/queries';

type CloseYear = Named<PartnershipCommand, 'CloseYear'>;
type SourceClose = Readonly<CloseYear['sources'][number]>;
type BringForward = Extract<FundingSourceAsk, { type: 'BringForward' }>;

/**
 * Closes a year: the partnership, every source of the year, and the sources that take over, in one append
 * (rule 10). A source that is left uncovered by what it takes over is a matter for the tasking group.
 *
 * Every other source of a later year is told of it, so that nothing that is decided there at the same moment
 * takes effect in the closed year: an append at the revision before is a conflict then, and is decided anew.
 */
export function closeYear(command: CloseYear): Plan {
  return async (fold) => {
    const closes = command.sources.map((close) => closeSource(command, close));
    const takeovers = await Promise.all(command.sources.map((close) => takeover(fold, command, close)));
    const handedOn = takeovers.flatMap((handed) => handed ?? []);
    return [
      askPartnership(command, command),
      ...closes,
      ...handedOn.map(({ to, asked }) => askSource(command, to, asked)),
      ...(await notesOf(fold, command, handedOn)),
      ...(await noticesOf(fold, command, handedOn)),
    ];
  };
}

/** Gives a role to a person who is registered. */
export function giveRole(command: Named<PartnershipCommand, 'GiveRole'>): Plan {
  return async (fold) =>
    (await notRegistered(fold, command, command.person)) ?? [askPartnership(command, command)];
}

/** Names a substitute who is registered. */
export function nameSubstitute(command: Named<PartnershipCommand, 'NameSubstitute'>): Plan {
  return async (fold) =>
    (await notRegistered(fold, command, command.substitute)) ?? [askPartnership(command, command)];
}

type RaiseMatter = Named<PartnershipCommand, 'RaiseMatter'>;

/** Raises a matter: the partnership, when what the matter is about is there. */
export function raiseMatter(command: RaiseMatter): Plan {
  return async (fold) =>
    (await notThere(fold, command, command)) ??
    (await ofAnothersProject(fold, command)) ?? [askPartnership(command, command)];
}

/** Whoever raises a matter as lead officer raises it for a project that they lead. */
async function ofAnothersProject(fold: Fold, command: RaiseMatter): Promise<Refused | undefined> {
  const { by, project } = command;
  if (by.role !== 'lead-officer') return undefined;
  const led = project === undefined ? undefined : leadOfficerOf(await foldProject(fold, command, project));
  return led === by.person ? undefined : refuse('not-lead-officer');
}

interface Takeover {
  readonly to: string;
  readonly asked: BringForward;
}

function closeSource(command: CloseYear, { source, to, carry }: SourceClose): AnyAsk {
  return askSource(command, source, {
    ...circumstancesOf(command),
    type: 'CloseSourceYear',
    year: command.year,
    carry,
    ...(to === undefined ? {} : { to }),
  });
}

/**
 * What the successor is asked to bring forward: exactly what the close leaves, or left when it was closed
 * before.
 */
async function takeover(
  fold: Fold,
  command: CloseYear,
  { source, to, carry }: SourceClose,
): Promise<Takeover | undefined> {
  if (to === undefined) return undefined;
  const state = await foldSource(fold, command, source);
  const known = state.status === 'year-closed' ? state.closing?.types : undefined;
  const types = known ?? closingOf(state, carry);
  const asked = {
    ...circumstancesOf(command),
    type: 'BringForward',
    from: source,
    year: command.year,
    types,
  } as const;
  return { to, asked };
}

/** When the year was closed before, whoever was to be told has been. */
async function notesOf(
  fold: Fold,
  command: CloseYear,
  takeovers: readonly Takeover[],
): Promise<readonly AnyAsk[]> {
  const state = await foldPartnership(fold, command);
  if (isYearClosed(state, command.year)) return [];
  const others = sourcesAfter(state, command.year).filter((id) => !takeovers.some(({ to }) => to === id));
  const asked = { ...circumstancesOf(command), type: 'NoteEarlierClose', year: command.year } as const;
  return others.map((id) => askSource(command, id, asked));
}

async function noticesOf(
  fold: Fold,
  command: CloseYear,
  takeovers: readonly Takeover[],
): Promise<readonly AnyAsk[]> {
  const heirs = [...new Set(takeovers.map(({ to }) => to))];
  const notices = heirs.map(async (heir) => {
    const before = await foldSource(fold, command, heir);
    const after = takeovers.filter(({ to }) => to === heir).reduce(taken, before);
    return noticeOf(command, heir, before, after);
  });
  return (await Promise.all(notices)).flatMap((notice) => notice ?? []);
}

function taken(state: FundingSourceState, { asked }: Takeover): FundingSourceState {
  const events = fundingSource.decide(asked, state);
  return isRefused(events) ? state : foldEvents(fundingSource, events, state);
}

function noticeOf(
  command: Circumstances & { readonly year: string },
  source: string,
  before: FundingSourceState,
  after: FundingSourceState,
): AnyAsk | undefined {
  const lacks = uncoveredPence(after);
  if (after.status === 'none' || lacks <= uncoveredPence(before)) return undefined;
  const matter = matterId('uncovered', source, command.year);
  const title = `${after.name} is short of ${formatPence(lacks)} after the close of ${command.year}`;
  return giveNotice(command, { matter, kind: 'uncovered', title, source });
}
