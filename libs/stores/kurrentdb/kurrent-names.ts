/** The streams of one store, which all begin with its prefix. */
export interface KurrentNames {
  /** The stream of an event: its name in the port after the prefix. */
  event(stream: string): string;
  /** The name in the port of a stream of events. */
  eventStreamOf(name: string): string;
  /** The stream that holds the answer to a command, and nothing else, ever. */
  command(key: string): string;
  /** The stream that stands for the id of an event, so that no id is taken twice. */
  eventId(id: string): string;
  /** The stream that every append goes through, one after another. */
  readonly clock: string;
  isEvent(name: string): boolean;
  isAnswer(name: string): boolean;
  /** Regular expressions that KurrentDB and this machine both understand, over names of streams. */
  readonly patterns: {
    readonly events: string;
    readonly answers: string;
    readonly eventsAndAnswers: string;
    readonly ours: string;
    /** The streams that KurrentDB keeps the metadata of ours in. */
    readonly metadataOfOurs: string;
  };
}

const id = '[a-z0-9][a-z0-9-]{0,63}';
const eventName = `[a-z]{1,32}-${id}([.]${id})?`;
// An underscore is in every name of an answer, and in no name of an event.
const answerName = 'command-[A-Za-z0-9.-]*_[A-Za-z0-9._-]*';

/**
 * Names the streams of a store. Only letters, digits, `.`, `-` and `_` occur, which every version of the
 * server takes.
 *
 * @param prefix what every name begins with, so that several stores can share a server; may be empty
 */
export function kurrentNames(prefix: string): KurrentNames {
  const start = `^${prefix.replaceAll('.', '[.]')}`;
  const patterns = {
    events: `${start}${eventName}$`,
    answers: `${start}${answerName}$`,
    eventsAndAnswers: `${start}(${eventName}|${answerName})$`,
    ours: `${start}([a-z]{1,32}-|event_|clock$)`,
    metadataOfOurs: `^[$][$]${start.slice(1)}([a-z]{1,32}-|event_|clock$)`,
  };
  const [isEvent, isAnswer] = [new RegExp(patterns.events), new RegExp(patterns.answers)];
  return {
    event: (stream) => `${prefix}${stream}`,
    eventStreamOf: (name) => name.slice(prefix.length),
    command: (key) => `${prefix}command-${spelled(key)}`,
    eventId: (event) => `${prefix}event_${event}`,
    clock: `${prefix}clock`,
    isEvent: (name) => isEvent.test(name),
    isAnswer: (name) => isAnswer.test(name),
    patterns,
  };
}

/**
 * A command's key with every character but letters, digits, `.` and `-` as `_` and its code in hexadecimal:
 * `thurrock/7f` is `thurrock_2f7f`. A key without such a character ends in `_`, so no two keys are spelled
 * alike and none is spelled as the stream of an event is.
 */
function spelled(key: string): string {
  const text = key.replaceAll(/[^A-Za-z0-9.-]/g, (character) => `_${hexadecimal(character)}`);
  return text === key ? `${key}_` : text;
}

function hexadecimal(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}
