import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson } from '#eventing/canonical-json';
import { decodingOf } from '#eventing/decoding';
import type { Envelope } from '#eventing/envelope';
import { eventSchemas, eventSchemasByNoun } from '#funding/event-schemas';
import { confirmation } from '#funding/confirmation/confirmation';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { highlight } from '#funding/highlight/highlight';
import { indicator } from '#funding/indicator/indicator';
import { ledger } from '#funding/ledger/ledger';
import { publication } from '#funding/publication/publication';
import { meeting } from '#funding/meeting/meeting';
import { message } from '#funding/message/message';
import { partnership } from '#funding/partnership/partnership';
import { person } from '#funding/person/person';
import { postingsOf } from '#funding/funding-source/postings';
import { project } from '#funding/project/project';
import { risk } from '#funding/risk/risk';
import { fold } from '#kernel/decider';
import { sumPence } from '#kernel/pence';
import type { StreamNoun } from '#kernel/ids';
import {
  comparable,
  examplesAmong,
  goldenFolder,
  olderFolder,
  readGolden,
  writeGolden,
} from './golden-events.ts';
import type { Examples } from './golden-events.ts';
import { commandsIn, Played } from '../journeys/playing.ts';

const golden = readGolden(goldenFolder);
const goldenPaths = [...golden.keys()];
const older = readGolden(olderFolder);
const bodies = new Map([...golden, ...older]);
/** Every shape in which there ever was an event, older ones without a field too. */
const everyPath = [...bodies.keys()];

interface Happened {
  readonly type: string;
  readonly data: unknown;
}

interface Folding {
  readonly initialState: unknown;
  evolve(state: never, event: never): unknown;
}

const folds: Readonly<Record<StreamNoun, Folding>> = {
  partnership,
  person,
  source: fundingSource,
  project,
  meeting,
  message,
  indicator,
  risk,
  confirmation,
  highlight,
  ledger,
  publication,
};

/** What each noun begins with, so that an event is folded on a state that takes it in. */
const beginnings: Readonly<Record<StreamNoun, readonly string[]>> = {
  partnership: ['PartnershipFounded'],
  person: ['PersonRegistered'],
  source: ['FundingSourceOpened'],
  project: ['ProjectProposed', 'BidPutOnAgenda', 'ProjectFunded'],
  meeting: ['MeetingCalled', 'ItemPutOnAgenda', 'MeetingOpened', 'AttendanceRecorded'],
  message: ['MessageQueued'],
  indicator: ['IndicatorDefined', 'ActualRecorded', 'MitigationPlanned'],
  risk: ['RiskRegistered'],
  confirmation: ['YearEndPrepared'],
  highlight: ['HighlightReportSubmitted'],
  ledger: ['LedgerBatchSent'],
  publication: ['PublisherDescribed', 'ProjectHeldBack', 'CountyJoined'],
};

const decoding = decodingOf(eventSchemas);

function nounOf(path: string): StreamNoun {
  return path.split('/')[0] as StreamNoun;
}

function pathOf(noun: string, type: string, schema: number): string {
  return `${noun}/${type}.${schema}.json`;
}

function decoded(path: string): Happened {
  const body = bodies.get(path) ?? '';
  const { id, stream, type } = JSON.parse(body) as Envelope;
  const place = { version: 0, position: 1, recordedAt: '2012-03-01T10:00:00.000Z' };
  return decoding.decode({ id, stream, type, body, ...place });
}

function begun(noun: StreamNoun): readonly Happened[] {
  return beginnings[noun].map((type) => {
    return decoded(pathOf(noun, type, eventSchemasByNoun[noun][type] ?? 0));
  });
}

function folded(noun: StreamNoun, events: readonly Happened[]): unknown {
  return fold(folds[noun] as never, events as never);
}

/** Whether a figure was made of something that is not there, as when a field has another name than it had. */
function hasLostFigure(state: unknown): boolean {
  if (typeof state === 'number') return !Number.isSafeInteger(state);
  if (typeof state !== 'object' || state === null) return false;
  const parts = state instanceof Map ? [...state.values()] : Object.values(state);
  return parts.some(hasLostFigure);
}

const comparableOf = (examples: Examples): object =>
  Object.fromEntries([...examples].map(([path, body]) => [path, comparable(body)]));

