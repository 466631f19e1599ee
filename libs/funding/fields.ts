import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isFinancialYear } from '#kernel/financial-year';
import { figurePattern } from '#kernel/figure';
import { idPattern } from '#kernel/ids';
import { isInstant, isLocalDate } from '#kernel/local-date';

/**
 * The fields of a command. Each decorator says three things at once, so that they cannot drift apart: how the
 * value is checked, its JSON Schema (draft 2020-12), and what it means to a person.
 */
export interface FieldRule {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly optional: boolean;
  /** The class of a nested object or of the items of a list. */
  readonly nested?: () => Class;
  /** A day on which the command takes effect, where its giver does not say another. */
  readonly isEffectiveDay?: true;
}

export type Class<T extends object = object> = new () => T;
interface Options {
  readonly optional?: boolean;
}
interface DayOptions extends Options {
  readonly effective?: true;
}
interface TextOptions extends Options {
  readonly max?: number;
}
interface ListOptions extends Options {
  readonly min?: number;
  readonly max?: number;
}

const rules = new WeakMap<object, Map<string, FieldRule>>();
const longest = 20_000;
// Control characters have no place in a record that people read, nor those that turn the direction of what
// follows, by which a name can be made to look like another; new lines and tabs do.
const plainText = /^[^\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff]*$/u;

/** The fields of a command class, inherited ones first, in the order in which they are declared. */
export function fieldsOf(type: Class): ReadonlyMap<string, FieldRule> {
  const parent: unknown = Object.getPrototypeOf(type);
  const inherited = typeof parent === 'function' && parent.name !== '' ? fieldsOf(parent as Class) : [];
  return new Map([...inherited, ...(rules.get(type) ?? [])]);
}

/** The field of a command class that names the day on which it takes effect; undefined where none does. */
export function effectiveDayField(type: Class): string | undefined {
  return [...fieldsOf(type)].find(([, { isEffectiveDay }]) => isEffectiveDay === true)?.[0];
}

/** An identity: lower-case letters, digits and hyphens, at most 64. */
export function id(about: string, options: Options = {}): PropertyDecorator {
  const schema = { type: 'string', pattern: idPattern.source, description: about };
  return declare(schema, options, IsString(), Matches(idPattern));
}

/** A list of identities, none twice. */
export function ids(about: string, options: ListOptions = {}): PropertyDecorator {
  const { min = 0, max = 100 } = options;
  const items = { type: 'string', pattern: idPattern.source };
  const schema = {
    type: 'array',
    items,
    minItems: min,
    maxItems: max,
    uniqueItems: true,
    description: about,
  };
  const each = Matches(idPattern, { each: true });
  return declare(schema, options, IsArray(), ArrayMinSize(min), ArrayMaxSize(max), allDifferent(), each);
}

/** A line of text: at most 200 characters unless told. */
export function line(about: string, options: TextOptions = {}): PropertyDecorator {
  return text(about, { max: 200, ...options });
}

/** Text of any length up to 20,000 characters, never blank. */
export function text(about: string, options: TextOptions = {}): PropertyDecorator {
  const max = options.max ?? longest;
  const schema = { type: 'string', minLength: 1, maxLength: max, description: about };
  return declare(
    schema,
    options,
    IsString(),
    MinLength(1),
    MaxLength(max),
    Matches(plainText),
    Matches(/\S/u),
  );
}

/** Whole pence, above zero unless `min` says otherwise. */
export function pence(about: string, options: Options & { min?: number } = {}): PropertyDecorator {
  const min = options.min ?? 1;
  const max = 100_000_000_000;
  const schema = { type: 'integer', minimum: min, maximum: max, description: `${about} In pence.` };
  return declare(schema, options, IsInt(), Min(min), Max(max));
}

export function wholeNumber(
  about: string,
  options: Options & { min?: number; max?: number } = {},
): PropertyDecorator {
  const { min = 0, max = 1_000_000_000 } = options;
  return declare(
    { type: 'integer', minimum: min, maximum: max, description: about },
    options,
    IsInt(),
    Min(min),
    Max(max),
  );
}

