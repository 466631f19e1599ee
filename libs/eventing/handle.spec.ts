import { beforeEach, describe, expect, it } from '@jest/globals';
import { readAnswerBody } from '#eventing/answers';
import type { FinalAnswer } from '#eventing/answers';
import type { CommandEnvelope } from '#eventing/command-envelope';
import { decodingOf, envelopeOf } from '#eventing/decoding';
import { openDesk } from '#eventing/desk';
import type { Desk } from '#eventing/desk';
import { eventIdOf } from '#eventing/envelope';
import { NotWritten, OutcomeUnknown } from '#eventing/event-store';
import type { Appended, EventStore, Recorded } from '#eventing/event-store';
import { commandIdReused, handle } from '#eventing/handle';
import type { Handled } from '#eventing/handle';
import { ask } from '#kernel/asking';
import type { AnyAsk, Plan } from '#kernel/asking';
import { refuse } from '#kernel/decider';
import type { Decider } from '#kernel/decider';
import { Memory, MemoryStore } from '#stores/memory/memory-store';

// A purse that pays out no more than it holds: the smallest noun that can accept, refuse, and be so already.
interface Purse {
  readonly heldPence: number;
  readonly references: readonly string[];
}
type PurseCommand = { fill: number } | { pay: number; reference: string };
type PurseEvent =
  | { readonly type: 'PurseFilled'; readonly data: { readonly pence: number } }
  | { readonly type: 'PursePaid'; readonly data: { readonly pence: number; readonly reference: string } };

const purse: Decider<Purse, PurseCommand, PurseEvent, 'more-than-held'> = {
  initialState: { heldPence: 0, references: [] },
  decide(asked, state) {
    if ('fill' in asked) return [{ type: 'PurseFilled', data: { pence: asked.fill } }];
    if (state.references.includes(asked.reference)) return [];
    if (asked.pay > state.heldPence) return refuse('more-than-held', { held: String(state.heldPence) });
    return [{ type: 'PursePaid', data: { pence: asked.pay, reference: asked.reference } }];
  },
  evolve(state, event) {
    if (event.type === 'PurseFilled') return { ...state, heldPence: state.heldPence + event.data.pence };
    const references = [...state.references, event.data.reference];
    return { heldPence: state.heldPence - event.data.pence, references };
  },
};

const decoding = decodingOf({ PurseFilled: 1, PursePaid: 1 });
const clock = (): string => '2011-04-12T09:00:00.000Z';
const red = 'source-thurrock.red';
const blue = 'source-thurrock.blue';

function deskAt(store: EventStore, retryForMs = 2_000): Desk {
  return openDesk({ store, decoding, commandKey: new Uint8Array(32).fill(7), retryForMs });
}

let memory: Memory;
let store: MemoryStore;
let desk: Desk;
beforeEach(() => {
  memory = new Memory();
  store = new MemoryStore(clock, memory);
  desk = deskAt(store);
});

let sent = 0;
function command(given: Partial<CommandEnvelope> = {}): CommandEnvelope {
  sent += 1;
  return {
    id: `row-${sent}`,
    type: 'PayFromPurse',
    partnership: 'thurrock',
    actor: { person: 'p-1', role: 'finance-officer' },
    on: '2011-04-12',
    via: 'payments.ndjson',
    content: { sent },
    ...given,
  };
}

const asking =
  (...asks: AnyAsk[]): Plan =>
  async () =>
    asks;
const fill = (stream: string, pence: number): AnyAsk => ask(stream, purse, { fill: pence });
const pay = (stream: string, pence: number, reference = 'invoice-1'): AnyAsk =>
  ask(stream, purse, { pay: pence, reference });

async function filled(pence: number, ...streams: string[]): Promise<void> {
  for (const stream of streams) await handle(desk, command(), asking(fill(stream, pence)));
}

async function eventsIn(stream?: string): Promise<Recorded[]> {
  return Array.fromAsync(stream === undefined ? store.readAll(0) : store.readStream(stream));
}

function final(handled: Handled): FinalAnswer {
  if (handled.outcome === 'conflict') throw new Error('It ended in a conflict.');
  return handled;
}

