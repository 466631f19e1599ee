import { ask } from '#kernel/asking';
import type { AnyAsk, Plan } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import { publicationStream } from '#kernel/ids';
import type { Named } from '#funding/command-types';
import { inWords } from '#funding/project/queries';
import { publication } from '#funding/publication/publication';
import type { PublicationCommand } from '#funding/publication/publication.commands';
import { foldPartnership, notThere } from './planning.js';

/** A command that the record of what is published answers alone. */
export function publicationAlone(command: PublicationCommand): Plan {
  return async () => [askPublication(command)];
}

/** Describes an agency that the partnership has. */
export function aboutAgency(command: Named<PublicationCommand, 'DescribeAgency'>): Plan {
  return async (fold) => {
    const state = await foldPartnership(fold, command);
    const known = state.status === 'none' ? [] : state.agencies.map(({ agency }) => agency);
    if (!known.includes(command.agency))
      return refuse('agency-not-admitted', { agency: command.agency, agencies: inWords(known) });
    return [askPublication(command)];
  };
}

/** Holds back or releases a project that is there. */
export function aboutProject(command: Named<PublicationCommand, 'HoldProjectBack' | 'ReleaseProject'>): Plan {
  return async (fold) => (await notThere(fold, command, command)) ?? [askPublication(command)];
}

function askPublication(command: PublicationCommand): AnyAsk {
  return ask(publicationStream(command.partnership), publication, command);
}
