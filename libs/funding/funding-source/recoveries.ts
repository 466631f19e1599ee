import { formatPence, type Pence } from '#kernel/pence';
import { noEffect, withEntry } from './funding.js';
import { once } from './identities.js';
import {
  refuseAt,
  type Answering,
  type Asked,
  type Evolving,
  type Obstacle,
  type Outcome,
  type Recovery,
  type Source,
} from './state.js';
import type { DataOf, FundingType } from './funding-source.events.js';

type Kind = Recovery['kind'];

interface Terms {
  readonly project: string;
  readonly from: string;
  readonly fundingType: FundingType;
  readonly amountPence: Pence;
  readonly dueOn: string;
  readonly reason: string;
}

/** Raises a claim on another body. It enters no balance until money is received (rule 12). */
function raiseReclaim(command: Asked<'RaiseReclaim'>, source: Source): Outcome {
  const data = { ...termsOf(command), reclaim: command.reclaim };
  return once(source, [{ type: 'ReclaimRaised', data }], 'recovery-differs', () =>
    numberTaken(source, command.reclaim),
  );
}

/** Raises a recovery from a recipient. */
function raiseClawback(command: Asked<'RaiseClawback'>, source: Source): Outcome {
  const data = { ...termsOf(command), clawback: command.clawback };
  return once(source, [{ type: 'ClawbackRaised', data }], 'recovery-differs', () =>
    numberTaken(source, command.clawback),
  );
}

function receiveReclaim(command: Asked<'ReceiveReclaim'>, source: Source): Outcome {
  const { reclaim } = command;
  const recovery = recoveryAt(source, 'reclaim', reclaim);
  if (recovery === undefined) return refuseAt(source, 'no-such-recovery', { id: reclaim });
  const data = { ...receiptOf(command, recovery), reclaim };
  return once(source, [{ type: 'ReclaimReceived', data }], 'entry-differs', () =>
    beyondOwed(source, recovery, command.amountPence),
  );
}

function receiveClawback(command: Asked<'ReceiveClawback'>, source: Source): Outcome {
  const { clawback } = command;
  const recovery = recoveryAt(source, 'clawback', clawback);
  if (recovery === undefined) return refuseAt(source, 'no-such-recovery', { id: clawback });
  const data = { ...receiptOf(command, recovery), clawback };
  return once(source, [{ type: 'ClawbackReceived', data }], 'entry-differs', () =>
    beyondOwed(source, recovery, command.amountPence),
  );
}

function writeOffReclaim({ reclaim, reason }: Asked<'WriteOffReclaim'>, source: Source): Outcome {
  const recovery = recoveryAt(source, 'reclaim', reclaim);
  if (recovery === undefined) return refuseAt(source, 'no-such-recovery', { id: reclaim });
  if (recovery.owedPence === 0) return settled(source, recovery, reason);
  return [{ type: 'ReclaimWrittenOff', data: { ...writeOffOf(recovery, reason), reclaim } }];
}

function writeOffClawback({ clawback, reason }: Asked<'WriteOffClawback'>, source: Source): Outcome {
  const recovery = recoveryAt(source, 'clawback', clawback);
  if (recovery === undefined) return refuseAt(source, 'no-such-recovery', { id: clawback });
  if (recovery.owedPence === 0) return settled(source, recovery, reason);
  return [{ type: 'ClawbackWrittenOff', data: { ...writeOffOf(recovery, reason), clawback } }];
}

function settled(source: Source, { recovery: id, writtenOffBecause }: Recovery, reason: string): Outcome {
  return writtenOffBecause === reason ? [] : refuseAt(source, 'nothing-owed', { id });
}

/** A number is given once: also by the other kind, and by the year before. */
function numberTaken(source: Source, id: string): Obstacle {
  const isTaken = source.recoveries.some(({ recovery }) => recovery === id);
  return isTaken ? refuseAt(source, 'recovery-differs', { id }) : undefined;
}

function beyondOwed(source: Source, { recovery: id, owedPence }: Recovery, amountPence: Pence): Obstacle {
  if (amountPence <= owedPence) return undefined;
  const facts = { id, owed: formatPence(owedPence), asked: formatPence(amountPence) };
  return refuseAt(source, 'more-than-owed', facts);
}

function termsOf({ project, from, fundingType, amountPence, dueOn, reason }: Terms): Terms {
  return { project, from, fundingType, amountPence, dueOn, reason };
}

function receiptOf(
  { entry, amountPence, reference }: Asked<'ReceiveReclaim' | 'ReceiveClawback'>,
  { project, fundingType }: Recovery,
): Omit<DataOf<'ReclaimReceived'>, 'reclaim'> {
  return { entry, project, fundingType, amountPence, reference };
}

function writeOffOf(
  { project, fundingType, owedPence }: Recovery,
  reason: string,
): Omit<DataOf<'ReclaimWrittenOff'>, 'reclaim'> {
  return { project, fundingType, amountPence: owedPence, reason };
}

function recoveryAt(source: Source, kind: Kind, id: string): Recovery | undefined {
  return source.recoveries.find((one) => one.kind === kind && one.recovery === id);
}

export const recoveryAnswers = {
  RaiseReclaim: raiseReclaim,
  ReceiveReclaim: receiveReclaim,
  WriteOffReclaim: writeOffReclaim,
  RaiseClawback: raiseClawback,
  ReceiveClawback: receiveClawback,
  WriteOffClawback: writeOffClawback,
} satisfies Partial<Answering>;

export const recoveryEvolved = {
  ReclaimRaised: (source, data) => raised(source, 'reclaim', data.reclaim, data),
  ReclaimReceived: (source, data) => received(source, 'reclaim', data.reclaim, data),
  ReclaimWrittenOff: (source, data) => writtenOff(source, 'reclaim', data.reclaim, data),
  ClawbackRaised: (source, data) => raised(source, 'clawback', data.clawback, data),
  ClawbackReceived: (source, data) => received(source, 'clawback', data.clawback, data),
  ClawbackWrittenOff: (source, data) => writtenOff(source, 'clawback', data.clawback, data),
} satisfies Partial<Evolving>;

function raised(source: Source, kind: Kind, recovery: string, terms: Terms): Source {
  const { project, from, fundingType, amountPence: owedPence, dueOn } = terms;
  const one = { kind, recovery, project, from, fundingType, owedPence, dueOn };
  return { ...source, recoveries: [...source.recoveries, one] };
}

function received(
  source: Source,
  kind: Kind,
  id: string,
  { entry, project, fundingType, amountPence }: Omit<DataOf<'ReclaimReceived'>, 'reclaim'>,
): Source {
  const effects = [{ ...noEffect, fundingType, receivedPence: amountPence }];
  const of = kind === 'reclaim' ? 'ReclaimReceived' : 'ClawbackReceived';
  return withEntry(owedLess(source, kind, id, amountPence), entry, of, effects, { recovery: id, project });
}

function writtenOff(source: Source, kind: Kind, id: string, { amountPence, reason }: WrittenOff): Source {
  return owedLess(source, kind, id, amountPence, { writtenOffBecause: reason });
}

interface WrittenOff {
  readonly amountPence: Pence;
  readonly reason: string;
}

function owedLess(
  source: Source,
  kind: Kind,
  id: string,
  amountPence: Pence,
  also: Pick<Recovery, 'writtenOffBecause'> = {},
): Source {
  const recoveries = source.recoveries.map((one) =>
    one.kind === kind && one.recovery === id
      ? { ...one, ...also, owedPence: one.owedPence - amountPence }
      : one,
  );
  return { ...source, recoveries };
}
