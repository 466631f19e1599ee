import { measureAbouts } from '#desk/measure-abouts';
import { publicationAbouts } from '#desk/publication-abouts';
import type { CommandName } from '#funding/roles';

/** What each command does, in the words of its class. A command without words does not compile. */
export const commandAbouts: Readonly<Record<CommandName, string>> = {
  FoundPartnership: 'Found a partnership. Whoever founds it becomes its administrator.',
  AdmitAgency: 'Admit an agency: a council, the police, fire, health, probation, a voluntary body.',
  FormGroup: 'Form a group: the one tasking group, a thematic group, the strategy group.',
  GiveRole: 'Give a person a role in the partnership; for chairs and members, in one group.',
  EndRole: 'End a role.',
  NameSubstitute: "Name who may sit in a voting member's place.",
  EndSubstitute: 'End such a naming.',
  AdoptObjective: 'Adopt an objective of the partnership plan.',
  AdoptPriority: 'Adopt a priority of the partnership plan.',
  RetirePriority: 'Retire a priority: no new bid can name it.',
  AdoptPolicy: 'Adopt a policy from a day on. What is left out stays as it was; at first, the defaults.',
  AdoptEvaluationForm:
    'Adopt the wording of the evaluation form. Awards made from now on are issued this version.',
  RaiseMatter: 'Give notice of a matter that the tasking group takes up when its next meeting opens.',
  CloseYear: 'Close a financial year: every source of it, in one append. What is not carried lapses.',
  RegisterPerson: 'Enter a person.',
  CorrectPerson: "Correct a person's name or address.",
  SwitchOffPerson: 'Switch a person off: they can give no command.',
  SwitchOnPerson: 'Switch a person on again.',
  ForgetPerson:
    'Forget a person: their key is destroyed, so that nobody can read their name or address again.',
  OpenFundingSource: 'Open a stream of money for a financial year.',
  RenameFundingSource: 'Give a source another name. What it was called before stays in its history.',
  SetFundingSourceComment:
    'Set or change the comment on a source, which the partnership plan prints beside it; or take it away.',
  RenameProvider: 'Record that the provider has a new name.',
  SetRingFence: 'Set or change what a source may pay for.',
  ExpectFunding: 'Record money that is to be confirmed.',
  ConfirmFunding:
    'Record that the provider has confirmed money, in whole or in part. It uses up what was to be ' +
    'confirmed first.',
  CutFunding:
    'Record that the provider has cut what it gives: what was to be confirmed first, then what was ' +
    'confirmed.',
  WithdrawFunding: 'Record that the provider has withdrawn the source altogether.',
  ReverseEntry: 'Reverse an entry that was a mistake, by a new one that names it.',
  HoldReserve:
    'Set money aside for a possible duty, with no project. By the tasking group, or as decided before ' +
    'Tallystick.',
  ReleaseReserve: 'Release a reserve, in whole or in part: it becomes uncommitted.',
  RequestSwap: 'Ask the provider to change uncommitted capital into revenue.',
  AgreeSwap: 'Record that the provider has agreed to a swap.',
  RefuseSwap: 'Record that the provider has refused a swap.',
  RequestVirement: 'Ask for money to move between projects or sources, within a funding type and a year.',
  AuthoriseVirement:
    'Authorise a virement: a finance officer other than the one who asked; above the limit, the ' +
    'tasking group.',
  DeclineVirement: 'Decline a virement that was asked for.',
  RaiseReclaim: 'Raise a claim on another body for money that it owes the partnership.',
  ReceiveReclaim: 'Record money received on a reclaim; it counts in the balance from now on.',
  WriteOffReclaim: 'Write off what is still owed on a reclaim.',
  RaiseClawback: 'Raise a recovery from a recipient.',
  ReceiveClawback: 'Record money received on a clawback.',
  WriteOffClawback: 'Write off what is still owed on a clawback.',
  DraftBid: 'Begin a bid, or save it as far as it has come.',
  ProposeProject: 'Put a bid forward to the tasking group.',
  WithdrawBid: 'Withdraw a bid before it is decided.',
  CloseAsDuplicate: 'Close a bid that repeats another.',
  FundProject:
    'Approve a bid in a meeting, in full or in part, with or without conditions, within the money that ' +
    'is there.',
  DeferBid: 'Put a bid off to a later meeting.',
  RefuseBid: 'Refuse a bid.',
  TakeChairsAction:
    "Approve a bid between meetings, up to the policy's limit, after consulting a member of another agency.",
  RatifyChairsAction: "Ratify a chair's action at the next meeting, or not.",
  AcceptAward: 'Accept an award, as the lead officer.',
  DeclineAward: 'Decline an award, as the lead officer: the project is withdrawn.',
  LapseAward: 'Let an award lapse that nobody answered in time.',
  VaryAward: 'Change an award by another decision: more, less, or from another source.',
  RescindAward:
    'Rescind an award by another decision: what is unpaid is withdrawn, what is paid is reported.',
  DischargeCondition: 'Record that a condition has been met. Never by someone whose bid it is.',
  WaiveCondition: 'Let a condition go, by a decision of the tasking group.',
  DecideOverspend: 'Decide what becomes of an overspend: the award grows by it, or it is to be recovered.',
  TakeOnProject: 'Enter a project that was decided before the partnership had Tallystick, with its award.',
  StartProject: 'Record that a project has started.',
  SubmitPerformanceUpdate: 'Report on a month to the thematic group chair.',
  CorrectPerformanceUpdate:
    'Correct a report on a month that was wrong: it is given anew, whole, and the one before is kept.',
  ExtendProject: 'Move the planned finish, without money.',
  VaryProject: 'Change what a project will do, without money.',
  ChangeLeadOfficer: 'Hand a project to another lead officer.',
  NameDeputy: 'Name who acts for the lead officer when they are away, and is reminded as they are.',
  StandDownDeputy: 'End such a naming.',
  FinishProject: 'Record that a project has finished; the effective date is the finish date.',
  CorrectFinish: 'Correct a finish that was recorded wrongly.',
  RecordInKindInput: 'Record what a partner has put in, in kind. It enters no balance.',
  RecordReminder: 'Record that a reminder went out: its rung, and the message that carried it.',
  PassOverReminder: 'Pass a rung over of which there is nobody to tell.',
  EscalateEvaluation:
    "Tell the thematic chair, or the tasking group's agenda, of an evaluation or what else is overdue.",
  ClaimExpenditure: 'Claim a payment that is still to be made, as the lead officer.',
  DeclineClaim: 'Decline a claim.',
  RecordExpenditure:
    'Record a payment that was made. What goes beyond the award is recorded as an overspend awaiting ' +
    'decision. A source whose year is closed pays no more: the one that took over is charged, once where ' +
    'it took over from several that are named.',
  ReverseExpenditure: 'Reverse a payment that was a mistake, by a new entry that names it.',
  ReleaseCommitment: 'Release what a finished project has not spent: it becomes uncommitted.',
  VireWithinProject: 'Move money between headings of one project.',
  RecordForecast:
    'Record what a project is expected to spend in a year, from now on; it replaces the last forecast ' +
    'of that year.',
  DraftEvaluation:
    'Save the evaluation as far as it has come, as the lead officer. It can be begun once there is an award.',
  SubmitEvaluation: 'Hand in the evaluation, as the lead officer.',
  ReturnEvaluation: 'Return an evaluation with reasons and a new date.',
  AcceptEvaluation: 'Accept an evaluation. Never by someone whose project it is.',
  PutOffEvaluation: 'Agree that it is too early to evaluate, with a date to come back to it.',
  WaiveEvaluation: 'Waive an evaluation, with a reason.',
  MainstreamProject: 'Record that an agency has taken a project into its own budget.',
  ContinueProject: 'Record that a project is funded again, as another project.',
  DiscontinueProject: 'Record that a project was stopped.',
  CallMeeting:
    'Call a meeting of a group; matters waiting for the tasking group come onto its agenda when it is ' +
    'opened.',
  MoveMeeting: 'Move a meeting that has not been opened to another day, time or place.',
  CancelMeeting: 'Cancel a meeting that has not been opened. Its bids wait for another.',
  PutOnAgenda: 'Put a bid or another matter on the agenda.',
  TakeOffAgenda: 'Take an item off the agenda before it is reached.',
  OpenMeeting: 'Open the meeting: who its voting members are and its quorum are fixed now.',
  RecordAttendance:
    'Record that someone is present: a voting member, a named substitute, or in attendance without a vote.',
  RecordDeparture: 'Record that someone has left the meeting.',
  DeclareInterest:
    'Declare an interest in an item, or that there is none. Someone with an interest steps out.',
  StepOut: 'Step out for an item without an interest to declare.',
  NoteItem: 'Note an item that needs no decision about money.',
  CloseMeeting: 'Close the meeting. What was not reached is deferred.',
  ApproveMinutes: 'Approve the minutes as a true record.',
  ClaimMessage: 'Record a message before it is sent, with the rungs that it carries.',
  BeginSending: 'Begin to send a message. One worker can; what is no longer owed by then is left out.',
  RecordSending: 'Record what came of an attempt to send a message.',
  RecordDelivery: 'Record what the service that took a message says became of it.',
  SendMessageAgain: 'Have a message sent again that may not have arrived.',
  ConfirmArrival: 'Record that a message has arrived.',
  ...measureAbouts,
  ...publicationAbouts,
};
