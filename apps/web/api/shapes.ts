import { Type } from 'typebox';
import type { Static, TArray, TBoolean, TInteger, TNull, TObject, TSchema, TString, TUnion } from 'typebox';

/**
 * What an answer of a shape is. What is told has to be that, or it does not compile; that it has nothing more
 * is seen in the tests, which hold each real answer against its published shape.
 */
export type Told<Shape extends TSchema> = Readable<Static<Shape>>;

type Readable<T> = T extends readonly (infer Item)[]
  ? readonly Readable<Item>[]
  : T extends object
    ? {
        readonly [Key in keyof T]: undefined extends T[Key] ? Readable<T[Key]> | undefined : Readable<T[Key]>;
      }
    : T;

export const text = (about: string): TString => Type.String({ description: about });
export const day = (about: string): TString => Type.String({ format: 'date', description: about });
export const moment = (about: string): TString => Type.String({ format: 'date-time', description: about });
export const whole = (about: string): TInteger => Type.Integer({ description: about });
export const pence = (about: string): TInteger => Type.Integer({ description: `${about} In pence.` });
export const yesOrNo = (about: string): TBoolean => Type.Boolean({ description: about });
export const list = <Item extends TSchema>(item: Item, about: string): TArray<Item> =>
  Type.Array(item, { description: about });
/** Text, or null where there is none. */
export const textOrNull = (about: string): TUnion<[TString, TNull]> => orNull(text(about));
/** A day, or null where there is none. */
export const dayOrNull = (about: string): TUnion<[TString, TNull]> => orNull(day(about));

/** The shape, or null where there is nothing: the shape stands first. */
export function orNull<Shape extends TSchema>(shape: Shape): TUnion<[Shape, TNull]> {
  return Type.Union([shape, Type.Null()]);
}

/** Each of a set of names, such as the figures of a budget, with the same kind of value. */
export function each<Name extends string, Shape extends TSchema>(
  names: readonly Name[],
  shape: Shape,
): TObject<Record<Name, Shape>> {
  const properties = Object.fromEntries(names.map((name) => [name, shape])) as Record<Name, Shape>;
  return Type.Object(properties);
}

export const fundingType = text('capital or revenue.');
