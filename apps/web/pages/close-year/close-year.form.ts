import { choice, optional, pounds, text } from '#govuk/fields';
import type { Field } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { balancePence, bothTypes } from '#funding/funding-source/state';
import type { Source } from '#funding/funding-source/state';
import type { Pence } from '#kernel/pence';
import type { Offered } from '../../acts/questions.js';
import type { PageCommand } from '../../commands/sending.js';

/** A source of the year that closes, and what of each funding type could be carried. */
export interface Closing {
  readonly source: Source;
  readonly unspent: readonly { readonly fundingType: FundingType; readonly pence: Pence }[];
}

/** What a source still has: its balance, with what is reserved or committed and not paid. */
export function closingOf(source: Source): Closing {
  const unspent = bothTypes.map((fundingType) => {
    const { reserved, committed } = source.money[fundingType];
    return { fundingType, pence: balancePence(source, fundingType) + reserved + committed };
  });
  return { source, unspent: unspent.filter(({ pence }) => pence > 0) };
}

export const carryName = (source: string, fundingType: string): string => `carry-${source}-${fundingType}`;
export const heirName = (source: string): string => `to-${source}`;

/** For each source what is carried and which source of the next year takes over; and under what authority. */
export function closeYearForm(
  closings: readonly Closing[],
  heirs: readonly Offered[],
): Form<Record<string, Field<unknown>>> {
  const fields = closings.flatMap(({ source, unspent }) => [
    ...(source.mayCrossYear ? unspent : []).map(({ fundingType }): [string, Field<unknown>] => [
      carryName(source.source, fundingType),
      optional(pounds({ what: `what is carried of the ${fundingType} of ${source.name}`, min: 0 })),
    ]),
    [
      heirName(source.source),
      optional(
        choice(
          heirs.map(({ value }) => value),
          { what: `the source that takes over from ${source.name}` },
        ),
      ),
    ] as [string, Field<unknown>],
  ]);
  const reason = text({ what: 'under what authority the year is closed', max: 2000 });
  return new Form({ ...Object.fromEntries(fields), reason });
}

/** What is carried of a source, by funding type; nothing where the input was left empty. */
export function carriedOf(
  { source, unspent }: Closing,
  answers: Readonly<Record<string, unknown>>,
): { fundingType: FundingType; amountPence: Pence }[] {
  return unspent.flatMap(({ fundingType }) => {
    const amountPence = answers[carryName(source.source, fundingType)];
    return typeof amountPence === 'number' && amountPence > 0 ? [{ fundingType, amountPence }] : [];
  });
}

export function heirOf({ source }: Closing, answers: Readonly<Record<string, unknown>>): string | undefined {
  const heir = answers[heirName(source.source)];
  return typeof heir === 'string' ? heir : undefined;
}

/** The close of the year that the answers ask for: every source of it, in one command. */
export function closeYear(
  year: string,
  closings: readonly Closing[],
  answers: Readonly<Record<string, unknown>>,
): PageCommand {
  const sources = closings.map((closing) => {
    const to = heirOf(closing, answers);
    const carry = carriedOf(closing, answers);
    return { source: closing.source.source, ...(to === undefined ? {} : { to }), carry };
  });
  return { name: 'CloseYear', content: { year, sources, reason: String(answers['reason']) } };
}
