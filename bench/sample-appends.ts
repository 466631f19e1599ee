import { eventIdOf, bodyOf } from '#eventing/envelope';
import type { NewAnswer, NewEvent } from '#eventing/event-store';

/** One event of a stream with the answer to its command: what most commands leave behind. */
export interface SampleAppend {
  readonly stream: string;
  readonly version: number;
  readonly event: NewEvent;
  readonly answer: NewAnswer;
}

/** About the life of a project: proposed, funded, started, updated monthly, paid, evaluated. */
const eventsOfStream = 20;
const actor = { person: 'support-officer', role: 'partnership-support' };
const progress =
  'Four Friday nights with the bus on three estates; 112 young people came, 31 of them for the first time. ' +
  'Two youth workers a night, one volunteer. Calls about the parade fell from nine in June to four in July.';

/**
 * Appends to make, in as many lines as there are commands at once: within a line each follows the one before.
 *
 * A line fills one stream after another. A body has about 700 bytes, and command ids come in order, as those
 * of an imported file do.
 */
export function sampleLines(lines: number, appendsOfLine: number): readonly (readonly SampleAppend[])[] {
  return Array.from({ length: lines }, (_, line) =>
    Array.from({ length: appendsOfLine }, (_unused, place) => sampleAppend(lines, line, place)),
  );
}

/** The next sample. @throws Error when there is none left, which would make a portion look quick. */
export function nextOf(samples: Iterator<SampleAppend>): SampleAppend {
  const next = samples.next();
  if (next.done === true) throw new Error('There are too few samples for the time.');
  return next.value;
}

function sampleAppend(lines: number, line: number, place: number): SampleAppend {
  const number = place * lines + line;
  const project = Math.floor(place / eventsOfStream) * lines + line;
  const stream = `project-riverside.register-2011-12-${digits(project)}`;
  const command = `riverside/register-2011-12-row-${digits(number)}`;
  const version = place % eventsOfStream;
  const event = sampleEvent(stream, command, number);
  return { stream, version, event, answer: sampleAnswer(stream, command, version, event) };
}

function sampleEvent(stream: string, command: string, number: number): NewEvent {
  const id = eventIdOf(command, 0);
  const type = 'PerformanceUpdateSubmitted';
  const body = bodyOf({
    id,
    stream,
    type,
    schema: 1,
    effectiveOn: '2011-08-31',
    partnership: 'riverside',
    actor,
    command,
    causation: command,
    correlation: command,
    data: { month: '2011-08', rag: 'green', progress, number },
  });
  return { id, type, body };
}

function sampleAnswer(stream: string, command: string, version: number, event: NewEvent): NewAnswer {
  const { id, type } = event;
  const surroundings = {
    type: 'SubmitPerformanceUpdate',
    partnership: 'riverside',
    actor,
    via: 'register.csv',
  };
  const events = [{ id, type, stream, version }];
  const body = JSON.stringify({ ...surroundings, effectiveOn: '2011-08-31', outcome: 'accepted', events });
  return { command, hash: id.replaceAll('-', '').repeat(2), outcome: 'accepted', body };
}

function digits(number: number): string {
  return String(number).padStart(7, '0');
}
