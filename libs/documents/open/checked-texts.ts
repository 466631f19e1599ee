import type { Facts } from '#documents/facts/facts';
import { everybodyIn } from '#documents/people';
import type { NameOf } from '#documents/people';
import { printable } from '#documents/model/text-safety';
import { lookWith } from '#documents/open/personal-data';
import type { Look } from '#documents/open/personal-data';

/** What is not published, and why. */
export interface Withheld {
  /** The reference of the project, the payment or whatever it belongs to. */
  readonly of: string;
  /** What of it: the title, the payee, all of it. */
  readonly part: string;
  readonly why: string;
  /** The text itself, for whoever may clear it. It stands in no document. */
  readonly text?: string;
}

/** Looks at each text before it is published, and keeps a list of what is held back. */
export class CheckedTexts {
  readonly withheld: Withheld[] = [];
  private readonly look: Look;
  private readonly cleared: ReadonlySet<string>;
  /** What the partnership says of its publisher is published as it stands. */
  private readonly own: readonly string[];

  constructor(facts: Facts, nameOf: NameOf) {
    this.look = lookWith([...everybodyIn(facts)].map(nameOf));
    this.cleared = facts.publication.cleared;
    const { name, department } = facts.publication.publisher ?? {};
    this.own = [name, department].filter((text) => text !== undefined);
  }

  /** The text, unless it may tell of a person: then undefined, and it stands on the list. */
  passed(of: string, part: string, text: string | undefined): string | undefined {
    if (text === undefined || this.cleared.has(text)) return plain(text);
    const found = this.look(text);
    if (found === undefined) return plain(text);
    this.withheld.push({ of, part, why: `It has ${found}.`, text });
    return undefined;
  }

  /** Holds something back for another reason. */
  hold(of: string, part: string, why: string, text?: string): void {
    this.withheld.push({ of, part, why, ...(text === undefined ? {} : { text }) });
  }

  /** Whether somebody has read this text and cleared it. */
  isCleared(text: string): boolean {
    return this.cleared.has(text);
  }

  /**
   * Looks once more, at everything that is to be written.
   *
   * @throws Error when something personal is found: a text came in that was not looked at before
   */
  expectNothingPersonal(published: unknown): void {
    const known = [...this.cleared, ...this.own].map((text) => plain(text) ?? text);
    for (const text of textsIn(published)) {
      const rest = known.reduce((left, one) => left.replaceAll(one, ' '), text);
      const found = this.look(rest);
      if (found !== undefined) throw new Error(`What was to be published has ${found}. Nothing is written.`);
    }
  }
}

function plain(text: string | undefined): string | undefined {
  return text === undefined ? undefined : printable(text).trim();
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) yield* textsIn(part);
}
