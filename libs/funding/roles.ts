import type { Actor } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Refused, RefusalMessage } from '#kernel/decider';
import type { confirmationCommands } from '#funding/confirmation/confirmation.commands';
import type { fundingSourceCommands } from '#funding/funding-source/funding-source.commands';
import type { highlightCommands } from '#funding/highlight/highlight.commands';
import type { indicatorCommands } from '#funding/indicator/indicator.commands';
import type { GroupKind } from '#funding/meeting/meeting.events';
import type { ledgerCommands } from '#funding/ledger/ledger.commands';
import type { meetingCommands } from '#funding/meeting/meeting.commands';
import type { messageCommands } from '#funding/message/message.commands';
import type { partnershipCommands } from '#funding/partnership/partnership.commands';
import { clockRole } from '#funding/partnership/partnership.events';
import { groupKindOf, rolesHeld } from '#funding/partnership/queries';
import type { PartnershipState } from '#funding/partnership/state';
import type { personCommands } from '#funding/person/person.commands';
import type { projectCommands } from '#funding/project/project.commands';
import type { publicationCommands } from '#funding/publication/publication.commands';
import type { riskCommands } from '#funding/risk/risk.commands';
import { roleInWords } from '#funding/role-names';
import type { ActingRole } from '#funding/role-names';

/** The name of every public command. */
export type CommandName = keyof (typeof partnershipCommands &
  typeof personCommands &
  typeof fundingSourceCommands &
  typeof projectCommands &
  typeof meetingCommands &
  typeof messageCommands &
  typeof indicatorCommands &
  typeof riskCommands &
  typeof confirmationCommands &
  typeof highlightCommands &
  typeof ledgerCommands &
  typeof publicationCommands);

type Table<Commands> = { readonly [Name in keyof Commands]: readonly ActingRole[] };

/** The system itself, when a day has come: a lapse, a reminder. */
export const clockActor: Actor = { person: 'tallystick', role: clockRole };

const administrator = ['administrator'] as const;
const clock = [clockRole] as const;
const finance = ['finance-officer'] as const;
const lead = ['lead-officer'] as const;
const leadOrSupport = ['lead-officer', 'support-officer'] as const;
const support = ['support-officer'] as const;
/** The tasking group's chair decides where the thematic group's is the lead officer, or there is none. */
const thematicChair = ['thematic-chair', 'chair'] as const;
const supportOrThematicChair = ['support-officer', 'thematic-chair'] as const;
/** Who answers for what is published, and may have to say why. */
const publishers = ['support-officer', 'administrator'] as const;
const joiners = ['strategy-member', 'administrator'] as const;
const planMakers = ['strategy-member', 'support-officer'] as const;
/** An administrator sets a partnership up, before anyone else is there. */
const planAdopters = [...planMakers, 'administrator'] as const;

const partnership: Table<typeof partnershipCommands> = {
  FoundPartnership: administrator,
  AdmitAgency: administrator,
  FormGroup: administrator,
  GiveRole: administrator,
  EndRole: administrator,
  NameSubstitute: administrator,
  EndSubstitute: administrator,
  AdoptObjective: planAdopters,
  AdoptPriority: planAdopters,
  RetirePriority: planAdopters,
  AdoptPolicy: administrator,
  AdoptEvaluationForm: administrator,
  // A lead officer raises what concerns a project of their own, such as an extension.
  RaiseMatter: ['support-officer', 'finance-officer', 'lead-officer'],
  CloseYear: ['finance-officer', 's151-officer'],
};

const person: Table<typeof personCommands> = {
  RegisterPerson: administrator,
  CorrectPerson: administrator,
  SwitchOffPerson: administrator,
  SwitchOnPerson: administrator,
  ForgetPerson: administrator,
};

const fundingSource: Table<typeof fundingSourceCommands> = {
  OpenFundingSource: finance,
  RenameFundingSource: finance,
  SetFundingSourceComment: finance,
  RenameProvider: finance,
  SetRingFence: finance,
  ExpectFunding: finance,
  ConfirmFunding: finance,
  CutFunding: finance,
  WithdrawFunding: finance,
  ReverseEntry: finance,
  // A decision of the tasking group is recorded by the support officer; one made earlier, by finance.
  HoldReserve: ['support-officer', 'finance-officer'],
  ReleaseReserve: finance,
  RequestSwap: finance,
  AgreeSwap: finance,
  RefuseSwap: finance,
  RequestVirement: finance,
  AuthoriseVirement: finance,
  DeclineVirement: finance,
  RaiseReclaim: finance,
  ReceiveReclaim: finance,
  WriteOffReclaim: finance,
  RaiseClawback: finance,
  ReceiveClawback: finance,
  WriteOffClawback: finance,
};

