import type { Circumstances, Fold } from '#kernel/asking';
import { personStream } from '#kernel/ids';
import type { Told } from '#funding/ladder';
import type { Role } from '#funding/partnership/partnership.events';
import { rolesHeld, whoAnswersEvaluation } from '#funding/partnership/queries';
import type { PartnershipState } from '#funding/partnership/state';
import { mayBeWritten, person as personDecider } from '#funding/person/person';

/** Of a project, what says whom its reminders are for. */
export interface WhoseProject {
  readonly leadOfficer?: string | undefined;
  readonly deputy?: string | undefined;
  readonly thematicGroup?: string | undefined;
}

export interface Recipient {
  readonly person: string;
  /** Whoever is to be told cannot be, so the support officer is told in their place. */
  readonly standIn: boolean;
}

/**
 * The one person whom a rung tells today; undefined where there is none.
 *
 * Of several who hold a role it is the one who has held it longest. Nobody writes to someone who is switched
 * off or was forgotten. What the lead officer or the finance officer owes then goes to the support officer.
 * What the chair of the thematic group is to know of goes to whoever answers the project's evaluation: the
 * chair of the tasking group where there is no such group, where it has no chair, or where the project is the
 * chair's own; and to the support officer where nobody answers it. That something is overdue has to reach
 * somebody besides whoever is late with it.
 */
export async function recipientOf(
  fold: Fold,
  { partnership }: Pick<Circumstances, 'partnership'>,
  told: Told,
  { whose, state }: { readonly whose: WhoseProject; readonly state: PartnershipState },
): Promise<Recipient | undefined> {
  for (const candidate of candidatesFor(told, whose, state)) {
    if (mayBeWritten(await fold(personStream(partnership, candidate.person), personDecider)))
      return candidate;
  }
  return undefined;
}

/** For whom the support officer stands in. A deputy need not be named, and is nobody's duty to replace. */
const stoodInFor: ReadonlySet<Told> = new Set<Told>(['lead-officer', 'finance-officer', 'thematic-chair']);

function candidatesFor(told: Told, whose: WhoseProject, state: PartnershipState): readonly Recipient[] {
  const own = ownCandidates(told, whose, state).map((person) => ({ person, standIn: false }));
  if (!stoodInFor.has(told)) return own;
  return [...own, ...holders(state, 'support-officer').map((person) => ({ person, standIn: true }))];
}

function ownCandidates(
  told: Told,
  { leadOfficer, deputy, thematicGroup }: WhoseProject,
  state: PartnershipState,
): readonly string[] {
  switch (told) {
    case 'lead-officer':
      return leadOfficer === undefined ? [] : [leadOfficer];
    case 'deputy-lead-officer':
      return deputy === undefined ? [] : [deputy];
    case 'thematic-chair':
      return whoAnswersEvaluation(state, {
        thematicGroup,
        owners: [leadOfficer, deputy].flatMap((one) => one ?? []),
      }).people;
    case 'tasking-agenda':
      return [];
    default:
      return holders(state, told);
  }
}

/** Who holds a role now, the longest first. */
function holders(state: PartnershipState, role: Role): readonly string[] {
  return rolesHeld(state)
    .filter((held) => held.role === role)
    .map(({ person }) => person);
}
