import { envelopeOf } from '#eventing/decoding';
import type { EventStore } from '#eventing/event-store';
import type { KeyVault } from '#eventing/key-vault';
import { open } from '#eventing/sealing';
import { clockActor } from '#funding/roles';
import { isId, personStream } from '#kernel/ids';

/** The names of a partnership's people, unsealed when they are shown and kept nowhere (rule 25). */
export class Names {
  private readonly store: EventStore;
  private readonly vault: KeyVault;
  private readonly partnership: string;
  private readonly known = new Map<string, string>();

  constructor(store: EventStore, vault: KeyVault, partnership: string) {
    this.store = store;
    this.vault = vault;
    this.partnership = partnership;
  }

  /**
   * A person's name; for someone who was forgotten, or was never entered, words that say so with their id.
   */
  async of(person: string): Promise<string> {
    const name = this.known.get(person) ?? (await this.read(person));
    this.known.set(person, name);
    return name;
  }

  private async read(person: string): Promise<string> {
    if (person === clockActor.person) return 'Tallystick itself';
    const stream = isId(person) ? personStream(this.partnership, person) : undefined;
    const sealed = stream === undefined ? undefined : await this.sealedDetailsIn(stream);
    if (stream === undefined || sealed === undefined) return `${person} (not entered)`;
    return this.unsealed(sealed, stream, person);
  }

  /** A person's key is kept under the name of their stream. */
  private async unsealed(sealed: string, stream: string, person: string): Promise<string> {
    const key = await this.vault.find(stream);
    const details = key === undefined ? undefined : open(sealed, key);
    return details?.['name'] ?? `${person} (forgotten)`;
  }

  private async sealedDetailsIn(stream: string): Promise<string | undefined> {
    let sealed: string | undefined;
    for await (const event of this.store.readStream(stream)) {
      sealed = (envelopeOf(event).data as { readonly sealed?: string }).sealed ?? sealed;
    }
    return sealed;
  }
}
