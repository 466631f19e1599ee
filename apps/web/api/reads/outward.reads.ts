import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { ledgerFormats, ledgerLines } from '#documents/ledger';
import type { LedgerFormat } from '#documents/ledger';
import { publication } from '#funding/publication/publication';
import { publicationStream } from '#kernel/ids';
import { batchesSent, batchSent, batchToSend, withPositions } from '#reads/ledger-batches';
import { sourceEvents } from '#reads/source-events';
import { readers } from '../../access/rules.js';
import { MomentAsked } from '../moment-asked.js';
import { queryOf } from '../query.js';
import { one } from '../read.js';
import type { ApiRead } from '../read.js';
import { day, fundingType, list, moment, pence, text, whole, yesOrNo } from '../shapes.js';

const tag = 'General ledger and open data';

const codes = Type.Object({
  costCentre: text('The cost centre.'),
  subjective: text('The subjective code.'),
  analysis: Type.Optional(text('The analysis code.')),
});

const line = Type.Object({
  source: text('The source.'),
  at: whole("The place of its event in the source's own record."),
  position: whole('The position of that event in the whole store.'),
  on: day('Its posting date.'),
  account: text('spent, recoveries or prior-year.'),
  fundingType,
  project: Type.Optional(text('The project.')),
  payment: Type.Optional(text('The payment.')),
  category: Type.Optional(text('The category of cost.')),
  amountPence: pence('A payment above nil, what came back below.'),
  codes: Type.Optional(codes),
});

const range = Type.Object({
  source: text('The source.'),
  from: whole('From which place in its record.'),
  to: whole('To which place, itself in it.'),
});

const inBatch = {
  batch: whole('Its number.'),
  hash: text('SHA-256 of what is in it, under which it is sent.'),
  covers: list(range, 'What of each source it has.'),
  totalPence: pence('What its lines come to.'),
};
const sending = {
  mapping: whole('The version of the codes.'),
  standing: text('sent, imported or taken-back.'),
  answer: Type.Optional(text('The reference of the general ledger, or why it was taken back.')),
  sentOn: day('When it was sent.'),
  sentAt: moment('When that was recorded.'),
  sentBy: text('Who sent it, a person.'),
};
const lines = list(line, 'Its amounts.');
const balancing = Type.Optional(codes);

/** The whole history of money, so it is told as it is read: its length does not matter. */
const journalRead: ApiRead = {
  operation: 'getJournal',
  path: '/journal',
  tag,
  about: 'The journal of every event that moves money, for a program of plain-text accounting.',
  roles: readers,
  query: MomentAsked,
  shape: undefined,
  forms: ledgerFormats.map((format) => ({ format, type: 'text/plain', about: `For ${format}.` })),
  isPaged: false,
  hasRevision: false,
  answer: async ({ reading: { place, partnership } }, _, asked, format) => {
    const { asAt, knownAt = place.clock.now() } = queryOf(MomentAsked, asked);
    const of = { partnership, asAt, knownAt };
    const told = ledgerLines(format as LedgerFormat, of, sourceEvents(place, of));
    return { content: Readable.from(ended(told)) };
  },
};

async function* ended(told: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const next of told) yield `${next}\n`;
}

export const outwardReads: readonly ApiRead[] = [
  journalRead,
  one({
    operation: 'getGeneralLedger',
    path: '/general-ledger',
    tag,
    about: 'What goes to the general ledger next, and the batches that were sent.',
    shape: Type.Object({
      next: Type.Object({ ...inBatch, lines, balancing }),
      batches: list(
        Type.Object({ ...inBatch, ...sending, lines: whole('How many amounts it has.') }),
        'Every batch that was sent, the first first.',
      ),
    }),
    read: async (from) => ({
      next: await withPositions(from, await batchToSend(from.place, from.partnership)),
      batches: await batchesSent(from.place, from.partnership),
    }),
  }),
  one({
    operation: 'getLedgerBatch',
    path: '/general-ledger/batches/:batch',
    tag,
    about: 'A batch as it was sent to the general ledger.',
    shape: Type.Object({ ...inBatch, ...sending, lines, balancing }),
    read: async (from, { batch = '' }) => {
      const isNumber = /^[1-9]\d{0,8}$/.test(batch);
      const sent = isNumber ? await batchSent(from.place, from.partnership, Number(batch)) : undefined;
      return sent === undefined ? undefined : withPositions(from, sent);
    },
  }),
  one({
    operation: 'getPublication',
    path: '/publication',
    tag,
    about:
      'Who publishes, what each agency is to the public, what is held back, and whose views were joined.',
    shape: Type.Object({
      publisher: Type.Optional(
        Type.Object({
          name: text('The body that publishes.'),
          identifier: text('Its identifier in a register of bodies.'),
          prefix: text('Its prefix for the identifiers of grants.'),
          department: text('The part of it that spends and awards.'),
          areaCode: text("The code of the partnership's area."),
          licence: Type.Optional(text('The address of the licence.')),
          website: Type.Optional(text('The address of its site.')),
        }),
      ),
      agencies: list(
        Type.Object({
          agency: text('The agency.'),
          kind: text('public, voluntary, company or other.'),
          identifier: Type.Optional(text('Its identifier in a register of bodies.')),
        }),
        'What agencies are to the public.',
      ),
      heldBack: list(
        Type.Object({
          project: text('The project.'),
          released: yesOrNo('Whether it was released again.'),
          reason: text('Why it was held back, or released.'),
        }),
        'Projects that were held back.',
      ),
      counties: list(
        Type.Object({
          county: text('The county.'),
          name: text('Its name.'),
          left: yesOrNo('Whether it was left again.'),
        }),
        "The counties' views that were joined.",
      ),
    }),
    read: async ({ place, partnership }) => {
      const state = await place.state(publicationStream(partnership), publication);
      const { publisher, agencies, heldBack, counties } = state;
      return { publisher, agencies, heldBack, counties };
    },
  }),
];
