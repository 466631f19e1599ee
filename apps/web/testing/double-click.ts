import { readAnswerBody } from '#eventing/answers';
import type { AnsweredEvent } from '#eventing/answers';
import type { Envelope } from '#eventing/envelope';
import type { KeptAnswer, Recorded } from '#eventing/event-store';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { postingsOf } from '#funding/funding-source/postings';
import { parseStream } from '#kernel/ids';
import { withoutSheet } from './forms.js';
import type { PagesUnderTest } from './pages-under-test.js';
import type { ReadyForm } from './plausible.js';
import type { Shown, Visitor } from './visitor.js';

/** What came of a form that was sent twice at the same moment. */
export interface Doubled {
  readonly where: string;
  readonly answers: readonly [Shown, Shown];
  /** What was kept under each command that was given by it. */
  readonly kept: readonly KeptAnswer[];
}

/** Two posts of the same form by the same person at the same moment: a double click. */
export async function doubleClick(
  { story: { store } }: PagesUnderTest,
  visitor: Visitor,
  { shown, part, answers }: ReadyForm,
  where: string,
): Promise<Doubled> {
  const before = (await Array.fromAsync(store.readAnswers(0))).at(-1)?.sequence ?? 0;
  const both = await Promise.all([visitor.send(shown, answers, part), visitor.send(shown, answers, part)]);
  return { where, answers: both, kept: await Array.fromAsync(store.readAnswers(before)) };
}

/** Those that were carried out more than once, with the commands that they gave. */
export function carriedOutAgain(all: readonly Doubled[]): readonly (readonly string[])[] {
  const again = all.filter(({ kept }) => new Set(kept.map(formOf)).size > 1);
  return again.map(({ where, kept }) => [where, ...kept.map(({ command }) => command)]);
}

/** Those that were answered otherwise the second time, with both answers. */
export function answeredOtherwise(all: readonly Doubled[]): readonly (readonly string[])[] {
  const otherwise = all.filter(({ answers: [first, second] }) => told(first) !== told(second));
  return otherwise.map(({ where, answers }) => [where, ...answers.map(told)]);
}

/** The commands among them that moved money, by the events of sources that they brought about. */
export async function moneyMovedBy(
  { story: { store } }: PagesUnderTest,
  all: readonly Doubled[],
): Promise<ReadonlySet<string>> {
  const hasMoved = async ({ stream, version }: AnsweredEvent): Promise<boolean> => {
    for await (const event of store.readStream(stream, version)) return movesMoney(event);
    return false;
  };
  const moved = new Set<string>();
  for (const answer of all.flatMap(({ kept }) => kept)) {
    const { type, events = [] } = readAnswerBody(answer);
    for (const event of events.filter(isOfSource)) if (await hasMoved(event)) moved.add(type);
  }
  return moved;
}

export const isOfSource = ({ stream }: { readonly stream: string }): boolean =>
  parseStream(stream).noun === 'source';

export function movesMoney({ body }: Pick<Recorded, 'body'>): boolean {
  return postingsOf(JSON.parse(body) as Envelope as FundingSourceEvent).length > 0;
}

/** A page that answers has a sheet of its own each time that it is drawn. */
const told = ({ status, at, heading }: Shown): string => `${status} ${withoutSheet(at)} ${heading}`;

/** The form's own identity, whichever of the commands that it sends a key is of. */
const formOf = ({ command }: KeptAnswer): string => command.replace(/-\d{1,2}$/, '');
