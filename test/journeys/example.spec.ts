import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Reply } from '#desk/reply';
import type { Envelope } from '#eventing/envelope';
import type { Recorded } from '#eventing/event-store';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceState } from '#funding/funding-source/funding-source';
import { project } from '#funding/project/project';
import { awardPence } from '#funding/project/queries';
import { isAwarded, isOver } from '#funding/project/state';
import type { AwardedProject, ProjectState } from '#funding/project/state';
import { parseStream } from '#kernel/ids';
import { parsePounds, sumPence } from '#kernel/pence';
import { commandsIn, Played } from './playing.ts';

const folder = 'examples/thurrock-2011-12';
const commands = commandsIn(`${folder}/year.ndjson`);

/** The published register by the title of its lines, in pence. */
function registerCosts(): Map<string, number | undefined> {
  const text = readFileSync(join(import.meta.dirname, '..', '..', folder, 'register.csv'), 'utf8');
  const lines = parse<{ Project: string; 'Cost £': string }>(text, { columns: true, bom: true });
  return new Map(lines.map((line) => [String(line.Project.split(' – ')[0]), parsePounds(line['Cost £'])]));
}

interface Folding<State> {
  readonly initialState: State;
  evolve(state: State, event: never): State;
}

/** What each noun of a kind is at the end, by its id. */
function statesOf<State>(events: readonly Recorded[], noun: string, folding: Folding<State>): State[] {
  const states = new Map<string, State>();
  for (const { stream, body } of events.filter((event) => parseStream(event.stream).noun === noun)) {
    const { type, data } = JSON.parse(body) as Envelope;
    const before = states.get(stream) ?? folding.initialState;
    states.set(stream, folding.evolve(before, { type, data } as never));
  }
  return [...states.values()];
}

function idsOf(which: readonly AwardedProject[]): string[] {
  return which.map((one) => one.project).toSorted();
}

describe('The example of Thurrock, 2011/12', () => {
  const played = new Played();
  let replies: readonly Reply[];
  let projects: readonly AwardedProject[];
  let sources: readonly FundingSourceState[];

  beforeAll(async () => {
    replies = await played.send(commands);
    projects = statesOf<ProjectState>(played.events, 'project', project).filter(isAwarded);
    sources = statesOf<FundingSourceState>(played.events, 'source', fundingSource);
  });

  const reserves = (): { readonly purpose: string; readonly heldPence: number }[] =>
    sources.flatMap((source) => (source.status === 'none' ? [] : source.reserves));
  const finishedAs = (manner: string): readonly AwardedProject[] =>
    projects.filter((one) => isOver(one) && one.finish?.manner === manner);

  it('is accepted, every command of it', () => {
    const others = commands.flatMap(({ id }, index) => {
      return replies[index]?.outcome === 'accepted' ? [] : [{ id, reply: replies[index] }];
    });
    expect(others).toEqual([]);
  });

  it('has 42 projects with awards of £256,031, and £20,000 in reserve: £276,031 in all', () => {
    expect(projects).toHaveLength(42);
    expect(sumPence(projects.map(awardPence))).toBe(parsePounds('£256,031'));
    expect(reserves().map(({ heldPence }) => heldPence)).toEqual([parsePounds('£20,000')]);
    expect(sumPence([...projects.map(awardPence), ...reserves().map(({ heldPence }) => heldPence)])).toBe(
      parsePounds('£276,031'),
    );
  });

  it('has the 43 lines of the register, each at its cost', () => {
    const costs = registerCosts();
    expect(costs.size).toBe(43);
    expect(costs.get('Domestic homicide review')).toBe(reserves()[0]?.heldPence);
    costs.delete('Domestic homicide review');
    expect(new Map(projects.map((one) => [one.bid.title, awardPence(one)]))).toEqual(costs);
  });

  it('pays the awards from its sources, none of which is short', () => {
    const money = sources.flatMap((source) => (source.status === 'none' ? [] : Object.values(source.money)));
    expect(sumPence(money.map(({ uncommitted }) => Math.min(0, uncommitted)))).toBe(0);
    const released = projects.flatMap(({ money: { releases } }) => [...releases.values()]);
    const given = money.flatMap(({ committed, spent }) => [committed, spent]);
    const back = released.map(({ releasedPence }) => releasedPence);
    expect(sumPence([...given, ...back])).toBe(parsePounds('£256,031'));
  });

  it('has two projects that cost nothing', () => {
    const costless = projects.filter((one) => awardPence(one) === 0);
    expect(idsOf(costless)).toEqual(['locality-action-groups', 'online-survey']);
  });

  it('has one that was mainstreamed, and two that were stopped, of which one had ended early', () => {
    const became = (status: string): string[] => idsOf(projects.filter((one) => one.status === status));
    expect(became('mainstreamed')).toEqual(['communications-officer']);
    expect(became('discontinued')).toEqual(['analyst', 'victim-support-asb']);
    expect(idsOf(finishedAs('ended-early'))).toEqual(['analyst']);
  });

  it('has three that were never implemented', () => {
    const never = ['homophobic-bullying', 'prevent-postcards', 'third-party-reporting'];
    expect(idsOf(finishedAs('never-implemented'))).toEqual(never);
  });

  it('has several of which it was too early to say what they had changed', () => {
    expect(projects.filter(({ evaluation }) => evaluation.lastPutOff !== undefined).length).toBe(3);
  });

  it('changes nothing when it is played again, and is answered the same', async () => {
    const { length } = played.events;
    const again = await played.send(commands);
    expect(again).toEqual(replies.map((reply) => ({ ...reply, repeated: true })));
    expect(played.events).toHaveLength(length);
  });
});
