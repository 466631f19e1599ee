import { join } from 'node:path';
import autocannon from 'autocannon';
import type { Client, Request, Result } from 'autocannon';
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
import { dayOf } from './telling.ts';

/** How much of it: the long form is a million events, and ten minutes of decisions. */
const events = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
const decidingSeconds = Number(process.env['BENCH_SECONDS'] ?? 60);
const readingSeconds = 5;
const warmingSeconds = 5;
const rounds = 3;
const readers = 16;
const decisionsASecond = 100;
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
    `Pages a second by autocannon with ${readers} connections, and its 99th percentile, of a place with ` +
    `${events.toLocaleString('en-GB')} events; the page named first is also timed once, cold, as the first of ` +
    `its process. Decisions (the form "Decide on the bid", posted) at ${decisionsASecond} a second for ` +
    `${decidingSeconds} seconds, each at a source that pays for 50 projects. The process of the pages and the ` +
    'one that asks share the cores, and here a database server too. What is asked first also compiles, ' +
    'and is not counted.',
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
    const looking = await Looking.begin(served, readFrom, `finance-officer-of-${readFrom}`);
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
    for (const path of paths) figures.push(await readingOf(engine, looking, path));
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

async function readingOf(engine: Engine, looking: Looking, path: string): Promise<Figure> {
  const results: Result[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const result = await autocannon({
      url: `${looking.at}${path}`,
      headers: { ...looking.headers },
      connections: readers,
      duration: readingSeconds,
    });
    insistAllAnswered(result, '2xx');
    // The first round also compiles.
    if (round > 0) results.push(result);
  }
  const p99 = spreadOf(results.map(({ latency }) => latency.p99)).median;
  return {
    measured: `${engine}, ${path === '' ? 'what needs me' : path}, p99 ${p99} ms (goal ${goals.pageMs})`,
    perSecond: spreadOf(results.map(({ requests }) => requests.average)),
    goal: { perSecond: goals.pagesASecond },
  };
}

async function deciding(engine: Engine, { settings, settle }: Ground): Promise<Figure> {
  const wanted = sentIn(warmingSeconds) + sentIn(decidingSeconds);
  const partnerships = Array.from(
    { length: Math.ceil(wanted / bidsOfPartnership) + readers },
    (_, number) => `riverside-${number}`,
  );
  await makeExample(settings, async ({ store, vault, clock }: Place) => {
    clock.setTo?.(now());
    await setScene(store, partnerships, vault);
  });
  await settle();
  const served = await ServedPlace.serve(settings);
  try {
    const refused: string[] = [];
    const posts = await postsOf(served, partnerships, refused);
    // The first of them also compile.
    const first = posts.splice(0, sentIn(warmingSeconds));
    insistAllAnswered(await decided(served, first, warmingSeconds), '3xx');
    const before = served.mebibytes;
    let halfWay = before;
    const half = setTimeout(() => (halfWay = served.mebibytes), (decidingSeconds * 1000) / 2);
    const result = await decided(served, posts, decidingSeconds);
    clearTimeout(half);
    insistAllAnswered(result, '3xx');
    if (refused.length > 0) throw new Error(`${refused.length} decisions were refused: ${refused[0]}.`);
    const { latency, requests } = result;
    return {
      measured:
        `${engine}, ${requests.total} decisions, p99 ${latency.p99} ms (goal ${goals.decisionMs}), ` +
        `${before} MB before, ${halfWay} MB half way and ${served.mebibytes} MB after`,
      perSecond: spreadOf([requests.average]),
      goal: { perSecond: decisionsASecond },
    };
  } finally {
    await served.close();
  }
}

/** As many as are sent in so many seconds, and a few more: none is sent twice. */
function sentIn(seconds: number): number {
  return Math.ceil(seconds * decisionsASecond * 1.05) + readers;
}

/** Sends posts at the rate that is asked for, for so many seconds, each at most once. */
async function decided(
  { address }: ServedPlace,
  posts: readonly Request[],
  duration: number,
): Promise<Result> {
  return autocannon({
    url: address,
    connections: readers,
    overallRate: decisionsASecond,
    duration,
    requests: [...posts],
    setupClient: shareOf(posts),
  });
}

/** One post for each bid, ordered so that neighbours are of different partnerships. */
async function postsOf(
  served: ServedPlace,
  partnerships: readonly string[],
  refused: string[],
): Promise<Request[]> {
  const lookings: Looking[] = [];
  for (const partnership of partnerships) {
    const looking = await Looking.begin(served, partnership, 'support-1');
    await looking.draw(`${looking.at}/meetings/may/items/item-0/decide`);
    lookings.push(looking);
  }
  return Array.from({ length: bidsOfPartnership }, (_, bid) => bid).flatMap((bid) =>
    lookings.map((looking) => postOf(looking, bid, refused)),
  );
}

function postOf(looking: Looking, bid: number, refused: string[]): Request {
  const { headers, body } = looking.form({
    outcome: 'approve',
    'from-home-office-revenue': '3980.00',
    voted: 'agreed',
    reasons: 'It serves the priority at a fair cost.',
    step: 'send',
    commandId: `page-bench-${bid}`,
  });
  const path = new URL(`${looking.at}/meetings/may/items/item-${bid}/decide`).pathname;
  const onResponse: Request['onResponse'] = (_status, _body, _context, answered) => {
    // What is refused leads on too: to the form with what is wrong, at a sheet of its own.
    const to = String(answered?.['location']);
    if (to.includes('sheet=')) refused.push(to);
  };
  return { method: 'POST', path, headers, body, onResponse };
}

/** Gives each connection posts that no other has, so that every one is sent once. */
function shareOf(posts: readonly Request[]): (client: Client) => void {
  let connection = 0;
  return (client) => {
    const own = connection;
    connection += 1;
    client.setRequests(posts.filter((_, index) => index % readers === own));
  };
}

function insistAllAnswered(result: Result, kind: '2xx' | '3xx'): void {
  const { errors, timeouts, requests } = result;
  if (errors + timeouts > 0 || result[kind] < requests.total)
    throw new Error(
      `${requests.total} asked, ${result[kind]} answered ${kind}, ${errors} errors, ${timeouts} late.`,
    );
}