describe('handling a command', () => {
  it('records what was decided, and says where to find it', async () => {
    const fillRed = command();
    const handled = await handle(desk, fillRed, asking(fill(red, 500)));
    const id = eventIdOf(`thurrock/${fillRed.id}`, 0);
    expect(handled).toEqual({
      outcome: 'accepted',
      repeated: false,
      position: 1,
      recordedAt: clock(),
      events: [{ id, type: 'PurseFilled', stream: red, version: 0 }],
    });
    expect(await eventsIn()).toMatchObject([
      { id, stream: red, version: 0, position: 1, type: 'PurseFilled' },
    ]);
  });

  it('writes who, for whom, when and why into each event', async () => {
    const fillRed = command({ id: 'row-a', on: '2011-04-01' });
    await handle(desk, fillRed, asking(fill(red, 500)));
    const [recorded] = await eventsIn();
    expect(envelopeOf(recorded!)).toEqual({
      id: recorded!.id,
      stream: red,
      type: 'PurseFilled',
      schema: 1,
      effectiveOn: '2011-04-01',
      partnership: 'thurrock',
      actor: { person: 'p-1', role: 'finance-officer' },
      command: 'thurrock/row-a',
      causation: 'thurrock/row-a',
      correlation: 'thurrock/row-a',
      data: { pence: 500 },
    });
  });

  it('keeps what led to it', async () => {
    const following = command({ causation: 'an-event', correlation: 'thurrock/the-first' });
    await handle(desk, following, asking(fill(red, 500)));
    const [recorded] = await eventsIn();
    expect(envelopeOf(recorded!)).toMatchObject({ causation: 'an-event', correlation: 'thurrock/the-first' });
  });

  it('stores the envelope as canonical JSON', async () => {
    await handle(desk, command(), asking(fill(red, 500)));
    const [{ body }] = (await eventsIn()) as [Recorded];
    expect(Object.keys(JSON.parse(body) as object)).toEqual(
      Object.keys(JSON.parse(body) as object).toSorted(),
    );
    expect(JSON.stringify(JSON.parse(body))).toBe(body);
  });

  it('decides on what the stream says', async () => {
    await filled(500, red);
    await handle(desk, command(), asking(pay(red, 300, 'one')));
    expect(await handle(desk, command(), asking(pay(red, 201, 'two')))).toMatchObject({ outcome: 'refused' });
    expect(await handle(desk, command(), asking(pay(red, 200, 'two')))).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('decides on what another process has appended since', async () => {
    await filled(500, red);
    const elsewhere = deskAt(new MemoryStore(clock, memory));
    await handle(elsewhere, command(), asking(pay(red, 400, 'one')));
    expect(await handle(desk, command(), asking(pay(red, 200, 'two')))).toMatchObject({ outcome: 'refused' });
  });

  it('will not write a type of event that could not be read back', async () => {
    const odd = { ...purse, decide: () => [{ type: 'PurseLost', data: {} }] };
    await expect(handle(desk, command(), asking(ask(red, odd as never, {} as never)))).rejects.toThrow(
      'PurseLost',
    );
    expect(await eventsIn()).toEqual([]);
  });

  it('will not write what could not be kept', async () => {
    const odd = { ...purse, decide: () => [{ type: 'PurseFilled', data: { pence: 0.1 } }] };
    const handling = handle(desk, command(), asking(ask(red, odd as never, {} as never)));
    await expect(handling).rejects.toThrow('PurseFilled.data.pence: 0.1 is not a whole number');
  });
});

describe('a refusal', () => {
  it('says why, with its facts, and is kept', async () => {
    await filled(500, red);
    const tooMuch = command({ via: '/payments/new' });
    const handled = await handle(desk, tooMuch, asking(pay(red, 501)));
    expect(handled).toMatchObject({ outcome: 'refused', refusal: 'more-than-held', facts: { held: '500' } });
    const kept = await store.answerTo(`thurrock/${tooMuch.id}`);
    expect(readAnswerBody(kept!)).toEqual({
      type: 'PayFromPurse',
      partnership: 'thurrock',
      actor: { person: 'p-1', role: 'finance-officer' },
      via: '/payments/new',
      effectiveOn: '2011-04-12',
      outcome: 'refused',
      refusal: 'more-than-held',
      facts: { held: '500' },
    });
  });

  it('of one part leaves nothing of the others', async () => {
    await filled(500, red, blue);
    const before = await eventsIn();
    const handled = await handle(
      desk,
      command(),
      asking(pay(red, 100), pay(blue, 501), pay(red, 50, 'other')),
    );
    expect(handled).toMatchObject({ outcome: 'refused', refusal: 'more-than-held' });
    expect(await eventsIn()).toEqual(before);
  });

  it('may come from the plan itself, and is kept too', async () => {
    const unplanned = command();
    expect(await handle(desk, unplanned, async () => refuse('no-such-purse'))).toMatchObject({
      outcome: 'refused',
      refusal: 'no-such-purse',
    });
    expect(await store.answerTo(`thurrock/${unplanned.id}`)).toMatchObject({ outcome: 'refused' });
  });

  it('stays the answer, though the same would be accepted now', async () => {
    const early = command();
    await handle(desk, early, asking(pay(red, 100)));
    await filled(500, red);
    expect(await handle(desk, early, asking(pay(red, 100)))).toMatchObject({
      outcome: 'refused',
      repeated: true,
    });
    expect(await eventsIn()).toHaveLength(1);
  });
});

describe('a command that changes nothing', () => {
  it('is unchanged, and that is kept', async () => {
    await filled(500, red);
    await handle(desk, command(), asking(pay(red, 100)));
    const samePayment = command();
    expect(await handle(desk, samePayment, asking(pay(red, 100)))).toMatchObject({
      outcome: 'unchanged',
      position: 2,
    });
    expect(await store.answerTo(`thurrock/${samePayment.id}`)).toMatchObject({ outcome: 'unchanged' });
    expect(await eventsIn()).toHaveLength(2);
  });

  it('is unchanged when the plan asks no one', async () => {
    expect(await handle(desk, command(), asking())).toMatchObject({ outcome: 'unchanged', position: 0 });
  });

  it('is accepted when only one of its parts changes nothing', async () => {
    await filled(500, red, blue);
    await handle(desk, command(), asking(pay(red, 100)));
    const handled = await handle(desk, command(), asking(pay(red, 100), pay(blue, 100)));
    expect(handled).toMatchObject({ outcome: 'accepted', events: [{ stream: blue }] });
  });
});

describe('a command that is sent again', () => {
  it.each([
    ['accepted', 100],
    ['refused', 501],
  ])('is answered the same when it was %s, and marked as repeated', async (outcome, pence) => {
    await filled(500, red);
    const payOnce = command();
    const first = await handle(desk, payOnce, asking(pay(red, pence)));
    const second = await handle(desk, payOnce, asking(pay(red, pence)));
    expect(first).toMatchObject({ outcome, repeated: false });
    expect(second).toEqual({ ...first, repeated: true });
  });

  it('does not run the plan again', async () => {
    const once = command();
    await handle(desk, once, asking(fill(red, 500)));
    expect(await handle(desk, once, async () => fail())).toMatchObject({
      outcome: 'accepted',
      repeated: true,
    });
  });

  it('is the same command by another screen', async () => {
    const once = command({ via: '/payments/new' });
    await handle(desk, once, asking(fill(red, 500)));
    const again = await handle(desk, { ...once, via: 'retry' }, asking(fill(red, 500)));
    expect(again).toMatchObject({ outcome: 'accepted', repeated: true });
  });

  it('happens once of fifty times at once, and all are answered the same', async () => {
    await filled(500, red);
    const payOnce = command();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => handle(desk, payOnce, asking(pay(red, 100)))),
    );
    expect(answers.filter((answer) => !final(answer).repeated)).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify({ ...answer, repeated: true }))).size).toBe(1);
    expect(await eventsIn(red)).toHaveLength(2);
  });

  it('happens once of fifty times at once in five processes', async () => {
    await filled(500, red);
    const payOnce = command();
    const desks = Array.from({ length: 5 }, () => deskAt(new MemoryStore(clock, memory)));
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        handle(desks[index % 5]!, payOnce, asking(pay(red, 100))),
      ),
    );
    expect(answers.filter((answer) => !final(answer).repeated)).toHaveLength(1);
    expect(await eventsIn(red)).toHaveLength(2);
  });

  it('is answered after a crash between the append and the answer', async () => {
    const lost = command();
    const crashing = Object.create(store) as MemoryStore;
    crashing.append = async (...given) => {
      await store.append(...given);
      throw new Error('The power went.');
    };
    await expect(handle(deskAt(crashing), lost, asking(fill(red, 500)))).rejects.toThrow('The power went.');
    const again = await handle(deskAt(new MemoryStore(clock, memory)), lost, asking(fill(red, 500)));
    expect(again).toMatchObject({
      outcome: 'accepted',
      repeated: true,
      events: [{ stream: red, version: 0 }],
    });
    expect(await eventsIn()).toHaveLength(1);
  });

  it('happens when it crashed before the append', async () => {
    const lost = command();
    const crashing = Object.create(store) as MemoryStore;
    crashing.append = async () => Promise.reject(new Error('The power went.'));
    await expect(handle(deskAt(crashing), lost, asking(fill(red, 500)))).rejects.toThrow('The power went.');
    const again = await handle(desk, lost, asking(fill(red, 500)));
    expect(again).toMatchObject({ outcome: 'accepted', repeated: false });
  });
});

