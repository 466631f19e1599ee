import { actionLog } from '#documents/actions';
import { agendaPack } from '#documents/agenda-pack';
import { annualReport } from '#documents/annual-report';
import { awardLetter } from '#documents/award-letter';
import type { Facts } from '#documents/facts/facts';
import type { MeetingFacts } from '#documents/facts/meeting-facts';
import type { ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import type { SourceFacts } from '#documents/facts/source-facts';
import type { Folded } from '#documents/facts/measure-facts';
import { withEvents } from '#documents/followed';
import { highlightDraft, highlightReport } from '#documents/highlight-report';
import type { ReportScope } from '#documents/highlight-draft';
import { minutes } from '#documents/minutes';
import type { Document } from '#documents/model/document';
import { grantsRegister } from '#documents/open/grants-register';
import { openGrants } from '#documents/open/open-grants';
import { spendingOver500 } from '#documents/open/spending';
import { partnershipPlan } from '#documents/partnership-plan';
import { performanceReport } from '#documents/performance-report';
import { decisionsOf } from '#documents/project-decisions';
import { everybodyIn } from '#documents/people';
import type { NameOf } from '#documents/people';
import { valueForMoney } from '#documents/value-for-money';
import { virementLetter, virementsDecided } from '#documents/virement-letter';
import type { DecidedVirement } from '#documents/virement-letter';
import { yearEndConfirmation } from '#documents/year-end';
import type { SubmittedReport } from '#funding/highlight/highlight';
import type { Period } from '#funding/indicator/periods';
import { firstDayOf, lastDayOf } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { maxDate, minDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';

/** What a document is about: a year, a project, a source, a meeting, or a report that was submitted. */
type Recipe = {
  /** What it is, for whoever chooses one. */
  readonly about: string;
  /** What else can be said of what it is to be about; nothing has to be. */
  readonly narrowedBy?: readonly Narrowing[];
  /** Names are unsealed for it: it names people, or looks that nobody is named in what it publishes. */
  readonly namesPeople?: true;
} & (
  | {
      readonly of: 'year';
      readonly make: (facts: Facts, year: FinancialYear, asked: Subject) => Document;
    }
  | {
      readonly of: 'project';
      readonly make: (facts: Facts, project: ProjectFacts, nameOf: NameOf, asked: Subject) => Document;
    }
  | {
      readonly of: 'source';
      readonly make: (facts: Facts, source: SourceFacts, nameOf: NameOf, asked: Subject) => Document;
    }
  | {
      readonly of: 'meeting';
      readonly make: (facts: Facts, meeting: MeetingFacts, nameOf: NameOf) => Document;
    }
  | {
      readonly of: 'report';
      readonly make: (facts: Facts, report: Folded<SubmittedReport>, nameOf: NameOf, id: string) => Document;
    }
);

/** What can be said beside the year, the project or the meeting that a document is about. */
export const narrowings = ['period', 'project', 'group', 'from', 'to', 'decision'] as const;
export type Narrowing = (typeof narrowings)[number];

const recipes = {
  'value-for-money': {
    about: 'the value-for-money self-assessment of a year: a row a project, and totals by priority',
    of: 'year',
    make: valueForMoney,
  },
  'partnership-plan': {
    about:
      "a year's funding: sources, change on last year, commitments, what can still be awarded and what not, targets",
    of: 'year',
    make: partnershipPlan,
  },
  'performance-report': {
    about:
      'indicators against their targets, action where they fall short, risks, and the money of each project',
    of: 'year',
    narrowedBy: ['period'],
    make: (facts, year, { period }) => performanceReport(facts, year, period),
  },
  'annual-report': {
    about: 'a year: progress, resources by priority, value for money, evaluations, risks and next steps',
    of: 'year',
    make: annualReport,
  },
  'year-end-confirmation': {
    about: 'the confirmation of a closed year to the county body, and what was corrected since',
    of: 'year',
    namesPeople: true,
    make: (facts, year, { nameOf }) => yearEndConfirmation(facts, year, nameOf),
  },
  'highlight-draft': {
    about: 'a highlight report as the record has it, of a project, a thematic group or all, to be finished',
    of: 'year',
    narrowedBy: ['project', 'group', 'from', 'to'],
    make: (facts, year, asked) => highlightDraft(facts, scopeOf(facts, year, asked)),
  },
  'highlight-report': {
    about: 'a highlight report as it was submitted',
    of: 'report',
    namesPeople: true,
    make: highlightReport,
  },
  '360giving': {
    about:
      'the grants of a year as open data (360Giving 1.4, as JSON or CSV); as a page, what is published and what held back',
    of: 'year',
    namesPeople: true,
    make: (facts, year, { nameOf }) => openGrants(facts, year, nameOf),
  },
  'grants-register': {
    about: 'the register of grants that the Transparency Code asks for, and what is held back of it',
    of: 'year',
    namesPeople: true,
    make: (facts, year, { nameOf }) => grantsRegister(facts, year, nameOf),
  },
  'spending-over-500': {
    about:
      'the spending over £500 that the Transparency Code asks for each quarter, and what is held back of it',
    of: 'year',
    narrowedBy: ['period'],
    namesPeople: true,
    make: (facts, year, { nameOf, period }) => spendingOver500(facts, year, nameOf, period),
  },
  'award-letter': {
    about:
      'the letter to its lead officer on a decision about a bid or an award, the last one unless told: award, conditions, dates, by when to accept, and the evaluation owed',
    of: 'project',
    narrowedBy: ['decision'],
    namesPeople: true,
    make: (facts, project, nameOf, { decision }) =>
      awardLetter(facts, project, nameOf, decisionAsked(facts, project, decision)),
  },
  'virement-letter': {
    about:
      'the letter to finance on a virement from a source that a meeting authorised, the last one unless told: what moved, from where to where, why, and what is left',
    of: 'source',
    narrowedBy: ['decision'],
    namesPeople: true,
    make: (facts, source, nameOf, { decision }) =>
      virementLetter(facts, source, nameOf, virementAsked(source, decision)),
  },
  'agenda-pack': {
    about:
      'what members need before a meeting: agenda, money, each bid with past results and overdue evaluations',
    of: 'meeting',
    namesPeople: true,
    make: agendaPack,
  },
  minutes: {
    about: 'the minutes of a meeting: who was there, interests, decisions, votes, reasons, and actions',
    of: 'meeting',
    namesPeople: true,
    make: minutes,
  },
  'action-log': {
    about: 'what the decisions of a meeting ask of whom, by when, and how that stands',
    of: 'meeting',
    namesPeople: true,
    make: actionLog,
  },
} as const satisfies Readonly<Record<string, Recipe>>;

export type DocumentName = keyof typeof recipes;
export const documentNames = Object.keys(recipes) as DocumentName[];

/** What a document is, in a line. */
export function aboutDocument(name: DocumentName): string {
  return recipes[name].about;
}

/** The same as a sentence, for whoever reads it by itself. */
export function aboutInWords(name: DocumentName): string {
  const about = aboutDocument(name);
  return `${about.charAt(0).toUpperCase()}${about.slice(1)}.`;
}

/** What a document is asked for: a year, a project, a source, a meeting or a report. */
export function subjectOf(name: DocumentName): Recipe['of'] {
  return recipes[name].of;
}

/** What can be said of a document beside what it is about; of most, nothing. */
export function narrowingsOf(name: DocumentName): readonly Narrowing[] {
  const recipe: Recipe = recipes[name];
  return recipe.narrowedBy ?? [];
}

/** Whether the names of people have to be unsealed for a document. */
export function namesPeople(name: DocumentName): boolean {
  const recipe: Recipe = recipes[name];
  return recipe.namesPeople === true;
}

/** What a document is made about. */
export interface Subject {
  readonly year: FinancialYear;
  /** A part of the year; the whole of it when not given. */
  readonly period?: Period;
  readonly project?: string;
  readonly source?: string;
  readonly meeting?: string;
  /** A highlight report that was submitted. */
  readonly report?: string;
  /** A thematic group, and the days of a draft. */
  readonly group?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /**
   * A decision on the project, or on a virement: `april/idva`, its meeting and item; `action/` and a chair's
   * action; `virement/`, a source and a virement that finance authorised by itself.
   */
  readonly decision?: string;
  readonly nameOf: NameOf;
}

/** The project or meeting that a document is to be about was not there at that moment. */
export class NotThereThen extends Error {
  override name = 'NotThereThen';
}

/** Makes a document from the facts. @throws NotThereThen when what it is about is not among them */
export function documentOf(name: DocumentName, facts: Facts, subject: Subject): Document {
  return withEvents(madeFrom(recipes[name], facts, subject), facts);
}

function madeFrom(recipe: Recipe, facts: Facts, subject: Subject): Document {
  const { year, project, source, meeting, report, nameOf } = subject;
  if (recipe.of === 'year') return recipe.make(facts, year, subject);
  if (recipe.of === 'project')
    return recipe.make(facts, there(facts.projects, 'project', project), nameOf, subject);
  if (recipe.of === 'source')
    return recipe.make(facts, there(facts.sources, 'source', source), nameOf, subject);
  if (recipe.of === 'meeting') return recipe.make(facts, there(facts.meetings, 'meeting', meeting), nameOf);
  return recipe.make(facts, there(facts.measures.reports, 'report', report), nameOf, report ?? '');
}

/** What a draft is about: from the beginning of the year to the day of the document, unless told. */
function scopeOf(facts: Facts, year: FinancialYear, asked: Subject): ReportScope {
  const { project, group, from = firstDayOf(year), to = minDate(lastDayOf(year), facts.moment.asAt) } = asked;
  if (project !== undefined) there(facts.projects, 'project', project);
  if (group !== undefined) there(facts.partnership.groups, 'group', group);
  return {
    ...(project === undefined ? {} : { project }),
    ...(group === undefined ? {} : { group }),
    from,
    to: maxDate(from, to),
  };
}

/** The decision that a letter is on: the last one, unless told. */
function decisionAsked(
  facts: Facts,
  project: ProjectFacts,
  asked: string | undefined,
): ProjectDecision | undefined {
  const decisions = decisionsOf(facts, project);
  if (asked === undefined) return decisions.at(-1);
  const known = new Map(decisions.map((one) => [one.decision ?? '', one]));
  return there(known, 'decision', asked);
}

/** The same of the virements from a source. */
function virementAsked(source: SourceFacts, asked: string | undefined): DecidedVirement {
  const decided = virementsDecided(source);
  const noun = asked === undefined ? 'virement that a meeting had decided' : 'decision';
  return there(decided, noun, asked ?? [...decided.keys()].at(-1));
}

function there<Known>(among: ReadonlyMap<string, Known>, noun: string, id: string | undefined): Known {
  const found = id === undefined ? undefined : among.get(id);
  if (found !== undefined) return found;
  const which = id === undefined ? noun : `${noun} ${id}`;
  throw new NotThereThen(`There was no ${which} at that moment.`);
}

/** Everyone whom a document of these facts may name, or must not name, by id. */
export function peopleIn(facts: Facts): ReadonlySet<string> {
  const { meetings, measures } = facts;
  const sat = [...meetings.values()].flatMap(({ members, attendance }) => [
    ...members.map(({ person }) => person),
    ...[...attendance.values()].flatMap(({ person, insteadOf }) => [
      person,
      ...(insteadOf === undefined ? [] : [insteadOf]),
    ]),
  ]);
  const signed = [...measures.reports.values(), ...measures.confirmations.values()].flatMap(({ told }) =>
    told.map(({ actor }) => actor.person),
  );
  return new Set([...everybodyIn(facts), ...sat, ...signed]);
}
