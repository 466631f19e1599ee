import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import type { Recorded } from '#eventing/event-store';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { administrator, support } from '#testing/desk-story';
import { decoding } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { aMeeting } from './a-meeting.ts';
import { basildon } from './basildon.ts';
import { historyFor, momentFor } from './each-document.ts';
import { describePublisher, openStory } from './open-story.ts';
import { saferEssex } from './safer-essex.ts';
import { thurrock } from './telling.ts';
import { thurrock2008 } from './thurrock-2008.ts';
import { walthamForest } from './waltham-forest.ts';

const stories: Readonly<Record<ReturnType<typeof historyFor>, () => Promise<ReadStory>>> = {
  thurrock,
  'thurrock-2008': thurrock2008,
  basildon,
  'waltham-forest': withItsReport,
  essex: saferEssex,
  open: openToAll,
  meeting: aMeeting,
};

const told = new Map<string, Promise<ReadStory>>();

/** The history that a document is made of, told once for all documents of it. */
export async function storyFor(name: string): Promise<ReadStory> {
  const of = historyFor(name);
  const known = told.get(of) ?? stories[of]();
  told.set(of, known);
  return known;
}

/** The facts that a document is made of; of a history that was changed event by event, where that is said. */
export async function factsFor(
  name: string,
  change: (event: Recorded) => Recorded = (event) => event,
): Promise<Facts> {
  const { memory, partnership } = await storyFor(name);
  const moment = momentFor(name);
  const changed = new Memory();
  changed.events.push(...memory.events.map(change));
  const store = new MemoryStore(() => moment.knownAt, changed);
  return factsAt({ store, decoding }, partnership, moment);
}

async function openToAll(): Promise<ReadStory> {
  const story = await openStory();
  await describePublisher(story);
  await story.do(administrator, 'JoinCounty', { county: 'essex', name: 'Safer Essex' });
  return story;
}

async function withItsReport(): Promise<ReadStory> {
  const story = await walthamForest();
  story.on('2008-10-29');
  await story.do(support, 'SubmitHighlightReport', {
    report: 'october',
    from: '2008-04-01',
    to: '2008-10-27',
    budget: 'On track; £25,000 remains to be allocated.\n- By the new group.',
    progress: '- The services were rated as excellent.\n- A temporary lead was appointed.',
    performanceAndRisk: 'Burglary is off track.',
    nextPeriod: 'A review of performance on 27 November.',
  });
  return story;
}
