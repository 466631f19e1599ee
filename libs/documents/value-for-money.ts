import type { Facts } from '#documents/facts/facts';
import { allCountedBy, costIn, moneyIn, projectsIn, reservesIn, wholeCost } from '#documents/facts/in-year';
import type { YearsMoney } from '#documents/facts/in-year';
import { summed, together } from '#documents/facts/money';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { outcomeOf, partnerInputOf, prioritiesOf, titleOf } from '#documents/facts/project-words';
import { outcomesInShort } from '#documents/outcomes';
import { projectOutputs } from '#documents/outputs';
import { totalsByPriority } from '#documents/priority-totals';
import {
  absent,
  amount,
  count,
  heading,
  money,
  note,
  paragraph,
  table,
  words,
} from '#documents/model/document';
import type { Cell, Document, Figure, Part, Sentence } from '#documents/model/document';
import { many, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { sumPence } from '#kernel/pence';

/**
 * The value-for-money self-assessment of a year: a row a project with its cost, outputs, partner input, risk
 * of not doing it and challenges, then the totals by priority, in which a project counts once.
 *
 * Its parts are those of the self-assessment of Thurrock for 2011/12, section 3.6.
 */
export function valueForMoney(facts: Facts, year: FinancialYear): Document {
  const projects = inOrder(facts, projectsIn(facts, year));
  return {
    name: 'value-for-money',
    title: `Value for money: self-assessment ${yearInWords(year)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'sideways',
    mainTable: 'projects',
    parts: [
      paragraph(inShort(facts, projects, year)),
      paragraph(outcomesInShort(facts, projects, year)),
      heading('Totals by priority'),
      ...totalsByPriority(facts, projects, year),
      heading('What the year cost'),
      reconciliation(facts, projects, year),
      heading('Project by project'),
      projectTable(facts, projects, year),
      note(
        'Cost is the award, as decided, with what came from the year before. The cost of an output is what was spent on the project in all its years, once it has finished, and else its award of all of them, divided by the number delivered or else expected. Where a project has several outputs in numbers, the whole is divided by each, and stands beside it: these costs are not to be added up.',
      ),
    ],
  };
}

/** What the year's projects and reserves cost, how many there are, and what of it is spent. */
function inShort(facts: Facts, projects: readonly ProjectFacts[], year: FinancialYear): Sentence {
  const reserves = reservesIn(facts, year);
  const [awards, held] = [summed(projects.map((one) => costIn(facts, one, year))), summed(reserves)];
  const spent = summed(projects.map((one) => spentOn(facts, one, year)));
  const counted = allCountedBy(facts, projects, year);
  const lines = count(projects.length + reserves.length, together([counted, held.behind]));
  const parted = told`${amount(awards)} for ${many(count(projects.length, counted), 'project')}`;
  const kept = many(count(reserves.length, held.behind), 'reserve');
  const rest = reserves.length === 0 ? 'nothing in reserve' : told`${amount(held)} held in ${kept}`;
  const all = told`${amount(summed([awards, held]))} in ${many(lines, 'line')}`;
  return told`${all}: ${parted}, and ${rest}. ${amount(spent)} is spent.`;
}

/** By priority as adopted, then by title, so that the reader finds a project. */
function inOrder(facts: Facts, projects: readonly ProjectFacts[]): readonly ProjectFacts[] {
  const order = [...facts.partnership.priorities.keys()];
  const place = ({ bid }: ProjectFacts): number => {
    const at = order.indexOf(bid.priorities?.[0] ?? '');
    return at === -1 ? order.length : at;
  };
  return projects.toSorted((a, b) => place(a) - place(b) || titleOf(a).localeCompare(titleOf(b), 'en-GB'));
}

const columns = [
  'Project',
  'Priorities',
  'Cost £',
  'Spent £',
  'Output in words',
  'Output in numbers',
  'Cost per output £',
  'Partner input',
  'Risk of not doing it',
  'Challenges',
  'What next',
  'Reference',
];

function projectTable(facts: Facts, projects: readonly ProjectFacts[], year: FinancialYear): Part {
  const rows = [
    ...projects.map((project) => projectRow(facts, project, year)),
    ...reservesIn(facts, year).map(({ reserve, purpose, pence, behind }) => {
      const held = [
        words(quoted(purpose)),
        words('Reserve'),
        money(pence, behind),
        words('Held, with no project.'),
      ];
      return [
        ...held.slice(0, 3),
        money(0),
        ...held.slice(3),
        words(''),
        absent('reserve'),
        ...blanks(4),
        words(reserve),
      ];
    }),
  ];
  const award = sumPence(projects.map((project) => costIn(facts, project, year).pence));
  const held = sumPence(reservesIn(facts, year).map(({ pence }) => pence));
  const spent = sumPence(projects.map((project) => spentOn(facts, project, year).pence));
  const totals = [[words('Total, each project counted once'), words(''), money(award + held), money(spent)]];
  return table('projects', `Projects of ${yearInWords(year)}`, columns, rows, { totals });
}

function blanks(length: number): readonly Cell[] {
  return Array.from({ length }, () => words(''));
}

function projectRow(facts: Facts, project: ProjectFacts, year: FinancialYear): readonly Cell[] {
  const award = costIn(facts, project, year);
  const spent = spentOn(facts, project, year);
  const outputs = projectOutputs(project, wholeCost(facts, project));
  return [
    words(titleOf(project)),
    words(prioritiesOf(facts, project).join(', ')),
    amount(award),
    amount(spent),
    words(outputs.inWords),
    words(outputs.inNumbers),
    outputs.costOfOne,
    words(partnerInputOf(project)),
    words(project.bid.riskOfNotDoing),
    words(project.bid.challenges),
    words(outcomeOf(facts, project)),
    words(project.project),
  ];
}

function spentOn({ money: known }: Facts, { project }: ProjectFacts, year: FinancialYear): Figure {
  return known.figure({ account: 'spent', project, year });
}

/** From the awards to the budget at the same moment, with everything that lies between them. */
export function reconciliation(facts: Facts, projects: readonly ProjectFacts[], year: FinancialYear): Part {
  const kept = projects.map((project) => moneyIn(facts, project, year));
  const sum = (step: Exclude<keyof YearsMoney, 'behind'>): Figure =>
    summed(kept.flatMap((one) => (one[step] === 0 ? [] : [{ pence: one[step], behind: one.behind }])));
  const steps: readonly (readonly [what: string, step: Figure])[] = [
    ['Awards to projects', sum('awardPence')],
    ['Commitments from the year before', sum('broughtPence')],
    ['Held in reserve', summed(reservesIn(facts, year))],
    ['Less what was released unspent', less(sum('releasedUnspentPence'))],
    ['Spent beyond awards', sum('overspendPence')],
    [
      'Less what waits for funding to be confirmed',
      less(facts.money.figure({ account: 'subject-to-funding', year })),
    ],
    ['Less commitments that went to the next year', less(sum('carriedPence'))],
  ];
  const rows = steps.filter(([, { pence }], at) => at === 0 || pence !== 0);
  const standing = (['spent', 'committed', 'reserved'] as const).map((account) => [
    words(`In the budget as ${account}`),
    amount(facts.money.figure({ account, year })),
  ]);
  const inAll = sumPence(steps.map(([, { pence }]) => pence));
  return table(
    'budget',
    'From the awards to the budget',
    ['What', 'Amount £'],
    rows.map(([what, step]) => [words(what), amount(step)]),
    { totals: [[words('Together'), money(inAll)], ...standing] },
  );
}

function less({ pence, behind }: Figure): Figure {
  return { pence: 0 - pence, behind };
}