describe('an id that is used for another command', () => {
  it.each<[string, Partial<CommandEnvelope>]>([
    ['other content', { content: { pence: 2 } }],
    ['another type', { type: 'FillPurse' }],
    ['another person', { actor: { person: 'p-2', role: 'finance-officer' } }],
    ['another role', { actor: { person: 'p-1', role: 'auditor' } }],
    ['another day', { on: '2011-04-13' }],
  ])('is refused with %s', async (_, other) => {
    const first = command({ content: { pence: 1 } });
    await handle(desk, first, asking(fill(red, 1)));
    const reused = await handle(desk, { ...first, ...other }, asking(fill(red, 2)));
    expect(reused).toMatchObject({ outcome: 'refused', refusal: commandIdReused, repeated: false });
    expect(await eventsIn()).toHaveLength(1);
  });

  it('leaves the first answer as it was, and is itself accounted for, once', async () => {
    const first = command({ content: 1 });
    await handle(desk, first, asking(fill(red, 1)));
    const other = { ...first, content: 2, actor: { person: 'p-2', role: 'auditor' } };
    await handle(desk, other, asking(fill(red, 2)));
    const again = await handle(desk, other, asking(fill(red, 2)));
    expect(again).toMatchObject({ refusal: commandIdReused, repeated: true });
    expect(await handle(desk, first, asking(fill(red, 1)))).toMatchObject({
      outcome: 'accepted',
      repeated: true,
    });
    const answers = (await Array.fromAsync(store.readAnswers(0))).map((answer) => readAnswerBody(answer));
    expect(answers).toMatchObject([
      { outcome: 'accepted' },
      { refusal: commandIdReused, actor: { person: 'p-2' } },
    ]);
  });

  it('is taken as new in another partnership', async () => {
    const first = command({ content: 1 });
    await handle(desk, first, asking(fill(red, 1)));
    const elsewhere = await handle(
      desk,
      { ...first, partnership: 'basildon' },
      asking(fill('source-basildon.red', 2)),
    );
    expect(elsewhere).toMatchObject({ outcome: 'accepted', repeated: false });
  });

  it('has a hash that cannot be made without the key', () => {
    const other = openDesk({ store, decoding, commandKey: new Uint8Array(32).fill(8) });
    const same = command();
    expect(desk.hashOf(same)).toMatch(/^[0-9a-f]{64}$/);
    expect(other.hashOf(same)).not.toBe(desk.hashOf(same));
  });
});

