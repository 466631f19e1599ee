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

/** A text that is published, and what it is. */
export type Shown = Required<Pick<Withheld, 'of' | 'part' | 'text'>>;

/** Looks at each text before it is published, and keeps a list of what is held back. */
export class CheckedTexts {
  readonly withheld: Withheld[] = [];
  /** What passed, for whoever sees in it what no look can find. */
  readonly shown: Shown[] = [];
  private readonly look: Look;
  private readonly cleared: ReadonlySet<string>;
  private readonly heldTexts: ReadonlyMap<string, string>;

  constructor(facts: Facts, nameOf: NameOf) {
    this.look = lookWith([...everybodyIn(facts)].map(nameOf));
    this.cleared = facts.publication.cleared;
    this.heldTexts = facts.publication.heldTexts;
  }

  /** The text, unless it may tell of a person: then undefined, and it stands on the list. */
  passed(of: string, part: string, text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const why = this.whyNot(text);
    if (why === undefined) this.shown.push({ of, part, text });
    else this.withheld.push({ of, part, why, text });
    return why === undefined ? plain(text) : undefined;
  }

  /** Why a text is not published: somebody holds it back, or nobody has cleared what may name a person. */
  private whyNot(text: string): string | undefined {
    const reason = this.heldTexts.get(text);
    if (reason !== undefined) return `It is held back: ${reason}`;
    const found = this.cleared.has(text) ? undefined : this.look(text);
    return found === undefined ? undefined : `It has ${found}.`;
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
   * Looks once more, at everything that is to be written as it will be written: texts that tell of nobody one
   * by one may do so together. What is found stands on the list too, to be read and cleared, or not.
   *
   * @returns the first that was found; then nothing of all this may be written
   */
  lastLook(all: readonly ToPublish[]): Withheld | undefined {
    const known = [...this.cleared].flatMap(asWritten);
    const seen = all.flatMap(({ of, part, content }) =>
      [...textsIn(content)].flatMap((text): Withheld[] => {
        const found = this.look(known.reduce((left, one) => left.replaceAll(one, ' '), text));
        return found === undefined ? [] : [{ of, part, why: `It has ${found}.`, text }];
      }),
    );
    this.withheld.push(...seen);
    const [first] = seen;
    if (first === undefined) return undefined;
    return this.look(first.of.replaceAll('-', ' ')) === undefined ? first : { ...first, of: unnamed };
  }
}

/** A reference that may itself be a name is told to nobody. */
const unnamed = 'something whose reference may be a name';

/** A part of what is to be published. */
export interface ToPublish {
  /** The reference of the project or the payment that it is of. */
  readonly of: string;
  readonly part: string;
  readonly content: unknown;
}

/** Something of what was to be published may tell of a person, so that nothing of it is written. */
export class PersonalDataFound extends Error {
  override name = 'PersonalDataFound';

  /** Says what was found where, and what to do, and not the text itself. */
  constructor({ of, part, why }: Withheld) {
    super(
      `Nothing is written. The last look found something in what was to be published, the ${part} of ${of}. ${why} Read it among the texts that are held back, and clear it if it names nobody; or write it anew, or hold its project back.`,
    );
  }
}

/** @throws PersonalDataFound when the last look has found something */
export function expectNothingPersonal(found: Withheld | undefined): void {
  if (found !== undefined) throw new PersonalDataFound(found);
}

/** A cleared text as it may stand in a file: a reference is read with spaces, and has hyphens. */
function asWritten(cleared: string): readonly string[] {
  const text = plain(cleared);
  return text === '' ? [] : [text, text.replaceAll(' ', '-')];
}

function plain(text: string): string {
  return printable(text).trim();
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) yield* textsIn(part);
}
