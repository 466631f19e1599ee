import { daysBetween } from '#kernel/local-date';
import { calendarOf } from '#reminders/mail/calendar';
import { wordsOf } from '#reminders/mail/language';
import type { Language, Words } from '#reminders/mail/language';
import { oneLine } from '#reminders/mail/one-line';
import type { Item, Message } from '#reminders/message';

/** A message in words, ready for any channel. */
export interface Composed {
  readonly id: string;
  readonly to: { readonly name: string; readonly email: string };
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar?: { readonly fileName: string; readonly content: string };
  readonly headers: Readonly<Record<string, string>>;
  /** For a service with templates of its own, which has the link apart: the text without it, and the link. */
  readonly parts?: { readonly text: string; readonly link: string };
}

/** An item as the templates see it. What is not there is `null`. */
interface Line {
  readonly title: string;
  readonly kind: Item['kind'];
  readonly of: string | null;
  readonly source: string | null;
  readonly dueOn: string;
  /** Nil or below while it is not late. */
  readonly daysLate: number;
  readonly told: string;
  readonly inPlaceOf: string;
  /** Whether the person owes it, and is not only told. */
  readonly own: boolean;
}

const longestTitle = 200;
// Mail programs show about so much of a subject.
const longestTitleInSubject = 60;

/**
 * Puts a message into words: a subject that says what and by when, the same in plain text and in HTML, what
 * is overdue first, and the due dates that are still to come as a calendar. Rungs of one obligation are one
 * line. Whatever people typed is made one line, and escaped in HTML.
 */
export function compose(message: Message, language: Language = 'en'): Composed {
  const words = wordsOf(language);
  const { id, to, link } = message;
  const items = oncePerObligation(message.items);
  const about = aboutOf(message, items, words);
  const subject = oneLine(words.say('subject', inSubject(about)), 300);
  const full = { ...about, subject };
  const calendar = dueDates(message, items, words);
  return {
    id,
    to: { name: about.name, email: to.email },
    subject,
    text: words.say('message.txt', full),
    html: words.say('message.html', full),
    ...(calendar === undefined ? {} : { calendar: { fileName: 'due-dates.ics', content: calendar } }),
    headers: headersOf(link, items.length > 1 && about.undelivered.length === 0),
    parts: { text: words.say('message.txt', { ...full, link: '' }), link },
  };
}

type About = ReturnType<typeof aboutOf>;

function aboutOf(
  { partnershipName, to, on, link, undelivered = [] }: Message,
  items: readonly Item[],
  words: Words,
) {
  const lines = items.map((item) => lineOf(item, on));
  return {
    locale: words.locale,
    name: oneLine(to.name, longestTitle),
    partnershipName: oneLine(partnershipName, longestTitle),
    on,
    link,
    items: lines,
    undelivered: undelivered.map((name) => oneLine(name, longestTitle)),
    lateCount: lines.filter(({ daysLate }) => daysLate > 0).length,
    allOwn: lines.every(({ own }) => own),
  };
}

function lineOf({ kind, of, source, title, dueOn, told, inPlaceOf }: Item, on: string): Line {
  return {
    title: oneLine(title, longestTitle),
    kind,
    of: of === undefined ? null : oneLine(of, longestTitle),
    source: source === undefined ? null : oneLine(source, longestTitle),
    dueOn,
    daysLate: daysBetween(dueOn, on),
    told: told ?? '',
    inPlaceOf: inPlaceOf ?? '',
    own: told === undefined || told === 'lead-officer' || told === 'finance-officer',
  };
}

function inSubject(about: About): About {
  const items = about.items.map((line) => ({ ...line, title: oneLine(line.title, longestTitleInSubject) }));
  return { ...about, items };
}

/**
 * The longest overdue first; the rest in the order they are due. Rungs that go together are one line, and so
 * is what one person is told in two capacities: what they owe is said before what they are to know of.
 */
function oncePerObligation(items: readonly Item[]): readonly Item[] {
  const byObligation = new Map(
    items.toReversed().map((item) => [JSON.stringify([...obligationOf(item), item.dueOn]), item]),
  );
  return [...byObligation]
    .toSorted(([a, { dueOn }], [b, other]) => inOrder(dueOn, other.dueOn) || inOrder(a, b))
    .map(([, item]) => item);
}

function obligationOf({ project, kind, of = '', source = '' }: Item): readonly string[] {
  return [project, kind, of, source];
}

function inOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The due dates that are not past yet; undefined when all are. */
function dueDates(
  { partnership, on, link }: Message,
  items: readonly Item[],
  words: Words,
): string | undefined {
  const toCome = items.filter(({ dueOn }) => dueOn >= on);
  if (toCome.length === 0) return undefined;
  const days = toCome.map((item) => ({
    obligation: [partnership, ...obligationOf(item)],
    dueOn: item.dueOn,
    summary: oneLine(words.say('calendar', { item: lineOf(item, on) }), longestTitle * 2),
  }));
  return calendarOf(days, on, link);
}

/**
 * What tells other programs that no person wrote it, so that none answers (RFC 3834). A digest can be given
 * up; a reminder of one duty cannot.
 */
function headersOf(link: string, isDigest: boolean): Record<string, string> {
  const automatic = { 'Auto-Submitted': 'auto-generated' };
  return isDigest && link !== '' ? { ...automatic, 'List-Unsubscribe': `<${link}>` } : automatic;
}
