import { formatPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Purse } from './purses.js';

type Kind = 'spent' | 'committed' | 'reserved' | 'this' | 'left' | 'lacking';

/** One part of a source's money, as a bar shows it and as the table beside it says. */
interface Part {
  readonly name: string;
  readonly kind: Kind;
  readonly pence: Pence;
  /** In hundredths of the bar. */
  readonly from: number;
  readonly width: number;
}

/** What a decision does to a source, before it is taken. */
export interface Effect {
  readonly name: string;
  readonly parts: readonly Part[];
  /** What the source lacks for it, where it is to give more than it has: then the decision is refused. */
  readonly lacksPence?: Pence;
}

/** Money that a decision moves at a source: what it is called there, and what it is taken out of. */
export interface Move {
  readonly name: string;
  readonly pence: Pence;
  /** Left out for money that comes to the source. */
  readonly from?: 'spent' | 'committed' | 'left';
  /** Whether it becomes uncommitted, and so covers what the source lacks. */
  readonly isFreed?: boolean;
}

/** A source with what a decision moves there: what stays where it is, what is moved, and what is left. */
export function effectOf(purse: Purse, move: Move): Effect {
  const { name, held, leftPence } = purse;
  const less = (kind: Kind, pence: Pence): Pence => (move.from === kind ? pence - move.pence : pence);
  const { covered, passedOn } = freedBy(purse, move);
  const ofThis = Math.max(0, move.pence - passedOn);
  const left = less('left', leftPence) + covered - (passedOn - (move.pence - ofThis));
  const all = [
    ...held.map((one) => ({ ...one, pence: less(one.kind, one.pence) })),
    ...(ofThis > 0 || passedOn === 0 ? [{ name: move.name, kind: 'this' as const, pence: ofThis }] : []),
    ...(passedOn > 0 ? [{ name: passingOn, kind: 'committed' as const, pence: passedOn }] : []),
    restOf(left),
  ];
  const isShort = move.from === 'left' && move.pence > 0 && left < 0;
  return drawn(name, all, isShort ? -left : undefined);
}

const passingOn = 'Goes to awards that wait for funding';

/**
 * What of money that becomes uncommitted covers what is lacking, and what is then committed at once to awards
 * that wait for it: it is never left idle (rule 9).
 */
function freedBy(
  { leftPence, waitingPence = 0 }: Purse,
  { pence, isFreed }: Move,
): { readonly covered: Pence; readonly passedOn: Pence } {
  if (isFreed !== true) return { covered: 0, passedOn: 0 };
  const covered = Math.min(pence, Math.max(0, -leftPence));
  const uncommitted = pence > covered ? Math.max(0, leftPence) + pence - covered : 0;
  return { covered, passedOn: Math.min(waitingPence, uncommitted) };
}

function restOf(left: Pence): Sum {
  return left < 0
    ? { name: 'Lacking', kind: 'lacking', pence: -left }
    : { name: 'Left', kind: 'left', pence: left };
}

type Sum = Pick<Part, 'name' | 'kind' | 'pence'>;

/** The parts of a source, each with its place in the bar. */
function drawn(name: string, all: readonly Sum[], lacksPence: Pence | undefined): Effect {
  const whole = all.reduce((sum, { pence }) => sum + Math.max(pence, 0), 0);
  let from = 0;
  const parts = all.map((one): Part => {
    const width = whole === 0 ? 0 : (Math.max(one.pence, 0) * 100) / whole;
    const part = { ...one, from: round(from), width: round(width) };
    from += width;
    return part;
  });
  return { name, parts, ...(lacksPence === undefined ? {} : { lacksPence }) };
}

/** Why a decision with these effects will be refused, as far as money goes. */
export function refusedFor(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap(({ name, lacksPence }) =>
    lacksPence === undefined ? [] : [`${name} lacks ${formatPence(lacksPence)} for it.`],
  );
}

function round(hundredths: number): number {
  return Math.round(hundredths * 100) / 100;
}
