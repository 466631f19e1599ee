import { ask } from '#kernel/asking';
import type { AnyAsk, Circumstances, Fold, Plan } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused, RefusalMessage } from '#kernel/decider';
import { meetingStream, partnershipStream, personStream, projectStream, sourceStream } from '#kernel/ids';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceQuestion } from '#funding/funding-source/funding-source.asks';
import type { ConfirmationCommand } from '#funding/confirmation/confirmation.commands';
import type { FundingSourceCommand } from '#funding/funding-source/funding-source.commands';
import type { FundingSourceState } from '#funding/funding-source/state';
import { meeting } from '#funding/meeting/meeting';
import type { MeetingAsk } from '#funding/meeting/meeting.asks';
import type { MeetingCommand } from '#funding/meeting/meeting.commands';
import type { HighlightCommand } from '#funding/highlight/highlight.commands';
import type { IndicatorCommand } from '#funding/indicator/indicator.commands';
import type { LedgerCommand } from '#funding/ledger/ledger.commands';
import type { MeetingState } from '#funding/meeting/state';
import type { MessageCommand } from '#funding/message/message.commands';
import { partnership } from '#funding/partnership/partnership';
import type { PartnershipAsk } from '#funding/partnership/partnership.asks';
import type { PartnershipCommand } from '#funding/partnership/partnership.commands';
import type { PartnershipState } from '#funding/partnership/state';
import { groupKindOf } from '#funding/partnership/queries';
import { person } from '#funding/person/person';
import type { PersonCommand } from '#funding/person/person.commands';
import { project } from '#funding/project/project';
import type { ProjectAsk } from '#funding/project/project.asks';
import type { ProjectCommand } from '#funding/project/project.commands';
import type { Bid } from '#funding/project/project.events';
import { inWords } from '#funding/project/queries';
import type { ProjectState } from '#funding/project/state';
import type { PublicationCommand } from '#funding/publication/publication.commands';
import type { RiskCommand } from '#funding/risk/risk.commands';

/** Every public command. */
export type AnyCommand =
  | PartnershipCommand
  | PersonCommand
  | FundingSourceCommand
  | ProjectCommand
  | MeetingCommand
  | MessageCommand
  | IndicatorCommand
  | RiskCommand
  | ConfirmationCommand
  | HighlightCommand
  | LedgerCommand
  | PublicationCommand;

/** Someone of a partnership who is to be forgotten. */
export interface WhoIsForgotten {
  readonly partnership: string;
  readonly person: string;
}

/** What a plan needs from outside the events. */
export interface PlanDeps {
  /**
   * A person's details sealed with their own key, and a fingerprint that is the same whenever the details
   * are. The person is named by their stream, since an id is given within a partnership.
   */
  seal(
    personStream: string,
    details: Readonly<Record<string, string>>,
  ): Promise<{ readonly sealed: string; readonly fingerprint: string }>;
  /**
   * Destroys a person's key, and whatever else is kept of them beside the events. Not for a plan, which only
   * reads: it follows when the event is durable.
   */
  forget(who: WhoIsForgotten): Promise<void>;
  /** SHA-256 of a text, in hexadecimal. */
  digestOf(text: string): string;
  /** The projects whose evaluation a lead officer owes and that are overdue on a day, by id. */
  overdueEvaluationsOf(partnership: string, person: string, today: string): Promise<readonly string[]>;
}

/** Which nouns a command is put to, and what each is asked. */
export type PlanOf<Command> = (command: Command, deps: PlanDeps) => Plan;

/** Why a plan itself says no: what no single noun can know. */
export type PlanRefusal =
  | 'money-may-not-cross-year'
  | 'money-of-a-later-year'
  | 'virement-between-years'
  | 'virement-to-no-source'
  | 'virement-without-award'
  | 'bid-without-type'
  | 'nothing-paid-to-recover'
  | 'more-than-paid-to-recover'
  | 'no-such-duplicate'
  | 'no-such-continuation'
  | 'person-not-registered'
  | 'agency-not-admitted'
  | 'no-thematic-group'
  | 'rule-of-no-source'
  | 'decided-here'
  | 'no-such-rung'
  | 'rung-to-come'
  | 'nothing-due'
  | 'somebody-to-tell'
  | 'someone-else-is-told'
  | 'report-of-another-group'
  | 'thematic-chair-of-another-group'
  | 'for-the-tasking-chair';

