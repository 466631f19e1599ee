import type { Charge, PaidCharge } from './money.events.js';
import { unspentPence } from './queries.js';
import { withEntry } from './rules.js';
import { lineKey } from './state.js';
import type { AwardLine, Money } from './state.js';

type Lines = Money['lines'];
type At = Pick<AwardLine, 'source' | 'fundingType'>;

/** The line at a source and funding type; one without money where the award has none there. */
export function lineAt(lines: Lines, { source, fundingType }: At): AwardLine {
  const nothing = { awardedPence: 0, releasedPence: 0, spentPence: 0, overspendPence: 0, recoveringPence: 0 };
  return lines.get(lineKey({ source, fundingType })) ?? { source, fundingType, ...nothing };
}

function changed(lines: Lines, at: At, change: (line: AwardLine) => Partial<AwardLine>): Lines {
  const line = lineAt(lines, at);
  return withEntry(lines, lineKey(at), { ...line, ...change(line) });
}

/** The award with more or less at one source and funding type. */
export function allocated(lines: Lines, change: Charge & { readonly change: 'more' | 'less' }): Lines {
  const pence = change.change === 'more' ? change.amountPence : -change.amountPence;
  return changed(lines, change, ({ awardedPence }) => ({ awardedPence: awardedPence + pence }));
}

/** The award with a charge spent from it, as far as it covers it. */
export function spent(lines: Lines, charge: PaidCharge): Lines {
  return changed(lines, charge, ({ spentPence, overspendPence }) => ({
    spentPence: spentPence + charge.amountPence,
    overspendPence: overspendPence + charge.overspendPence,
  }));
}

/**
 * The award with the charges of a payment taken back: unspent again, or without them where they were taken
 * back in a later year, since that money is its new source's, uncommitted.
 *
 * @param isClosed whether the payment was charged to a closed year there
 */
export function reversed(
  lines: Lines,
  charges: readonly PaidCharge[],
  isClosed: (source: string) => boolean,
): Lines {
  return charges.reduce((so, charge) => {
    const left = isClosed(charge.source) ? adjusted(so, charge) : so;
    return takenBack(left, charge);
  }, lines);
}

/** An overspend that was accepted since has become part of the award, so none goes below nil. */
function takenBack(lines: Lines, charge: PaidCharge): Lines {
  return changed(lines, charge, ({ spentPence, overspendPence, recoveringPence }) => {
    const overspent = Math.max(0, overspendPence - charge.overspendPence);
    return {
      spentPence: spentPence - charge.amountPence,
      overspendPence: overspent,
      recoveringPence: Math.min(recoveringPence, overspent),
    };
  });
}

/** What of a charge is still beyond the award was never part of it, and leaves nothing of it. */
function adjusted(lines: Lines, { amountPence, overspendPence, ...at }: PaidCharge): Lines {
  return changed(lines, at, ({ releasedPence, overspendPence: standing }) => ({
    releasedPence: releasedPence + amountPence - Math.min(standing, overspendPence),
  }));
}

/** The award grown by an overspend that is accepted. */
export function accepted(lines: Lines, share: Charge): Lines {
  return changed(lines, share, ({ awardedPence, overspendPence }) => ({
    awardedPence: awardedPence + share.amountPence,
    overspendPence: overspendPence - share.amountPence,
  }));
}

/** The award with an overspend that is to be recovered: it stays beyond the award, and is decided. */
export function recovering(lines: Lines, share: Charge): Lines {
  return changed(lines, share, ({ recoveringPence }) => ({
    recoveringPence: recoveringPence + share.amountPence,
  }));
}

/** The award with all that is unspent released by finance. */
export function released(lines: Lines): Lines {
  return each(lines, (line) => ({ ...line, releasedPence: line.releasedPence + unspentPence(line) }));
}

/** What is left of an award that falls: what was paid. */
export function paidPart(lines: Lines): Lines {
  return each(lines, (line) => ({ ...line, awardedPence: line.awardedPence - unspentPence(line) }));
}

function each(lines: Lines, change: (line: AwardLine) => AwardLine): Lines {
  return new Map([...lines].map(([key, line]) => [key, change(line)]));
}
