import type { confirmationCommands } from '#funding/confirmation/confirmation.commands';
import type { highlightCommands } from '#funding/highlight/highlight.commands';
import type { indicatorCommands } from '#funding/indicator/indicator.commands';
import type { ledgerCommands } from '#funding/ledger/ledger.commands';
import type { riskCommands } from '#funding/risk/risk.commands';

type MeasureCommands = typeof indicatorCommands &
  typeof riskCommands &
  typeof confirmationCommands &
  typeof highlightCommands &
  typeof ledgerCommands;

/** What each command does by which a partnership says how it is doing. */
export const measureAbouts: { readonly [Name in keyof MeasureCommands]: string } = {
  DefineIndicator: 'Define an indicator of the partnership plan.',
  RedefineIndicator:
    'Define an indicator anew. Its targets and figures so far stay under the definition they were given under.',
  RetireIndicator:
    'Retire an indicator: it gets no new targets. Figures that are still to come can be recorded.',
  SetTarget: 'Set the target of a year or a part of it; with a reason, in the place of an earlier one.',
  RecordActual:
    'Record what a period came to, or that it is not available and why. Never nil for what is not known.',
  CorrectActual:
    'Correct a figure by a new one that names it, for the same period. The old one stays on the record.',
  PlanMitigation: 'Plan what is done about a period that is red or amber.',
  ReportMitigation: 'Report how a mitigating action goes, or that it is done or given up.',
  RegisterRisk: 'Enter a risk of the partnership, or of one project.',
  ReviewRisk:
    'Review a risk: its ratings as they are now, and what is done. What is left out stays as it was.',
  CloseRisk: 'Close a risk that has passed or has happened.',
  PrepareYearEnd:
    'Prepare the confirmation of a closed year. Its figures are taken from the record, source by source.',
  CertifyYearEnd: 'Certify the confirmation of a year, as the s151 officer. Never by whoever prepared it.',
  DeclineYearEnd: 'Decline to certify the confirmation of a year, with a reason.',
  AdoptLedgerMapping:
    'Adopt the codes by which amounts go to the general ledger. Batches sent from now on have them.',
  SendLedgerBatch:
    'Record that a batch was sent to the general ledger: all that moved since the last one, as it was printed.',
  TakeBackLedgerBatch:
    'Take back the last batch, which the general ledger did not take. What it covered goes in the next.',
  RecordLedgerImport: 'Record that the general ledger has taken a batch, once, and under which reference.',
  SubmitHighlightReport:
    'Submit a highlight report, which is kept as it was submitted. A report that takes the place of another ' +
    'names it.',
};
