import { decodingOf } from '#eventing/decoding';
import { eventSchemas } from '#funding/event-schemas';
import type { MessageEvent } from '#funding/message/message.events';
import type { ReminderSent } from '#funding/project/delivery.events';
import type { ProjectEvents } from '#funding/project/project.events';
import { inLondon, isInHours, londonDay } from './london.ts';
import { expectedRungs, obligationsIn } from './naive.ts';
import type { Storm } from './storm.ts';

/** How late something may be on the clock of the test. */
const latestMs = 60_000;

/** What became of a message, by its own events. */
interface Told {
  status: string;
  queuedAt: string;
  readonly putOffUntil: string[];
}

export interface Judgement {
  /** What was not as it should have been; empty when all was. */
  readonly wrong: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

interface Read {
  /** At which instants each rung was recorded. */
  readonly rungs: ReadonlyMap<string, readonly string[]>;
  readonly messages: ReadonlyMap<string, Told>;
}

/** Judges a storm after it: by the events, by what the mail server took, and by a naive model of the year. */
export async function judge(storm: Storm): Promise<Judgement> {
  const read = await readEvents(storm);
  const expected = expectedRungs(storm.plans, storm.options.year.from, storm.openings);
  const taken = takenBy(storm);
  const late = latenessOf(storm, read);
  const counts = countsOf(read.messages);
  const wrong = [
    ...rungsWrong(read.rungs, expected),
    ...rungsLate(storm, read.rungs, expected),
    ...messagesWrong(read.messages, taken),
    ...storm.mail.taken
      .filter(({ at }) => !isInHours(at))
      .map(({ message, at }) => `${message} went out of hours, at ${at}`),
    ...late.filter(({ ms }) => ms > latestMs).map(({ message, ms }) => `${message} went ${ms / 1000} s late`),
    ...storm.crashes,
  ];
  return {
    wrong,
    figures: {
      obligations: obligationsIn(storm.plans, storm.options.year.from),
      'rungs that were due': expected.size,
      'rungs recorded once': [...read.rungs.values()].filter(({ length }) => length === 1).length,
      messages: read.messages.size,
      'messages taken by the mail server': taken.size,
      'people who saw one twice': [...taken.values()].filter(({ length }) => length > 1).length,
      'shown as unknown': counts['unknown'] ?? 0,
      'of those, taken by the mail server': [...read.messages].filter(
        ([id, { status }]) => status === 'unknown' && taken.has(id),
      ).length,
      withdrawn: counts['withdrawn'] ?? 0,
      'latest in seconds': Math.max(0, ...late.map(({ ms }) => ms)) / 1000,
      'half went within seconds': median(late.map(({ ms }) => ms)) / 1000,
    },
  };
}

async function readEvents({ desk }: Storm): Promise<Read> {
  const decoding = decodingOf(eventSchemas);
  const rungs = new Map<string, string[]>();
  const messages = new Map<string, Told>();
  for await (const recorded of desk.events.readAll(0)) {
    const { stream, type, recordedAt } = recorded;
    const id = stream.slice(stream.indexOf('.') + 1);
    const data = (): unknown => decoding.decode(recorded).data;
    if (stream.startsWith('message-')) note(messages, id, { type, recordedAt, data: data() } as Noted);
    for (const rung of rungsIn(type, id, data)) rungs.set(rung, [...(rungs.get(rung) ?? []), recordedAt]);
  }
  return { rungs, messages };
}

function rungsIn(type: string, project: string, data: () => unknown): readonly string[] {
  if (type === 'EvaluationEscalated')
    return escalatedIn(project, data() as ProjectEvents['EvaluationEscalated']);
  if (type !== 'EvaluationReminderSent' && type !== 'ReminderSent') return [];
  const { obligation, of = '', dueOn, days, told } = data() as ReminderSent;
  return [nameOf(project, obligation, of, dueOn, days, told)];
}

/** That the chair was told of an overdue evaluation is recorded as an escalation beside its rung. */
function escalatedIn(
  project: string,
  { obligation = 'evaluation', of = '', dueOn, days, to }: ProjectEvents['EvaluationEscalated'],
): readonly string[] {
  return to === 'tasking-agenda' ? [nameOf(project, obligation, of, dueOn, days, to)] : [];
}

/** As the naive model names it. */
function nameOf(...parts: readonly (string | number | undefined)[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

type Noted = MessageEvent & { readonly recordedAt: string };

const statuses: Readonly<Record<string, string>> = {
  MessageQueued: 'queued',
  SendingBegun: 'sending',
  MessageHandedOver: 'handed-over',
  SendingPutOff: 'queued',
  MessageRefused: 'refused',
  OutcomeUnknown: 'unknown',
  MessageWithdrawn: 'withdrawn',
};

function note(messages: Map<string, Told>, id: string, { type, recordedAt, data }: Noted): void {
  const told = messages.get(id) ?? {
    status: '',
    queuedAt: recordedAt,
    putOffUntil: [],
  };
  told.status = statuses[type] ?? type;
  if (type === 'SendingPutOff') told.putOffUntil.push((data as { readonly tryAt: string }).tryAt);
  messages.set(id, told);
}

function takenBy({ mail }: Storm): ReadonlyMap<string, readonly string[]> {
  const taken = new Map<string, string[]>();
  for (const { message, at } of mail.taken) taken.set(message, [...(taken.get(message) ?? []), at]);
  return taken;
}

function rungsWrong(found: Read['rungs'], expected: ReadonlyMap<string, string>): readonly string[] {
  return [
    ...[...expected.keys()].filter((rung) => !found.has(rung)).map((rung) => `never went: ${rung}`),
    ...[...found]
      .filter(([rung]) => !expected.has(rung))
      .map(([rung, at]) => `should not have gone: ${rung} at ${at.join(', ')}`),
    ...[...found]
      .filter(([, at]) => at.length > 1)
      .map(([rung, at]) => `went twice: ${rung} at ${at.join(', ')}`),
  ];
}

/** A rung is recorded when its message is claimed: soon after offices opened, or what kept it ended. */
function rungsLate(
  { obstaclesEnded }: Storm,
  found: Read['rungs'],
  expected: ReadonlyMap<string, string>,
): readonly string[] {
  return [...found].flatMap(([rung, [at = '']]) => {
    const opening = expected.get(rung) ?? at;
    const ended = obstaclesEnded.filter((one) => one <= at && one > opening);
    const ms = Date.parse(at) - Date.parse([opening, ...ended].toSorted().at(-1) ?? at);
    return ms > latestMs ? [`recorded ${ms / 1000} s late: ${rung}`] : [];
  });
}

/** How often a message may have been taken that stands so: what is unknown may have gone or not. */
const mayBeTaken: Readonly<Record<string, readonly number[]>> = {
  'handed-over': [1],
  unknown: [0, 1],
  withdrawn: [0],
};

function messagesWrong(
  messages: Read['messages'],
  taken: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [...messages].flatMap(([id, { status }]) => {
    const times = taken.get(id)?.length ?? 0;
    return mayBeTaken[status]?.includes(times) === true
      ? []
      : [`${id} is ${status} and was taken ${times} times`];
  });
}

/** How long after it could have gone each message went: its offices open, nothing in its way, not put off. */
function latenessOf(
  { mail, obstaclesEnded, openings }: Storm,
  { messages }: Read,
): readonly { message: string; ms: number }[] {
  return mail.taken.map(({ message, at }) => {
    const putOff = messages.get(message)?.putOffUntil.filter((until) => until <= at) ?? [];
    const opening = openings.findLast((one) => one <= at) ?? inLondon(londonDay(at), 9);
    const ended = obstaclesEnded.filter((one) => one <= at && one > opening);
    const could = [opening, ...putOff, ...ended].toSorted().at(-1) ?? at;
    return { message, ms: Date.parse(at) - Date.parse(could) };
  });
}

function countsOf(messages: Read['messages']): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of messages.values()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}
