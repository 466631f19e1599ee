import type { Typed } from '#govuk/fields';
import type { Fields, Form, Posted } from '#govuk/form';

/** One input of a task's page. */
export interface Input {
  readonly kind:
    'line' | 'text' | 'pounds' | 'number' | 'day' | 'radios' | 'checkboxes' | 'select' | 'heading';
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly items?: readonly Offered[];
  /** What stands for none of those, where the question may be left unanswered. */
  readonly neither?: string;
}

interface Offered {
  readonly value: string;
  readonly text: string;
  readonly hint?: { readonly text: string };
}

/** What was said before, beside what is asked. */
export interface Beside {
  readonly heading: string;
  readonly text: string;
}

/** What answers say of the whole; what was left empty is undefined, and is taken out of it. */
export type Said<Whole> = Partial<Record<keyof Whole, unknown>>;

/** A task as it is filled in on one page. */
export interface OpenTask<Whole> {
  readonly form: Form<Fields>;
  readonly inputs: readonly Input[];
  readonly typed: Typed;
  readonly beside?: readonly Beside[];
  readonly said: (values: Readonly<Record<string, unknown>>) => Said<Whole>;
}

/** A part of something that is written in parts, each of them filled in by itself; `At` is what it needs. */
export interface Task<Whole, At> {
  readonly slug: string;
  readonly title: string;
  /** The smallest form that asks for something here. */
  readonly neededFor: 'short' | 'full' | 'neither';
  /** Whether everything is answered that a full form asks here. */
  readonly isDone: (soFar: Partial<Whole>, at: At) => boolean;
  /** Whether anything is answered. */
  readonly isBegun: (soFar: Partial<Whole>) => boolean;
  /** @param posted what was sent from it, which may have more rows than what is saved by now */
  readonly open: (
    soFar: Partial<Whole>,
    at: At,
    posted?: Posted,
  ) => OpenTask<Whole> | Promise<OpenTask<Whole>>;
}
