import { NotFoundException } from '@nestjs/common';
import { project as projectDecider } from '#funding/project/project';
import { whatIsMissing } from '#funding/project/bid';
import type { Bid } from '#funding/project/project.events';
import { policyOn } from '#funding/partnership/queries';
import { isId, projectStream } from '#kernel/ids';
import type { Visit } from '../../access/visit.js';
import type { PageCommand } from '../../commands/sending.js';

/** A bid that is being filled in, as it was last saved. */
export interface DraftBid {
  readonly project: string;
  readonly draft: Partial<Bid>;
  /** Which form a bid of this size needs, and what of it is not answered yet. */
  readonly form: 'short' | 'full';
  readonly missing: readonly string[];
}

/**
 * The draft of someone's own bid. @throws NotFoundException for another's, and for one that was put forward:
 * what members read does not change
 */
export async function ownDraft(visit: Visit, project: string): Promise<DraftBid> {
  const { place, partnership, state: of } = visit.reading;
  if (!isId(project)) throw new NotFoundException();
  const state = await place.state(projectStream(partnership, project), projectDecider);
  if (state.status !== 'drafted' || !state.owners.includes(visit.person)) throw new NotFoundException();
  const { shortFormBelowPence } = policyOn(of, place.today());
  return { project, draft: state.draft, ...whatIsMissing(state.draft, shortFormBelowPence) };
}

/** Saves a draft with what a page says of it; what the page leaves empty is taken out. */
export function savedWith(
  { project, draft }: DraftBid,
  said: Partial<Record<keyof Bid, unknown>>,
): PageCommand {
  const bid = Object.fromEntries(
    Object.entries({ ...draft, ...said }).filter(([, value]) => value !== undefined),
  );
  return { name: 'DraftBid', content: { project, bid } } as unknown as PageCommand;
}