describe('a plan', () => {
  it('may fold what it does not ask', async () => {
    await filled(500, red);
    const plan: Plan = async (fold) => {
      const { heldPence } = await fold(red, purse);
      return [fill(blue, heldPence * 2)];
    };
    await handle(desk, command(), plan);
    expect(envelopeOf((await eventsIn(blue))[0]!).data).toEqual({ pence: 1000 });
  });

  it('that asks one stream twice has the second see the first, in one write', async () => {
    await filled(500, red);
    const both = await handle(desk, command(), asking(pay(red, 300, 'one'), pay(red, 200, 'two')));
    expect(both).toMatchObject({ outcome: 'accepted', events: [{ version: 1 }, { version: 2 }] });
    expect(await handle(desk, command(), asking(pay(red, 1, 'three')))).toMatchObject({
      facts: { held: '0' },
    });
  });

  it('that asks one stream twice is refused when the two together go too far', async () => {
    await filled(500, red);
    const both = await handle(desk, command(), asking(pay(red, 300, 'one'), pay(red, 201, 'two')));
    expect(both).toMatchObject({ outcome: 'refused', facts: { held: '200' } });
    expect(await eventsIn()).toHaveLength(1);
  });

  it('that asks one stream twice of two deciders has each see what the other said', async () => {
    const counting = {
      initialState: 0,
      decide: (_: unknown, count: number) => [{ type: 'PurseFilled' as const, data: { pence: count } }],
      evolve: (count: number) => count + 1,
    };
    await filled(500, red);
    await handle(desk, command(), asking(pay(red, 1), ask(red, counting, {}), pay(red, 2, 'two')));
    expect((await eventsIn(red)).map((event) => envelopeOf(event).data)).toEqual([
      { pence: 500 },
      { pence: 1, reference: 'invoice-1' },
      { pence: 2 },
      { pence: 2, reference: 'two' },
    ]);
  });

  it('sees each stream at one revision, however often it folds it', async () => {
    await filled(500, red);
    const plans: number[][] = [];
    const other = { ...purse };
    const plan: Plan = async (fold) => {
      const before = await fold(red, purse);
      if (plans.length === 0)
        await handle(deskAt(new MemoryStore(clock, memory)), command(), asking(pay(red, 100)));
      const after = await fold(red, other);
      plans.push([before.heldPence, after.heldPence]);
      return [pay(red, after.heldPence, 'everything')];
    };
    const handled = await handle(desk, command(), plan);
    expect(plans).toEqual([
      [500, 500],
      [400, 400],
    ]);
    expect(handled).toMatchObject({ outcome: 'accepted', events: [{ version: 2 }] });
  });

  it('rests on what it read, though its own desk has learnt more since', async () => {
    await filled(500, red);
    let isFirst = true;
    const plan: Plan = async (fold) => {
      await fold(red, purse);
      if (isFirst) {
        isFirst = false;
        await handle(desk, command(), asking(pay(red, 500, 'the other')));
      }
      return [pay(red, 500, 'this one')];
    };
    expect(await handle(desk, command(), plan)).toMatchObject({ outcome: 'refused', facts: { held: '0' } });
    expect(await eventsIn(red)).toHaveLength(2);
  });

  it('that throws leaves nothing, and the id may be used again', async () => {
    const failing = command();
    await expect(handle(desk, failing, async () => Promise.reject(new Error('a bug')))).rejects.toThrow(
      'a bug',
    );
    expect(await handle(desk, failing, asking(fill(red, 1)))).toMatchObject({
      outcome: 'accepted',
      repeated: false,
    });
  });
});

