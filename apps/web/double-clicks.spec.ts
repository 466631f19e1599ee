import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Envelope } from '#eventing/envelope';
import type { BudgetFigures } from '#funding/funding-source/figures';
import { londonDateOf } from '#kernel/local-date';
import { budgetAt } from '#projections/budget-at';
import { commandsIn, Played } from '../../test/journeys/playing.js';
import {
  answeredOtherwise,
  carriedOutAgain,
  doubleClick,
  isOfSource,
  moneyMovedBy,
  movesMoney,
} from './testing/double-click.js';
import type { Doubled } from './testing/double-click.js';
import { formsFor, kindOf } from './testing/forms.js';
import type { Found } from './testing/forms.js';
import { moneyForms, moneyWaits } from './testing/money-forms.js';
import type { MoneyForm } from './testing/money-forms.js';
import { PagesUnderTest } from './testing/pages-under-test.js';
import { readyForms } from './testing/plausible.js';
import { oneOfEachState, toldExample } from './testing/told-example.js';

/** Those who move money by a form; the second officer authorises what the first has asked for. */
const people = ['finance-officer', 'deputy-finance-officer', 'support-officer', 'tasking-chair', 'lead-asb'];

let example: PagesUnderTest;
let waiting: PagesUnderTest;
const tried = new Set<string>();
const doubled: Doubled[] = [];
const awaited: Doubled[] = [];

/** How often all is looked through again for forms that what was sent before has brought. */
const rounds = 2;

beforeAll(async () => {
  waiting = await PagesUnderTest.of(await moneyWaits());
  await waiting.upToDate();
  example = await PagesUnderTest.of(await toldExample());
  await example.upToDate();
  const projects = await oneOfEachState(example);
  for (let round = 0; round < rounds; round += 1) {
    const found = await formsFor(example, people, projects);
    const isLast = round === rounds - 1;
    const inTurn = found.toSorted((one, other) => endsBy(one) - endsBy(other));
    for (const one of inTurn) if (isLast || endsBy(one) === 0) await doubleOnce(one);
  }
});
afterAll(async () => {
  await example.close();
  await waiting.close();
});

/**
 * How much comes to an end by a form: nothing, something, or a whole year. What ends something comes last,
 * since nothing can be done to it afterwards.
 */
function endsBy({ form }: Found): 0 | 1 | 2 {
  if (form.action.includes('/close-year')) return 2;
  return /close|withdraw|cut|decline|cancel|refuse|write-off/.test(form.action) ? 1 : 0;
}

async function doubleOnce(one: Found): Promise<void> {
  const { crawl, form } = one;
  const kind = kindOf(form);
  if (tried.has(kind)) return;
  const today = londonDateOf(example.story.tools.clock.now());
  const called = `twice-${doubled.length + 1}`;
  for await (const ready of readyForms(one, { today, called })) {
    const sent = await doubleClick(example, crawl.visitor, ready, `${form.on.at} → ${form.route.path}`);
    if (sent.answers[0].status >= 400) continue;
    tried.add(kind);
    doubled.push(sent);
    return;
  }
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

/** A lapse is of the clock: there is no button for it. */
const withoutAButton = ['LapseAward'];

async function budget(): Promise<BudgetFigures> {
  return (await budgetAt(await waiting.models(), { partnership: 'riverside' })).totals.all;
}

/** Fills a form in, checks the answers, and clicks twice on the button by which they are recorded. */
async function clickTwice({ by, at, answers }: MoneyForm): Promise<Doubled> {
  const visitor = await waiting.as(by);
  const check = await visitor.send(await visitor.open(`/p/riverside${at}`), answers);
  expect(check.problems).toEqual([]);
  const ready = { shown: check, part: 'main form', answers: { step: 'send' } };
  return doubleClick(waiting, visitor, ready, at);
}

describe('A form that is sent twice at the same moment', () => {
  it('is carried out once', () => {
    expect(carriedOutAgain(doubled)).toEqual([]);
  });

  it('is answered the second time as it was the first', () => {
    expect(answeredOtherwise(doubled)).toEqual([]);
  });

  it.each(moneyForms)('$command of $by moves its money in the budget once', async (form) => {
    const before = await budget();
    const sent = await clickTwice(form);
    expect(sent.answers.map(({ status, problems }) => [status, ...problems])).toEqual([[200], [200]]);
    expect(carriedOutAgain([sent])).toEqual([]);
    expect(answeredOtherwise([sent])).toEqual([]);
    const after = Object.entries(await budget());
    const changed = after.map(
      ([name, pence]) => [name, pence - before[name as keyof BudgetFigures]] as const,
    );
    expect(Object.fromEntries(changed.filter(([, pence]) => pence !== 0))).toEqual(form.moves);
    expect(await moneyMovedBy(waiting, [sent])).toContain(form.command);
    awaited.push(sent);
  });

  it('is tried so for every button that moves money', async () => {
    const all = await moneyCommands();
    const here = (await moneyMovedBy(example, doubled)).union(await moneyMovedBy(waiting, awaited));
    expect([...all].filter((name) => !here.has(name)).toSorted()).toEqual(withoutAButton);
  });
});
