import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readAnswerBody } from '#eventing/answers';
import type { AnsweredEvent } from '#eventing/answers';
import type { Envelope } from '#eventing/envelope';
import type { KeptAnswer, Recorded } from '#eventing/event-store';
import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { postingsOf } from '#funding/funding-source/postings';
import { parseStream } from '#kernel/ids';
import { londonDateOf } from '#kernel/local-date';
import { commandsIn, Played } from '../../test/journeys/playing.js';
import { formsFor, kindOf, withoutSheet } from './testing/forms.js';
import type { Found } from './testing/forms.js';
import { PagesUnderTest } from './testing/pages-under-test.js';
import { readyForms } from './testing/plausible.js';
import type { ReadyForm } from './testing/plausible.js';
import { oneOfEachState, toldExample } from './testing/told-example.js';
import type { Shown } from './testing/visitor.js';

jest.setTimeout(240_000);

/** Those who move money by a form; the second officer authorises what the first has asked for. */
const people = ['finance-officer', 'deputy-finance-officer', 'support-officer', 'tasking-chair', 'lead-asb'];

/** What came of a form that was sent twice at the same moment. */
interface Doubled {
  readonly where: string;
  readonly status: number;
  readonly answers: readonly [Shown, Shown];
  /** What was kept under each command that was given by it. */
  readonly kept: readonly KeptAnswer[];
}

let pages: PagesUnderTest;
const tried = new Set<string>();
const doubled: Doubled[] = [];

/** How often all is looked through again for forms that what was sent before has brought. */
const rounds = 2;

beforeAll(async () => {
  pages = await PagesUnderTest.of(await toldExample());
  await pages.upToDate();
  const projects = await oneOfEachState(pages);
  for (let round = 0; round < rounds; round += 1) {
    const found = await formsFor(pages, people, projects);
    const isLast = round === rounds - 1;
    const inTurn = found.toSorted((one, other) => endsBy(one) - endsBy(other));
    for (const one of inTurn) if (isLast || endsBy(one) === 0) await doubleOnce(one);
  }
});
afterAll(async () => pages.close());

/**
 * How much comes to an end by a form: nothing, something, or a whole year. What ends something comes last,
 * since nothing can be done to it afterwards.
 */
function endsBy({ form }: Found): 0 | 1 | 2 {
  if (form.action.includes('/close-year')) return 2;
  return /close|withdraw|cut|decline|cancel|refuse|write-off/.test(form.action) ? 1 : 0;
}

async function doubleOnce(one: Found): Promise<void> {
  const kind = kindOf(one.form);
  if (tried.has(kind)) return;
  const today = londonDateOf(pages.story.tools.clock.now());
  const called = `twice-${doubled.length + 1}`;
  for await (const ready of readyForms(one, { today, called })) {
    const sent = await sendTwice(one, ready);
    if (sent.status >= 400) continue;
    tried.add(kind);
    doubled.push(sent);
    return;
  }
}

/** Two posts of the same form by the same person at the same moment: a double click. */
async function sendTwice({ crawl: { visitor }, form }: Found, ready: ReadyForm): Promise<Doubled> {
  const { store } = pages.story;
  const before = (await Array.fromAsync(store.readAnswers(0))).at(-1)?.sequence ?? 0;
  const { shown, part, answers } = ready;
  const both = await Promise.all([visitor.send(shown, answers, part), visitor.send(shown, answers, part)]);
  const kept = await Array.fromAsync(store.readAnswers(before));
  return { where: `${form.on.at} → ${form.route.path}`, status: both[0].status, answers: both, kept };
}

/** A page that answers has a sheet of its own each time that it is drawn. */
const told = ({ status, at, heading }: Shown): string => `${status} ${withoutSheet(at)} ${heading}`;

/** The form's own identity, whichever of the commands that it sends a key is of. */
const formOf = ({ command }: KeptAnswer): string => command.replace(/-\d{1,2}$/, '');

const isOfSource = ({ stream }: { readonly stream: string }): boolean =>
  parseStream(stream).noun === 'source';

function movesMoney({ body }: Pick<Recorded, 'body'>): boolean {
  return postingsOf(JSON.parse(body) as Envelope as FundingSourceEvent).length > 0;
}

async function hasMoved({ stream, version }: AnsweredEvent): Promise<boolean> {
  for await (const event of pages.story.store.readStream(stream, version)) return movesMoney(event);
  return false;
}

/** The commands that move money: by what each brings about in the journey of them all. */
async function moneyCommands(): Promise<ReadonlySet<string>> {
  const played = new Played();
  const commands = commandsIn('test/journeys/every-command.ndjson');
  await played.send(commands);
  const names = new Map(
    commands.map(({ id, command, partnership }) => [`${String(partnership)}/${id}`, command]),
  );
  const moved = played.events.filter((event) => isOfSource(event) && movesMoney(event));
  return new Set(moved.map(({ body }) => names.get((JSON.parse(body) as Envelope).command) ?? '?'));
}

/** The commands of the forms that were doubled here that moved money. */
async function moneyDoubled(): Promise<ReadonlySet<string>> {
  const moved = new Set<string>();
  for (const answer of doubled.flatMap(({ kept }) => kept)) {
    const { type, events = [] } = readAnswerBody(answer);
    for (const event of events.filter(isOfSource)) if (await hasMoved(event)) moved.add(type);
  }
  return moved;
}

/**
 * Money commands whose forms cannot be filled in so: what a meeting decides, by one page for all of it, is
 * doubled in `test/pages/meetings`, and a virement in `test/pages/finance`; a register comes as a file, in
 * which a row that was entered before is none; what is received has to be owed before, and an entry that is
 * reversed has to be unused, as in `pages/source`; and a lapse is of the clock.
 */
const triedElsewhere = [
  'AuthoriseVirement',
  'FundProject',
  'LapseAward',
  'RatifyChairsAction',
  'ReceiveClawback',
  'ReceiveReclaim',
  'RescindAward',
  'ReverseEntry',
  'TakeOnProject',
  'VaryAward',
];

describe('A form that is sent twice at the same moment', () => {
  it('is carried out once', () => {
    const twice = doubled.filter(({ kept }) => new Set(kept.map(formOf)).size > 1);
    expect(twice.map(({ where, kept }) => [where, ...kept.map(({ command }) => command)])).toEqual([]);
  });

  it('is answered the second time as it was the first', () => {
    const others = doubled.filter(({ answers: [first, second] }) => told(first) !== told(second));
    expect(others.map(({ where, answers }) => [where, ...answers.map(told)])).toEqual([]);
  });

  it('is tried so for every command that moves money, but for those that are tried elsewhere', async () => {
    const all = await moneyCommands();
    const here = await moneyDoubled();
    expect([...all].filter((name) => !here.has(name)).toSorted()).toEqual(triedElsewhere);
  });
});
