import type { Facts } from '#documents/facts/facts';
import type { ItemFacts, MeetingFacts } from '#documents/facts/meeting-facts';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { titleOf } from '#documents/facts/project-words';
import { meetingTitle } from '#documents/meeting-words';
import type { NameOf } from '#documents/people';
import { date, table, words } from '#documents/model/document';
import type { Document, Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import { formatDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';

/** Something that someone has to do because of a decision. */
interface Action {
  readonly what: string;
  readonly about: string;
  readonly who: string;
  readonly by: LocalDate | undefined;
  readonly state: string;
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
    parts: [actionTable(facts, meeting, nameOf)],
  };
}

export function actionTable(facts: Facts, meeting: MeetingFacts, nameOf: NameOf): Part {
  const rows = actionsOf(facts, meeting, nameOf).map(({ what, about, who, by, state }) => [
    words(what),
    words(about),
    words(who),
    date(by, 'no date'),
    words(state),
  ]);
  return table('actions', 'Actions', ['Action', 'About', 'Who', 'By', 'State'], rows, {
    whenEmpty: 'No actions arise.',
  });
}

function actionsOf(facts: Facts, { meeting, items }: MeetingFacts, nameOf: NameOf): readonly Action[] {
  return [...items.values()].flatMap((item): readonly Action[] => {
    const project = item.project === undefined ? undefined : facts.projects.get(item.project);
    if (project === undefined || item.decision === undefined) return [];
    const who = project.bid.leadOfficer === undefined ? '' : quoted(nameOf(project.bid.leadOfficer));
    return afterDecision(meeting, item, project, { about: titleOf(project), who });
  });
}

type Known = Pick<Action, 'about' | 'who'>;

function afterDecision(
  meeting: string,
  { item, kind, decision }: ItemFacts,
  project: ProjectFacts,
  known: Known,
): readonly Action[] {
  const here = project.decisions.find((one) => one.meeting === meeting && one.item === item);
  if (decision?.outcome !== 'deferred') return here?.what === 'approved' ? afterAward(project, known) : [];
  const what = kind === 'bid' ? 'Bring the bid back' : 'Bring the item back';
  return [{ ...known, what, by: here?.until, state: stageOf(project) }];
}

function stageOf({ decisions }: ProjectFacts): string {
  const last = decisions.at(-1);
  return last === undefined || last.what === 'deferred' ? 'open' : `since then ${last.what}`;
}

function afterAward(project: ProjectFacts, known: Known): readonly Action[] {
  const { acceptBy, acceptance = 'awaited', awarded } = project;
  const accept = { ...known, what: 'Accept the award', by: acceptBy };
  const answered = { ...accept, state: acceptance === 'awaited' ? 'open' : acceptance };
  // Nothing more is owed for an award that fell before anything came of it.
  return awarded ? [answered, ...whileItRuns(project, known)] : [answered];
}

function whileItRuns(project: ProjectFacts, known: Known): readonly Action[] {
  const { conditions, evaluation, evaluationDueOn, waived } = project;
  const handedIn = evaluation === undefined ? 'open' : `handed in on ${formatDate(evaluation.submittedOn)}`;
  const stands = evaluation?.standing === 'returned' ? 'returned, to be handed in again' : handedIn;
  return [
    ...[...conditions.values()].map(({ text, dueOn, status }) => {
      return { ...known, what: `Meet the condition: ${text}`, by: dueOn, state: status };
    }),
    {
      ...known,
      what: 'Hand in the evaluation',
      by: evaluationDueOn,
      state: waived === undefined ? stands : 'waived',
    },
  ];
}
