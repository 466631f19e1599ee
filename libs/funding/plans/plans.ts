import { ask } from '#kernel/asking';
import type { Plan } from '#kernel/asking';
import { personStream } from '#kernel/ids';
import { decideOverspend, endAward, rescindAward, varyAward, waiveCondition } from './award-changes.plans.js';
import {
  declineBid,
  fundProject,
  ratifyChairsAction,
  takeChairsAction,
  takeOnProject,
} from './award.plans.js';
import type { Named } from '#funding/command-types';
import {
  byAnsweringChair,
  changeLeadOfficer,
  nameDeputy,
  projectAlone,
  proposeProject,
  withdrawBid,
} from './delivery.plans.js';
import {
  holdReserve,
  loseFunding,
  openFundingSource,
  raiseRecovery,
  writeOffRecovery,
} from './funding-source.plans.js';
import type { FundingSourceQuestion } from '#funding/funding-source/funding-source.asks';
import type { FundingSourceCommand } from '#funding/funding-source/funding-source.commands';
import type { HighlightCommand } from '#funding/highlight/highlight.commands';
import type { IndicatorCommand } from '#funding/indicator/indicator.commands';
import { adoptLedgerMapping, ledgerAlone, sendLedgerBatch } from './ledger.plans.js';
import type { LedgerCommand } from '#funding/ledger/ledger.commands';
import { answerYearEnd, prepareYearEnd } from './confirmation.plans.js';
import type { ConfirmationCommand } from '#funding/confirmation/confirmation.commands';
import {
  aboutRisk,
  defineIndicator,
  indicatorAlone,
  planMitigation,
  submitHighlight,
} from './measures.plans.js';
import type { RiskCommand } from '#funding/risk/risk.commands';
import {
  callMeeting,
  endMeeting,
  noteItem,
  openMeeting,
  putOnAgenda,
  takeOffAgenda,
} from './meeting.plans.js';
import type { MeetingAsk } from '#funding/meeting/meeting.asks';
import type { MeetingCommand } from '#funding/meeting/meeting.commands';
import type { MessageCommand } from '#funding/message/message.commands';
import { beginSending, claimMessage, messageAlone } from './message.plans.js';
import type { PartnershipCommand } from '#funding/partnership/partnership.commands';
import { aboutAgency, aboutProject, publicationAlone } from './publication.plans.js';
import type { PublicationCommand } from '#funding/publication/publication.commands';
import { person } from '#funding/person/person';
import type { PersonAsk } from '#funding/person/person.asks';
import type { PersonCommand } from '#funding/person/person.commands';
import { sealPerson } from './person.plans.js';
import { askMeeting, askPartnership, askSource, planned } from './planning.js';
import type { AnyCommand, PlanDeps, PlanOf } from './planning.js';
import type { ProjectCommand } from '#funding/project/project.commands';
import { settleProject } from './outcome.plans.js';
import { claimExpenditure } from './claims.plans.js';
import { recordExpenditure, releaseCommitment, reverseExpenditure } from './spending.plans.js';
import { escalateEvaluation, passOverReminder, recordReminder } from './reminders.plans.js';
import { authoriseVirement, declineVirement, requestVirement } from './virement.plans.js';
import { giveRole, nameSubstitute, closeYear, raiseMatter } from './partnership.plans.js';

/** A plan for each command of a union: one that is missing does not compile. */
type PlansOf<Command extends AnyCommand> = {
  readonly [Name in Command['type']]: PlanOf<Named<Command, Name>>;
};

const alone = (command: PartnershipCommand): Plan => planned(askPartnership(command, command));

const partnershipPlans: PlansOf<PartnershipCommand> = {
  FoundPartnership: alone,
  AdmitAgency: alone,
  FormGroup: alone,
  GiveRole: giveRole,
  EndRole: alone,
  NameSubstitute: nameSubstitute,
  EndSubstitute: alone,
  AdoptObjective: alone,
  AdoptPriority: alone,
  RetirePriority: alone,
  AdoptPolicy: alone,
  AdoptEvaluationForm: alone,
  RaiseMatter: raiseMatter,
  CloseYear: closeYear,
};

const personAlone = (command: Extract<PersonCommand, PersonAsk>): Plan =>
  planned(ask(personStream(command.partnership, command.person), person, command));

const personPlans: PlansOf<PersonCommand> = {
  RegisterPerson: sealPerson,
  CorrectPerson: sealPerson,
  SwitchOffPerson: personAlone,
  SwitchOnPerson: personAlone,
  ForgetPerson: personAlone,
};

const sourceAlone = (command: Extract<FundingSourceCommand, FundingSourceQuestion>): Plan =>
  planned(askSource(command, command.source, command));

const fundingSourcePlans: PlansOf<FundingSourceCommand> = {
  OpenFundingSource: openFundingSource,
  RenameFundingSource: sourceAlone,
  SetFundingSourceComment: sourceAlone,
  RenameProvider: sourceAlone,
  SetRingFence: sourceAlone,
  ExpectFunding: sourceAlone,
  ConfirmFunding: sourceAlone,
  CutFunding: loseFunding,
  WithdrawFunding: loseFunding,
  ReverseEntry: loseFunding,
  HoldReserve: holdReserve,
  ReleaseReserve: sourceAlone,
  RequestSwap: sourceAlone,
  AgreeSwap: sourceAlone,
  RefuseSwap: sourceAlone,
  RequestVirement: requestVirement,
  AuthoriseVirement: authoriseVirement,
  DeclineVirement: declineVirement,
  RaiseReclaim: raiseRecovery,
  ReceiveReclaim: sourceAlone,
  WriteOffReclaim: writeOffRecovery,
  RaiseClawback: raiseRecovery,
  ReceiveClawback: sourceAlone,
  WriteOffClawback: writeOffRecovery,
};

