import type { DecodedEvent } from '#eventing/decoding';
import type { Recorded } from '#eventing/event-store';
import type { FundingType } from '#funding/decision.commands';
import { fundingSource } from '#funding/funding-source/funding-source';
import { linesOf, outstandingOf } from '#funding/funding-source/state';
import type { FundingSourceState, Source } from '#funding/funding-source/state';
import { project } from '#funding/project/project';
import { spentPence } from '#funding/project/queries';
import { isAwarded } from '#funding/project/state';
import type { ProjectState } from '#funding/project/state';
import { parseStream } from '#kernel/ids';
import { same } from './figures.ts';
import type { Ledger } from './ledger.ts';
import type { NaiveMoney } from './naive-money.ts';
import { fundingTypes } from './naive-source.ts';

type Streams = ReadonlyMap<string, readonly Recorded[]>;

/**
 * What is stored, folded anew: the sums are those that were kept on the way, each promise is what the naive
 * money says, and the projects agree with the sources on what was spent.
 *
 * @throws when they are not.
 */
export function checkFolded(streams: Streams, ledger: Ledger, money: NaiveMoney): void {
  for (const [stream, events] of streams) {
    const { noun, id } = parseStream(stream);
    if (noun === 'source')
      checkSource(id, foldedWith<FundingSourceState>(fundingSource, events), ledger, money);
    if (noun === 'project') checkProject(id, foldedWith<ProjectState>(project, events), money);
  }
}

function checkSource(id: string, state: FundingSourceState, ledger: Ledger, money: NaiveMoney): void {
  if (state.status === 'none') throw new Error(`${id} folds to nothing`);
  for (const type of fundingTypes) {
    const purse = money.purse(id, type);
    const promises = purse.promises.filter(({ unpaid, waiting }) => unpaid + waiting > 0);
    const reserves = [...purse.reserves].filter(([, held]) => held > 0);
    same(state.money[type], ledger.at(id, type), `${type} of ${id}, folded`);
    same(promisesIn(state, type), promises, `what ${id} promised of ${type}`);
    same(reservesIn(state, type), reserves, `what ${id} has in reserve of ${type}`);
  }
}

function promisesIn(source: Source, type: FundingType): readonly object[] {
  return linesOf(source, type)
    .map((line) => {
      const { project: id, decision, subjectPence: waiting } = line;
      return { project: id, decision, unpaid: outstandingOf(line), waiting };
    })
    .filter(({ unpaid, waiting }) => unpaid + waiting > 0);
}

function reservesIn({ reserves }: Source, type: FundingType): readonly (readonly [string, number])[] {
  const held = reserves.filter(({ fundingType, heldPence }) => fundingType === type && heldPence > 0);
  return held.map(({ reserve, heldPence }) => [reserve, heldPence]);
}

function checkProject(id: string, state: ProjectState, money: NaiveMoney): void {
  const spent = isAwarded(state) ? spentPence(state) : 0;
  same(spent, money.spentOn(id), `what was spent on ${id}`);
}

interface Folding<State> {
  readonly initialState: State;
  evolve(state: State, event: never): State;
}

function foldedWith<State>(folding: Folding<State>, events: readonly Recorded[]): State {
  return events.reduce((state, { body }) => {
    const { type, data } = JSON.parse(body) as DecodedEvent;
    return folding.evolve(state, { type, data } as never);
  }, folding.initialState);
}
