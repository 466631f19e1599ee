import { ask } from '#kernel/asking';
import type { Circumstances, Fold, Plan } from '#kernel/asking';
import { confirmationStream } from '#kernel/ids';
import type { Named } from '#funding/command-types';
import { confirmation } from '#funding/confirmation/confirmation';
import type { ConfirmationCommand } from '#funding/confirmation/confirmation.commands';
import type { ConfirmedLine } from '#funding/confirmation/confirmation.events';
import { figuresOf } from '#funding/funding-source/figures';
import { bothTypes } from '#funding/funding-source/state';
import type { Source } from '#funding/funding-source/state';
import { isYearClosed, sourcesOfYear } from '#funding/partnership/queries';
import { ownersOf } from '#funding/project/queries';
import { foldPartnership, foldProject, foldSource } from './planning.js';

type OfYear = Circumstances & { readonly year: string };

/**
 * Prepares the confirmation of a year: the confirmation, with the figures of each source of the year.
 *
 * The sources are only read. That is enough, for the year is closed: a closed source takes nothing more,
 * and no year is opened again, so what was read is what stands.
 */
export function prepareYearEnd(command: Named<ConfirmationCommand, 'PrepareYearEnd'>): Plan {
  return async (fold) => {
    const isClosed = isYearClosed(await foldPartnership(fold, command), command.year);
    const lines = (await sourcesIn(fold, command)).flatMap(linesOf);
    return [askConfirmation(command, { ...command, facts: { isClosed, lines } })];
  };
}

/** Answers the confirmation of a year: the confirmation, with whose projects its money went to. */
export function answerYearEnd(
  command: Named<ConfirmationCommand, 'CertifyYearEnd' | 'DeclineYearEnd'>,
): Plan {
  return async (fold) => {
    const sources = await sourcesIn(fold, command);
    const projects = new Set(sources.flatMap(({ lines }) => lines.map(({ project }) => project)));
    const owners = await Promise.all(
      [...projects].map(async (project) => ownersOf(await foldProject(fold, command, project))),
    );
    return [askConfirmation(command, { ...command, facts: { owners: [...new Set(owners.flat())] } })];
  };
}

async function sourcesIn(fold: Fold, command: OfYear): Promise<readonly Source[]> {
  const ids = sourcesOfYear(await foldPartnership(fold, command), command.year);
  const sources = await Promise.all(ids.map(async (id) => foldSource(fold, command, id)));
  return sources.flatMap((source) => (source.status === 'none' ? [] : [source]));
}

function linesOf({ source, name, provider, money }: Source): readonly ConfirmedLine[] {
  return bothTypes.flatMap((fundingType) => {
    const figures = figuresOf((account) => money[fundingType][account]);
    const amounts = {
      confirmedPence: figures.confirmed,
      carriedPence: figures.carried,
      virementsPence: figures.virements,
      swapsPence: figures.swaps,
      receivedPence: figures.received,
      spentPence: figures.spent,
      lapsedPence: figures.lapsed,
    };
    const isEmpty = Object.values(amounts).every((pence) => pence === 0);
    return isEmpty ? [] : [{ source, name, provider, fundingType, ...amounts }];
  });
}

type Asked = Parameters<typeof confirmation.decide>[0];

function askConfirmation({ partnership, year }: OfYear, asked: Asked): ReturnType<typeof ask> {
  return ask(confirmationStream(partnership, year), confirmation, asked);
}
