/**
 * A priority as registers may write it: its name, its id, and the other spellings that the partnership gave
 * it.
 */
export interface PriorityWords {
  readonly priority: string;
  readonly name: string;
  readonly alsoWritten: readonly string[];
}

/** The priorities that a run of text names, in the order in which it names them, and what was left unread. */
export interface PrioritiesRead {
  readonly priorities: readonly string[];
  /** The words that name no priority, empty when all of it was read. */
  readonly unread: string;
}

/** Reads the priorities of one cell. */
export type ReadPriorities = (text: string) => PrioritiesRead;

/** What registers write when they mean every priority. */
const everything = ['all', 'all priorities', 'all crime', 'all crimes'];
const joiners = new Set(['and', '&', '+']);

/**
 * A reader for a partnership's priorities: `ASB Re-offending Serious crime`, `Serious crime and ASB`, `all`.
 *
 * At each word the longest spelling that fits is taken, whatever its capitals and hyphens, so that
 * "PREVENT agenda" is read before "PREVENT". A spelling that several priorities share names all of them.
 */
export function priorityReader(known: readonly PriorityWords[]): ReadPriorities {
  const spellings = spellingsOf(known);
  const longest = Math.max(...Array.from(spellings.keys(), (key) => key.split(' ').length));
  return (text) => read(wordsOf(text), spellings, longest);
}

type Spellings = ReadonlyMap<string, readonly string[]>;

function spellingsOf(known: readonly PriorityWords[]): Spellings {
  const every = known.map(({ priority }) => priority);
  const spellings = new Map<string, readonly string[]>(everything.map((words) => [words, every]));
  const own = new Map<string, string[]>();
  for (const { priority, name, alsoWritten } of known) {
    for (const key of new Set([name, priority, ...alsoWritten].map(keyOf))) {
      if (key !== '') own.set(key, [...(own.get(key) ?? []), priority]);
    }
  }
  // A partnership that says what "all crime" means to it is believed.
  return new Map([...spellings, ...own]);
}

function read(words: readonly string[], spellings: Spellings, longest: number): PrioritiesRead {
  const priorities = new Set<string>();
  const unread: string[] = [];
  for (let at = 0; at < words.length;) {
    const [count, named] = longestAt(words, at, spellings, longest);
    if (named !== undefined) named.forEach((priority) => priorities.add(priority));
    else if (!joiners.has(words[at]?.toLowerCase() ?? '')) unread.push(words[at] ?? '');
    at += count;
  }
  return { priorities: [...priorities], unread: unread.join(' ') };
}

function longestAt(
  words: readonly string[],
  at: number,
  spellings: Spellings,
  longest: number,
): [number, readonly string[] | undefined] {
  for (let count = Math.min(longest, words.length - at); count > 0; count -= 1) {
    const named = spellings.get(keyOf(words.slice(at, at + count).join(' ')));
    if (named !== undefined) return [count, named];
  }
  return [1, undefined];
}

/** Hyphens part words, so that "Re-offending" and "Re offending" are one spelling. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}']+|[&+]/gu) ?? [];
}

function keyOf(text: string): string {
  return wordsOf(text.toLowerCase().replaceAll('&', ' and ')).join(' ');
}
