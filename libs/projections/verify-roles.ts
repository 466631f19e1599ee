import type { DecodedEvent, Decoding } from '#eventing/decoding';
import type { Recorded } from '#eventing/event-store';
import { partnership } from '#funding/partnership/partnership';
import type { PartnershipEvent } from '#funding/partnership/partnership.events';
import { rolesHeld } from '#funding/partnership/queries';
import type { PartnershipState } from '#funding/partnership/state';
import { mayGiveCommands, person } from '#funding/person/person';
import type { PersonState } from '#funding/person/person';
import type { PersonEvent } from '#funding/person/person.events';
import { roleInWords } from '#funding/role-names';
import { holdsRole } from '#funding/roles';
import type { Actor } from '#kernel/asking';
import { Check } from '#projections/verify-check';
import type { Verdict } from '#projections/verify-check';

/**
 * A command is tried again for a few seconds while others are recorded before it: what is recorded so soon
 * after a role has ended was decided on while it was held (decision 18). Nothing that comes later was.
 */
const momentMs = 60_000;

/**
 * Whether whoever gave a command held the role in which they gave it, and had not been switched off, when it
 * was recorded. What was recorded in the very moment in which either ended is counted, and is no complaint.
 */
export class GivenInRoles extends Check {
  protected readonly check = 'Every command was given in a role that its giver held';
  private readonly decoding: Decoding;
  private readonly partnerships = new Map<string, PartnershipState>();
  private readonly people = new Map<string, PersonState>();
  /** When somebody last could act in a role in which they cannot any more, in milliseconds. */
  private readonly endedAt = new Map<string, number>();
  private lastCommand = '';
  private inTheMoment = 0;

  constructor(decoding: Decoding) {
    super();
    this.decoding = decoding;
  }

  override verdict(): Verdict {
    const moment = `${this.inTheMoment} of them in the moment in which the role ended`;
    return { ...super.verdict(), of: this.inTheMoment === 0 ? 'commands' : `commands, ${moment}` };
  }

  see(recorded: Recorded): void {
    const event = this.read(recorded);
    if (event === undefined) return;
    // The events of a command follow one another, and the first may change what the rest are judged by.
    if (event.command !== this.lastCommand) this.judge(recorded, event);
    this.lastCommand = event.command;
    try {
      this.follow(event);
    } catch {
      this.complain(recorded, 'what it says of who may act cannot be read.');
    }
  }

  /** One that does not decode is complained of by another check. */
  private read(recorded: Recorded): DecodedEvent | undefined {
    try {
      return this.decoding.decode(recorded);
    } catch {
      return undefined;
    }
  }

  private judge(recorded: Recorded, { partnership: id, actor, type }: DecodedEvent): void {
    this.counted += 1;
    // Whoever founds a partnership becomes its administrator by that.
    if (type === 'PartnershipFounded' || this.mayAct(id, actor)) return;
    const ended = this.endedAt.get(keyOf(id, actor));
    if (ended !== undefined && Date.parse(recorded.recordedAt) - ended <= momentMs) this.inTheMoment += 1;
    else this.complain(recorded, `${actor.person} did not act as ${roleInWords(actor.role)} then.`);
  }

  /** Takes in what the event changes of who may act, and notes for whom it ends. */
  private follow(event: DecodedEvent): void {
    const { partnership: id, stream, recordedAt } = event;
    if (!/^(?:partnership|person)-/.test(stream)) return;
    const before = this.acting(id);
    if (stream.startsWith('person-'))
      this.people.set(stream, person.evolve(this.personAt(stream), event as unknown as PersonEvent));
    else
      this.partnerships.set(
        id,
        partnership.evolve(this.partnershipOf(id), event as unknown as PartnershipEvent),
      );
    for (const actor of before)
      if (!this.mayAct(id, actor)) this.endedAt.set(keyOf(id, actor), Date.parse(recordedAt));
  }

  private acting(id: string): readonly Actor[] {
    return rolesHeld(this.partnershipOf(id)).filter((actor) => this.mayAct(id, actor));
  }

  private mayAct(id: string, actor: Actor): boolean {
    const known = this.personAt(`person-${id}.${actor.person}`);
    return mayGiveCommands(known) && holdsRole(this.partnershipOf(id), actor);
  }

  private partnershipOf(id: string): PartnershipState {
    return this.partnerships.get(id) ?? partnership.initialState;
  }

  private personAt(stream: string): PersonState {
    return this.people.get(stream) ?? person.initialState;
  }
}

const keyOf = (id: string, { person: who, role }: Actor): string => `${id} ${who} ${role}`;