describe('commands at once', () => {
  it('each decide on what those before them did', async () => {
    await filled(500, red);
    const paying = Array.from({ length: 64 }, async (_, index) =>
      handle(desk, command(), asking(pay(red, 100, `invoice-${index}`))),
    );
    const outcomes = (await Promise.all(paying)).map((handled) => handled.outcome);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(59);
  });

  it('are each planned on what those before them did', async () => {
    const payHalf: Plan = async (fold) => {
      const { heldPence } = await fold(red, purse);
      return [pay(red, Math.max(heldPence / 2, 1))];
    };
    const [, paid] = await Promise.all([
      handle(desk, command(), asking(fill(red, 500))),
      handle(desk, command(), payHalf),
    ]);
    expect(paid).toMatchObject({ outcome: 'accepted' });
    expect((await eventsIn(red)).map((recorded) => envelopeOf(recorded).data)).toEqual([
      { pence: 500 },
      { pence: 250, reference: 'invoice-1' },
    ]);
  });

  it('of one process never conflict, whatever streams they share', async () => {
    let conflicts = 0;
    const counting = Object.create(store) as MemoryStore;
    counting.append = async (...given) => {
      const appended = await store.append(...given);
      if (appended.outcome === 'conflict') conflicts += 1;
      return appended;
    };
    const own = deskAt(counting);
    const streams = [red, blue, 'source-thurrock.green'];
    const filling = Array.from({ length: 60 }, async (_, index) => {
      const pair = [fill(streams[index % 3]!, 1), fill(streams[(index * 2 + 1) % 3]!, 1)];
      return handle(own, command(), asking(...pair));
    });
    await Promise.all(filling);
    expect(conflicts).toBe(0);
    expect(await eventsIn()).toHaveLength(120);
  });

  it('in two processes try again after a conflict, and never pay out more than there is', async () => {
    await filled(1000, red, blue);
    const desks = [desk, deskAt(new MemoryStore(clock, memory))];
    const paying = Array.from({ length: 40 }, async (_, index) => {
      const both = [pay(red, 100, `invoice-${index}`), pay(blue, 100, `invoice-${index}`)];
      return handle(desks[index % 2]!, command(), asking(...(index % 4 < 2 ? both : both.toReversed())));
    });
    const outcomes = (await Promise.all(paying)).map((handled) => handled.outcome);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(30);
    expect(await eventsIn(red)).toHaveLength(11);
  });

  it('go on after one of them throws', async () => {
    const throwing = handle(desk, command(), asking(ask(red, { ...purse, decide: fail }, { fill: 1 })));
    const next = handle(desk, command(), asking(fill(red, 1)));
    await expect(throwing).rejects.toThrow('a bug');
    expect(await next).toMatchObject({ outcome: 'accepted' });
  });
});