const projectPlans: PlansOf<ProjectCommand> = {
  DraftBid: projectAlone,
  ProposeProject: proposeProject,
  WithdrawBid: withdrawBid,
  CloseAsDuplicate: withdrawBid,
  FundProject: fundProject,
  DeferBid: declineBid,
  RefuseBid: declineBid,
  TakeChairsAction: takeChairsAction,
  RatifyChairsAction: ratifyChairsAction,
  AcceptAward: projectAlone,
  DeclineAward: endAward,
  LapseAward: endAward,
  VaryAward: varyAward,
  RescindAward: rescindAward,
  DischargeCondition: projectAlone,
  WaiveCondition: waiveCondition,
  DecideOverspend: decideOverspend,
  TakeOnProject: takeOnProject,
  StartProject: projectAlone,
  SubmitPerformanceUpdate: projectAlone,
  CorrectPerformanceUpdate: projectAlone,
  ExtendProject: projectAlone,
  VaryProject: projectAlone,
  ChangeLeadOfficer: changeLeadOfficer,
  FinishProject: projectAlone,
  CorrectFinish: projectAlone,
  RecordInKindInput: projectAlone,
  NameDeputy: nameDeputy,
  StandDownDeputy: projectAlone,
  RecordReminder: recordReminder,
  PassOverReminder: passOverReminder,
  EscalateEvaluation: escalateEvaluation,
  ClaimExpenditure: claimExpenditure,
  DeclineClaim: projectAlone,
  RecordExpenditure: recordExpenditure,
  ReverseExpenditure: reverseExpenditure,
  ReleaseCommitment: releaseCommitment,
  VireWithinProject: projectAlone,
  RecordForecast: projectAlone,
  DraftEvaluation: projectAlone,
  SubmitEvaluation: projectAlone,
  ReturnEvaluation: byAnsweringChair,
  AcceptEvaluation: byAnsweringChair,
  PutOffEvaluation: byAnsweringChair,
  WaiveEvaluation: byAnsweringChair,
  MainstreamProject: settleProject,
  ContinueProject: settleProject,
  DiscontinueProject: settleProject,
};

const meetingAlone = (command: Extract<MeetingCommand, MeetingAsk>): Plan =>
  planned(askMeeting(command, command.meeting, command));

const meetingPlans: PlansOf<MeetingCommand> = {
  CallMeeting: callMeeting,
  MoveMeeting: meetingAlone,
  CancelMeeting: endMeeting,
  PutOnAgenda: putOnAgenda,
  TakeOffAgenda: takeOffAgenda,
  OpenMeeting: openMeeting,
  RecordAttendance: meetingAlone,
  RecordDeparture: meetingAlone,
  DeclareInterest: meetingAlone,
  StepOut: meetingAlone,
  NoteItem: noteItem,
  CloseMeeting: endMeeting,
  ApproveMinutes: meetingAlone,
};

const messagePlans: PlansOf<MessageCommand> = {
  ClaimMessage: claimMessage,
  BeginSending: beginSending,
  RecordSending: messageAlone,
  RecordDelivery: messageAlone,
  SendMessageAgain: messageAlone,
  ConfirmArrival: messageAlone,
};

const indicatorPlans: PlansOf<IndicatorCommand> = {
  DefineIndicator: defineIndicator,
  RedefineIndicator: defineIndicator,
  RetireIndicator: indicatorAlone,
  SetTarget: indicatorAlone,
  RecordActual: indicatorAlone,
  CorrectActual: indicatorAlone,
  PlanMitigation: planMitigation,
  ReportMitigation: indicatorAlone,
};

const riskPlans: PlansOf<RiskCommand> = {
  RegisterRisk: aboutRisk,
  ReviewRisk: aboutRisk,
  CloseRisk: aboutRisk,
};

const confirmationPlans: PlansOf<ConfirmationCommand> = {
  PrepareYearEnd: prepareYearEnd,
  CertifyYearEnd: answerYearEnd,
  DeclineYearEnd: answerYearEnd,
};

const highlightPlans: PlansOf<HighlightCommand> = { SubmitHighlightReport: submitHighlight };

const ledgerPlans: PlansOf<LedgerCommand> = {
  AdoptLedgerMapping: adoptLedgerMapping,
  SendLedgerBatch: sendLedgerBatch,
  TakeBackLedgerBatch: ledgerAlone,
  RecordLedgerImport: ledgerAlone,
};

const publicationPlans: PlansOf<PublicationCommand> = {
  DescribePublisher: publicationAlone,
  DescribeAgency: aboutAgency,
  HoldProjectBack: aboutProject,
  ReleaseProject: aboutProject,
  ClearText: publicationAlone,
  HoldTextBack: publicationAlone,
  JoinCounty: publicationAlone,
  LeaveCounty: publicationAlone,
};

/** Which nouns each public command is put to. */
const plans: PlansOf<AnyCommand> = {
  ...partnershipPlans,
  ...personPlans,
  ...fundingSourcePlans,
  ...projectPlans,
  ...meetingPlans,
  ...messagePlans,
  ...indicatorPlans,
  ...riskPlans,
  ...confirmationPlans,
  ...highlightPlans,
  ...ledgerPlans,
  ...publicationPlans,
};

/** Which nouns this command is put to, and what each is asked. */
export function planFor(command: AnyCommand, deps: PlanDeps): Plan {
  const plan = plans[command.type] as PlanOf<AnyCommand>;
  return plan(command, deps);
}
