import { mitigationStandings } from '#funding/indicator/indicator.events';
import { inWords } from '#reads/words';
import { act } from '../../../acts/act.js';
import { askChoice, askDay, askLine, askText, maybe } from '../../../acts/questions.js';
import { around, askPeriod, backTo, backToPeriod, definedAt, peopleChoices } from '../measure-at.js';
import type { MeasureAct } from '../measure-at.js';

/** What is done about a period that is red or amber. */
export const plan: MeasureAct = async (at) => {
  const state = await definedAt(at);
  if (state === undefined) return undefined;
  return act({
    ...around(at, state.name),
    title: 'Plan a mitigating action',
    intro: ['Red and amber both ask for one. Say a person, a role, or both.'],
    questions: {
      ...askPeriod(at.visit),
      action: askText({ label: 'What will be done?', what: 'what will be done' }),
      person: maybe(askChoice({ label: 'Who does it?', what: 'who does it' }, await peopleChoices(at.visit))),
      inRole: maybe(askLine({ label: 'In which role?', what: 'in which role' })),
      dueOn: askDay({ label: 'By when?', what: 'by when' }),
    },
    button: 'Plan the action',
    command: ({ year, period, action, person, inRole, dueOn }) => ({
      name: 'PlanMitigation',
      content: {
        indicator: at.of,
        mitigation: `action-${state.mitigations.length + 1}`,
        year,
        period,
        action,
        ...(person === undefined ? {} : { person }),
        ...(inRole === undefined ? {} : { inRole }),
        dueOn,
      },
    }),
    fields: { mitigation: 'action' },
    done: backToPeriod(at, 'The action is planned.'),
  });
};

export const report: MeasureAct = async (at) => {
  const state = await definedAt(at);
  const open = (state?.mitigations ?? []).filter(
    ({ standing }) => standing === 'planned' || standing === 'under-way',
  );
  if (state === undefined || open.length === 0) return undefined;
  const choices = open.map(({ mitigation, action }) => ({ value: mitigation, text: action }));
  return act({
    ...around(at, state.name),
    title: 'Report how an action goes',
    questions: {
      mitigation: askChoice({ label: 'Which action?', what: 'the action' }, choices),
      progress: askText({ label: 'How does it go?', what: 'how it goes' }),
      standing: askChoice(
        { label: 'How does it stand?', what: 'how it stands' },
        mitigationStandings.map((standing) => ({ value: standing, text: inWords(standing) })),
      ),
    },
    button: 'Report on the action',
    command: ({ mitigation, progress, standing }) => ({
      name: 'ReportMitigation',
      content: {
        indicator: at.of,
        mitigation,
        report: `report-${reportsOf(open, mitigation) + 1}`,
        progress,
        standing,
      },
    }),
    fields: { report: 'progress' },
    done: backTo(at, 'The report is recorded.'),
  });
};

interface Reported {
  readonly mitigation: string;
  readonly reports: readonly unknown[];
}

function reportsOf(open: readonly Reported[], mitigation: string): number {
  return open.find((one) => one.mitigation === mitigation)?.reports.length ?? 0;
}
