import type { Facts } from '#documents/facts/facts';
import type { ItemFacts, MeetingFacts } from '#documents/facts/meeting-facts';
import type { ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { titleOf } from '#documents/facts/project-words';
import { sumOf } from '#documents/item-words';
import { heldInWords, meetingTitle } from '#documents/meeting-words';
import type { NameOf } from '#documents/people';
import { date, money, paragraph, table, words } from '#documents/model/document';
import type { Document, Part, Sentence } from '#documents/model/document';
import { told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { formatDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';

/** Something that someone has to do because of a decision. */
interface Action {
  readonly what: Sentence | string;
  readonly about: string;
  readonly who: string;
  readonly by: LocalDate | undefined;
  readonly state: string;
  /** Whether nobody has to do it any more. */
  readonly isDone: boolean;
}

/** The action log of a meeting: what its decisions ask of whom, by when, and how that stands. */
export function actionLog(facts: Facts, meeting: MeetingFacts, nameOf: NameOf): Document {
  return {
    name: 'action-log',
    title: `Action log: ${meetingTitle(facts, meeting)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'upright',
    mainTable: 'actions',
    parts: [
      paragraph(heldInWords(facts, meeting, { soFar: 'more may arise', none: 'actions' })),
      actionTable(facts, meeting, nameOf),
    ],
  };
}

export function actionTable(facts: Facts, meeting: MeetingFacts, nameOf: NameOf): Part {
  return tableOf(actionsOf(facts, meeting, nameOf), 'No actions arise.');
}

/** Those that are not done, for whoever looks back at the meeting. */
export function openActionTable(facts: Facts, meeting: MeetingFacts, nameOf: NameOf): Part {
  const open = actionsOf(facts, meeting, nameOf).filter(({ isDone }) => !isDone);
  return tableOf(open, 'Every one of them is done.');
}

function tableOf(actions: readonly Action[], whenEmpty: string): Part {
  const rows = actions.map(({ what, about, who, by, state }) => [
    words(what),
    words(about),
    words(who),
    date(by, 'no date'),
    words(state),
  ]);
  const columns = ['Action', 'About', 'Who', 'By', 'State'];
  return table('actions', 'What is to be done', columns, rows, { whenEmpty });
}

function actionsOf(facts: Facts, { meeting, items }: MeetingFacts, nameOf: NameOf): readonly Action[] {
  return [...items.values()].flatMap((item): readonly Action[] => {
    const project = item.project === undefined ? undefined : facts.projects.get(item.project);
    if (project === undefined || item.decision === undefined) return [];
    const who = project.bid.leadOfficer === undefined ? '' : quoted(nameOf(project.bid.leadOfficer));
    return afterDecision(facts, meeting, item, project, { about: titleOf(project), who });
  });
}

type Known = Pick<Action, 'about' | 'who'>;

function afterDecision(
  facts: Facts,
  meeting: string,
  { item }: ItemFacts,
  project: ProjectFacts,
  known: Known,
): readonly Action[] {
  const here = project.decisions.find((one) => one.meeting === meeting && one.item === item);
  if (here === undefined) return [];
  if (here.what === 'deferred')
    return [{ ...known, what: 'Bring the bid back', by: here.until, ...stageOf(project) }];
  // What a chair's action asks stands in the log of the meeting that ratified it, for no other has it.
  if (here.what === 'approved' || here.what === 'ratified') return afterAward(project, known);
  return here.what === 'overspend to be recovered' ? [toRecover(facts, project, here, known)] : [];
}

/** Finance asks the recipient for it by a clawback; one that was raised before is about something else. */
function toRecover(
  { sources }: Facts,
  { project }: ProjectFacts,
  { money: decided, position }: ProjectDecision,
  { about }: Known,
): Action {
  const asked = [...sources.values()]
    .flatMap(({ recoveries }) => [...recoveries.values()])
    .filter((one) => one.kind === 'clawback' && one.project === project)
    .filter(({ behind: [raised = 0] }) => raised > position);
  const since = asked.some(({ owedPence }) => owedPence > 0) ? 'asked for' : 'settled';
  const state = asked.length === 0 ? 'open' : since;
  const what = told`Recover ${money(sumOf(decided), [position])} paid beyond the award`;
  return { what, about, who: 'Finance', by: undefined, state, isDone: state === 'settled' };
}

type Stands = Pick<Action, 'state' | 'isDone'>;

const open: Stands = { state: 'open', isDone: false };
const done = (state: string): Stands => ({ state, isDone: true });

function stageOf({ decisions }: ProjectFacts): Stands {
  const last = decisions.at(-1);
  return last === undefined || last.what === 'deferred' ? open : done(`since then ${last.what}`);
}

function afterAward(project: ProjectFacts, known: Known): readonly Action[] {
  const { acceptBy, acceptance = 'awaited', awarded } = project;
  const accept = { ...known, what: 'Accept the award', by: acceptBy };
  const answered = { ...accept, ...(acceptance === 'awaited' ? open : done(acceptance)) };
  // Nothing more is owed for an award that fell before anything came of it.
  return awarded ? [answered, ...whileItRuns(project, known)] : [answered];
}

function whileItRuns(project: ProjectFacts, known: Known): readonly Action[] {
  const conditions = [...project.conditions.values()].map(({ text, dueOn: by, status }) => {
    return {
      ...known,
      what: `Meet the condition: ${text}`,
      by,
      ...(status === 'open' ? open : done(status)),
    };
  });
  const by = project.evaluationDueOn;
  return [...conditions, { ...known, what: 'Hand in the evaluation', by, ...evaluationStands(project) }];
}

function evaluationStands({ evaluation, waived }: ProjectFacts): Stands {
  if (waived !== undefined) return done('waived');
  if (evaluation === undefined) return open;
  return evaluation.standing === 'returned'
    ? { state: 'returned, to be handed in again', isDone: false }
    : done(`handed in on ${formatDate(evaluation.submittedOn)}`);
}
