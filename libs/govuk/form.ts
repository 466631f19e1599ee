import type { Field, Reading, Typed } from '#govuk/fields';

/** What a browser posts. */
export type Posted = Readonly<Record<string, unknown>>;

/** The fields of a form by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What a form's fields say, once nothing is wrong with any of them. */
export type ValuesOf<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer Value> ? Value : never;
};

/** Something that is wrong, for the summary at the top of a page: the words, and the input they are about. */
export interface FormError {
  readonly text: string;
  readonly href?: string;
}

/** A form as a page shows it: what was typed stands in it again, whatever is wrong with it. */
export interface FormView {
  readonly typed: Typed;
  /** The words beside each field that is wrong, by the name of the field. */
  readonly wrong: Readonly<Record<string, string>>;
  /** Which input of a field is wrong, where it has several: the month of a date. */
  readonly wrongParts: readonly string[];
  readonly errors: readonly FormError[];
  /** The fields that may be left unanswered, by name: their radio buttons offer none of what they offer. */
  readonly mayBeEmpty: readonly string[];
}

/** Why what was sent is not done, and the field of the form that it is about. */
export interface Refusal {
  readonly words: string;
  readonly field?: string | undefined;
}

/** What a posted form came to. */
export type FormRead<F extends Fields> =
  | { readonly values: ValuesOf<F>; readonly view: FormView }
  | { readonly values?: undefined; readonly view: FormView };

/** A form: which fields it has, and how what is typed into them becomes values. */
export class Form<F extends Fields> {
  private readonly fields: F;

  constructor(fields: F) {
    this.fields = fields;
  }

  /** The form with nothing wrong: empty, or filled in with what is known already. */
  filledWith(typed: Typed = {}): FormView {
    return this.viewOf(typed, []);
  }

  /** Reads what was posted. Whatever no field asks for is left out. */
  read(posted: Posted): FormRead<F> {
    const typed = this.typedIn(posted);
    const read = Object.entries(this.fields).map(([name, field]) => [name, field.read(typed, name)] as const);
    const wrong = read.flatMap(([name, reading]) => ('wrong' in reading ? [wrongOf(name, reading)] : []));
    const view = this.viewOf(this.withoutSecrets(typed), wrong);
    if (wrong.length > 0) return { view };
    const values = read.map(([name, reading]) => [name, 'value' in reading ? reading.value : undefined]);
    return { view, values: Object.fromEntries(values) as ValuesOf<F> };
  }

  /**
   * The form after a refusal: the same words beside their field and in the summary, and all that was typed.
   * Words that are about no field of the form stand in the summary alone.
   */
  refused(typed: Typed, refusals: readonly Refusal[]): FormView {
    const wrong = refusals.map(({ words, field }) => {
      const isKnown = field !== undefined && Object.hasOwn(this.fields, field);
      return isKnown ? wrongOf(field, { wrong: words, at: this.firstPartOf(field) }) : { words };
    });
    return this.viewOf(typed, wrong);
  }

  private viewOf(typed: Typed, all: readonly Wrong[]): FormView {
    const named = all.flatMap(({ name, words }) => (name === undefined ? [] : [[name, words] as const]));
    return {
      typed,
      wrong: Object.fromEntries(named),
      wrongParts: all.flatMap(({ part }) => part ?? []),
      errors: all.map(({ words: text, part }) =>
        part === undefined ? { text } : { text, href: `#${part}` },
      ),
      mayBeEmpty: Object.entries(this.fields).flatMap(([name, field]) =>
        field.mayBeEmpty === true ? [name] : [],
      ),
    };
  }

  private firstPartOf(name: string): string {
    return this.fields[name]?.parts(name)[0] ?? name;
  }

  private withoutSecrets(typed: Typed): Typed {
    const secret = Object.entries(this.fields).filter(([, { isSecret }]) => isSecret === true);
    const parts = new Set(secret.flatMap(([name, field]) => field.parts(name)));
    return Object.fromEntries(Object.entries(typed).filter(([part]) => !parts.has(part)));
  }

  private typedIn(posted: Posted): Typed {
    const parts = Object.entries(this.fields).flatMap(([name, field]) => field.parts(name));
    return Object.fromEntries(parts.map((part) => [part, typedText(posted[part])]));
  }
}

interface Wrong {
  readonly words: string;
  readonly name?: string;
  readonly part?: string;
}

function wrongOf(name: string, { wrong, at = name }: Extract<Reading<unknown>, { wrong: string }>): Wrong {
  return { words: wrong, name, part: at };
}

/** A box that is ticked with others comes as a list; a name that is posted twice by a stranger, likewise. */
function typedText(value: unknown): string | readonly string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  return typeof value === 'string' ? value : '';
}
