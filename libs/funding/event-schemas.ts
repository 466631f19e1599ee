import type { StreamNoun } from '#kernel/ids';
import type { ConfirmationEvent } from '#funding/confirmation/confirmation.events';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import type { HighlightEvent } from '#funding/highlight/highlight.events';
import type { IndicatorEvent } from '#funding/indicator/indicator.events';
import type { LedgerEvent } from '#funding/ledger/ledger.events';
import type { MeetingEvent } from '#funding/meeting/meeting.events';
import type { MessageEvent } from '#funding/message/message.events';
import type { PartnershipEvent } from '#funding/partnership/partnership.events';
import type { PersonEvent } from '#funding/person/person.events';
import type { ProjectEvent } from '#funding/project/project.events';
import type { PublicationEvent } from '#funding/publication/publication.events';
import type { RiskEvent } from '#funding/risk/risk.events';

/** Every event of every noun. */
export type AnyEvent =
  | PartnershipEvent
  | PersonEvent
  | FundingSourceEvent
  | ProjectEvent
  | MeetingEvent
  | IndicatorEvent
  | RiskEvent
  | ConfirmationEvent
  | HighlightEvent
  | LedgerEvent
  | PublicationEvent
  | MessageEvent;

type SchemasOf<Event extends AnyEvent> = Readonly<Record<Event['type'], number>>;

const partnership: SchemasOf<PartnershipEvent> = {
  PartnershipFounded: 1,
  AgencyAdmitted: 1,
  GroupFormed: 1,
  RoleGiven: 1,
  RoleEnded: 1,
  SubstituteNamed: 1,
  SubstituteEnded: 1,
  ObjectiveAdopted: 1,
  PriorityAdopted: 1,
  PriorityRetired: 1,
  PolicyAdopted: 1,
  EvaluationFormAdopted: 1,
  FundingSourceRegistered: 1,
  MatterRaised: 1,
  MatterSettled: 1,
  YearClosed: 1,
};

const person: SchemasOf<PersonEvent> = {
  PersonRegistered: 1,
  PersonCorrected: 1,
  PersonSwitchedOff: 1,
  PersonSwitchedOn: 1,
  PersonForgotten: 1,
  MessageTaken: 1,
};

const fundingSource: SchemasOf<FundingSourceEvent> = {
  FundingExpected: 1,
  FundingConfirmed: 1,
  FundingCut: 1,
  FundingWithdrawn: 1,
  ReclaimReceived: 1,
  ClawbackReceived: 1,
  SwapAgreed: 1,
  FundingSourceOpened: 1,
  FundingSourceRenamed: 1,
  FundingSourceCommentSet: 1,
  ProviderRenamed: 1,
  RingFenceSet: 1,
  EntryReversed: 1,
  ReserveHeld: 1,
  ReserveReleased: 1,
  ReserveCalled: 1,
  AwardAllocated: 1,
  AwardAllocatedSubjectToFunding: 1,
  AllocationsCovered: 1,
  CommitmentReleased: 1,
  ExpenditureCharged: 1,
  ChargeReversed: 1,
  PriorYearAdjusted: 1,
  OverspendAccepted: 1,
  SwapRequested: 1,
  SwapRefused: 1,
  SwapLapsed: 1,
  VirementRequested: 1,
  VirementDeclined: 1,
  VirementLapsed: 1,
  VirementAuthorised: 1,
  VirementSent: 1,
  VirementReceived: 1,
  ReclaimRaised: 1,
  ReclaimWrittenOff: 1,
  ClawbackRaised: 1,
  ClawbackWrittenOff: 1,
  SourceYearClosed: 1,
  BroughtForward: 1,
  EarlierYearClosed: 1,
};

