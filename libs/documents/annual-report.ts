import { evaluationsInShort, evaluationTable, lessonTable } from '#documents/evaluations';
import type { Facts } from '#documents/facts/facts';
import { allCountedBy, projectsIn, wholeCost } from '#documents/facts/in-year';
import { together } from '#documents/facts/money';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { titleOf } from '#documents/facts/project-words';
import { byWhom, indicatorParts, indicatorsInShort, mitigationParts } from '#documents/indicator-tables';
import { indicatorsIn } from '#documents/indicators';
import { officeOf } from '#documents/offices';
import { outcomesInShort } from '#documents/outcomes';
import { projectOutputs } from '#documents/outputs';
import { totalsByPriority } from '#documents/priority-totals';
import { resourceTable } from '#documents/resources';
import { riskTable, risksIn } from '#documents/risk-register';
import { reconciliation } from '#documents/value-for-money';
import { confirmationInShort, confirmationStanding } from '#documents/year-end';
import { amount, count, date, heading, list, paragraph, table, words } from '#documents/model/document';
import type { Cell, Document, Part, Sentence } from '#documents/model/document';
import { many, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { periods } from '#funding/indicator/periods';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';

/**
 * The annual report: what was reached, the resources by priority, value for money with the confirmation of
 * the year, evaluations and what they teach, the risks, and the next steps. It names nobody.
 *
 * Its parts are those of the annual report of Safer Essex for 2009/10.
 */
export function annualReport(facts: Facts, year: FinancialYear): Document {
  const projects = projectsIn(facts, year);
  return {
    name: 'annual-report',
    title: `Annual report ${yearInWords(year)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'sideways',
    mainTable: 'indicators',
    parts: [
      list([
        sentence(facts, projects, year),
        ...indicatorsInShort(facts, year, 'year'),
        evaluationsInShort(facts, year),
        confirmationInShort(facts, year),
      ]),
      heading('Progress'),
      ...indicatorParts(facts, year, 'year'),
      ...mitigationParts(facts, year, 'year'),
      heading('Resources by priority'),
      ...totalsByPriority(facts, projects, year),
      resourceTable(facts, projects, year),
      heading('Value for money'),
      ...valueParts(facts, projects, year),
      heading('Evaluations'),
      evaluationTable(facts, year),
      lessonTable(facts, year),
      heading('Risks'),
      riskTable(facts, risksIn(facts)),
      heading('Next steps'),
      nextTable(facts, projects, year),
    ],
  };
}

function sentence(facts: Facts, projects: readonly ProjectFacts[], year: FinancialYear): Sentence {
  const spent = amount(facts.money.figure({ account: 'spent', year }));
  const ended = projects.flatMap(({ finish }) => (finish === undefined ? [] : [finish.position]));
  const finished = count(ended.length, together([ended]));
  const counted = count(projects.length, allCountedBy(facts, projects, year));
  const ran = told`${many(counted, 'project')} ran or had money in ${yearInWords(year)}`;
  return told`${ran}; ${many(finished, 'of them has', 'of them have')} finished. ${spent} was spent.`;
}

function valueParts(facts: Facts, projects: readonly ProjectFacts[], year: FinancialYear): readonly Part[] {
  return [
    paragraph(outcomesInShort(facts, projects, year)),
    outputTable(facts, projects),
    reconciliation(facts, projects, year),
    heading('The confirmation of the year', 2),
    paragraph(confirmationStanding(facts, year, (_, office) => `the ${office}`)),
    ...(facts.measures.confirmations.get(year)?.preparations.at(-1)?.statement.split('\n') ?? []).map(
      paragraph,
    ),
  ];
}

/** What each output cost that is a number. */
function outputTable(facts: Facts, projects: readonly ProjectFacts[]): Part {
  const rows = projects.flatMap((project) => {
    const { each } = projectOutputs(project, wholeCost(facts, project));
    return each.flatMap(({ said, costOfOne }) => {
      if (costOfOne.kind !== 'pence') return [];
      return [[words(titleOf(project)), words(said), costOfOne, words(project.project)]];
    });
  });
  const columns = ['Project', 'Output in numbers', 'Cost per output £', 'Reference'];
  return table('outputs', 'What an output cost, where it is a number', columns, rows, {
    whenEmpty: 'No output is a number that cost something.',
  });
}

/** Actions that are still to be done, and what the last update of each project that runs says comes next. */
function nextTable(facts: Facts, projects: readonly ProjectFacts[], year: FinancialYear): Part {
  const columns = ['Step', 'About', 'By whom', 'By when'];
  const rows = [...actionRows(facts, year), ...projects.flatMap((project) => stepRows(facts, project))];
  return table('next', 'What comes next', columns, rows, { whenEmpty: 'No step is recorded.' });
}

function actionRows(facts: Facts, year: FinancialYear): readonly (readonly Cell[])[] {
  const lines = periods.flatMap((period) => indicatorsIn(facts, year, period));
  return lines.flatMap(({ definition, mitigations }) => {
    const open = mitigations.filter(({ standing }) => standing === 'planned' || standing === 'under-way');
    return open.map((one) => [
      words(one.action),
      words(quoted(definition.name)),
      words(byWhom(facts, one)),
      date(one.dueOn),
    ]);
  });
}

function stepRows(facts: Facts, project: ProjectFacts): readonly (readonly Cell[])[] {
  const steps = project.updates.at(-1)?.nextSteps;
  if (steps === undefined || project.finish !== undefined) return [];
  const { leadOfficer } = project.bid;
  const who = leadOfficer === undefined ? '' : officeOf(facts, leadOfficer);
  return [[words(steps), words(titleOf(project)), words(who), date(project.plannedFinish)]];
}
