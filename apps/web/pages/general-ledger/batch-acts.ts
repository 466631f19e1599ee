import type { CommandName } from '#funding/roles';
import type { SentBatch } from '#reads/ledger-batches';
import type { Visit } from '../../access/visit.js';
import { act } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askLine, askText } from '../../acts/questions.js';
import { SeeOther } from '../../answering/page.js';
import { ledgerTrail } from './batch-at.js';

interface BatchActAt {
  readonly visit: Visit;
  readonly sent: SentBatch;
}

type Known = readonly [command: CommandName, text: string, start: (at: BatchActAt) => Act];

/** What can be done about a batch that was sent, by the last part of its address. */
export const batchActs: ReadonlyMap<string, Known> = new Map(
  Object.entries<Known>({
    'record-import': ['RecordLedgerImport', 'Record the import', recordImport],
    'take-back': ['TakeBackLedgerBatch', 'Take the batch back', takeBack],
  }),
);

function recordImport(at: BatchActAt): Act {
  const { batch } = at.sent;
  return act({
    ...around(at),
    title: 'Record the import',
    intro: [
      'Once the general ledger has the batch, it stands for good: it can be neither taken back nor imported again.',
    ],
    questions: {
      reference: askLine({
        label: 'The reference of the general ledger',
        what: 'the reference of the general ledger',
        hint: 'The number of the journal, for example JNL-2012-0412',
      }),
    },
    button: 'Record the import',
    command: ({ reference }) => ({ name: 'RecordLedgerImport', content: { batch, reference } }),
    fields: { batch: 'reference' },
    done: backTo(at, `The import of batch ${batch} is recorded.`),
  });
}

function takeBack(at: BatchActAt): Act {
  const { batch } = at.sent;
  return act({
    ...around(at),
    title: 'Take the batch back',
    intro: [
      'Only where the general ledger did not take it. What it covered goes in the next batch, under the next number.',
    ],
    questions: { reason: askText({ label: 'Why', what: 'why' }) },
    button: 'Take the batch back',
    warning: () =>
      `Make sure that batch ${batch} is not in the general ledger, and that nobody will import its file.`,
    command: ({ reason }) => ({ name: 'TakeBackLedgerBatch', content: { batch, reason } }),
    fields: { batch: 'reason' },
    done: backTo(at, `Batch ${batch} is taken back. What it covered goes in the next.`),
  });
}

function around({ visit, sent: { batch } }: BatchActAt): Pick<Act, 'caption' | 'trail'> {
  const href = visit.at(`/general-ledger/batches/${batch}`);
  return { caption: `Batch ${batch}`, trail: [...ledgerTrail(visit), { text: `Batch ${batch}`, href }] };
}

function backTo({ visit, sent: { batch } }: BatchActAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at(`/general-ledger/batches/${batch}`), notice);
}
