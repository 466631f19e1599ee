import { refuse } from '#kernel/decider';
import type { GroupKind } from '#funding/meeting/meeting.events';
import { groupOf, lastAdministrator, rolesHeld, votingMembers } from './queries.js';
import type { Asked, InTheWay, PartnershipOutcome } from './refusals.js';
import type { Founded, RoleHeld, Substitution } from './state.js';
import type { Role, RoleTerms, SubstituteTerms } from './partnership.events.js';

/**
 * The kinds of group in which a role is held. A role that is not here is held in the partnership as a whole.
 */
const heldInGroups: Partial<Record<Role, readonly GroupKind[]>> = {
  chair: ['tasking', 'strategy'],
  'deputy-chair': ['tasking', 'thematic', 'strategy'],
  member: ['tasking', 'thematic', 'strategy'],
  'thematic-chair': ['thematic'],
  'strategy-member': ['strategy'],
};

/** A quorum counts agencies, so these are given with one. */
const needAgency: ReadonlySet<Role> = new Set(['chair', 'deputy-chair', 'member']);
const oneInGroup: ReadonlySet<Role> = new Set(['chair', 'deputy-chair', 'thematic-chair']);

export function giveRole(command: Asked<'GiveRole'>, state: Founded): PartnershipOutcome {
  const { person, role, group, agency } = command;
  const held = rolesHeld(state).find((other) => isSameRole(other, command));
  if (held !== undefined) return held.agency === agency ? [] : refuse('role-differs');
  const place = { ...(group === undefined ? {} : { group }), ...(agency === undefined ? {} : { agency }) };
  return (
    wrongAgency(command, state) ??
    wrongGroup(command, state) ??
    seatTaken(command, state) ?? [{ type: 'RoleGiven', data: { person, role, ...place } }]
  );
}

export function endRole(command: Asked<'EndRole'>, state: Founded): PartnershipOutcome {
  const { person, role, group, reason } = command;
  if (!rolesHeld(state).some((held) => isSameRole(held, command))) {
    return state.roles.some((held) => isSameRole(held, command)) ? [] : refuse('role-not-held');
  }
  if (role === 'administrator' && lastAdministrator(state) === person) return refuse('last-administrator');
  return [{ type: 'RoleEnded', data: { person, role, ...(group === undefined ? {} : { group }), reason } }];
}

export function nameSubstitute(command: Asked<'NameSubstitute'>, state: Founded): PartnershipOutcome {
  const named = state.substitutes.find((other) => !other.ended && isSamePair(other, command));
  if (named !== undefined) return named.agency === command.agency ? [] : refuse('substitute-differs');
  return wrongSubstitute(command, state) ?? [{ type: 'SubstituteNamed', data: termsOf(command) }];
}

export function endSubstitute(command: Asked<'EndSubstitute'>, state: Founded): PartnershipOutcome {
  const pair = state.substitutes.filter((other) => isSamePair(other, command));
  if (pair.length === 0) return refuse('no-such-substitute');
  const named = pair.find(({ ended }) => !ended);
  if (named === undefined) return [];
  if (named.agency !== command.agency) return refuse('substitute-differs');
  return [{ type: 'SubstituteEnded', data: termsOf(command) }];
}

export function withRoleEnded(
  roles: readonly RoleHeld[],
  ended: Omit<RoleTerms, 'agency'>,
): readonly RoleHeld[] {
  return roles.map((held) => (isSameRole(held, ended) ? { ...held, ended: true } : held));
}

export function withSubstituteEnded(
  named: readonly Substitution[],
  ended: SubstituteTerms,
): readonly Substitution[] {
  return named.map((other) => (isSamePair(other, ended) ? { ...other, ended: true } : other));
}

/** Refuses an agency that was never admitted; shared by whatever names one. */
function notAdmitted(state: Founded, agency: string): InTheWay {
  const admitted = state.agencies.some((known) => known.agency === agency);
  return admitted ? undefined : refuse('no-such-agency', { agency });
}

function wrongAgency({ role, agency }: Asked<'GiveRole'>, state: Founded): InTheWay {
  if (agency !== undefined) return notAdmitted(state, agency);
  return needAgency.has(role) ? refuse('agency-needed') : undefined;
}

function wrongGroup({ role, group }: Asked<'GiveRole'>, state: Founded): InTheWay {
  const kinds = heldInGroups[role];
  if (kinds === undefined) return group === undefined ? undefined : refuse('role-of-the-whole');
  if (group === undefined) return refuse('group-needed');
  const kind = groupOf(state, group)?.kind;
  if (kind === undefined) return refuse('no-such-group', { group });
  return kinds.includes(kind) ? undefined : refuse('another-kind-of-group', { kind });
}

function seatTaken({ role, group }: Asked<'GiveRole'>, state: Founded): InTheWay {
  if (!oneInGroup.has(role)) return undefined;
  const holder = rolesHeld(state).find((held) => held.role === role && held.group === group);
  return holder && refuse('seat-taken', { person: holder.person });
}

function wrongSubstitute(command: Asked<'NameSubstitute'>, state: Founded): InTheWay {
  const { member, substitute, agency, group } = command;
  if (groupOf(state, group) === undefined) return refuse('no-such-group', { group });
  const voting = new Set(votingMembers(state, group).map(({ person }) => person));
  if (!voting.has(member)) return refuse('not-a-voting-member', { member });
  if (voting.has(substitute)) return refuse('votes-already', { substitute });
  return notAdmitted(state, agency);
}

function termsOf({ member, substitute, agency, group }: SubstituteTerms): SubstituteTerms {
  return { member, substitute, agency, group };
}

function isSameRole(a: Omit<RoleTerms, 'agency'>, b: Omit<RoleTerms, 'agency'>): boolean {
  return a.person === b.person && a.role === b.role && a.group === b.group;
}

function isSamePair(a: SubstituteTerms, b: SubstituteTerms): boolean {
  return a.member === b.member && a.substitute === b.substitute && a.group === b.group;
}
