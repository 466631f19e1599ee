import type { Facts } from '#documents/facts/facts';
import type { Folded } from '#documents/facts/measure-facts';
import { titleOf } from '#documents/facts/project-words';
import { draftLines } from '#documents/highlight-draft';
import type { ReportLines, ReportScope, ReportTexts } from '#documents/highlight-draft';
import { leadOf } from '#documents/offices';
import type { NameOf } from '#documents/people';
import { date, heading, list, note, paragraph, table, words } from '#documents/model/document';
import type { Cell, Document, Part, Sentence } from '#documents/model/document';
import { sentenceOf, withoutStart } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import type { DecodedEvent } from '#eventing/decoding';
import type { SubmittedReport } from '#funding/highlight/highlight';
import type { ReportTerms } from '#funding/highlight/highlight.events';
import { roleInWords } from '#funding/role-names';
import { formatDate } from '#kernel/local-date';

/**
 * A highlight report as it was submitted: nothing of it is reckoned anew, whatever happened since. A report
 * that another took the place of says so.
 *
 * Its parts are those of the project highlight report of Waltham Forest of 2008.
 */
export function highlightReport(
  facts: Facts,
  report: Folded<SubmittedReport>,
  nameOf: NameOf,
  id: string,
): Document {
  const { terms, replacedBy, told } = report;
  const submitted = told.find(({ type }) => type === 'HighlightReportSubmitted');
  const then = asOnTheDay(facts, terms, submitted);
  const by = submitted?.actor;
  const who = by === undefined ? '' : `${quoted(nameOf(by.person))}, ${roleInWords(by.role)}`;
  const head: readonly HeadRow[] = [
    ...aboutRows(then, terms),
    ['Submitted on', date(submitted?.effectiveOn)],
    ['Submitted by', words(who)],
    ...(terms.replaces === undefined ? [] : [['In the place of', words(terms.replaces)] as const]),
    ['Reference', words(id)],
  ];
  return {
    name: 'highlight-report',
    title: `Highlight report: ${subjectInWords(then, terms)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'upright',
    mainTable: 'report',
    parts: [
      ...(replacedBy === undefined
        ? []
        : [paragraph(`Another report, ${replacedBy}, has taken the place of this one.`)]),
      headTable(head),
      ...textParts(linesOf(terms)),
      note('These are the words that were submitted. Figures in them were those of that day.'),
    ],
  };
}

/** The same facts with the project of a report as it was called, and led, when that was submitted. */
function asOnTheDay(facts: Facts, { project }: ReportTerms, submitted: DecodedEvent | undefined): Facts {
  const known = project === undefined ? undefined : facts.projects.get(project);
  const head = known?.heads.findLast(
    ({ on, position }) =>
      submitted !== undefined && position < submitted.position && on <= submitted.effectiveOn,
  );
  if (known === undefined || head === undefined) return facts;
  const then = { ...known, bid: { ...known.bid, ...head.said } };
  return { ...facts, projects: new Map(facts.projects).set(known.project, then) };
}

/** What a highlight report would say by the record alone, for an officer to finish before it is submitted. */
export function highlightDraft(facts: Facts, scope: ReportScope): Document {
  return {
    name: 'highlight-draft',
    title: `Draft highlight report: ${subjectInWords(facts, scope)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'upright',
    mainTable: 'report',
    parts: [
      paragraph('A draft from the record, for an officer to finish. Nothing is kept until it is submitted.'),
      headTable(aboutRows(facts, scope)),
      ...textParts(draftLines(facts, scope)),
    ],
  };
}

type HeadRow = readonly [what: string, said: Cell];

function aboutRows(facts: Facts, { project, group, from, to }: ReportScope): readonly HeadRow[] {
  const period = words(`${formatDate(from)} to ${formatDate(to)}`);
  return [...groupRows(facts, group), ...projectRows(facts, project), ['Period', period]];
}

function groupRows({ partnership }: Facts, group: string | undefined): readonly HeadRow[] {
  if (group === undefined) return [];
  return [['Thematic group', words(quoted(partnership.groups.get(group)?.name ?? group))]];
}

function projectRows(facts: Facts, project: string | undefined): readonly HeadRow[] {
  if (project === undefined) return [];
  const known = facts.projects.get(project);
  if (known === undefined) return [['Project', words(project)]];
  return [
    ['Project', words(titleOf(known))],
    ['Officer responsible', words(leadOf(facts, known))],
  ];
}

function headTable(rows: readonly HeadRow[]): Part {
  return table(
    'report',
    'The report',
    ['What', 'Which'],
    rows.map(([what, said]) => [words(what), said]),
  );
}

function subjectInWords(facts: Facts, { project, group }: Pick<ReportScope, 'project' | 'group'>): string {
  const known = project === undefined ? undefined : facts.projects.get(project);
  if (project !== undefined) return known === undefined ? project : titleOf(known);
  if (group === undefined) return 'all projects';
  return quoted(facts.partnership.groups.get(group)?.name ?? group);
}

/** The texts of a report line by line, as they were submitted. */
function linesOf({ budget, progress, performanceAndRisk, nextPeriod }: ReportTexts): ReportLines {
  return {
    budget: linesIn(budget),
    progress: linesIn(progress),
    performanceAndRisk: linesIn(performanceAndRisk),
    nextPeriod: linesIn(nextPeriod),
  };
}

function linesIn(text: string): readonly Sentence[] {
  return text.split('\n').map(sentenceOf);
}

function textParts({ budget, progress, performanceAndRisk, nextPeriod }: ReportLines): readonly Part[] {
  return [
    heading('How the budget stands'),
    ...partsOf(budget),
    heading('Progress in the period'),
    ...partsOf(progress),
    heading('Performance and risk'),
    ...partsOf(performanceAndRisk),
    heading('To be done in the next period'),
    ...partsOf(nextPeriod),
  ];
}

const startsItem = /^\s*[-•*]\s+/u;

/** A text as its writer laid it out: lines that begin with a hyphen are a list, the others paragraphs. */
function partsOf(all: readonly Sentence[]): readonly Part[] {
  const lines = all.filter(({ text }) => text.trim() !== '');
  return lines.flatMap((line, at): Part[] => {
    if (!isItem(line)) return [paragraph(line)];
    const before = lines[at - 1];
    return before !== undefined && isItem(before) ? [] : [list(itemsFrom(lines.slice(at)))];
  });
}

function isItem({ text }: Sentence): boolean {
  return startsItem.test(text);
}

function itemsFrom(lines: readonly Sentence[]): readonly Sentence[] {
  const end = lines.findIndex((line) => !isItem(line));
  const items = lines.slice(0, end === -1 ? lines.length : end);
  return items.map((line) => withoutStart(line, startsItem.exec(line.text)?.[0].length ?? 0));
}
