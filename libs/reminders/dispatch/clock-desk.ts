import { randomUUID } from 'node:crypto';
import { carriedOut } from '#desk/carrying-out';
import type { ContentOf } from '#desk/command-registry';
import type { DeskTools } from '#desk/desk-tools';
import type { Handled } from '#eventing/handle';
import type { KeyVault } from '#eventing/key-vault';
import { open } from '#eventing/sealing';
import { StreamsRead } from '#eventing/streams-read';
import { partnership as partnershipDecider } from '#funding/partnership/partnership';
import { policiesOf } from '#funding/partnership/queries';
import type { PartnershipState } from '#funding/partnership/state';
import { clockActor } from '#funding/roles';
import type { CommandName } from '#funding/roles';
import type { Fold } from '#kernel/asking';
import { partnershipStream, personStream } from '#kernel/ids';
import type { Instant } from '#kernel/local-date';
import { londonDateOf } from '#kernel/local-date';
import { hoursAt } from '#reminders/dispatch/hours';
import type { Hours } from '#reminders/dispatch/hours';
import type { DispatchOptions } from '#reminders/dispatching';

/** How to reach a person; the texts are empty where they are not known, or were erased. */
export interface Contact {
  readonly name: string;
  readonly email: string;
}

/** The last sealed details in a person's stream. */
const sealedDetails = {
  initialState: '',
  evolve: (sealed: string, event: { readonly data: { readonly sealed?: string } }) =>
    event.data.sealed ?? sealed,
};

/** The desk as the clock uses it: what it reads of the events, and the commands that it gives. */
export class ClockDesk {
  private readonly tools: DeskTools;
  private readonly vault: KeyVault;
  private readonly told: DispatchOptions['told'];
  /** Up to where read models have to come to know of everything that was given here. */
  position = 0;

  constructor({ tools, vault, told }: Pick<DispatchOptions, 'tools' | 'vault' | 'told'>) {
    this.tools = tools;
    this.vault = vault;
    this.told = told;
  }

  /**
   * Gives a command as the system itself, at an instant. It has an identity of its own each time: that
   * something happens once is for the deciders to say, who see it happen.
   */
  async give<Name extends CommandName>(
    name: Name,
    partnership: string,
    content: ContentOf<Name>,
    now: Instant,
  ): Promise<Handled> {
    const id = `${name.toLowerCase()}-${randomUUID()}`;
    const given = { name, id, partnership, actor: clockActor, on: londonDateOf(now), via: 'reminders' };
    const tools = { ...this.tools, clock: { now: () => now } };
    const handled = await carriedOut(tools, { ...given, content });
    this.told?.({ command: name, id, partnership, outcome: handled.outcome });
    if (handled.outcome !== 'conflict') this.position = Math.max(this.position, handled.position);
    return handled;
  }

  /** Streams as they stand, each read at one revision. */
  reading(): Fold {
    const read = new StreamsRead(this.tools.desk);
    return (stream, decider) => read.fold(stream, decider);
  }

  async partnership(partnership: string): Promise<PartnershipState> {
    return this.reading()(partnershipStream(partnership), partnershipDecider);
  }

  async hours(partnership: string, now: Instant): Promise<Hours> {
    return hoursAt(
      now,
      policiesOf(await this.partnership(partnership)).map(({ ladder }) => ladder),
    );
  }

  /** Unseals a person's name and address, which are kept nowhere (rule 25). */
  async contact(partnership: string, person: string): Promise<Contact> {
    const stream = personStream(partnership, person);
    const sealed = await this.reading()(stream, sealedDetails);
    const key = sealed === '' ? undefined : await this.vault.find(stream);
    const details = key === undefined ? undefined : open(sealed, key);
    return { name: details?.['name'] ?? '', email: details?.['email'] ?? '' };
  }
}
