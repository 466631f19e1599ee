import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Document, Moment, Table } from '#documents/model/document';
import { yearEndConfirmation } from '#documents/year-end';
import { budgetAt } from '#projections/budget-at';
import type { Budget } from '#projections/budget-at';
import { everyCommandPlayed } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { factsOf, rowsInWords, tableIn } from './telling.ts';

type Sent = Readonly<Record<string, unknown>>;

/** The year that the story of every command closes, and has certified. */
const year = '2012-13';
const afterwards: Moment = { asAt: '2013-06-03', knownAt: '2013-06-03T22:00:00.000Z' };

/** Without these two people could give no command any more. */
const endsPeople: ReadonlySet<unknown> = new Set(['ForgetPerson', 'SwitchOffPerson', 'EndRole']);
/** By which a command adds something of its own: under another identity it is another thing. */
const identities = [
  'source',
  'entry',
  'reversal',
  'reserve',
  'release',
  'swap',
  'virement',
  'payment',
  'claim',
  'reclaim',
  'clawback',
  'project',
  'item',
  'meeting',
  'batch',
] as const;

/** The first command of each name and the last three, as they were given. */
function commandsOfEachName(): readonly Sent[] {
  const lines = readFileSync('test/journeys/every-command.ndjson', 'utf8').trimEnd().split('\n');
  const sent = lines.map((line) => JSON.parse(line) as Sent);
  const byName = Map.groupBy(sent, ({ command }) => command);
  return [...byName].flatMap(([name, those]) => {
    if (endsPeople.has(name)) return [];
    return [...new Set([...those.slice(0, 1), ...those.slice(-3)])];
  });
}

/** The same command as it was, and as one that adds another thing of each kind. */
function variantsOf(sent: Sent): readonly Sent[] {
  const others = identities.flatMap((name) =>
    typeof sent[name] === 'string' ? [{ ...sent, [name]: `${sent[name]}-x` }] : [],
  );
  return [sent, ...others];
}

/** Given again a month after the year was certified: dated as they were, and of the day. */
function triedAgain(): readonly Sent[] {
  return commandsOfEachName()
    .flatMap(variantsOf)
    .flatMap((sent) => [sent, { ...sent, on: '2013-06-03' }])
    .map((sent, nth) => ({ ...sent, id: `again-${nth}`, at: '2013-06-03T10:00:00.000Z' }));
}

interface Standing {
  readonly confirmed: Table;
  readonly corrections: readonly string[][];
  readonly totals: Budget['totals'];
}

async function standingOf(story: ReadStory): Promise<Standing> {
  const made: Document = yearEndConfirmation(
    await factsOf(story, 'riverside', afterwards),
    year,
    (person) => person,
  );
  const { totals } = await budgetAt(await story.read(), { partnership: 'riverside', year, ...afterwards });
  return {
    confirmed: tableIn(made, 'confirmed'),
    corrections: rowsInWords(tableIn(made, 'corrections').rows),
    totals,
  };
}

describe('A year that is certified', () => {
  let story: ReadStory;
  let before: Standing;
  const answers = new Map<string, number>();

  beforeAll(async () => {
    story = await everyCommandPlayed();
    before = await standingOf(story);
    for (const sent of triedAgain()) {
      const reply = await story.desk.send(sent);
      const answer = reply.outcome === 'refused' ? reply.refusal : reply.outcome;
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  });

  it('keeps its figures, whatever command is given afterwards, dated in it or of the day', async () => {
    const after = await standingOf(story);
    expect(after.totals).toEqual(before.totals);
    expect(after.confirmed).toEqual(before.confirmed);
  });

  it('has refused what was for it, for it is closed', () => {
    expect(answers.get('year-closed')).toBeGreaterThan(20);
    expect(answers.get('closed-then')).toBeGreaterThan(0);
    expect(answers.get('year-is-closed')).toBeGreaterThan(0);
  });

  it('takes a correction by reversal in the open year, which its document shows beside the figures', async () => {
    const corrections = before.corrections.map(([project, payment]) => [project, payment]);
    expect(corrections).toEqual([['Domestic abuse adviser', 'ap-5']]);
    const after = await standingOf(story);
    expect(after.corrections.slice(0, 1)).toEqual(before.corrections);
  });
});
