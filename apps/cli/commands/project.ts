import { facts } from '../facts.js';
import type { Facts } from '../facts.js';
import { projectDetail } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import { showMoney } from '../project-money.js';
import { dayInWords, inWords } from '#reads/words';
import { reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { ReadOptions } from '../reading.js';
import { heading, json, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

/** Shows one project, from its bid to what became of it. @throws WrongUse when there is none of that id */
export async function project(id: string, options: ReadOptions, terminal: Terminal): Promise<void> {
  await reading(options, async (from) => {
    const detail = await projectDetail(from, id);
    if (detail === undefined)
      throw new WrongUse(`There is no project ${id}. "tallystick projects" lists them.`);
    if (options.json === true) return json(terminal, { partnership: from.partnership, ...detail });
    await heading(terminal, `${detail.title} (${id})`);
    await showFacts(detail, from, terminal);
    await showMoney(detail, from, terminal);
    await showDelivery(detail, terminal);
    await terminal.line();
    const { meeting } = detail.decision;
    if (meeting !== null)
      await paragraph(terminal, `Who was there and how they voted: tallystick meetings ${meeting}`);
    await paragraph(terminal, `Every event of it, with who and when: tallystick history ${id}`);
  });
}

async function showFacts(detail: ProjectDetail, from: Reading, terminal: Terminal): Promise<void> {
  const { leadOfficer, priorities, status, decision, outputs } = detail;
  const { state, names } = from;
  const served = state.priorities
    .filter(({ priority }) => priorities.includes(priority))
    .map(({ name }) => name);
  await facts(terminal, {
    Status: inWords(status),
    Decided: decidedInWords(detail),
    "Chair's action": await chairsActionInWords(detail, from),
    Award: acceptanceInWords(detail),
    'Lead officer': leadOfficer === null ? '' : await names.of(leadOfficer),
    ...namesIn(detail, from),
    Priorities: served.join(', '),
    'To start': dayInWords(detail.bid?.startsOn),
    Started: dayInWords(decision.startedOn),
    'To finish': dayInWords(detail.plannedFinish),
    Finished: finishedInWords(detail),
    ...bidFacts(detail),
    'Outputs expected': outputs.join('; '),
    'Made up for the example': decision.exampleOnly.map(inWords).join(', '),
  });
}

function namesIn({ leadAgency, bid }: ProjectDetail, { state }: Reading): Facts {
  const agency = state.agencies.find((known) => known.agency === leadAgency);
  const group = state.groups.find((known) => known.group === bid?.thematicGroup);
  return { 'Lead agency': agency?.name ?? leadAgency, 'Thematic group': group?.name };
}

function bidFacts({ bid }: ProjectDetail): Facts {
  return {
    'What will be done': bid?.description,
    'Partner input': bid?.partnerInput,
    'Risk of not doing it': bid?.riskOfNotDoing,
    Challenges: bid?.challenges,
    'Reasons for the decision': bid?.reasons,
  };
}

function decidedInWords({ decision, takenOn }: ProjectDetail): string {
  const day = dayInWords(decision.decidedOn);
  if (takenOn)
    return `${day}, taken on: decided before the partnership had Tallystick (${decision.reference ?? ''})`;
  if (decision.meeting !== null) return `${day}, meeting ${decision.meeting}, item ${decision.item ?? ''}`;
  return day;
}

async function chairsActionInWords(
  { chairsAction }: ProjectDetail,
  { names }: Reading,
): Promise<string | undefined> {
  if (chairsAction === undefined) return undefined;
  const { action, by, consulted, answer, meeting } = chairsAction;
  const people = `by ${await names.of(by)}, who consulted ${await names.of(consulted)}`;
  return `${action}, ${people}; ${answer}${meeting === undefined ? '' : ` at meeting ${meeting}`}`;
}

function acceptanceInWords({ acceptance }: ProjectDetail): string | undefined {
  if (acceptance === undefined) return undefined;
  const { answer } = acceptance;
  if (answer === 'awaited') return `to be accepted by ${dayInWords(acceptance.on)}`;
  return answer === 'declined' ? `declined: ${acceptance.reason}` : answer;
}

function finishedInWords({ finishedOn, finishManner }: ProjectDetail): string {
  return finishManner === null
    ? dayInWords(finishedOn)
    : `${dayInWords(finishedOn)}, ${inWords(finishManner)}`;
}

async function showDelivery(
  { conditions, updates, evaluation }: ProjectDetail,
  terminal: Terminal,
): Promise<void> {
  if (conditions.length > 0) {
    await section(terminal, 'Conditions');
    const rows = conditions.map(({ terms, toBeMet, dueOn, status }) => [
      terms,
      inWords(toBeMet),
      dayInWords(dueOn),
      status,
    ]);
    await table(terminal, { columns: ['Condition', 'To be met', 'By', 'State'].map(titled), rows }, '');
  }
  if (updates.length > 0) {
    await section(terminal, 'Monthly updates');
    const rows = updates.map(({ month, rag, progress }) => [month, rag, progress]);
    await table(terminal, { columns: ['Month', 'Rating', 'Progress'].map(titled), rows }, '');
  }
  if (evaluation === undefined) return;
  await section(terminal, 'Evaluation');
  const { form, status, dueOn, firstDaysLate, recommended, recommendedBy, waivedBecause } = evaluation;
  await facts(terminal, {
    Form: form,
    State: inWords(status),
    Due: dayInWords(dueOn),
    'Days late at first': firstDaysLate === null || firstDaysLate <= 0 ? '' : String(firstDaysLate),
    [`Recommended by the ${inWords(recommendedBy ?? '')}`]: recommended,
    'Waived because': waivedBecause,
  });
}

function titled(text: string): { readonly heading: string } {
  return { heading: text };
}
