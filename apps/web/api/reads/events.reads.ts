import { Type } from 'typebox';
import { day as asDay, id, line, oneOf } from '#funding/fields';
import { envelopeOf } from '#eventing/decoding';
import { readAnswerBody } from '#eventing/answers';
import type { Outcome } from '#eventing/event-store';
import { isId, personStream, projectStream, meetingStream, sourceStream } from '#kernel/ids';
import { historyOf, streamsNamed } from '#projections/history-of';
import { answersAfter } from '#reads/answers-given';
import { eventsAfter, recordedAt } from '#reads/events';
import type { Reading } from '#reads/reading';
import { inWordsAtFirst } from '#reads/words';
import { Paging } from '../paging.js';
import { one, rows } from '../read.js';
import { day, fundingType, list, moment, pence, text, textOrNull, whole } from '../shapes.js';

const tag = 'Events and history';

class EventsAsked extends Paging {
  @line('Only those of this type: ProjectFunded.', { optional: true, max: 100 }) type?: string;
  @id('Only those of this person.', { optional: true }) person?: string;
  @line('Only those of this record: project-riverside.youth-bus.', { optional: true }) stream?: string;
}

const happened = {
  position: whole('Its place in the whole store.'),
  stream: text('Whose event it is: project-riverside.youth-bus.'),
  type: text('What happened.'),
  person: text('Who told it.'),
  role: text('In what role.'),
  effectiveOn: day('When it was true.'),
  recordedAt: moment('When it was recorded.'),
  words: text('What it says beyond its name; people stand as person: and their id.'),
};

const entry = Type.Object({
  ...happened,
  meeting: textOrNull('The meeting that decided.'),
  item: textOrNull('The item of its agenda.'),
  reason: textOrNull('Why.'),
  moved: list(
    Type.Object({
      source: text('The source.'),
      fundingType,
      account: text('The account.'),
      project: textOrNull('The project.'),
      amountPence: pence('What it gained, or lost.'),
    }),
    'The money that it moved.',
  ),
});

const nouns = {
  projects: projectStream,
  sources: sourceStream,
  meetings: meetingStream,
  people: personStream,
} as const;

/** The history of one thing, by the word of its addresses. */
function historyRead(path: keyof typeof nouns, noun: string) {
  return rows({
    operation: `list${inWordsAtFirst(noun)}History`,
    path: `/${path}/:id/history`,
    tag,
    about: `Every event of a ${noun}, and every other that is about it, in the order of recording.`,
    query: Paging,
    row: entry,
    key: ['number'],
    keyOf: (row) => [row.position],
    read: async ({ models: { db }, partnership }, { id: named = '' }, _, { after, limit }) => {
      if (!isId(named)) return undefined;
      const stream = nouns[path](partnership, named);
      if (!(await streamsNamed(db, partnership, named)).includes(stream)) return undefined;
      return historyOf(db, stream, { after: Number(after?.[0] ?? 0), limit: limit + 1 });
    },
  });
}

class AnswersAsked extends Paging {
  @oneOf(['accepted', 'unchanged', 'refused'], 'Only those of this outcome.', { optional: true })
  outcome?: Outcome;
  @id('Only those of this person.', { optional: true }) person?: string;
  @asDay('Only those answered on this day or later.', { optional: true }) from?: string;
  @asDay('Only those answered on this day or earlier.', { optional: true }) to?: string;
}

const answer = Type.Object({
  sequence: whole('Its place among the answers.'),
  id: text('The identity of the command.'),
  type: text('The command.'),
  person: text('Who gave it.'),
  role: text('In what role.'),
  via: text('By what it came: a page, a file, an API token.'),
  effectiveOn: day('The day on which it was to be true.'),
  recordedAt: moment('When it was answered.'),
  outcome: text('accepted, unchanged or refused.'),
  refusal: textOrNull('The rule that refused it.'),
  words: textOrNull('Why it was refused, for a person.'),
});

export const eventReads = [
  rows({
    operation: 'listAnswers',
    path: '/answers',
    tag,
    about: 'Every command that was given, also those that were refused: by whom, in what role, by what way.',
    roles: ['auditor', 'administrator', 's151-officer'],
    query: AnswersAsked,
    row: answer,
    key: ['number'],
    keyOf: (row) => [row.sequence],
    read: async ({ place, partnership }, _, asked, { after, limit }) => {
      const part = { after: Math.max(0, Number(after?.[0] ?? 0)), limit: limit + 1 };
      const found = await answersAfter(place.store, partnership, asked, part);
      return found.map(({ actor, refusal = null, words = null, ...given }) => {
        return { ...given, ...actor, refusal, words };
      });
    },
  }),
  rows({
    operation: 'listEvents',
    path: '/events',
    tag,
    about: 'The events, the oldest first: whoever keeps the place where they ended can go on from there.',
    query: EventsAsked,
    row: Type.Object(happened),
    key: ['number'],
    keyOf: (row) => [row.position],
    read: async (from, _, { type, person, stream }, { after, limit }) => {
      const found = await eventsAfter(from, { type, person, stream }, Number(after?.[0] ?? 0), limit + 1);
      return found.map(({ effective_on: effectiveOn, recorded_at: recorded, ...row }) => ({
        ...row,
        effectiveOn,
        recordedAt: recorded,
      }));
    },
  }),
  one({
    operation: 'getEvent',
    path: '/events/:position',
    tag,
    about: 'One event as it is stored, byte for byte, and by what it came.',
    shape: Type.Object({
      position: happened.position,
      stream: happened.stream,
      version: whole('Its number in its record, from 0.'),
      id: text('Its identity.'),
      type: happened.type,
      recordedAt: happened.recordedAt,
      command: text('The command that it follows from.'),
      via: Type.Optional(text('By what the command came: a page, a file, an API token.')),
      body: text('The stored bytes: canonical JSON (RFC 8785).'),
    }),
    read: async (from, { position = '' }) => {
      const recorded = /^\d{1,15}$/.test(position) ? await recordedAt(from, Number(position)) : undefined;
      if (recorded === undefined) return undefined;
      const { command } = envelopeOf(recorded);
      const { id: identity, stream, version, type, body, recordedAt: at } = recorded;
      const place = { position: recorded.position, stream, version };
      return { ...place, id: identity, type, recordedAt: at, command, via: await viaOf(from, command), body };
    },
  }),
  historyRead('projects', 'project'),
  historyRead('sources', 'source'),
  historyRead('meetings', 'meeting'),
  historyRead('people', 'person'),
] as const;

/** Every command's kept answer says by what it came (rule 24). */
async function viaOf({ place }: Reading, command: string): Promise<string | undefined> {
  const kept = await place.store.answerTo(command);
  return kept === undefined ? undefined : readAnswerBody(kept).via;
}
