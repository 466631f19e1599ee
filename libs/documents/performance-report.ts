import type { Facts } from '#documents/facts/facts';
import { financeInShort, financeParts } from '#documents/finance';
import { indicatorParts, indicatorsInShort, mitigationParts } from '#documents/indicator-tables';
import { periodInWords } from '#documents/period-words';
import { risksInShort, riskTable, risksIn } from '#documents/risk-register';
import { heading, list } from '#documents/model/document';
import type { Document } from '#documents/model/document';
import type { Period } from '#funding/indicator/periods';
import type { FinancialYear } from '#kernel/financial-year';

/**
 * The performance report of a quarter, a half-year or a year: each indicator against its target, what is done
 * where one is red or amber, the risks, and what each project was given, spent and plans. It names nobody.
 *
 * Its parts are those of the half-year report of Thurrock for 2008/09.
 */
export function performanceReport(facts: Facts, year: FinancialYear, period: Period = 'year'): Document {
  return {
    name: 'performance-report',
    title: `Performance report: ${periodInWords(year, period)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'sideways',
    mainTable: 'indicators',
    parts: [
      list([...indicatorsInShort(facts, year, period), financeInShort(facts, year), risksInShort(facts)]),
      heading('Performance'),
      ...indicatorParts(facts, year, period),
      heading('Mitigating action'),
      ...mitigationParts(facts, year, period),
      heading('Risks'),
      riskTable(facts, risksIn(facts)),
      heading('Finance'),
      ...financeParts(facts, year),
    ],
  };
}
