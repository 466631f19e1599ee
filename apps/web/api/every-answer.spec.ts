import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Program } from '../testing/program.js';
import { Published } from '../testing/published.js';
import type { PublishedOperation } from '../testing/published.js';

const root = join(import.meta.dirname, '..', '..', '..');
const everyCommand = readFileSync(join(root, 'test/journeys/every-command.ndjson'), 'utf8');
const partnership = 'everything';

let pages: PagesUnderTest;
let reader: Program;
let published: Published;

/** A partnership in which every command was given, beside the one that is there already. */
beforeAll(async () => {
  pages = await PagesUnderTest.open('example', { callsAMinute: 1_000_000 });
  for (const line of everyCommand.trimEnd().split('\n')) {
    const command = JSON.parse(line) as object;
    const reply = await pages.story.desk.send({ ...command, partnership });
    if (reply.outcome !== 'accepted') throw new Error(JSON.stringify({ line, reply }));
  }
  pages.story.partnership = partnership;
  await pages.upToDate();
  reader = await pages.program('admin', 'administrator');
  published = new Published((await reader.get('/api/v1/openapi.json')).body);
}, 60_000);
afterAll(async () => pages.close());

type Row = Readonly<Record<string, unknown>>;

/** Every row of a list. */
async function all(path: string): Promise<readonly Row[]> {
  const { body } = await reader.get(`${path}?limit=500`);
  return body['items'] as readonly Row[];
}

async function ids(list: string, name: string): Promise<readonly string[]> {
  return (await all(list)).map((row) => String(row[name]));
}

/** Every place that an address of an operation can have. */
async function placesOf({ path }: PublishedOperation): Promise<readonly string[]> {
  if (path.includes('/projects/{')) return ids('/projects', 'project');
  if (path.includes('/sources/{')) return ids('/sources', 'source');
  if (path.includes('/meetings/{')) return ids('/meetings', 'meeting');
  if (path.includes('/people/{')) return ids('/people', 'person');
  if (path.includes('/events/{')) return (await ids('/events', 'position')).slice(0, 20);
  if (path.includes('/batches/{')) return ['1', '2'];
  return path.includes('/year-ends/{') ? ['2010-11', '2011-12', '2012-13'] : [''];
}

describe('Where every command was given', () => {
  it('each read tells what is published, of whatever it is asked about', async () => {
    for (const operation of published.operations.filter(({ method }) => method === 'GET')) {
      for (const place of await placesOf(operation)) {
        const path = operation.path.replace('{partnership}', partnership).replaceAll(/\{\w+\}/g, place);
        const answered = await reader.get(`/api/v1${path}`);
        expect({ path, status: answered.status }).toEqual({ path, status: 200 });
        expect(published.faultsOf(operation, answered)).toEqual([]);
      }
    }
  }, 60_000);

  it('no list but one of what is owed today is empty', async () => {
    const lists = published.operations.filter(({ operation }) =>
      /^list(?!.*(History|Due|Reminders))/.test(operation),
    );
    for (const { operation, path } of lists) {
      const rows = await all(path.replace('/partnerships/{partnership}', ''));
      expect({ operation, isEmpty: rows.length === 0 }).toEqual({ operation, isEmpty: false });
    }
  });
});
