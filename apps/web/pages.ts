import { AddAgencyPage } from './pages/add-agency/add-agency.page.js';
import { AddPersonPage } from './pages/add-person/add-person.page.js';
import { AdoptLimitsPage } from './pages/adopt-limits/adopt-limits.page.js';
import { AdoptObjectivePage } from './pages/adopt-objective/adopt-objective.page.js';
import { AdoptPriorityPage } from './pages/adopt-priority/adopt-priority.page.js';
import { AnswerAwardPage } from './pages/answer-award/answer-award.page.js';
import { AnswersPage } from './pages/answers/answers.page.js';
import { ApiPage } from './pages/api/api.page.js';
import { BatchPage } from './pages/general-ledger/batch.page.js';
import { BidPage } from './pages/bid/bid.page.js';
import { BidTaskPage } from './pages/bid/bid-task.page.js';
import { BudgetPage } from './pages/budget/budget.page.js';
import { ChangeMeetingPage } from './pages/change-meeting/change-meeting.page.js';
import { ChartsPage } from './pages/charts/charts.page.js';
import { CheckBidPage } from './pages/bid/check-bid.page.js';
import { CloseYearPage } from './pages/close-year/close-year.page.js';
import { CountyPage } from './pages/county/county.page.js';
import { DecideItemPage } from './pages/decide-item/decide-item.page.js';
import { DocumentsPage } from './pages/documents/documents.page.js';
import { DraftReportPage } from './pages/performance/draft-report.page.js';
import { EvaluationPage } from './pages/evaluation/evaluation.page.js';
import { EvaluationFormPage } from './pages/evaluation-form/evaluation-form.page.js';
import { EvaluationsPage } from './pages/evaluations/evaluations.page.js';
import { EventsPage } from './pages/events/events.page.js';
import { ExpectWorkAccountPage } from './pages/expect-work-account/expect-work-account.page.js';
import { ForgottenPasswordPage } from './pages/forgotten-password/forgotten-password.page.js';
import { FormGroupPage } from './pages/form-group/form-group.page.js';
import { FoundPage } from './pages/found/found.page.js';
import { GroupPage } from './pages/group/group.page.js';
import { GeneralLedgerPage } from './pages/general-ledger/general-ledger.page.js';
import { HeldBackPage } from './pages/open-data/held-back.page.js';
import { TextsPage } from './pages/open-data/texts.page.js';
import { HomePage } from './pages/home/home.page.js';
import { ImportRegisterPage } from './pages/import-register/import-register.page.js';
import { ItemPage } from './pages/item/item.page.js';
import { LookPage } from './pages/look/look.page.js';
import { MeasureActPage } from './pages/performance/measure-act.page.js';
import { MeetingPage } from './pages/meeting/meeting.page.js';
import { MeetingsPage } from './pages/meetings/meetings.page.js';
import { MessagesPage } from './pages/messages/messages.page.js';
import { OpenDataActPage } from './pages/open-data/open-data-act.page.js';
import { OpenDataPage } from './pages/open-data/open-data.page.js';
import { OpenSourcePage } from './pages/open-source/open-source.page.js';
import { LadderPage } from './pages/policy/ladder.page.js';
import { LedgerCodesPage } from './pages/general-ledger/ledger-codes.page.js';
import { PeoplePage } from './pages/people/people.page.js';
import { ProjectActPage } from './pages/project-acts/project-act.page.js';
import { PerformancePage } from './pages/performance/performance.page.js';
import { PersonPage } from './pages/person/person.page.js';
import { PlanPage } from './pages/plan/plan.page.js';
import { PolicyPage } from './pages/policy/policy.page.js';
import { ProjectMoneyPage } from './pages/project-money/project-money.page.js';
import { ProjectPage } from './pages/project/project.page.js';
import { ProjectsPage } from './pages/projects/projects.page.js';
import { PutOnAgendaPage } from './pages/put-on-agenda/put-on-agenda.page.js';
import { QueuesPage } from './pages/queues/queues.page.js';
import { RaiseMatterPage } from './pages/raise-matter/raise-matter.page.js';
import { RecordExpenditurePage } from './pages/record-expenditure/record-expenditure.page.js';
import { ReportFinishPage } from './pages/report-finish/report-finish.page.js';
import { ReportStartPage } from './pages/report-start/report-start.page.js';
import { SearchPage } from './pages/search/search.page.js';
import { SendBatchPage } from './pages/general-ledger/send-batch.page.js';
import { SessionRoutes } from './pages/session/session.routes.js';
import { SetUpAccountPage } from './pages/set-up-account/set-up-account.page.js';
import { SetUpPage } from './pages/set-up/set-up.page.js';
import { SignInPage } from './pages/sign-in/sign-in.page.js';
import { SignedOutPage } from './pages/signed-out/signed-out.page.js';
import { SourceActPage } from './pages/source/source-act.page.js';
import { SourcePage } from './pages/source/source.page.js';
import { SourcesPage } from './pages/sources/sources.page.js';
import { SpendHistoryPage } from './pages/spend-history/spend-history.page.js';
import { SpendingPage } from './pages/spending/spending.page.js';
import { StartPage } from './pages/start/start.page.js';
import { EvaluationTaskPage } from './pages/submit-evaluation/evaluation-task.page.js';
import { SubmitEvaluationPage } from './pages/submit-evaluation/submit-evaluation.page.js';
import { WriteEvaluationPage } from './pages/submit-evaluation/write-evaluation.page.js';
import { SubmitUpdatePage } from './pages/submit-update/submit-update.page.js';
import { TakeChairsActionPage } from './pages/take-chairs-action/take-chairs-action.page.js';
import { TokensPage } from './pages/tokens/tokens.page.js';
import { UpdatesPage } from './pages/updates/updates.page.js';
import { WorkAccountPage } from './pages/work-account/work-account.page.js';
import { YearEndPage } from './pages/year-end/year-end.page.js';

