import { choice, optional, pounds, text } from '#govuk/fields';
import type { Field, Typed } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { closingOf as closedTypes, leftIn } from '#funding/funding-source/year';
import { balancePence, bothTypes } from '#funding/funding-source/state';
import type { Source } from '#funding/funding-source/state';
import { formatPence } from '#kernel/pence';
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
  const fields = closings.flatMap((closing): (readonly [string, Field<unknown>])[] => [
    ...carryFields(closing),
    heirField(closing, heirs),
  ]);
  const reason = text({ what: 'under what authority the year is closed', max: 2000 });
  return new Form({ ...Object.fromEntries(fields), reason });
}

type Named = readonly [string, Field<Pence | undefined>];

function carryFields({ source, unspent }: Closing): readonly Named[] {
  return (source.mayCrossYear ? unspent : []).map(({ fundingType, pence }) => {
    const what = `what is carried of the ${fundingType} of ${source.name}`;
    return [carryName(source.source, fundingType), optional(atMost(pence, pounds({ what, min: 0 })))];
  });
}

/** No more is carried than is there. */
function atMost(unspent: Pence, field: Field<Pence>): Field<Pence> {
  return {
    ...field,
    read(typed, name) {
      const reading = field.read(typed, name);
      const isMore = 'value' in reading && reading.value > unspent;
      return isMore ? { wrong: `Only ${formatPence(unspent)} of it is unspent` } : reading;
    },
  };
}

/** The source that takes over, which is left out only where nothing outlives the year. */
function heirField(
  closing: Closing,
  heirs: readonly Offered[],
): readonly [string, Field<string | undefined>] {
  const { source, name } = closing.source;
  const values = heirs.map(({ value }) => value);
  const field = optional(choice(values, { what: `the source that takes over from ${name}` }));
  return [
    heirName(source),
    {
      ...field,
      read(typed, input) {
        const reading = field.read(typed, input);
        const [left] = 'value' in reading && reading.value === undefined ? leftBehind(closing, typed) : [];
        return left === undefined
          ? reading
          : { wrong: `${name} still has ${left}. Select the source of the next year that takes this over` };
      },
    },
  ];
}

/** What outlives the year with what is typed to be carried. */
function leftBehind(closing: Closing, typed: Typed): readonly string[] {
  const carried = carryFields(closing).map(([name, field]) => [name, field.read(typed, name)] as const);
  const answers = carried.map(([name, reading]) => [name, 'value' in reading ? reading.value : undefined]);
  const carry = carriedOf(closing, Object.fromEntries(answers) as Readonly<Record<string, unknown>>);
  return closedTypes(closing.source, carry).flatMap(leftIn);
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
