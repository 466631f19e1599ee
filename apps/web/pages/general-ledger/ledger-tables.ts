import { count, date, money, numbered, words } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import { mappingInForce } from '#funding/ledger/ledger';
import type { LedgerState } from '#funding/ledger/ledger';
import type { LedgerCodes } from '#funding/ledger/ledger.events';
import { batchesSent } from '#reads/ledger-batches';
import { inWords } from '#reads/words';
import type { TablesOf } from '../../answering/export.js';
import { kindInWords, sourceNames } from './ledger-words.js';

/** What the page of the general ledger shows, each table by the name by which its file is asked for. */
export const ledgerTables: TablesOf<LedgerState> = {
  batches: async (_, { reading: { place, partnership, names } }) => ({
    name: 'ledger-batches',
    title: 'Batches that were sent',
    columns: ['Batch #', 'Sent', 'Sent by', 'Amounts #', 'Total £', 'State', 'Answer'],
    rows: await Promise.all(
      (await batchesSent(place, partnership))
        .toReversed()
        .map(async (one) => [
          numbered(one.batch),
          date(one.sentOn),
          words(await names.of(one.sentBy)),
          count(one.lines),
          money(one.totalPence),
          words(inWords(one.standing)),
          words(one.answer),
        ]),
    ),
  }),
  codes: async (state, visit) => {
    const sources = await sourceNames(visit);
    const { version, rules = [], balancing } = mappingInForce(state) ?? {};
    return {
      name: 'ledger-codes',
      title: `Codes, version ${version ?? 'none'}`,
      columns: ['For', 'Cost centre', 'Subjective', 'Analysis'],
      rows: [
        ...rules.map((rule) => codesFor(kindInWords(rule, sources), rule)),
        ...(balancing === undefined ? [] : [codesFor('The other side', balancing)]),
      ],
    };
  },
};

function codesFor(what: string, { costCentre, subjective, analysis }: LedgerCodes): readonly Cell[] {
  return [what, costCentre, subjective, analysis].map((text) => words(text));
}