const project: Table<typeof projectCommands> = {
  DraftBid: lead,
  ProposeProject: lead,
  WithdrawBid: lead,
  CloseAsDuplicate: support,
  FundProject: support,
  DeferBid: support,
  RefuseBid: support,
  TakeChairsAction: ['chair', 'deputy-chair'],
  RatifyChairsAction: support,
  AcceptAward: lead,
  DeclineAward: lead,
  LapseAward: clock,
  VaryAward: support,
  RescindAward: support,
  DischargeCondition: support,
  WaiveCondition: support,
  DecideOverspend: support,
  TakeOnProject: support,
  StartProject: leadOrSupport,
  SubmitPerformanceUpdate: lead,
  CorrectPerformanceUpdate: lead,
  ExtendProject: support,
  VaryProject: support,
  ChangeLeadOfficer: leadOrSupport,
  NameDeputy: leadOrSupport,
  StandDownDeputy: leadOrSupport,
  // The register is the support officer's: a finish that nobody told is entered by them, late.
  FinishProject: leadOrSupport,
  CorrectFinish: leadOrSupport,
  RecordInKindInput: leadOrSupport,
  RecordReminder: clock,
  PassOverReminder: clock,
  EscalateEvaluation: clock,
  ClaimExpenditure: lead,
  DeclineClaim: finance,
  RecordExpenditure: finance,
  ReverseExpenditure: finance,
  ReleaseCommitment: finance,
  VireWithinProject: finance,
  RecordForecast: ['lead-officer', 'finance-officer'],
  DraftEvaluation: lead,
  SubmitEvaluation: lead,
  ReturnEvaluation: thematicChair,
  AcceptEvaluation: thematicChair,
  PutOffEvaluation: thematicChair,
  WaiveEvaluation: thematicChair,
  MainstreamProject: support,
  ContinueProject: support,
  DiscontinueProject: support,
};

const meeting: Table<typeof meetingCommands> = {
  CallMeeting: support,
  MoveMeeting: support,
  CancelMeeting: support,
  PutOnAgenda: support,
  TakeOffAgenda: support,
  OpenMeeting: support,
  RecordAttendance: support,
  RecordDeparture: support,
  DeclareInterest: support,
  StepOut: support,
  NoteItem: support,
  CloseMeeting: support,
  ApproveMinutes: support,
};

const message: Table<typeof messageCommands> = {
  ClaimMessage: clock,
  BeginSending: clock,
  RecordSending: clock,
  RecordDelivery: clock,
  SendMessageAgain: ['support-officer', 'administrator'],
  ConfirmArrival: ['support-officer', 'administrator'],
};

/** Who plans says what is measured; who keeps the register says what came of it. */
const indicator: Table<typeof indicatorCommands> = {
  DefineIndicator: planMakers,
  RedefineIndicator: planMakers,
  RetireIndicator: planMakers,
  SetTarget: planMakers,
  RecordActual: support,
  CorrectActual: support,
  PlanMitigation: supportOrThematicChair,
  ReportMitigation: supportOrThematicChair,
};

const risk: Table<typeof riskCommands> = {
  RegisterRisk: leadOrSupport,
  ReviewRisk: leadOrSupport,
  CloseRisk: leadOrSupport,
};

const confirmation: Table<typeof confirmationCommands> = {
  PrepareYearEnd: finance,
  CertifyYearEnd: ['s151-officer'],
  DeclineYearEnd: ['s151-officer'],
};

const highlight: Table<typeof highlightCommands> = {
  SubmitHighlightReport: ['lead-officer', 'support-officer', 'thematic-chair'],
};

const ledger: Table<typeof ledgerCommands> = {
  AdoptLedgerMapping: finance,
  SendLedgerBatch: finance,
  TakeBackLedgerBatch: finance,
  RecordLedgerImport: finance,
};

const publication: Table<typeof publicationCommands> = {
  DescribePublisher: publishers,
  DescribeAgency: publishers,
  HoldProjectBack: publishers,
  ReleaseProject: publishers,
  ClearText: publishers,
  HoldTextBack: publishers,
  JoinCounty: joiners,
  LeaveCounty: joiners,
};

/** In which roles each public command may be given. A command without a line here does not compile. */
export const mayGive: Readonly<Record<CommandName, readonly ActingRole[]>> = {
  ...partnership,
  ...person,
  ...fundingSource,
  ...project,
  ...meeting,
  ...message,
  ...indicator,
  ...risk,
  ...confirmation,
  ...highlight,
  ...ledger,
  ...publication,
};

/**
 * Commands that need the role in a group of one kind: the chair of another group decides no money (rule 1).
 */
const heldIn: Partial<Record<CommandName, GroupKind>> = { TakeChairsAction: 'tasking' };

export type RoleRefusal = 'not-your-role' | 'not-a-role-you-hold';

export const roleRefusalMessages: Record<RoleRefusal, RefusalMessage> = {
  'not-your-role': { field: 'actor', text: 'This is for the {roles} to do, and not for the {role}.' },
  'not-a-role-you-hold': { field: 'actor', text: 'You do not act as {role} in this partnership.' },
};

/**
 * Whether someone holds the role in which they act, now, in this partnership. Whoever founds a partnership
 * becomes its administrator by that, so it is not for this to say who may.
 */
export function holdsRole(state: PartnershipState, actor: Actor): boolean {
  return holds(state, actor, undefined);
}

/**
 * Why this person may not give this command in this role; undefined when they may. Rule 23, and the table of
 * "Who and what". Which project or which thematic group it is, the nouns themselves ask.
 */
export function roleRefusal(
  state: PartnershipState,
  actor: Actor,
  command: CommandName,
): Refused<RoleRefusal> | undefined {
  const roles = mayGive[command];
  if (!roles.some((role) => role === actor.role)) {
    return refuse('not-your-role', {
      role: roleInWords(actor.role),
      roles: roles.map(roleInWords).join(' or the '),
    });
  }
  const founding = command === 'FoundPartnership' && state.status === 'none';
  if (founding || holds(state, actor, heldIn[command])) return undefined;
  return refuse('not-a-role-you-hold', { role: roleInWords(actor.role) });
}

function holds(state: PartnershipState, actor: Actor, kind: GroupKind | undefined): boolean {
  if (actor.role === clockRole) return actor.person === clockActor.person;
  return rolesHeld(state).some(({ person: holder, role, group }) => {
    if (holder !== actor.person || role !== actor.role) return false;
    return kind === undefined || (group !== undefined && groupKindOf(state, group) === kind);
  });
}
