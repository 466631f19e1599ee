import { formatPence, type Pence } from '#kernel/pence';
import { coveredOutstanding, movablePence, takeInTurn } from './cover.js';
import { once } from './identities.js';
import { withLines } from './lines.js';
import { beyondOutstanding, beyondUncommitted, outsideFence } from './obstacles.js';
import {
  linesOf,
  outstandingPence,
  refuseAt,
  type Answering,
  type Asked,
  type Evolving,
  type Obstacle,
  type Outcome,
  type Source,
  type Virement,
} from './state.js';
import type { DataOf, VirementEnd, VirementTerms } from './funding-source.events.js';
import { decisionIdOf } from '#funding/project/project.asks';

type Request = Asked<'RequestVirement'>;
type Authorise = Asked<'AuthoriseVirement'>;
type Send = Asked<'SendVirement'>;
type Take = Asked<'TakeVirement'>;

/** Asks for money to move; nothing moves until it is authorised. */
function requestVirement(command: Request, source: Source): Outcome {
  const { providerAgreement, reason, by, facts } = command;
  const agreed = providerAgreement === undefined ? {} : { providerAgreement };
  const data = { ...termsOf(command), ...agreed, reason, requestedBy: by.person };
  return once(source, [{ type: 'VirementRequested', data }], 'virement-differs', () => {
    if (sameEnd(data.from, data.to)) return refuseAt(source, 'virement-to-itself');
    if (facts.owners.includes(by.person)) return refuseAt(source, 'own-project');
    return unsendable(source, command);
  });
}

/**
 * Authorises a virement: finance up to the limit, but never who asked for it; the tasking group above it
 * (rule 12).
 */
function authoriseVirement(command: Authorise, source: Source): Outcome {
  const virement = source.virements.get(command.virement);
  if (virement === undefined) return refuseAt(source, 'no-such-virement', { id: command.virement });
  const decided = command.decision === undefined ? {} : { decision: decisionIdOf(command.decision) };
  switch (virement.status) {
    case 'declined':
    case 'lapsed':
      return refuseAt(source, 'virement-declined', { id: virement.virement });
    case 'requested':
      return (
        unauthorisable(command, virement, source) ?? [
          { type: 'VirementAuthorised', data: { virement: virement.virement, ...decided } },
        ]
      );
    default:
      return virement.answer === decided.decision ? [] : refuseAuthorised(source, virement);
  }
}

function unauthorisable({ by, decision, facts }: Authorise, virement: Virement, source: Source): Obstacle {
  if (facts.owners.includes(by.person)) return refuseAt(source, 'own-project');
  // A decision of the tasking group authorises by itself, whoever writes it down.
  if (decision !== undefined) return undefined;
  if (virement.requestedBy === by.person) return refuseAt(source, 'own-virement');
  if (virement.amountPence <= facts.limitPence) return undefined;
  const amounts = { asked: formatPence(virement.amountPence), limit: formatPence(facts.limitPence) };
  return refuseAt(source, 'above-virement-limit', amounts);
}

function declineVirement({ virement: id, reason }: Asked<'DeclineVirement'>, source: Source): Outcome {
  const virement = source.virements.get(id);
  if (virement === undefined) return refuseAt(source, 'no-such-virement', { id });
  if (virement.status === 'requested') return [{ type: 'VirementDeclined', data: { virement: id, reason } }];
  if (virement.status !== 'declined') return refuseAuthorised(source, virement);
  return virement.answer === reason ? [] : refuseAt(source, 'virement-declined', { id });
}

function refuseAuthorised(source: Source, { virement: id }: Virement): Outcome {
  return refuseAt(source, 'virement-authorised', { id });
}

/** The money leaves: from the project's newest decision that is covered, or from what is uncommitted. */
function sendVirement(command: Send, source: Source): Outcome {
  const virement = source.virements.get(command.virement);
  if (virement === undefined) return refuseAt(source, 'no-such-virement', { id: command.virement });
  const isAsAsked = sameTerms(virement, command);
  if (virement.status === 'sent' && isAsAsked) return [];
  if (virement.status !== 'authorised' || !isAsAsked)
    return refuseAt(source, 'virement-not-authorised', { id: command.virement });
  const data = { ...termsOf(command), lines: linesToSend(source, command) };
  return wrongYear(source, command) ?? unsendable(source, command) ?? [{ type: 'VirementSent', data }];
}

/** The money arrives: committed to the project under the decision that gave it its award, or uncommitted. */
function takeVirement(command: Take, source: Source): Outcome {
  const { to, amountPence, decision } = command;
  const lines = to.project === undefined ? [] : [{ decision, amountPence }];
  const events = [{ type: 'VirementReceived', data: { ...termsOf(command), lines } }] as const;
  return once(
    source,
    events,
    'virement-differs',
    () => wrongYear(source, command) ?? unwelcome(source, command),
  );
}