export const planRefusalMessages: Record<PlanRefusal, RefusalMessage> = {
  'money-may-not-cross-year': {
    field: 'award.allocations',
    text:
      'At least {amount} of this is for costs after {year}, and the money of that year may not cross into ' +
      'the next. Allocate it at a source of the later year.',
  },
  'money-of-a-later-year': {
    field: 'award.allocations',
    text: 'This takes {amount} more from money of {year} and later than the costs of those years.',
  },
  'virement-between-years': {
    field: 'to.source',
    text: 'A virement never crosses years: {from} is for {fromYear}, and {to} is for {toYear}.',
  },
  'virement-to-no-source': { field: 'to.source', text: 'There is no funding source for this to go to.' },
  'virement-without-award': {
    field: 'to.project',
    text: 'A virement goes between projects that have an award. One of these has none.',
  },
  'bid-without-type': {
    field: 'fundingType',
    text: 'The bid of {project} has no {fundingType} costs. Capital never pays for revenue, nor revenue for capital.',
  },
  'nothing-paid-to-recover': {
    field: 'project',
    text: 'This source has paid no {fundingType} for {project}, so nothing of it can be recovered here.',
  },
  'more-than-paid-to-recover': {
    field: 'amountPence',
    text:
      'For {project} {paid} of {fundingType} was paid here, and {recovered} of it is recovered or asked for already, so ' +
      '{asked} is too much.',
  },
  'no-such-duplicate': { field: 'of', text: 'There is no bid with the identity of the one that stays.' },
  'no-such-continuation': { field: 'as', text: 'There is no project or bid with the identity {as}.' },
  'person-not-registered': {
    field: 'person',
    text: 'Nobody is registered here as {person}. Register the person first.',
  },
  'agency-not-admitted': {
    field: 'leadAgency',
    text: 'No agency has been admitted here as {agency}. The partnership has {agencies}.',
  },
  'no-thematic-group': {
    field: 'thematicGroup',
    text: 'The partnership has no thematic group {group}.',
  },
  'rule-of-no-source': {
    field: 'rules',
    text: 'No source has been opened here as {source}. The partnership has {sources}.',
  },
  'decided-here': {
    field: 'takenOn.decidedOn',
    text:
      'The partnership has been here since {founded}. What is decided since then is decided by the tasking group, ' +
      'or by the chair, and not taken on.',
  },
  'no-such-rung': {
    field: 'days',
    text: 'The ladder in force has no such rung {days} days from the due date ({obligation}).',
  },
  'rung-to-come': { field: 'days', text: 'This reminder goes on {goesOn} at the earliest.' },
  'nothing-due': {
    field: 'dueOn',
    text: 'Nothing of the kind is due on {dueOn}: it was met, let go, or has another date.',
  },
  'somebody-to-tell': { field: 'told', text: 'There is somebody to tell: {person}.' },
  'someone-else-is-told': { field: 'person', text: 'Of {project} someone else is to be told by now.' },
  'report-of-another-group': {
    field: 'group',
    text: 'A thematic group chair reports of the projects of their own group. Name that group.',
  },
  'thematic-chair-of-another-group': {
    field: 'actor',
    text: 'The project belongs to another thematic group. This is for the chair of {group} to do.',
  },
  'for-the-tasking-chair': {
    field: 'actor',
    text:
      'No thematic group’s chair can do this: the project has no such group, its seat is empty, or the project ' +
      'is the chair’s own. This is for the chair of the tasking group to do.',
  },
};

/** A command that is about one noun, with what surrounds it. */
type Within = Circumstances;

export function circumstancesOf({ by, partnership: id, on, today, openFrom }: Within): Circumstances {
  return { by, partnership: id, on, today, ...(openFrom === undefined ? {} : { openFrom }) };
}

export function askPartnership(within: Within, asked: PartnershipAsk): AnyAsk {
  return ask(partnershipStream(within.partnership), partnership, asked);
}

export function askProject(within: Within, id: string, asked: ProjectAsk): AnyAsk {
  return ask(projectStream(within.partnership, id), project, asked);
}

export function askSource(within: Within, id: string, asked: FundingSourceQuestion): AnyAsk {
  return ask(sourceStream(within.partnership, id), fundingSource, asked);
}

export function askMeeting(within: Within, id: string, asked: MeetingAsk): AnyAsk {
  return ask(meetingStream(within.partnership, id), meeting, asked);
}

export async function foldPartnership(fold: Fold, within: Within): Promise<PartnershipState> {
  return fold(partnershipStream(within.partnership), partnership);
}

export async function foldProject(fold: Fold, within: Within, id: string): Promise<ProjectState> {
  return fold(projectStream(within.partnership, id), project);
}

export async function foldSource(fold: Fold, within: Within, id: string): Promise<FundingSourceState> {
  return fold(sourceStream(within.partnership, id), fundingSource);
}

export async function foldMeeting(fold: Fold, within: Within, id: string): Promise<MeetingState> {
  return fold(meetingStream(within.partnership, id), meeting);
}

/** Why what a command names in passing is not there; undefined when it is, or when nothing is named. */
export async function notThere(
  fold: Fold,
  within: Within,
  named: { readonly project?: string; readonly source?: string },
): Promise<Refused | undefined> {
  const { project: id, source } = named;
  if (id !== undefined && (await foldProject(fold, within, id)).status === 'none')
    return refuse('no-such-project');
  const missing = source !== undefined && (await foldSource(fold, within, source)).status === 'none';
  return missing ? refuse('no-such-source') : undefined;
}

/** Why the people, agencies and groups that a bid names are not known here; undefined when they are. */
export async function unknownIn(fold: Fold, within: Within, bid: Partial<Bid>): Promise<Refused | undefined> {
  const state = await foldPartnership(fold, within);
  // The partnership itself says that it is not there.
  if (state.status === 'none') return undefined;
  const { leadAgency, thematicGroup, leadOfficer } = bid;
  if (leadAgency !== undefined && !state.agencies.some(({ agency }) => agency === leadAgency)) {
    const agencies = inWords(state.agencies.map(({ agency }) => agency));
    return refuse('agency-not-admitted', { agency: leadAgency, agencies });
  }
  if (thematicGroup !== undefined && groupKindOf(state, thematicGroup) !== 'thematic')
    return refuse('no-thematic-group', { group: thematicGroup });
  return leadOfficer === undefined ? undefined : notRegistered(fold, within, leadOfficer);
}

/**
 * Why a person cannot be given anything to do here: nobody of that id is registered, or they were forgotten.
 */
export async function notRegistered(fold: Fold, within: Within, id: string): Promise<Refused | undefined> {
  const { status } = await fold(personStream(within.partnership, id), person);
  return status === 'on' || status === 'off' ? undefined : refuse('person-not-registered', { person: id });
}

/** A plan of parts that are known without reading anything. */
export function planned(...asks: readonly AnyAsk[]): Plan {
  return async () => asks;
}
