import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import autocannon from 'autocannon';
import type { Result } from 'autocannon';
import type { EventStore } from '#eventing/event-store';
import type { KeyVault } from '#eventing/key-vault';
import { seal } from '#eventing/sealing';
import { personStream } from '#kernel/ids';
import type { Place } from '#settings/place';
import { startPostgres } from '#testing/postgres-server';
import { spreadOf } from './benchmark.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { bidsOfPartnership, now, setScene } from './decision-scene.ts';
import { Teller, tellYears } from './partnership-years.ts';
import { Looking, makeExample, ServedPlace } from './served-place.ts';
import type { PlaceSettings } from './served-place.ts';
import { sendSteadily } from './steady.ts';
import type { Post } from './steady.ts';
import { dayOf } from './telling.ts';

/** How much of it: the long form is a million events, and ten minutes of decisions. */
const events = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
const decidingSeconds = Number(process.env['BENCH_SECONDS'] ?? 60);
const readingSeconds = 5;
const warmingSeconds = 5;
const rounds = 3;
const readers = 16;
const decisionsASecond = 100;
/** How many groups decide at the same time, each of a partnership: many more than any county has. */
const groupsAtOnce = 250;
const goals = { pagesASecond: 300, pageMs: 300, decisionMs: 250, firstPageMs: 1_000 } as const;

type Engine = 'SQLite' | 'PostgreSQL';
type Part = 'reading' | 'deciding';

/** All of it, or the engines and parts that are named: `BENCH_ENGINES=SQLite BENCH_PARTS=reading`. */
const engines = namedIn<Engine>('BENCH_ENGINES', ['SQLite', 'PostgreSQL']);
const parts = namedIn<Part>('BENCH_PARTS', ['reading', 'deciding']);

function namedIn<Name extends string>(variable: string, all: readonly Name[]): readonly Name[] {
  const asked = process.env[variable]?.split(',') ?? all;
  const unknown = asked.find((one) => !all.some((name) => name === one));
  if (unknown !== undefined) throw new Error(`${variable} names ${unknown}. There are: ${all.join(', ')}.`);
  return all.filter((name) => asked.includes(name));
}

/** What an office reads, through the eyes of its finance officer. */
const paths = ['', '/projects', '/projects/project-3-1', '/budget', '/meetings', '/spending', '/evaluations'];

/** Pages and decisions a second, as people with browsers ask for them. */
export const pages: Benchmark = {
  name: 'pages',
  about:
    `Pages a second by autocannon with ${readers} connections, and their 99th percentile, of a place with ` +
    `${events.toLocaleString('en-GB')} events; the page named first is also timed once, cold, as the first of ` +
    `its process. Decisions (the form "Decide on the bid", posted), one each ${1000 / decisionsASecond} ms for ` +
    `${decidingSeconds} seconds, whatever the others take, each at a source that pays for 50 projects, by ` +
    `${groupsAtOnce} groups at a time, and timed from when it is due. ` +
    'The process of the pages and the one that asks share the cores, and here a database ' +
    'server too. What is asked first also compiles, and is not counted.',
  against: 'nothing',
  async run(folder) {
    const figures: Figure[] = [];
    for (const engine of engines) {
      await onEngine(engine, folder, async (placeOf) => {
        if (parts.includes('reading')) figures.push(...(await reading(engine, await placeOf('read'))));
        if (parts.includes('deciding')) figures.push(await deciding(engine, await placeOf('decided')));
      });
    }
    return figures;
  },
};

interface Ground {
  readonly settings: PlaceSettings;
  /** Does what the database does by itself within minutes of being filled: it is measured as one in use. */
  readonly settle: () => Promise<unknown>;
}

/** Gives places of an engine, by name. A server runs for as long as they are used. */
async function onEngine(
  engine: Engine,
  folder: string,
  use: (placeOf: (name: string) => Promise<Ground>) => Promise<void>,
): Promise<void> {
  if (engine === 'SQLite')
    return use(async (name) => ({
      settings: { TALLYSTICK_DATA: join(folder, name) },
      settle: async () => undefined,
    }));
  const server = await startPostgres({ parent: folder });
  try {
    await use(async (name) => ({
      settings: { TALLYSTICK_STORE: await server.createDatabase(`test_${name}`) },
      settle: async () => server.run('VACUUM (ANALYZE)', `test_${name}`),
    }));
  } finally {
    await server.stop();
  }
}

const readFrom = 'partnership-0';

async function reading(engine: Engine, { settings, settle }: Ground): Promise<Figure[]> {
  await makeExample(settings, async ({ store, vault }) => {
    await namePeople(store, vault);
    await tellYears(store, events);
  });
  await settle();
  const served = await ServedPlace.serve(settings);
  try {
    const opened = await Looking.open(served);
    const looking = await opened.through(readFrom, `finance-officer-of-${readFrom}`);
    const start = performance.now();
    const first = await looking.draw(looking.at);
    const firstMs = performance.now() - start;
    const figures: Figure[] = [
      {
        measured: `${engine}, the first page, ${Math.round(first.length / 1000)} KB, ${firstMs.toFixed(0)} ms`,
        perSecond: spreadOf([1000 / firstMs]),
        goal: { perSecond: 1000 / goals.firstPageMs },
      },
    ];
    for (const path of paths)
      figures.push(await readingOf(`${engine}, ${path === '' ? 'what needs me' : path}`, looking, [path]));
    figures.push(await readingOf(`${engine}, all of these in turn`, looking, paths));
    return figures;
  } finally {
    await served.close();
  }
}

