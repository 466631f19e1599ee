import type { GroupKind, Member, NamedSubstitute } from '#funding/meeting/meeting.events';
import { defaultPolicy } from './defaults.js';
import type { Founded, PartnershipState, RoleHeld } from './state.js';
import type {
  EvaluationFormTerms,
  GroupTerms,
  Matter,
  Policy,
  Role,
  SubstituteTerms,
} from './partnership.events.js';

/**
 * The policy in force on a day: the latest that starts on or before it. The defaults are in force from the
 * first day.
 */
export function policyOn(state: PartnershipState, date: string): Policy {
  const begun = policiesOf(state).filter(({ from }) => from <= date);
  return begun.at(-1) ?? defaultPolicy;
}

/**
 * Every policy in the order of their versions, the defaults first: what a ladder of reminders is read from.
 */
export function policiesOf(state: PartnershipState): readonly Policy[] {
  return state.status === 'none' ? [defaultPolicy] : state.policies;
}

/** The version of each evaluation form that an award made now is issued. */
export function formVersionsOn(state: PartnershipState): { readonly short: number; readonly full: number } {
  return { short: latestForm(state, 'short'), full: latestForm(state, 'full') };
}

/** The wording of an evaluation form, in the version that was issued; undefined for one that never was. */
export function formIssued(
  state: PartnershipState,
  { form, version }: Pick<EvaluationFormTerms, 'form' | 'version'>,
): EvaluationFormTerms | undefined {
  return foundedOr(state)?.forms.find((known) => known.form === form && known.version === version);
}

/** The group with this id; undefined when the partnership has none. */
export function groupOf(state: PartnershipState, group: string): GroupTerms | undefined {
  return foundedOr(state)?.groups.find((known) => known.group === group);
}

/** What a group does; undefined when the partnership has no such group. */
export function groupKindOf(state: PartnershipState, group: string): GroupKind | undefined {
  return groupOf(state, group)?.kind;
}

/** The one group that decides money; undefined until it is formed. */
export function taskingGroup(state: PartnershipState): GroupTerms | undefined {
  return foundedOr(state)?.groups.find(({ kind }) => kind === 'tasking');
}

/** Roles that carry a vote in the meetings of their group, those with an office first. */
const offices: Partial<Record<Role, Member['office']>> = {
  chair: 'chair',
  'thematic-chair': 'chair',
  'deputy-chair': 'deputy-chair',
};
const votingRoles: readonly Role[] = ['chair', 'thematic-chair', 'deputy-chair', 'member', 'strategy-member'];

/**
 * Who votes in a group today: each person once, by their highest office. A role that was given without an
 * agency carries no vote, since a quorum counts agencies.
 */
export function votingMembers(state: PartnershipState, group: string): readonly Member[] {
  const members = new Map<string, Member>();
  for (const voting of votingRoles) {
    for (const { person, agency } of rolesHeld(state).filter((held) => isSeat(held, voting, group))) {
      const office = offices[voting];
      if (agency === undefined || members.has(person)) continue;
      members.set(person, { person, agency, ...(office === undefined ? {} : { office }) });
    }
  }
  return [...members.values()];
}

/** Who may sit in the place of a group's voting members today. */
export function substitutesFor(state: PartnershipState, group: string): readonly NamedSubstitute[] {
  const voting = new Set(votingMembers(state, group).map(({ person }) => person));
  return (foundedOr(state)?.substitutes ?? [])
    .filter((named) => !named.ended && named.group === group && voting.has(named.member))
    .map(({ substitute, member, agency }) => ({ substitute, member, agency }));
}

/** Matters that wait for the tasking group, oldest first. */
export function openMatters(state: PartnershipState): readonly Matter[] {
  return (foundedOr(state)?.matters ?? [])
    .filter(({ settled }) => settled === undefined)
    .map(({ terms }) => terms);
}

/** The priorities that a new bid can name, by id. */
export function prioritiesInForce(state: PartnershipState): readonly string[] {
  return (foundedOr(state)?.priorities ?? [])
    .filter(({ retired }) => !retired)
    .map(({ priority }) => priority);
}