/** A store that takes appends and keeps them back until it is told to let them go, in the order they came. */
class HoldingStore extends MemoryStore {
  held = 0;
  /** What becomes of an append instead of being written, by its number from 0. */
  readonly fates = new Map<number, (write: () => Promise<unknown>) => Promise<never>>();
  private readonly gate = Promise.withResolvers<void>();

  letGo(): void {
    this.gate.resolve();
  }

  override async append(...given: Parameters<EventStore['append']>): Promise<Appended> {
    const fate = this.fates.get(this.held);
    this.held += 1;
    await this.gate.promise;
    const write = async (): Promise<Appended> => super.append(...given);
    return fate === undefined ? write() : fate(write);
  }
}

describe('commands on one stream, while the first append is under way', () => {
  let holding: HoldingStore;
  let elsewhere: Desk;
  const answers: Promise<Handled>[] = [];
  beforeEach(async () => {
    await filled(500, red);
    holding = new HoldingStore(clock, memory);
    elsewhere = desk;
    desk = deskAt(holding);
    answers.length = 0;
  });

  /** Sends commands one after another, and returns when each has sent its append. */
  async function send(...plans: Plan[]): Promise<CommandEnvelope[]> {
    const commands = plans.map(() => command());
    for (const [index, plan] of plans.entries()) {
      const before = holding.held;
      const answer = handle(desk, commands[index]!, plan);
      answer.catch(() => undefined);
      answers.push(answer);
      while (holding.held === before) await turn();
    }
    return commands;
  }

  async function answered(): Promise<unknown[]> {
    holding.letGo();
    const settled = await Promise.allSettled(answers);
    return settled.map((one): unknown => (one.status === 'fulfilled' ? one.value : one.reason));
  }

  it('are decided on what it will leave, and sent without waiting for it', async () => {
    await send(asking(pay(red, 300, 'one')), asking(pay(red, 200, 'two')), asking(pay(red, 1, 'three')));
    expect(holding.held).toBe(3);
    expect(await eventsIn(red)).toHaveLength(1);
    expect(await answered()).toMatchObject([
      { outcome: 'accepted', events: [{ version: 1 }] },
      { outcome: 'accepted', events: [{ version: 2 }] },
      { outcome: 'refused', facts: { held: '0' } },
    ]);
    expect(await referencesIn(red)).toEqual([undefined, 'one', 'two']);
  });

  it('are not answered before it is kept, not even with a refusal', async () => {
    await send(asking(pay(red, 500, 'one')), asking(pay(red, 1, 'two')), asking(pay(red, 500, 'one')));
    const early = await Promise.race([...answers, turn().then(() => 'none')]);
    expect(early).toBe('none');
    expect(await answered()).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'refused', position: 2 },
      { outcome: 'unchanged', position: 2 },
    ]);
  });

  it('are decided again when another process comes before it', async () => {
    await send(asking(pay(red, 300, 'one')), asking(pay(red, 200, 'two')), asking(pay(red, 1, 'three')));
    await handle(elsewhere, command(), asking(pay(red, 499, 'theirs')));
    const outcomes = await answered();
    // The refusal of the third rested on two payments that were never made.
    expect(outcomes.map((handled) => (handled as Handled).outcome)).toEqual([
      'refused',
      'refused',
      'accepted',
    ]);
    expect(await referencesIn(red)).toEqual([undefined, 'theirs', 'three']);
  });

  it('are decided again when another process brings the stream to the very version that it would have', async () => {
    await send(asking(pay(red, 100, 'one')), asking(pay(red, 400, 'two')));
    await handle(elsewhere, command(), asking(pay(red, 101, 'theirs')));
    await answered();
    const { heldPence } = await heldIn(red);
    expect(heldPence).toBeGreaterThanOrEqual(0);
    expect(await referencesIn(red)).toEqual([undefined, 'theirs', 'one']);
  });

  it('are decided again when it cannot be written', async () => {
    holding.fates.set(0, async () => Promise.reject(new NotWritten('The disk is full.')));
    await send(asking(pay(red, 500, 'one')), asking(pay(red, 500, 'two')), asking(pay(red, 500, 'one')));
    expect(await answered()).toMatchObject([
      expect.any(NotWritten),
      { outcome: 'accepted', events: [{ version: 1 }] },
      { outcome: 'refused' },
    ]);
    expect(await referencesIn(red)).toEqual([undefined, 'two']);
  });

  it('that would change nothing after it are not unchanged when it was not written', async () => {
    holding.fates.set(0, async () => Promise.reject(new NotWritten('The disk is full.')));
    await send(asking(pay(red, 500, 'one')), asking(pay(red, 500, 'one')));
    expect(await answered()).toMatchObject([expect.any(NotWritten), { outcome: 'accepted' }]);
  });

  it('are decided again from what is there when its outcome is unknown and it was not written', async () => {
    holding.fates.set(0, async () => Promise.reject(new OutcomeUnknown('The disk failed.')));
    await send(asking(pay(red, 500, 'one')), asking(pay(red, 500, 'two')));
    expect(await answered()).toMatchObject([expect.any(OutcomeUnknown), { outcome: 'accepted' }]);
    expect(await referencesIn(red)).toEqual([undefined, 'two']);
  });

  it('stand when its outcome is unknown to its caller and it was written', async () => {
    holding.fates.set(0, async (write) => {
      await write();
      throw new OutcomeUnknown('The connection was lost.');
    });
    await send(asking(pay(red, 300, 'one')), asking(pay(red, 201, 'two')), asking(pay(red, 200, 'three')));
    expect(await answered()).toMatchObject([
      expect.any(OutcomeUnknown),
      { outcome: 'refused' },
      { outcome: 'accepted', events: [{ version: 2 }] },
    ]);
  });

  it('are decided again when one in the middle turns out to be answered already', async () => {
    const [, second] = await send(
      asking(pay(red, 100, 'one')),
      asking(pay(red, 400, 'two')),
      asking(pay(red, 400, 'three')),
    );
    await handle(elsewhere, second!, asking(pay(red, 501, 'two')));
    expect(await answered()).toMatchObject([
      { outcome: 'accepted', events: [{ version: 1 }] },
      { outcome: 'refused', repeated: true },
      { outcome: 'accepted', events: [{ version: 2 }], repeated: false },
    ]);
    expect(await referencesIn(red)).toEqual([undefined, 'one', 'three']);
  });

  it('are decided again where they only read the stream', async () => {
    holding.fates.set(0, async () => Promise.reject(new NotWritten('The disk is full.')));
    const copyRed: Plan = async (fold) => [fill(blue, (await fold(red, purse)).heldPence)];
    await send(asking(pay(red, 400)), copyRed);
    await answered();
    expect(envelopeOf((await eventsIn(blue))[0]!).data).toEqual({ pence: 500 });
  });

  it('are not sent where they rest on what has failed by then', async () => {
    holding.fates.set(0, async () => Promise.reject(new NotWritten('The disk is full.')));
    await send(asking(pay(red, 500, 'one')));
    let plans = 0;
    const plan: Plan = async (fold) => {
      plans += 1;
      const { heldPence } = await fold(red, purse);
      if (plans === 1) await answered();
      return [pay(red, heldPence, 'everything')];
    };
    expect(await handle(desk, command(), plan)).toMatchObject({ outcome: 'accepted' });
    expect([plans, holding.held]).toEqual([2, 2]);
  });

  it('go by another decider when it is kept', async () => {
    const counting = {
      initialState: 0,
      decide: (_: unknown, count: number) => [{ type: 'PurseFilled' as const, data: { pence: count } }],
      evolve: (count: number) => count + 1,
    };
    await send(asking(pay(red, 100)));
    answers.push(handle(desk, command(), asking(ask(red, counting, {}))));
    await turn();
    expect(await answered()).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }]);
    expect(envelopeOf((await eventsIn(red)).at(-1)!).data).toEqual({ pence: 2 });
  });

  it('that come at once share one read of it, and read no more', async () => {
    let reads = 0;
    holding.readStream = (stream, from) => {
      reads += 1;
      return store.readStream(stream, from);
    };
    for (let count = 0; count < 20; count += 1) {
      const payOnce: Plan = async (fold) => [
        pay(red, 30, `when ${(await fold(red, purse)).heldPence} are left`),
      ];
      answers.push(handle(desk, command(), payOnce));
    }
    while (holding.held < 20) await turn();
    const outcomes = (await answered()).map((handled) => (handled as Handled).outcome);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(16);
    expect(reads).toBe(1);
  });

  it('are each there once when many are sent through several desks at once', async () => {
    holding.letGo();
    const desks = [desk, elsewhere, deskAt(new HoldingStore(clock, memory))];
    (desks[2]!.store as HoldingStore).letGo();
    const paying = Array.from({ length: 90 }, async (_, index) =>
      handle(desks[index % 3]!, command(), asking(pay(red, 10, `invoice-${index}`))),
    );
    const outcomes = (await Promise.all(paying)).map((handled) => handled.outcome);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(50);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(40);
    expect((await heldIn(red)).heldPence).toBe(0);
  });
});

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