/** What is sent must be there, and leaves a ring-fenced source only as its provider agrees. */
function unsendable(source: Source, command: Request | Send): Obstacle {
  const { fundingType, amountPence, from, to } = command;
  const leaves = Object.keys(source.ringFence).length > 0 && to.source !== from.source;
  if (leaves && command.providerAgreement === undefined) return acrossFence(source);
  if (from.project === undefined) return beyondUncommitted(source, fundingType, amountPence);
  const outstanding = outstandingPence(source, from.project, fundingType);
  return (
    beyondOutstanding(source, fundingType, outstanding, amountPence) ??
    beyondCover(source, command, from.project)
  );
}

function beyondCover(source: Source, { fundingType, amountPence }: VirementTerms, project: string): Obstacle {
  const covered = movablePence(source, fundingType, project);
  if (amountPence <= covered) return undefined;
  const facts = { covered: formatPence(covered), asked: formatPence(amountPence) };
  return refuseAt(source, 'commitment-uncovered', facts);
}

function unwelcome(source: Source, { to, priorities, providerAgreement }: Take): Obstacle {
  if (to.project === undefined || providerAgreement !== undefined) return undefined;
  const { project } = to;
  const isOutside = outsideFence(source, priorities === undefined ? { project } : { project, priorities });
  return isOutside === undefined ? undefined : acrossFence(source);
}

function acrossFence(source: Source): Obstacle {
  return refuseAt(source, 'across-ring-fence', { provider: source.provider });
}

function wrongYear(source: Source, { year }: Send | Take): Obstacle {
  return year === source.year
    ? undefined
    : refuseAt(source, 'wrong-year', { year: source.year, asked: year });
}

function linesToSend(source: Source, command: Send): DataOf<'VirementSent'>['lines'] {
  const { fundingType, amountPence, from } = command;
  if (from.project === undefined) return [];
  const lines = linesOf(source, fundingType, from.project).toReversed();
  return takeInTurn(lines, coveredOutstanding(source, fundingType), amountPence).map(
    ({ of: { decision }, amountPence: share }) => ({ decision, amountPence: share }),
  );
}

function termsOf({ virement, fundingType, amountPence, from, to }: VirementTerms): VirementTerms {
  return { virement, fundingType, amountPence, from: endOf(from), to: endOf(to) };
}

function endOf({ source, project }: VirementEnd): VirementEnd {
  return project === undefined ? { source } : { source, project };
}

function sameEnd(a: VirementEnd, b: VirementEnd): boolean {
  return a.source === b.source && a.project === b.project;
}

function sameTerms(a: VirementTerms, b: VirementTerms): boolean {
  return (
    a.fundingType === b.fundingType &&
    a.amountPence === b.amountPence &&
    sameEnd(a.from, b.from) &&
    sameEnd(a.to, b.to)
  );
}

export const virementAnswers = {
  RequestVirement: requestVirement,
  AuthoriseVirement: authoriseVirement,
  DeclineVirement: declineVirement,
  SendVirement: sendVirement,
  TakeVirement: takeVirement,
} satisfies Partial<Answering>;

export const virementEvolved = {
  VirementRequested: (source, data) => withVirement(source, { ...data, status: 'requested' }),
  VirementDeclined: (source, { virement, reason }) =>
    answered(source, virement, { status: 'declined', answer: reason }),
  VirementLapsed: (source, { virement }) => answered(source, virement, { status: 'lapsed' }),
  VirementAuthorised: (source, { virement, decision }) =>
    answered(source, virement, {
      status: 'authorised',
      ...(decision === undefined ? {} : { answer: decision }),
    }),
  VirementSent: (source, data) =>
    moved(answered(source, data.virement, { status: 'sent' }), data, data.from, -1),
  VirementReceived: (source, data) => moved(source, data, data.to, 1),
} satisfies Partial<Evolving>;

function withVirement(source: Source, virement: Virement): Source {
  return { ...source, virements: new Map(source.virements).set(virement.virement, virement) };
}

function answered(source: Source, id: string, answer: Pick<Virement, 'status' | 'answer'>): Source {
  const virement = source.virements.get(id);
  return virement === undefined ? source : withVirement(source, { ...virement, ...answer });
}

function moved(source: Source, data: DataOf<'VirementSent'>, { project }: VirementEnd, sign: 1 | -1): Source {
  if (project === undefined) return source;
  const { fundingType } = data;
  const change = (amountPence: Pence): Pence => sign * amountPence;
  return withLines(
    source,
    data.lines.map(({ decision, amountPence }) => ({
      project,
      fundingType,
      decision,
      committedPence: change(amountPence),
    })),
  );
}