/**
 * The agencies that a person comes from, by the roles that they hold and the places in which they may sit.
 */
export function agenciesOf(state: PartnershipState, person: string): readonly string[] {
  const named = (foundedOr(state)?.substitutes ?? []).filter(
    ({ substitute, ended }) => !ended && substitute === person,
  );
  const held = rolesHeld(state).filter((role) => role.person === person);
  return [...new Set([...held, ...named].flatMap(({ agency }) => agency ?? []))];
}

/** Whether a person chairs this thematic group, and so accepts or returns its evaluations. */
export function isThematicChairFor(state: PartnershipState, person: string, group: string): boolean {
  return rolesHeld(state).some((held) => held.person === person && isSeat(held, 'thematic-chair', group));
}

/** Who accepts an evaluation or returns it: a chair of which kind, and who that is. */
export interface Answering {
  readonly role: 'thematic-chair' | 'chair';
  readonly people: readonly string[];
}

/**
 * Who answers the evaluation of a project: the chair of its thematic group. Where it belongs to none, where
 * that has no chair, or where the project is the chair's own, it is the chair of the tasking group. Nobody,
 * where that is empty too, or theirs.
 */
export function whoAnswersEvaluation(
  state: PartnershipState,
  {
    thematicGroup,
    owners,
  }: { readonly thematicGroup?: string | undefined; readonly owners: readonly string[] },
): Answering {
  const seated = (role: Answering['role'], group: string | undefined): readonly string[] =>
    rolesHeld(state)
      .filter((held) => group !== undefined && isSeat(held, role, group) && !owners.includes(held.person))
      .map(({ person }) => person);
  const thematic = seated('thematic-chair', thematicGroup);
  if (thematic.length > 0) return { role: 'thematic-chair', people: thematic };
  return { role: 'chair', people: seated('chair', taskingGroup(state)?.group) };
}

/**
 * The person who is the only administrator, and who therefore cannot leave; undefined when there are several.
 */
export function lastAdministrator(state: PartnershipState): string | undefined {
  const administrators = rolesHeld(state).filter(({ role }) => role === 'administrator');
  return administrators.length === 1 ? administrators[0]?.person : undefined;
}

/** The sources registered for a financial year. */
export function sourcesOfYear(state: PartnershipState, year: string): readonly string[] {
  return (foundedOr(state)?.sources ?? []).filter((known) => known.year === year).map(({ source }) => source);
}

/** The sources registered for any financial year after this one. */
export function sourcesAfter(state: PartnershipState, year: string): readonly string[] {
  return (foundedOr(state)?.sources ?? []).filter((known) => known.year > year).map(({ source }) => source);
}

/** Whether a financial year has been closed. */
export function isYearClosed(state: PartnershipState, year: string): boolean {
  return foundedOr(state)?.closedYears.some((closed) => closed.year === year) ?? false;
}

/** Every role that is held now. */
export function rolesHeld(state: PartnershipState): readonly RoleHeld[] {
  return (foundedOr(state)?.roles ?? []).filter(({ ended }) => !ended);
}

/** Everyone who holds a role or held one, or was named to sit in a member's place. */
export function peopleKnown(state: PartnershipState): readonly string[] {
  const { roles = [], substitutes = [] } = foundedOr(state) ?? {};
  return [
    ...new Set([...roles.map(({ person }) => person), ...substitutes.map(({ substitute }) => substitute)]),
  ];
}

/** Who is named now to sit in a member's place, also where the member has no vote at present. */
export function substitutionsNow(state: PartnershipState): readonly SubstituteTerms[] {
  return (foundedOr(state)?.substitutes ?? []).filter(({ ended }) => !ended);
}

function foundedOr(state: PartnershipState): Founded | undefined {
  return state.status === 'founded' ? state : undefined;
}

function isSeat(held: RoleHeld, role: Role, group: string): boolean {
  return held.role === role && held.group === group;
}

function latestForm(state: PartnershipState, form: 'short' | 'full'): number {
  const versions = (foundedOr(state)?.forms ?? []).filter((known) => known.form === form);
  return versions.at(-1)?.version ?? 1;
}