describe('The golden events', () => {
  it('are what is written today, and `npm run golden` is how a difference is agreed to', async () => {
    const played = new Played();
    await played.send(commandsIn('test/journeys/every-command.ndjson'));
    const today = examplesAmong(played.events);
    const current = new Map([...golden].filter(([path]) => today.has(path)));
    expect(comparableOf(current)).toEqual(comparableOf(today));
  });

  it('are of every type of every noun, in every schema that there ever was', () => {
    const known = Object.entries(eventSchemasByNoun).flatMap(([noun, schemas]) =>
      Object.entries(schemas).flatMap(([type, schema]) =>
        Array.from({ length: schema }, (_, index) => pathOf(noun, type, index + 1)),
      ),
    );
    expect(goldenPaths).toEqual(known.toSorted());
  });

  it('have a name that no other noun uses', () => {
    const names = Object.values(eventSchemasByNoun).flatMap((schemas) => Object.keys(schemas));
    expect(names.toSorted()).toEqual(Object.keys(eventSchemas).toSorted());
  });

  it('are kept as they were before a field was added, beside what is written today', () => {
    const today = [...older.keys()].map((path) => path.replace(/\.\d+\.json$/u, '.json'));
    expect(goldenPaths).toEqual(expect.arrayContaining(today));
    expect([...older.keys()]).toContain('meeting/MeetingCalled.1.1.json');
  });

  it.each(everyPath)('are kept as canonical text: %s', (path) => {
    expect(canonicalJson(JSON.parse(bodies.get(path) ?? ''))).toBe(bodies.get(path));
  });

  it.each(everyPath)('are read and folded today: %s', (path) => {
    const noun = nounOf(path);
    const state = folded(noun, [...begun(noun), decoded(path)]);
    expect(hasLostFigure(state)).toBe(false);
  });

  it('would not be read with a figure missing', () => {
    const [opened] = begun('source');
    const confirmed = { type: 'FundingConfirmed', data: { entry: 'c', fundingType: 'revenue' } };
    expect(hasLostFigure(folded('source', [opened as Happened, confirmed]))).toBe(true);
  });

  it.each(everyPath.filter((path) => nounOf(path) === 'source'))('are money still: %s', (path) => {
    const amounts = postingsOf(decoded(path) as FundingSourceEvent).map(({ amountPence }) => amountPence);
    expect(sumPence(amounts)).toBe(0);
  });
});

describe('The command that writes the golden events', () => {
  const place = mkdtempSync(join(tmpdir(), 'tallystick-golden-'));
  const [folder, before] = [join(place, 'events'), join(place, 'older')];
  const old = ['meeting/MeetingCalled.1.json', '{"schema":1}'] as const;
  const person1 = ['person/PersonRegistered.1.json', '{"fingerprint":"a","sealed":"b"}'] as const;

  beforeAll(() => {
    for (const [path, body] of [old, person1]) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), body);
    }
  });
  afterAll(() => {
    rmSync(place, { recursive: true });
  });

  it('adds what is new, and leaves an older schema and what is only sealed anew as they are', () => {
    const added = ['meeting/MeetingCalled.2.json', '{"schema":2}'] as const;
    const sealedAnew = [person1[0], '{"fingerprint":"c","sealed":"d"}'] as const;
    expect(writeGolden(folder, before, new Map([added, sealedAnew]))).toEqual([added[0]]);
    expect(readGolden(folder)).toEqual(new Map([old, added, person1]));
  });

  it('writes an example of today anew when it differs', () => {
    const changed = ['meeting/MeetingCalled.2.json', '{"place":"Town hall","schema":2}'] as const;
    expect(writeGolden(folder, before, new Map([changed]))).toEqual([changed[0]]);
    expect(readGolden(folder).get(changed[0])).toBe(changed[1]);
  });

  it('keeps what it was where it had other fields, and not where only what they say differs', () => {
    const path = 'meeting/MeetingCalled.2.json';
    const [hall, house] = ['{"place":"Town hall","schema":2}', '{"place":"Council house","schema":2}'];
    const atTen = '{"place":"Council house","schema":2,"startsAt":"10:00"}';
    for (const body of [hall, house, atTen]) writeGolden(folder, before, new Map([[path, body]]));
    expect([...readGolden(before)].at(-1)).toEqual(['meeting/MeetingCalled.2.2.json', house]);
  });
});
