import { beforeAll, describe, expect, it } from '@jest/globals';
import { documentNames, documentOf, subjectOf } from '#documents/documents';
import { inFormat } from '#documents/formats/formats';
import type { Facts } from '#documents/facts/facts';
import type { Document } from '#documents/model/document';
import { hasMarks, marksWrongIn, marksWrongInPlain, textsIn } from '#testing/marks';
import { ReminderStory } from '#testing/reminder-story';
import { commandsIn } from '../journeys/playing.ts';
import { factsOf } from './telling.ts';

const year = commandsIn('examples/thurrock-2011-12/year.ndjson');
const marked = new Set(
  textsIn(year, '')
    .map(({ text }) => text)
    .filter(hasMarks),
);

/** The example's year, in which everyone has an address to which reminders go. */
async function toldWithAddresses(): Promise<ReminderStory> {
  const story = new ReminderStory();
  story.partnership = 'thurrock';
  for (const command of year) {
    const isPerson = command.command === 'RegisterPerson';
    const address = isPerson ? { email: `${String(command['person'])}@thurrock.example` } : {};
    const reply = await story.desk.send({ ...command, ...address });
    if (reply.outcome !== 'accepted') throw new Error(`${command.id}: ${JSON.stringify(reply)}`);
  }
  return story;
}

describe('What was typed with marks in it', () => {
  let story: ReminderStory;
  let documents: readonly Document[];

  beforeAll(async () => {
    story = await toldWithAddresses();
    documents = everyDocument(await factsOf(story, 'thurrock'));
  });

  it('stands in documents as it was typed, whatever their format', async () => {
    const wrong: string[] = [];
    for (const document of documents) {
      const [page, table, data] = await Promise.all(
        (['html', 'csv', 'json'] as const).map(async (format) =>
          new TextDecoder().decode(await inFormat(document, format)),
        ),
      );
      const found = [
        ...marksWrongIn(page ?? ''),
        ...marksWrongInPlain(table ?? ''),
        ...marksWrongInPlain(data ?? ''),
      ];
      wrong.push(...found.map((one) => `${document.name}: ${one}`));
    }
    expect(wrong).toEqual([]);
    const names = documents.filter((one) => textsIn(one, '').some(({ text }) => marked.has(text)));
    expect(new Set(names.map(({ name }) => name)).size).toBeGreaterThan(5);
  });

  it('stands in mail as it was typed', async () => {
    for (let day = 16; day <= 27; day += 1) await story.round(`2012-04-${day}T10:00:00.000Z`);
    const { gone } = story.box;
    const wrong = gone.flatMap(({ subject, text, html }) => [
      ...marksWrongIn(html),
      ...marksWrongInPlain(`${subject} ${text}`),
    ]);
    expect(wrong).toEqual([]);
    expect(gone.some(({ text }) => text.includes('<b>'))).toBe(true);
  });
});

/** Each document of the year, of each project and of each meeting. */
function everyDocument(facts: Facts): readonly Document[] {
  const ids = {
    year: ['2011-12'],
    project: [...facts.projects.keys()],
    // No virement of the year was put to a meeting.
    source: [],
    meeting: [...facts.meetings.keys()],
    report: [],
  };
  return documentNames.flatMap((name) =>
    ids[subjectOf(name)].map((id) => {
      const about = subjectOf(name) === 'year' ? {} : { project: id, meeting: id };
      return documentOf(name, facts, { year: '2011-12', ...about, nameOf: (person) => person });
    }),
  );
}
