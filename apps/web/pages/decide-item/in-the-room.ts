import { chairByOffice, isQuorate, quorumOf, roomFor } from '#funding/meeting/quorum';
import type { Voter } from './how-decided.js';
import type { ItemAt } from './ruling.js';

/** Who is there to decide an item, and whether they can. */
export interface InTheRoom {
  readonly voters: readonly Voter[];
  readonly isQuorate: boolean;
  /** Neither the chair nor the deputy is there for it, so that someone else chairs it. */
  readonly needsChair: boolean;
  /** Members of the lead agency who have not said yet whether they have an interest, by name. */
  readonly undeclared: readonly string[];
}

/** Everyone who can vote on an item now; whose bid it is steps out by the decision itself. */
export async function inTheRoom({ visit, sitting, item, project }: ItemAt): Promise<InTheRoom> {
  const owner = project?.leadOfficer ?? undefined;
  const room = roomFor(sitting, item, owner === undefined ? [] : [owner]);
  const declared = new Set(item.declared.map(({ person }) => person));
  const voters: Voter[] = [];
  const undeclared: string[] = [];
  for (const { person, agency } of room.voting) {
    const name = await visit.reading.names.of(person);
    voters.push({ person, name, field: `vote-${person}` });
    if (agency === project?.leadAgency && !declared.has(person)) undeclared.push(name);
  }
  return {
    voters,
    isQuorate: isQuorate(quorumOf(sitting.opening, room)),
    needsChair: chairByOffice(sitting.opening, room) === undefined,
    undeclared,
  };
}
