import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CommandDesk } from '#desk/desk';
import type { Reply } from '#desk/reply';
import type { ContentOf } from '#desk/command-registry';
import type { CommandName } from '#funding/roles';
import type { Actor } from '#kernel/asking';
import { isId } from '#kernel/ids';
import { DataPlace } from '#reads/data-place';
import type { Visit } from '../access/visit.js';

/** A command as a page sends it. */
export type PageCommand = {
  [Name in CommandName]: {
    readonly name: Name;
    readonly content: ContentOf<Name>;
    readonly on?: string;
    /** The revision at which what it is about was read, where it is not to be done to any other. */
    readonly ifRevision?: number;
  };
}[CommandName];

/** By what a form sends its commands. */
export type Sends = Pick<Sending, 'send'>;

/** Who gives a command, where, and at which page. */
export interface Giver extends Pick<Visit, 'partnership' | 'log' | 'screen'> {
  readonly actor: Actor;
}

/** How long a page waits to show what was just done. Longer, and it shows what there is. */
const waitMs = 2_000;

/** Sends what pages ask to the desk, which every file and clock sends to as well. */
@Injectable()
export class Sending {
  private readonly desk: CommandDesk;
  private readonly place: DataPlace;

  constructor(@Inject(CommandDesk) desk: CommandDesk, @Inject(DataPlace) place: DataPlace) {
    this.desk = desk;
    this.place = place;
  }

  /**
   * Sends a command, and waits until people can read what it did. A refusal says people by their names.
   *
   * @param id the hidden field of the form, so that a form that is sent twice is carried out once
   */
  async send(visit: Visit, id: string, command: PageCommand): Promise<Reply> {
    const { partnership, log, screen, reading } = visit;
    const giver = { partnership, log, screen, actor: visit.actorFor(command.name) };
    const reply = await this.give(giver, id, command);
    return reply.outcome === 'refused' ? { ...reply, words: await reading.names.in(reply.words) } : reply;
  }

  /** The same for someone who is no visitor yet: whoever founds a partnership. */
  async give(
    { partnership, log, screen, actor }: Giver,
    id: string,
    { name, content, on, ifRevision }: PageCommand,
  ): Promise<Reply> {
    const day = on === undefined ? {} : { on };
    const revision = ifRevision === undefined ? {} : { ifRevision };
    const reply = await this.desk.send({
      command: name,
      id,
      partnership,
      actor,
      via: screen,
      ...day,
      ...revision,
      ...content,
    });
    log.info({ command: name, commandId: id, person: actor.person, outcome: reply.outcome }, 'command');
    if (reply.outcome === 'accepted' || reply.outcome === 'unchanged') await this.waitFor(reply.position);
    return reply;
  }

  private async waitFor(position: number): Promise<void> {
    const models = await this.place.readModelsAsTheyAre();
    await models.waitFor(position, waitMs);
  }
}

/** The identity of a command, for the hidden field of a form. */
export function newCommandId(): string {
  return randomUUID();
}

/** What a form's hidden field says; a new identity where a stranger has put something else there. */
export function commandIdIn({ commandId }: Readonly<Record<string, unknown>>): string {
  return isId(commandId) ? commandId : newCommandId();
}

/** The identity of one of the commands of a form. */
export function numbered(id: string, index: number): string {
  return `${id.slice(0, 60)}-${index}`;
}

/**
 * Sends the commands of one form in order, each under an identity of its own made from the form's, so that
 * the form sent again changes nothing.
 *
 * @returns why each that was not carried out was not, in words
 */
export async function doneOrWhyNot(
  sending: Sending,
  visit: Visit,
  posted: Readonly<Record<string, unknown>>,
  commands: readonly PageCommand[],
): Promise<readonly string[]> {
  const id = commandIdIn(posted);
  const wrong: string[] = [];
  for (const [index, command] of commands.entries()) {
    const one = commands.length === 1 ? id : numbered(id, index);
    wrong.push(...whyNot(await sending.send(visit, one, command)));
  }
  return wrong;
}

function whyNot(reply: Reply): readonly string[] {
  if (reply.outcome === 'accepted' || reply.outcome === 'unchanged') return [];
  return reply.outcome === 'invalid' ? reply.wrong.map(({ text }) => text) : [reply.words];
}
