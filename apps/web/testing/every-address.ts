import type { Program } from './program.js';
import type { PublishedOperation } from './published.js';

/** The list in which the things are that an address names, and by which field of its rows. */
const lists: Readonly<Record<string, readonly [list: string, field: string]>> = {
  '/projects/{': ['/projects', 'project'],
  '/sources/{': ['/sources', 'source'],
  '/meetings/{': ['/meetings', 'meeting'],
  '/people/{': ['/people', 'person'],
  '/events/{': ['/events', 'position'],
};
const asked: Readonly<Record<string, readonly [list: string, field: string]>> = {
  project: ['/projects', 'project'],
  meeting: ['/meetings', 'meeting'],
  source: ['/sources', 'source'],
  report: ['/highlight-reports', 'report'],
};

/** Of each kind this many at most: the answers to more of them are not of other shapes. */
const mostEach = 20;

/** Every address within its partnership at which a read can be asked, of everything that it can be about. */
export async function addressesOf(
  reader: Program,
  { path, parameters }: PublishedOperation,
): Promise<readonly string[]> {
  const within = path.replace('/partnerships/{partnership}', '');
  const filled = (await placesIn(reader, within)).map((place) => within.replaceAll(/\{\w+\}/g, place));
  const question = parameters.find((one) => one.in === 'query' && one.required);
  if (question === undefined) return filled;
  const [list, field] = asked[question.name] ?? [];
  const values = list === undefined || field === undefined ? ['council'] : await idsIn(reader, list, field);
  return filled.flatMap((at) => values.map((value) => `${at}?${question.name}=${value}`));
}

async function placesIn(reader: Program, path: string): Promise<readonly string[]> {
  const found = Object.entries(lists).find(([start]) => path.includes(start))?.[1];
  if (found !== undefined) return idsIn(reader, ...found);
  if (path.includes('/batches/{')) return ['1', '2'];
  return path.includes('/year-ends/{') ? ['2010-11', '2011-12', '2012-13'] : [''];
}

async function idsIn(reader: Program, list: string, field: string): Promise<readonly string[]> {
  const { body } = await reader.get(`${list}?limit=500`);
  const rows = body['items'] as readonly Readonly<Record<string, unknown>>[];
  return rows.slice(0, mostEach).map((row) => String(row[field]));
}