/** Every page, one a line, each from a folder of its own. */
export const pages = [
  AddAgencyPage,
  AddPersonPage,
  AdoptLimitsPage,
  AdoptObjectivePage,
  AdoptPriorityPage,
  AnswerAwardPage,
  AnswersPage,
  ApiPage,
  BatchPage,
  BidPage,
  BidTaskPage,
  BudgetPage,
  ChangeMeetingPage,
  ChartsPage,
  CheckBidPage,
  CloseYearPage,
  CountyPage,
  DecideItemPage,
  DocumentsPage,
  DraftReportPage,
  EvaluationPage,
  EvaluationFormPage,
  EvaluationsPage,
  EventsPage,
  ExpectWorkAccountPage,
  ForgottenPasswordPage,
  FormGroupPage,
  FoundPage,
  GroupPage,
  GeneralLedgerPage,
  HeldBackPage,
  TextsPage,
  HomePage,
  ImportRegisterPage,
  ItemPage,
  LookPage,
  MeasureActPage,
  MeetingPage,
  MeetingsPage,
  MessagesPage,
  OpenDataActPage,
  OpenDataPage,
  OpenSourcePage,
  LadderPage,
  LedgerCodesPage,
  PeoplePage,
  PersonPage,
  PlanPage,
  PolicyPage,
  ProjectActPage,
  PerformancePage,
  ProjectMoneyPage,
  ProjectPage,
  ProjectsPage,
  PutOnAgendaPage,
  QueuesPage,
  RaiseMatterPage,
  RecordExpenditurePage,
  ReportFinishPage,
  ReportStartPage,
  SearchPage,
  SendBatchPage,
  SessionRoutes,
  SetUpAccountPage,
  SetUpPage,
  SignInPage,
  SignedOutPage,
  SourceActPage,
  SourcePage,
  SourcesPage,
  SpendHistoryPage,
  SpendingPage,
  StartPage,
  EvaluationTaskPage,
  SubmitEvaluationPage,
  WriteEvaluationPage,
  SubmitUpdatePage,
  TakeChairsActionPage,
  TokensPage,
  UpdatesPage,
  WorkAccountPage,
  YearEndPage,
] as const;