async function referencesIn(stream: string): Promise<unknown[]> {
  const events = await eventsIn(stream);
  return events.map((event) => (envelopeOf(event).data as { reference?: string }).reference);
}

async function heldIn(stream: string): Promise<Purse> {
  const events = (await eventsIn(stream)).map((event) => envelopeOf(event) as unknown as PurseEvent);
  return events.reduce((state, event) => purse.evolve(state, event), purse.initialState);
}

describe('a conflict', () => {
  it('is tried again until it succeeds', async () => {
    await filled(500, red);
    let interruptions = 0;
    const plan: Plan = async (fold) => {
      const { heldPence } = await fold(red, purse);
      if (interruptions < 3) {
        interruptions += 1;
        await handle(
          deskAt(new MemoryStore(clock, memory)),
          command(),
          asking(pay(red, 1, `i-${interruptions}`)),
        );
      }
      return [pay(red, heldPence, 'everything')];
    };
    expect(await handle(desk, command(), plan)).toMatchObject({
      outcome: 'accepted',
      events: [{ version: 4 }],
    });
  });

  it('that goes on is given up after a while, keeping no answer', async () => {
    const impatient = deskAt(store, 50);
    const other = deskAt(new MemoryStore(clock, memory));
    const plan: Plan = async (fold) => {
      await fold(red, purse);
      await handle(other, command(), asking(fill(red, 1)));
      return [fill(red, 1)];
    };
    const unlucky = command();
    expect(await handle(impatient, unlucky, plan)).toEqual({ outcome: 'conflict', stream: red });
    expect(await store.answerTo(`thurrock/${unlucky.id}`)).toBeUndefined();
    expect(await handle(desk, unlucky, asking(fill(red, 1)))).toMatchObject({
      outcome: 'accepted',
      repeated: false,
    });
  });

  it('is followed by a look for the answer before anything is planned again', async () => {
    const same = command();
    const other = deskAt(new MemoryStore(clock, memory));
    const late = Object.create(store) as MemoryStore;
    // The other process keeps its answer just after this one has met the conflict.
    late.append = async (...given) => {
      await handle(other, command(), asking(fill(red, 1)));
      const appended = await store.append(...given);
      await handle(other, same, asking(fill(red, 7)));
      return appended;
    };
    let plans = 0;
    const plan: Plan = async () => {
      plans += 1;
      return [fill(red, 7)];
    };
    expect(await handle(deskAt(late), same, plan)).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(plans).toBe(1);
    expect(await eventsIn(red)).toHaveLength(2);
  });

  it('with the same command in another process is found answered', async () => {
    const same = command();
    const other = deskAt(new MemoryStore(clock, memory));
    let isFirst = true;
    const plan: Plan = async (fold) => {
      await fold(red, purse);
      if (isFirst) {
        isFirst = false;
        await handle(other, command(), asking(fill(red, 1)));
        setTimeout(() => void handle(other, same, asking(fill(red, 7))), 0);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return [fill(red, 7)];
    };
    expect(await handle(desk, same, plan)).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await eventsIn(red)).toHaveLength(2);
  });
});

describe('what a desk remembers', () => {
  it('lets it read only what is newer', async () => {
    let read = 0;
    const counting = Object.create(store) as MemoryStore;
    counting.readStream = async function* (stream, from) {
      for await (const event of store.readStream(stream, from)) {
        read += 1;
        yield event;
      }
    };
    const own = deskAt(counting);
    for (let index = 0; index < 20; index += 1) await handle(own, command(), asking(fill(red, 1)));
    expect(read).toBe(0);
    await handle(desk, command(), asking(fill(red, 1)));
    await handle(own, command(), asking(fill(red, 1)));
    expect(read).toBe(1);
  });

  it('is bounded by the number of streams', async () => {
    const small = openDesk({ store, decoding, commandKey: new Uint8Array(32), foldedStreams: 3 });
    for (let index = 0; index < 10; index += 1) {
      await handle(small, command(), asking(fill(`source-thurrock.s${index}`, 1)));
    }
    expect(small.folded.size).toBe(3);
    const again = await handle(small, command(), asking(pay('source-thurrock.s0', 1)));
    expect(again).toMatchObject({ outcome: 'accepted' });
  });
});

function fail(): never {
  throw new Error('a bug');
}
