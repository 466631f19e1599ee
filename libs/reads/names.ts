import { envelopeOf } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import type { FoldedStates } from '#eventing/folded-states';
import type { KeyVault } from '#eventing/key-vault';
import { open } from '#eventing/sealing';
import { clockActor } from '#funding/roles';
import { isId, personStream } from '#kernel/ids';

/** Under which it is remembered what a person's stream last said of them, sealed as it is stored. */
const sealedDetails = {};

/**
 * The names of a partnership's people, unsealed when they are shown and kept nowhere (rule 25). Those that
 * are asked for at once are read at once.
 */
export class Names {
  private readonly store: EventStore;
  private readonly vault: KeyVault;
  private readonly partnership: string;
  private readonly folded: FoldedStates | undefined;
  private readonly known = new Map<string, Promise<string>>();

  /** @param folded what was read before and is still sealed, so that only newer events are read */
  constructor(store: EventStore, vault: KeyVault, partnership: string, folded?: FoldedStates) {
    this.store = store;
    this.vault = vault;
    this.partnership = partnership;
    this.folded = folded;
  }

  /**
   * A person's name; for someone who was forgotten, or was never entered, words that say so with their id.
   */
  async of(person: string): Promise<string> {
    const name = this.known.get(person) ?? this.read(person);
    this.known.set(person, name);
    return name;
  }

  /** The names of several people, by their ids. */
  async byId(people: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const named = [...new Set(people)].map(async (one) => [one, await this.of(one)] as const);
    return new Map(await Promise.all(named));
  }

  /**
   * The names of several people as they were stored at some moment, by their ids: what was corrected since is
   * not read, and whoever was forgotten since is forgotten.
   *
   * @param stored what names each of them, as it is sealed
   */
  async byIdAsStored(
    people: Iterable<string>,
    stored: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, string>> {
    const named = [...new Set(people)].map(
      async (one) => [one, await this.told(one, async () => stored.get(one))] as const,
    );
    return new Map(await Promise.all(named));
  }

  /** A person's e-mail address; undefined where there is none, or the person was forgotten. */
  async addressOf(person: string): Promise<string | undefined> {
    const stream = isId(person) ? personStream(this.partnership, person) : undefined;
    const sealed = stream === undefined ? undefined : await this.sealedDetailsIn(stream);
    const key = stream === undefined ? undefined : await this.vault.find(stream);
    return sealed === undefined || key === undefined ? undefined : open(sealed, key)?.['email'];
  }

  /** A text in which people stand as `person:` and their id, with their names instead. */
  async in(text: string): Promise<string> {
    const known = await this.byId([...text.matchAll(personInText)].map(([, person = '']) => person));
    return text.replaceAll(personInText, (whole, person: string) => known.get(person) ?? whole);
  }

  /** Several people by their names, in order. */
  async all(people: readonly string[]): Promise<string> {
    return (await Promise.all(people.map(async (person) => this.of(person)))).join(', ');
  }

  private async read(person: string): Promise<string> {
    return this.told(person, async (stream) => this.sealedDetailsIn(stream));
  }

  private async told(
    person: string,
    sealedOf: (stream: string) => Promise<string | undefined>,
  ): Promise<string> {
    if (person === clockActor.person) return 'Tallystick itself';
    const stream = isId(person) ? personStream(this.partnership, person) : undefined;
    const sealed = stream === undefined ? undefined : await sealedOf(stream);
    if (stream === undefined || sealed === undefined) return `${person} (not entered)`;
    return this.unsealed(sealed, stream, person);
  }

  /** A person's key is kept under the name of their stream. */
  private async unsealed(sealed: string, stream: string, person: string): Promise<string> {
    const key = await this.vault.find(stream);
    const details = key === undefined ? undefined : open(sealed, key);
    if (key === undefined)
      return `${person} (${(await this.isForgotten(stream)) ? 'forgotten' : 'key lost'})`;
    return details?.['name'] ?? `${person} (forgotten)`;
  }

  private async isForgotten(stream: string): Promise<boolean> {
    return (await this.vault.erasures()).some(({ person }) => person === stream);
  }

  private async sealedDetailsIn(stream: string): Promise<string | undefined> {
    let { state, version } = this.folded?.get(stream, sealedDetails) ?? { state: undefined, version: -1 };
    for await (const event of this.store.readStream(stream, version + 1)) {
      state = (envelopeOf(event).data as { readonly sealed?: string }).sealed ?? state;
      ({ version } = event);
    }
    this.folded?.set(stream, sealedDetails, { state, version });
    return state as string | undefined;
  }
}

const personInText = /\bperson:(?<person>[a-z0-9][a-z0-9-]{0,63})/gu;
