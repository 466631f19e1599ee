import type { Typed } from '#govuk/fields';
import type { Fields, Form, Posted } from '#govuk/form';
import type { Bid } from '#funding/project/project.events';
import type { Visit } from '../../access/visit.js';

/** One input of a task's page. */
export interface Input {
  readonly kind:
    'line' | 'text' | 'pounds' | 'number' | 'day' | 'radios' | 'checkboxes' | 'select' | 'heading';
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly items?: readonly { readonly value: string; readonly text: string }[];
}

/** A task as it is filled in on one page. */
export interface OpenTask {
  readonly form: Form<Fields>;
  readonly inputs: readonly Input[];
  readonly typed: Typed;
  /** What the answers say of the bid; what was left empty is undefined, and is taken out of it. */
  readonly said: (values: Readonly<Record<string, unknown>>) => Partial<Record<keyof Bid, unknown>>;
}

/** A part of a bid that is filled in by itself. */
export interface Task {
  readonly slug: string;
  readonly title: string;
  /** Whether everything is answered that a full form asks here. */
  readonly isDone: (bid: Partial<Bid>) => boolean;
  /** Whether anything is answered. */
  readonly isBegun: (bid: Partial<Bid>) => boolean;
  /** @param posted what was sent from it, which may have more rows than what is saved by now */
  readonly open: (bid: Partial<Bid>, visit: Visit, posted?: Posted) => OpenTask | Promise<OpenTask>;
}