const project: SchemasOf<ProjectEvent> = {
  BidDrafted: 1,
  BidRevised: 1,
  ProjectProposed: 1,
  BidWithdrawn: 1,
  BidPutOnAgenda: 1,
  BidTakenOffAgenda: 1,
  BidDeferred: 1,
  BidRefused: 1,
  ProjectFunded: 1,
  ProjectTakenOn: 1,
  EvaluationFormIssued: 1,
  ChairsActionRatified: 1,
  ChairsActionNotRatified: 1,
  AwardAccepted: 1,
  AwardDeclined: 1,
  AwardLapsed: 1,
  AwardVaried: 1,
  AwardRescinded: 1,
  ConditionDischarged: 1,
  ConditionWaived: 1,
  OverspendDecided: 1,
  ExpenditureClaimed: 1,
  ClaimDeclined: 1,
  ExpenditureRecorded: 1,
  UnspentAwardReleased: 1,
  AwardMovedByVirement: 1,
  HeadingsVired: 1,
  ForecastRecorded: 1,
  InKindInputRecorded: 1,
  ProjectStarted: 1,
  PerformanceUpdateSubmitted: 1,
  PerformanceUpdateCorrected: 1,
  ProjectExtended: 1,
  ProjectVaried: 1,
  LeadOfficerChanged: 1,
  DeputyNamed: 1,
  DeputyStoodDown: 1,
  ProjectFinished: 1,
  FinishCorrected: 1,
  EvaluationReminderSent: 1,
  ReminderPassedOver: 1,
  ReminderTakenBack: 1,
  EvaluationEscalated: 1,
  EvaluationDrafted: 1,
  EvaluationSubmitted: 1,
  EvaluationReturned: 1,
  EvaluationPutOff: 1,
  EvaluationWaived: 1,
  ProjectEvaluated: 1,
  ProjectMainstreamed: 1,
  ProjectContinued: 1,
  ProjectDiscontinued: 1,
  ExpenditureReversed: 1,
};

const meeting: SchemasOf<MeetingEvent> = {
  MeetingCalled: 1,
  MeetingMoved: 1,
  MeetingCancelled: 1,
  ItemPutOnAgenda: 1,
  ItemTakenOffAgenda: 1,
  MeetingOpened: 1,
  AttendanceRecorded: 1,
  DepartureRecorded: 1,
  InterestDeclared: 1,
  MemberSteppedOut: 1,
  ItemDecided: 1,
  MeetingClosed: 1,
  MinutesApproved: 1,
};

const message: SchemasOf<MessageEvent> = {
  MessageQueued: 1,
  SendingBegun: 1,
  MessageHandedOver: 1,
  SendingPutOff: 1,
  MessageRefused: 1,
  OutcomeUnknown: 1,
  MessageWithdrawn: 1,
  MessageDelivered: 1,
  DeliveryFailed: 1,
  MessageRequeued: 1,
  FailureTold: 1,
};

const indicator: SchemasOf<IndicatorEvent> = {
  IndicatorDefined: 1,
  IndicatorRedefined: 1,
  IndicatorRetired: 1,
  TargetSet: 1,
  ActualRecorded: 1,
  ActualCorrected: 1,
  MitigationPlanned: 1,
  MitigationReported: 1,
};

const risk: SchemasOf<RiskEvent> = { RiskRegistered: 1, RiskReviewed: 1, RiskClosed: 1 };

const confirmation: SchemasOf<ConfirmationEvent> = {
  YearEndPrepared: 1,
  YearEndCertified: 1,
  YearEndDeclined: 1,
};

const ledger: SchemasOf<LedgerEvent> = {
  LedgerMappingAdopted: 1,
  LedgerBatchSent: 1,
  LedgerBatchTakenBack: 1,
  LedgerBatchImported: 1,
};

const publication: SchemasOf<PublicationEvent> = {
  PublisherDescribed: 1,
  AgencyDescribed: 1,
  ProjectHeldBack: 1,
  ProjectReleased: 1,
  TextCleared: 1,
  TextHeldBack: 1,
  CountyJoined: 1,
  CountyLeft: 1,
};

const highlight: SchemasOf<HighlightEvent> = { HighlightReportSubmitted: 1, HighlightReportReplaced: 1 };

/**
 * The schema in which each type of event is written today: what a store's decoding is made from. A type
 * that is missing does not compile. A shape is never edited: a changed one gets the next number, and an
 * upcaster.
 */
export const eventSchemas: SchemasOf<AnyEvent> = {
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

/** The same by the noun in whose streams they lie. */
export const eventSchemasByNoun: Readonly<Record<StreamNoun, Readonly<Record<string, number>>>> = {
  partnership,
  person,
  source: fundingSource,
  project,
  meeting,
  message,
  indicator,
  risk,
  confirmation,
  highlight,
  ledger,
  publication,
};
