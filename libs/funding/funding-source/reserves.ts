import { formatPence, type Pence } from '#kernel/pence';
import { coveredReserve } from './cover.js';
import { once } from './identities.js';
import { beyondUncommitted, withdrawn } from './obstacles.js';
import {
  refuseAt,
  type Answering,
  type Asked,
  type Evolving,
  type Obstacle,
  type Outcome,
  type Reserve,
  type Source,
} from './state.js';
import type { FundingType } from './funding-source.events.js';
import { decisionIdOf } from '#funding/project/project.asks';

/** Sets money aside for a possible duty (rule 11), within the money that is there (rule 4). */
function holdReserve(command: Asked<'HoldReserve'>, source: Source): Outcome {
  const { reserve, fundingType, amountPence, purpose } = command;
  const decided = decidedBy(command);
  if (decided === undefined) return refuseAt(source, 'reserve-without-decision');
  const data = { reserve, fundingType, amountPence, purpose, ...decided };
  return once(
    source,
    [{ type: 'ReserveHeld', data }],
    'reserve-differs',
    () => withdrawn(source) ?? beyondUncommitted(source, fundingType, amountPence),
  );
}

function decidedBy({ decision, takenOn }: Asked<'HoldReserve'>): Decided | undefined {
  if (decision !== undefined && takenOn === undefined) return { decision: decisionIdOf(decision) };
  if (takenOn === undefined || decision !== undefined) return undefined;
  const { decidedOn, reference } = takenOn;
  return { decision: decisionIdOf('taken-on'), takenOn: { decidedOn, reference } };
}

interface Decided {
  readonly decision: string;
  readonly takenOn?: { readonly decidedOn: string; readonly reference: string };
}

/** Releases a reserve, in whole or in part: it becomes uncommitted. */
function releaseReserve(command: Asked<'ReleaseReserve'>, source: Source): Outcome {
  const { reserve: id, release, amountPence, reason } = command;
  const reserve = reserveAt(source, id);
  // A close empties the reserves, and a release of before is known all the same.
  const { fundingType } = reserve ?? { fundingType: 'revenue' };
  const data = { reserve: id, release, fundingType, amountPence, reason };
  return once(source, [{ type: 'ReserveReleased', data }], 'reserve-release-differs', () =>
    reserve === undefined
      ? refuseAt(source, 'no-such-reserve', { id })
      : beyondReserve(source, reserve, amountPence),
  );
}

/**
 * Refuses a call that a reserve cannot meet. A call moves no balance, but only covered money may be promised.
 */
export function beyondCall(call: Call, source: Source): Obstacle {
  const { fromReserve: id, fundingType, amountPence, subjectToFunding } = call;
  if (subjectToFunding === true) return refuseAt(source, 'reserve-not-subject');
  const reserve = reserveAt(source, id, fundingType) ?? reserveAt(source, id);
  if (reserve === undefined) return refuseAt(source, 'no-such-reserve', { id });
  if (reserve.fundingType !== fundingType)
    return refuseAt(source, 'reserve-of-other-type', { id, fundingType: reserve.fundingType });
  return beyondReserve(source, reserve, amountPence) ?? beyondCover(source, reserve, amountPence);
}

interface Call {
  readonly fromReserve: string;
  readonly fundingType: FundingType;
  readonly amountPence: Pence;
  readonly subjectToFunding?: boolean;
}

function beyondReserve(source: Source, { reserve: id, heldPence }: Reserve, amountPence: Pence): Obstacle {
  if (amountPence <= heldPence) return undefined;
  const facts = { id, held: formatPence(heldPence), asked: formatPence(amountPence) };
  return refuseAt(source, 'reserve-too-small', facts);
}

function beyondCover(source: Source, reserve: Reserve, amountPence: Pence): Obstacle {
  const covered = coveredReserve(source, reserve);
  if (amountPence <= covered) return undefined;
  const facts = { id: reserve.reserve, covered: formatPence(covered), asked: formatPence(amountPence) };
  return refuseAt(source, 'reserve-uncovered', facts);
}

function reserveAt(source: Source, id: string, fundingType?: FundingType): Reserve | undefined {
  return source.reserves.find(
    (one) => one.reserve === id && (fundingType === undefined || one.fundingType === fundingType),
  );
}

/** Adds to what a reserve holds, or takes from it; a reserve that is new comes last. */
export function withReserve(source: Source, change: Reserve): Source {
  const at = source.reserves.findIndex(
    ({ reserve, fundingType }) => reserve === change.reserve && fundingType === change.fundingType,
  );
  const known = source.reserves[at];
  if (known === undefined) return { ...source, reserves: [...source.reserves, change] };
  const reserve = { ...known, heldPence: known.heldPence + change.heldPence };
  return { ...source, reserves: source.reserves.with(at, reserve) };
}

export const reserveAnswers = {
  HoldReserve: holdReserve,
  ReleaseReserve: releaseReserve,
} satisfies Partial<Answering>;

export const reserveEvolved = {
  ReserveHeld: (source, { reserve, fundingType, purpose, amountPence }) =>
    withReserve(source, { reserve, fundingType, purpose, heldPence: amountPence }),
  ReserveReleased: less,
  ReserveCalled: less,
} satisfies Partial<Evolving>;

function less(source: Source, { reserve, fundingType, amountPence }: Taken): Source {
  return withReserve(source, { reserve, fundingType, purpose: '', heldPence: -amountPence });
}

interface Taken {
  readonly reserve: string;
  readonly fundingType: FundingType;
  readonly amountPence: Pence;
}