/** Whoever is shown on a page has a name, sealed in their own stream as everywhere. */
async function namePeople(store: EventStore, vault: KeyVault): Promise<void> {
  const teller = new Teller(store, 'name');
  const leads = Array.from({ length: 10 }, (_, number) => `lead-${number}`);
  for (const who of [...leads, 'finance-officer', 'support-officer']) {
    const person = `${who}-of-${readFrom}`;
    const stream = personStream(readFrom, person);
    const sealed = seal({ name: `The ${who}, youth services` }, await vault.keyFor(stream));
    const data = { person, sealed, fingerprint: 'a0' };
    const told = { stream, type: 'PersonRegistered', data, person: 'admin', role: 'administrator' };
    await teller.append(readFrom, dayOf(0, 1), [told]);
  }
}

/** Pages a second, of one page or of several of which each connection asks for one after the other. */
async function readingOf(what: string, looking: Looking, asked: readonly string[]): Promise<Figure> {
  const results: Result[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const result = await autocannon({
      url: looking.at,
      requests: asked.map((path) => ({ path: new URL(`${looking.at}${path}`).pathname })),
      headers: { ...looking.headers },
      connections: readers,
      duration: readingSeconds,
    });
    insistAllAnswered(result);
    // The first round also compiles.
    if (round > 0) results.push(result);
  }
  const p99 = spreadOf(results.map(({ latency }) => latency.p99)).median;
  return {
    measured: `${what}, p99 ${p99} ms (goal ${goals.pageMs})`,
    perSecond: spreadOf(results.map(({ requests }) => requests.average)),
    goal: { perSecond: goals.pagesASecond },
  };
}

async function deciding(engine: Engine, { settings, settle }: Ground): Promise<Figure> {
  const [warming, wanted] = [warmingSeconds * decisionsASecond, decidingSeconds * decisionsASecond];
  const partnerships = Array.from(
    { length: Math.ceil((warming + wanted) / bidsOfPartnership) },
    (_, number) => `riverside-${number}`,
  );
  await makeExample(settings, async ({ store, vault, clock }: Place) => {
    clock.setTo?.(now());
    await setScene(store, partnerships, vault);
  });
  await settle();
  const served = await ServedPlace.serve(settings);
  try {
    const posts = await postsOf(served, partnerships);
    // The first of them also compile.
    await sendSteadily(served.address, posts.splice(0, warming), decisionsASecond, insistDecided);
    const before = served.mebibytes;
    let halfWay = before;
    const half = setTimeout(() => (halfWay = served.mebibytes), (decidingSeconds * 1000) / 2);
    const timed = posts.splice(0, wanted);
    const sent = await sendSteadily(served.address, timed, decisionsASecond, insistDecided);
    clearTimeout(half);
    return {
      measured:
        `${engine}, ${sent.answered} decisions, p99 ${sent.p99Ms.toFixed(0)} ms (goal ${goals.decisionMs}), ` +
        `the longest ${sent.longestMs.toFixed(0)} ms, ` +
        `${before} MB before, ${halfWay} MB half way and ${served.mebibytes} MB after`,
      perSecond: spreadOf([Math.round(sent.perSecond)]),
      goal: { perSecond: decisionsASecond },
    };
  } finally {
    await served.close();
  }
}

/** What is refused leads on too: to the form with what is wrong, at a sheet of its own. */
function insistDecided({ statusCode, headers: { location = '' } }: IncomingMessage): void {
  if (statusCode !== 303 || location.includes('sheet='))
    throw new Error(`A decision was answered ${statusCode} ${location}.`);
}

/** One post for each bid. So many partnerships decide in turn, each on one bid, and then others do. */
async function postsOf(served: ServedPlace, partnerships: readonly string[]): Promise<Post[]> {
  const opened = await Looking.open(served);
  const lookings: Looking[] = [];
  for (const partnership of partnerships) {
    const looking = await opened.through(partnership, 'support-1');
    await looking.draw(`${looking.at}/meetings/may/items/item-0/decide`);
    lookings.push(looking);
  }
  const bids = Array.from({ length: bidsOfPartnership }, (_, bid) => bid);
  return Array.from({ length: Math.ceil(lookings.length / groupsAtOnce) }, (_, nth) =>
    lookings.slice(nth * groupsAtOnce, (nth + 1) * groupsAtOnce),
  ).flatMap((some) => bids.flatMap((bid) => some.map((looking) => postOf(looking, bid))));
}

function postOf(looking: Looking, bid: number): Post {
  const { headers, body } = looking.form({
    outcome: 'approve',
    'from-home-office-revenue': '3980.00',
    voted: 'agreed',
    reasons: 'It serves the priority at a fair cost.',
    step: 'send',
    commandId: `page-bench-${bid}`,
  });
  return { path: new URL(`${looking.at}/meetings/may/items/item-${bid}/decide`).pathname, headers, body };
}

function insistAllAnswered(result: Result): void {
  const { errors, timeouts, requests } = result;
  if (errors + timeouts > 0 || result['2xx'] < requests.total)
    throw new Error(
      `${requests.total} asked, ${result['2xx']} answered, ${errors} errors, ${timeouts} late.`,
    );
}
