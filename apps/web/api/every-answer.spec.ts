import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addressesOf } from '../testing/every-address.js';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Program } from '../testing/program.js';
import { Published } from '../testing/published.js';

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
});
afterAll(async () => pages.close());

/** Not every project has handed an evaluation in, or begun one, and few sources had a virement decided. */
const mayBeMissing = new Set(['getEvaluation', 'getEvaluationDraft', 'getDocumentVirementLetter']);

describe('Where every command was given', () => {
  it('each read tells what is published, of whatever it is asked about', async () => {
    const found = new Map<string, number>();
    for (const operation of published.operations.filter(({ method }) => method === 'GET')) {
      const name = operation.operation;
      for (const path of await addressesOf(reader, operation)) {
        const answered = await reader.get(path);
        expect(published.faultsOf(operation, answered)).toEqual([]);
        if (answered.status === 404 && mayBeMissing.has(name)) continue;
        const status = name === 'getCountyView' ? 403 : 200;
        expect({ path, status: answered.status }).toEqual({ path, status });
        found.set(name, (found.get(name) ?? 0) + 1);
      }
      expect({ name, isAsked: found.has(name) }).toEqual({ name, isAsked: true });
    }
  });

  it('no list but one of what is owed today is empty', async () => {
    const lists = published.operations.filter(({ operation }) =>
      /^list(?!.*(History|Due|Evaluations|Reminders|Claims))/.test(operation),
    );
    for (const { operation, path } of lists) {
      const { body } = await reader.get(path.replace('/partnerships/{partnership}', ''));
      const rows = body['items'] as readonly unknown[];
      expect({ operation, isEmpty: rows.length === 0 }).toEqual({ operation, isEmpty: false });
    }
  });
});
