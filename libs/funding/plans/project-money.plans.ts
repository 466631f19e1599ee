import type { AnyAsk, Circumstances, Fold } from '#kernel/asking';
import { isClosed, paymentAt } from '#funding/funding-source/state';
import { askSource, circumstancesOf, foldSource } from './planning.js';
import type { Charge } from '#funding/project/money.events';
import { awardLines, oneAPlace } from '#funding/project/queries';
import type { ProjectState } from '#funding/project/state';

/** Releases whatever is unpaid of a project, at every source where its money lies. */
export async function releaseAll(
  fold: Fold,
  command: Circumstances & { readonly project: string },
  state: ProjectState,
  released: { readonly release: string; readonly reason: string },
): Promise<readonly AnyAsk[]> {
  const { project } = command;
  return (await sourcesOf(fold, command, state)).map((source) =>
    askSource(command, source, {
      ...circumstancesOf(command),
      type: 'ReleaseCommitment',
      project,
      ...released,
    }),
  );
}

/**
 * The sources at which a project's money lies now, none twice; one that closed without a successor holds
 * none.
 */
export async function sourcesOf(
  fold: Fold,
  command: Circumstances,
  state: ProjectState,
): Promise<readonly string[]> {
  const named = new Set(awardLines(state).map(({ source }) => source));
  const heirs = await Promise.all([...named].map((source) => heirOf(fold, command, source)));
  return [...new Set(heirs.flatMap((heir) => heir ?? []))];
}

/** The source that answers for what was at this one: itself, or after the close of its year its successor. */
export async function heirOf(
  fold: Fold,
  command: Circumstances,
  source: string,
): Promise<string | undefined> {
  const state = await foldSource(fold, command, source);
  if (state.status === 'none' || !isClosed(state)) return source;
  const heir = state.closing?.to;
  return heir === undefined ? undefined : heirOf(fold, command, heir);
}

/** Charges at the sources that answer for them now, in one sum at each. */
export async function chargesAtHeirs(
  fold: Fold,
  command: Circumstances,
  charges: readonly Charge[],
): Promise<readonly Charge[]> {
  const placed = charges.map(async ({ source, fundingType, amountPence }) => ({
    source: (await heirOf(fold, command, source)) ?? source,
    fundingType,
    amountPence,
  }));
  return oneAPlace(await Promise.all(placed));
}

/**
 * The source to which a payment that names this one is charged: where it was recorded, for a payment that is
 * known, and otherwise the source that answers for the project's money now.
 */
export async function chargedSource(
  fold: Fold,
  command: Circumstances & { readonly project: string },
  source: string,
  payment: string,
): Promise<string> {
  const state = await foldSource(fold, command, source);
  const heir = state.status === 'year-closed' ? state.closing?.to : undefined;
  const known = paymentAt(state, command.project, payment).length > 0;
  return known || heir === undefined ? source : chargedSource(fold, command, heir, payment);
}
