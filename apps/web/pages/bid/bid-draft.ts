import { NotFoundException } from '@nestjs/common';
import { revisions } from '#desk/noun-stream';
import { project as projectDecider } from '#funding/project/project';
import { whatIsMissing } from '#funding/project/bid';
import type { Bid, BidEvents } from '#funding/project/project.events';
import { bidSoFar, leadOfficerOf } from '#funding/project/queries';
import { isBid } from '#funding/project/state';
import type { ProjectState } from '#funding/project/state';
import { policyOn } from '#funding/partnership/queries';
import { isId, projectStream } from '#kernel/ids';
import { whyNotThere } from '../../access/handed-over.js';
import type { Visit } from '../../access/visit.js';
import type { PageCommand } from '../../commands/sending.js';
import { mergedWith } from '../../drafts/draft.js';
import type { Draft } from '../../drafts/draft.js';
import type { Said } from '../../drafts/task.js';
import { tasks } from './tasks.js';

/** A bid that can still change, as it was last saved. */
export interface DraftBid {
  readonly project: string;
  readonly draft: Partial<Bid>;
  /** The revision of the project at which it was read, or one before it. */
  readonly revision: number;
  /** Which form a bid of this size needs, and what of it is not answered yet. */
  readonly form: 'short' | 'full';
  readonly missing: readonly string[];
  /** Of one that was put forward, or put off: what is saved then is put forward at once. */
  readonly stage: 'drafted' | 'proposed' | 'deferred';
  /** Why a meeting put it off, as its minutes give it. */
  readonly putOffBecause: string | undefined;
}

/**
 * Someone's own bid while it can change. @throws HandedOver for one that was theirs, and NotFoundException
 * for another's, and for one on an agenda or decided: what members have read does not change
 */
export async function ownDraft(visit: Visit, project: string): Promise<DraftBid> {
  return ownBid(visit, project, stageOf);
}

/**
 * The same for something that was typed before it went onto an agenda: it is refused in words, and what was
 * typed is shown again.
 */
export async function ownDraftAsTyped(visit: Visit, project: string): Promise<DraftBid> {
  return ownBid(visit, project, (state) => stageOf(state) ?? (isBid(state) ? 'proposed' : undefined));
}

async function ownBid(
  visit: Visit,
  project: string,
  stageIn: (state: ProjectState) => DraftBid['stage'] | undefined,
): Promise<DraftBid> {
  const { place, partnership, state: of } = visit.reading;
  if (!isId(project)) throw new NotFoundException();
  const stream = projectStream(partnership, project);
  // Read before the bid: what is recorded between the two is then known for something that was not seen.
  const revision = await place.state(stream, revisions);
  const state = await place.state(stream, projectDecider);
  const stage = stageIn(state);
  if (leadOfficerOf(state) !== visit.person) throw await whyNotThere(visit, project);
  if (stage === undefined) throw new NotFoundException();
  const draft = bidSoFar(state);
  const { shortFormBelowPence } = policyOn(of, place.today());
  const putOffBecause = stage === 'deferred' ? reasonOf(state) : undefined;
  return { project, draft, revision, stage, putOffBecause, ...whatIsMissing(draft, shortFormBelowPence) };
}

function stageOf({ status }: ProjectState): DraftBid['stage'] | undefined {
  return status === 'drafted' || status === 'proposed' || status === 'deferred' ? status : undefined;
}

function reasonOf(state: ProjectState): string | undefined {
  const decisions = state.status === 'none' ? [] : [...state.decisions.values()];
  const last = decisions.findLast(({ type }) => type === 'BidDeferred');
  return (last?.data as BidEvents['BidDeferred'] | undefined)?.reasons;
}

/** The same as it is filled in, part by part. */
export function asDraft(visit: Visit, saved: DraftBid): Draft<Bid, Visit> {
  const { draft: soFar, form } = saved;
  const at = visit.at(`/bids/${saved.project}`);
  const caption = soFar.title ?? 'Your bid';
  return {
    soFar,
    form,
    tasks,
    known: visit,
    at,
    caption,
    trail: [
      { text: 'What needs me', href: visit.at() },
      { text: caption, href: at },
    ],
    whyNot: (said) => whyNotSaved(visit, saved, said),
    savedWith: (said) => savedWith(saved, said),
    after: () => at,
  };
}

/** What a bid that was put forward cannot be without; a draft may lack anything. */
function whyNotSaved(
  { reading: { state, place } }: Visit,
  { draft, stage }: DraftBid,
  said: Said<Bid>,
): string | undefined {
  if (stage === 'drafted') return undefined;
  const { shortFormBelowPence } = policyOn(state, place.today());
  const { missing } = whatIsMissing(mergedWith(draft, said), shortFormBelowPence);
  return missing.length === 0
    ? undefined
    : `The bid is put forward, and cannot be without: ${missing.join(', ')}`;
}

/** A draft is saved. One that was put forward is put forward as it then is. */
function savedWith({ project, draft, stage, revision }: DraftBid, said: Said<Bid>): PageCommand {
  const name = stage === 'drafted' ? 'DraftBid' : 'ProposeProject';
  const content = { project, bid: mergedWith(draft, said) };
  return { name, content, ifRevision: revision } as unknown as PageCommand;
}