/** A list of whole numbers between two bounds, none twice. */
export function wholeNumbers(
  about: string,
  options: ListOptions & { readonly from: number; readonly to: number },
): PropertyDecorator {
  const { min = 0, max = 100, from, to } = options;
  const items = { type: 'integer', minimum: from, maximum: to };
  const schema = {
    type: 'array',
    items,
    minItems: min,
    maxItems: max,
    uniqueItems: true,
    description: about,
  };
  const each = [IsInt({ each: true }), Min(from, { each: true }), Max(to, { each: true })];
  return declare(schema, options, IsArray(), ArrayMinSize(min), ArrayMaxSize(max), allDifferent(), ...each);
}

/** A moment in UTC with milliseconds, written 2011-04-12T09:00:00.000Z. */
export function instant(about: string, options: Options = {}): PropertyDecorator {
  const schema = { type: 'string', format: 'date-time', description: about };
  return declare(schema, options, check('isInstant', isInstant));
}

/** A time of day in London, written 09:00. */
export function time(about: string, options: Options = {}): PropertyDecorator {
  const pattern = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;
  const schema = { type: 'string', pattern: pattern.source, description: about };
  return declare(schema, options, IsString(), Matches(pattern));
}

/** A calendar day in London, written 2011-04-12; `effective` where the command takes effect on it. */
export function day(about: string, options: DayOptions = {}): PropertyDecorator {
  return declare(
    { type: 'string', format: 'date', description: about },
    options,
    check('isLocalDate', isLocalDate),
  );
}

/** A figure as it is reported, written 8.73: exact, so text and no binary fraction. */
export function figure(about: string, options: Options = {}): PropertyDecorator {
  const schema = { type: 'string', pattern: figurePattern.source, description: about };
  return declare(schema, options, IsString(), Matches(figurePattern));
}

/** A month, written 2011-04. */
export function month(about: string, options: Options = {}): PropertyDecorator {
  const pattern = /^\d{4}-(0[1-9]|1[0-2])$/u;
  return declare(
    { type: 'string', pattern: pattern.source, description: about },
    options,
    IsString(),
    Matches(pattern),
  );
}

/** A financial year, written 2011-12: from 1 April to 31 March. */
export function year(about: string, options: Options = {}): PropertyDecorator {
  const schema = { type: 'string', pattern: '^\\d{4}-\\d{2}$', description: about };
  return declare(schema, options, check('isFinancialYear', isFinancialYear));
}

export function oneOf(values: readonly string[], about: string, options: Options = {}): PropertyDecorator {
  return declare({ type: 'string', enum: values, description: about }, options, IsIn(values));
}

export function yesOrNo(about: string, options: Options = {}): PropertyDecorator {
  return declare({ type: 'boolean', description: about }, options, IsBoolean());
}

/** An object of a class with fields of its own. */
export function part(type: () => Class, about: string, options: Options = {}): PropertyDecorator {
  const decorators = [IsObject(), ValidateNested(), Type(type)];
  return declare({ type: 'object', description: about }, { ...options, nested: type }, ...decorators);
}

/** A list of objects of one class. */
export function parts(type: () => Class, about: string, options: ListOptions = {}): PropertyDecorator {
  const { min = 0, max = 100 } = options;
  const schema = { type: 'array', minItems: min, maxItems: max, description: about };
  const decorators = [
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ValidateNested({ each: true }),
    Type(type),
  ];
  return declare(schema, { ...options, nested: type }, IsObject({ each: true }), ...decorators);
}

function declare(
  schema: Record<string, unknown>,
  options: DayOptions & { nested?: () => Class },
  ...decorators: PropertyDecorator[]
): PropertyDecorator {
  return (target, name) => {
    const known = rules.get(target.constructor) ?? new Map<string, FieldRule>();
    rules.set(target.constructor, known);
    const { optional = false, nested, effective } = options;
    known.set(String(name), {
      schema,
      optional,
      ...(nested === undefined ? {} : { nested }),
      ...(effective === undefined ? {} : { isEffectiveDay: effective }),
    });
    // `null` is not "left out": `IsOptional` would let it through unchecked.
    if (optional) ValidateIf((_, value) => value !== undefined)(target, name);
    for (const decorate of decorators) decorate(target, name);
  };
}

function check(name: string, passes: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({
    name,
    validator: { validate: passes, defaultMessage: () => `$property is not valid (${name})` },
  });
}

function allDifferent(): PropertyDecorator {
  return check('allDifferent', (list) => Array.isArray(list) && new Set(list).size === list.length);
}
