import type { Facts } from '#documents/facts/facts';
import type { AwardMoney } from '#documents/facts/award-money';
import { reservesIn } from '#documents/facts/in-year';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { money, table, words } from '#documents/model/document';
import type { Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import type { FinancialYear } from '#kernel/financial-year';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** An award of a year from one source, with the priority under which its project is counted. */
type Resource = AwardMoney & { readonly priority: string };

/**
 * What each source gave each priority, each project counted once, under the first that its bid names, and
 * what each holds in reserve: together what the totals by priority come to.
 */
export function resourceTable(facts: Facts, projects: readonly ProjectFacts[], year: FinancialYear): Part {
  const all = projects.flatMap(({ project, bid }): Resource[] => {
    const [priority = ''] = bid.priorities ?? [];
    return facts.awards.of(project, year).map((award) => ({ ...award, priority }));
  });
  const order = [...facts.partnership.priorities.keys()];
  const byPlace = [...Map.groupBy(all, ({ priority, source }) => `${priority} ${source}`).values()];
  const rows = byPlace
    .toSorted(([a], [b]) => order.indexOf(a?.priority ?? '') - order.indexOf(b?.priority ?? ''))
    .flatMap((those) => {
      const [first] = those;
      const pence = sumPence(those.map(givenPence));
      if (first === undefined || pence === 0) return [];
      const behind = those.flatMap((one) => one.behind);
      return [
        [
          words(facts.partnership.priorities.get(first.priority)?.name ?? first.priority),
          words(quoted(facts.sources.get(first.source)?.name ?? first.source)),
          money(pence, behind),
        ],
      ];
    });
  const held = reservesIn(facts, year).map(({ source, pence, behind }) => [
    words('Held in reserve'),
    words(quoted(facts.sources.get(source)?.name ?? source)),
    money(pence, behind),
  ]);
  const total = sumPence([...all.map(givenPence), ...reservesIn(facts, year).map(({ pence }) => pence)]);
  return table(
    'resources',
    'By priority and source, each project counted once',
    ['Priority', 'Source', 'Amount £'],
    [...rows, ...held],
    {
      totals: [[words('Total'), words(''), money(total)]],
      whenEmpty: 'Nothing was awarded.',
    },
  );
}

/** As the cost of a project is reckoned: what was awarded, with what came from the year before. */
function givenPence({ allocatedPence, withdrawnPence, broughtPence }: AwardMoney): Pence {
  return allocatedPence - withdrawnPence + broughtPence;
}
