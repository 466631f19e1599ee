import type { Facts } from '#documents/facts/facts';
import type { MeetingFacts } from '#documents/facts/meeting-facts';
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
  return [...items.values()].flatMap(({ project: id, decision }): readonly Action[] => {
    const project = id === undefined ? undefined : facts.projects.get(id);
    if (project === undefined || decision === undefined) return [];
    const who = project.bid.leadOfficer === undefined ? '' : quoted(nameOf(project.bid.leadOfficer));
    const known = { about: titleOf(project), who };
    if (decision.outcome === 'deferred')
      return [{ ...known, what: 'Bring the bid back', by: undefined, state: stageOf(project) }];
    const isAwarded = project.decisions.some((one) => one.meeting === meeting && one.what === 'approved');
    return isAwarded ? afterAward(project, known) : [];
  });
}

function stageOf({ decisions }: ProjectFacts): string {
  const last = decisions.at(-1);
  return last === undefined || last.what === 'deferred' ? 'open' : `since then ${last.what}`;
}

function afterAward(project: ProjectFacts, known: Pick<Action, 'about' | 'who'>): readonly Action[] {
  const { acceptBy, acceptance = 'awaited', conditions, evaluation, evaluationDueOn, waived } = project;
  const handedIn = evaluation === undefined ? 'open' : `handed in on ${formatDate(evaluation.submittedOn)}`;
  return [
    {
      ...known,
      what: 'Accept the award',
      by: acceptBy,
      state: acceptance === 'awaited' ? 'open' : acceptance,
    },
    ...[...conditions.values()].map(({ text, dueOn, status }) => {
      return { ...known, what: `Meet the condition: ${text}`, by: dueOn, state: status };
    }),
    {
      ...known,
      what: 'Hand in the evaluation',
      by: evaluationDueOn,
      state: waived === undefined ? handedIn : 'waived',
    },
  ];
}
