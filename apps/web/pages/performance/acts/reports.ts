import { factsAt } from '#documents/facts/facts';
import { draftOf } from '#documents/highlight-draft';
import type { ReportScope, ReportTexts } from '#documents/highlight-draft';
import { formatDate } from '#kernel/local-date';
import { highlightsAt } from '#projections/highlights-at';
import type { HighlightLine } from '#projections/highlights-at';
import type { Visit } from '../../../access/visit.js';
import { act } from '../../../acts/act.js';
import { askText } from '../../../acts/questions.js';
import { SeeOther } from '../../../answering/page.js';
import { around } from '../measure-at.js';
import type { MeasureAct } from '../measure-at.js';
import { scopeOf, scopesOf } from '../report-scope.js';

/** As much as a report holds. */
const longest = 20_000;

/**
 * A highlight report, filled in from the record for an officer to finish. It is kept as it is submitted; a
 * later one of the same thing and period takes its place, and names it.
 */
export const submit: MeasureAct = async (at) => {
  const scope = scopeOf(at.of);
  const offered = (await scopesOf(at.visit)).find(({ value }) => at.of.startsWith(`${value}_`));
  if (scope === undefined || offered === undefined) return undefined;
  const before = await reportBefore(at.visit, scope);
  return act({
    ...around(at, `${offered.text}, ${formatDate(scope.from)} to ${formatDate(scope.to)}`),
    title: 'Highlight report',
    intro: [
      'Filled in from the record: the money, the updates, what was measured, the risks. Finish its words. Lines that begin with a hyphen become a list.',
      ...(before === undefined
        ? []
        : [`It takes the place of ${before.report}, which stays as it was submitted.`]),
    ],
    questions: {
      budget: askText({ label: 'How the budget stands', what: 'how the budget stands' }, longest),
      progress: askText({ label: 'Progress in the period', what: 'the progress' }, longest),
      performanceAndRisk: askText(
        { label: 'Performance and risk', what: 'the performance and risks' },
        longest,
      ),
      nextPeriod: askText({ label: 'To be done in the next period', what: 'what is to be done' }, longest),
    },
    ...(at.isNew ? { filledIn: { ...(await draftFor(at.visit, scope)) } } : {}),
    button: 'Submit the report',
    command: (texts) => ({
      name: 'SubmitHighlightReport',
      content: { report: idAfter(scope, before), ...scope, ...texts, ...replacing(before) },
    }),
    fields: { report: 'budget', group: 'budget', from: 'budget', to: 'budget', replaces: 'budget' },
    done: () => new SeeOther(at.visit.at('/performance'), 'The report is submitted.'),
  });
};

async function draftFor({ reading }: Visit, scope: ReportScope): Promise<ReportTexts> {
  const { place, partnership } = reading;
  const moment = { asAt: place.today(), knownAt: place.clock.now() };
  return draftOf(await factsAt(place, partnership, moment), scope);
}

/** The report of the same thing and period that stands, if one was submitted. */
async function reportBefore(
  { reading: { models, partnership } }: Visit,
  { project, group, from, to }: ReportScope,
): Promise<HighlightLine | undefined> {
  const lines = await highlightsAt(models.db, { partnership });
  return lines.find(({ state: { status, terms } }) => {
    const isOfIt = terms.project === project && terms.group === group;
    return status === 'submitted' && isOfIt && terms.from === from && terms.to === to;
  });
}

/** `youth-bus-2011-06-30`; one that takes the place of another has the next number. */
function idAfter({ project, group, to }: ReportScope, before: HighlightLine | undefined): string {
  const base = `${(project ?? group ?? 'all').slice(0, 48)}-${to}`;
  if (before === undefined) return base;
  const number = /-(?<number>\d{1,3})$/u.exec(before.report.slice(base.length))?.groups?.['number'];
  return `${base}-${Number(number ?? 1) + 1}`;
}

function replacing(before: HighlightLine | undefined): { readonly replaces?: string } {
  return before === undefined ? {} : { replaces: before.report };
}
