import type { ConfirmedLine } from '#funding/confirmation/confirmation.events';
import type { ActualTerms, DefinitionTerms, PeriodPlace } from '#funding/indicator/indicator.events';
import type { Assessment } from '#funding/risk/risk.events';
import { formatFigure } from '#kernel/figure';
import { yearInWords } from '#kernel/financial-year';
import { formatPence, sumPence } from '#kernel/pence';
import { codeSaid, daySaid, labelled, personSaid, said } from '#projections/history-phrases';
import type { WordsOf } from '#projections/history-phrases';

/** What the events of an indicator say beyond their names. */
export const indicatorWords: WordsOf<'indicator'> = {
  IndicatorDefined: definitionSaid,
  IndicatorRedefined: definitionSaid,
  IndicatorRetired: () => '',
  TargetSet: (data) =>
    said(placeSaid(data), figureSaid(data.figure), labelled('not set:', data.notSet), data.note),
  ActualRecorded: actualSaid,
  ActualCorrected: ({ corrects, ...data }) => said(actualSaid(data), `corrects ${corrects}`),
  MitigationPlanned: ({ mitigation, year, period, action, person, inRole, dueOn }) =>
    said(
      `${mitigation}, for ${yearInWords(year)}, ${codeSaid(period)}`,
      action,
      person === undefined ? '' : `by ${personSaid(person)}`,
      inRole,
      `due ${daySaid(dueOn)}`,
    ),
  MitigationReported: ({ mitigation, standing, progress }) =>
    said(`${mitigation}: ${codeSaid(standing)}`, progress),
};

/** What the events of a risk say beyond their names. */
export const riskWords: WordsOf<'risk'> = {
  RiskRegistered: ({ description, project, owner, ...assessment }) =>
    said(description, labelled('project', project), assessmentSaid(assessment), `owner ${personSaid(owner)}`),
  RiskReviewed: ({ owner, comment, ...assessment }) =>
    said(assessmentSaid(assessment), `owner ${personSaid(owner)}`, comment),
  RiskClosed: () => '',
};

/** What the events of a year's confirmation say beyond their names. */
export const confirmationWords: WordsOf<'confirmation'> = {
  YearEndPrepared: ({ year, preparation, preparedBy, statement, lines }) =>
    said(
      `${yearInWords(year)}, preparation ${preparation} by ${personSaid(preparedBy)}`,
      `confirmed ${totalSaid(lines, 'confirmedPence')}`,
      `spent ${totalSaid(lines, 'spentPence')}`,
      `lapsed ${totalSaid(lines, 'lapsedPence')}`,
      statement,
    ),
  YearEndCertified: ({ preparation, certifiedBy }) =>
    `preparation ${preparation} by ${personSaid(certifiedBy)}`,
  YearEndDeclined: ({ preparation, declinedBy }) => `preparation ${preparation} by ${personSaid(declinedBy)}`,
};

/** What the events of a highlight report say beyond their names. */
export const highlightWords: WordsOf<'highlight'> = {
  HighlightReportSubmitted: ({ project, group, from, to, replaces }) =>
    said(
      labelled('project', project),
      labelled('group', group),
      `from ${daySaid(from)} to ${daySaid(to)}`,
      labelled('replaces', replaces),
    ),
  HighlightReportReplaced: ({ by }) => `by ${by}`,
};

/** What the events of the general ledger say beyond their names. */
export const ledgerWords: WordsOf<'ledger'> = {
  LedgerMappingAdopted: ({ version, rules }) => `version ${version}, of ${rules.length} rules`,
  LedgerBatchSent: ({ batch, mapping, lines, totalPence, hash }) =>
    said(`batch ${batch}, ${lines} lines`, formatPence(totalPence), `mapping ${mapping}`, `hash ${hash}`),
  LedgerBatchTakenBack: ({ batch }) => `batch ${batch}`,
  LedgerBatchImported: ({ batch, reference }) => `batch ${batch} as ${reference}`,
};

/** What the events of a partnership's publication say beyond their names. */
export const publicationWords: WordsOf<'publication'> = {
  PublisherDescribed: ({ name, identifier, prefix, department, areaCode }) =>
    said(name, department, `identifier ${identifier}`, `prefix ${prefix}`, `area ${areaCode}`),
  AgencyDescribed: ({ agency, kind, identifier }) =>
    said(`${agency}: ${codeSaid(kind)}`, labelled('identifier', identifier)),
  ProjectHeldBack: ({ project, reason }) => said(project, reason),
  ProjectReleased: ({ project, reason }) => said(project, reason),
  TextCleared: ({ text, reason }) => said(text, reason),
  TextHeldBack: ({ text, reason }) => said(text, reason),
  CountyJoined: ({ county, name }) => `${name} (${county})`,
  CountyLeft: ({ county, reason }) => said(county, reason),
};

function totalSaid(
  lines: readonly ConfirmedLine[],
  figure: 'confirmedPence' | 'spentPence' | 'lapsedPence',
): string {
  return formatPence(sumPence(lines.map((line) => line[figure])));
}

function definitionSaid(terms: DefinitionTerms): string {
  const { definition, name, unit, per, better, priority, suppliedBy, baseline } = terms;
  return said(
    `${name}, definition ${definition}`,
    per === undefined ? codeSaid(unit) : `${codeSaid(unit)} per ${per}`,
    `${better} is better`,
    `priority ${priority}`,
    `from ${suppliedBy}`,
    baseline === undefined
      ? 'baseline to be established'
      : `baseline ${formatFigure(baseline.figure)} (${baseline.period})`,
  );
}

function actualSaid(data: ActualTerms): string {
  return said(
    `${data.actual}: ${placeSaid(data)}`,
    figureSaid(data.figure),
    labelled('not available:', data.notAvailable),
    `from ${data.source}`,
    data.note,
  );
}

function placeSaid({ definition, year, period }: PeriodPlace): string {
  return `${yearInWords(year)}, ${codeSaid(period)}, definition ${definition}`;
}

function figureSaid(figure: string | undefined): string | undefined {
  return figure === undefined ? undefined : formatFigure(figure);
}

function assessmentSaid({ impact, likelihood, countermeasure }: Assessment): string {
  return said(`impact ${codeSaid(impact)}`, `likelihood ${codeSaid(likelihood)}`, countermeasure);
}
