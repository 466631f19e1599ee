import type { Policy, RoleTerms, SubstituteTerms } from '#funding/partnership/partnership.events';
import { yearInWords } from '#kernel/financial-year';
import { formatPence } from '#kernel/pence';
import { codeSaid, daySaid, labelled, personSaid, said } from '#projections/history-phrases';
import type { WordsOf } from '#projections/history-phrases';

/** What the events of a partnership say beyond their names. */
export const partnershipWords: WordsOf<'partnership'> = {
  PartnershipFounded: ({ name, administrator, example }) =>
    said(name, `administrator ${personSaid(administrator)}`, example ? 'an example' : ''),
  AgencyAdmitted: ({ agency, name }) => `${name} (${agency})`,
  GroupFormed: ({ group, name, kind, priorities }) =>
    said(`${name} (${group}), ${kind}`, labelled('priorities', priorities.join(', '))),
  RoleGiven: roleSaid,
  RoleEnded: roleSaid,
  SubstituteNamed: substituteSaid,
  SubstituteEnded: substituteSaid,
  ObjectiveAdopted: ({ objective, name }) => `${name} (${objective})`,
  PriorityAdopted: ({ priority, name, objective, alsoWritten }) =>
    said(
      `${name} (${priority})`,
      labelled('objective', objective),
      labelled('also written', alsoWritten.join(', ')),
    ),
  PriorityRetired: ({ priority }) => priority,
  PolicyAdopted: policySaid,
  EvaluationFormAdopted: ({ form, version, questions }) =>
    `${form} form, version ${version}, of ${questions.length} questions`,
  FundingSourceRegistered: ({ source, year }) => `${source}, ${yearInWords(year)}`,
  MatterRaised: ({ matter, kind, title, project, source }) =>
    said(`${matter}: ${title}`, codeSaid(kind), labelled('project', project), labelled('source', source)),
  MatterSettled: ({ matter, outcome }) => `${matter}: ${codeSaid(outcome)}`,
  YearClosed: ({ year, sources }) => `${yearInWords(year)}: ${sources.join(', ')}`,
};

/** What the events of a person say: of themselves nothing, for it is sealed. */
export const personWords: WordsOf<'person'> = {
  PersonRegistered: () => '',
  PersonCorrected: () => '',
  PersonSwitchedOff: () => '',
  PersonSwitchedOn: () => '',
  PersonForgotten: () => '',
  MessageTaken: ({ message }) => `message ${message}`,
};

function roleSaid({ person, role, group, agency }: RoleTerms): string {
  return said(`${personSaid(person)}, ${codeSaid(role)}`, labelled('in', group), labelled('of', agency));
}

function substituteSaid({ member, substitute, group, agency }: SubstituteTerms): string {
  return `${personSaid(substitute)} of ${agency} for ${personSaid(member)}, in ${group}`;
}

function policySaid(policy: Policy): string {
  const { quorum } = policy;
  return said(
    `version ${policy.version} from ${daySaid(policy.from)}`,
    `quorum ${quorum.numerator}/${quorum.denominator}, at least ${quorum.atLeastPeople} people of ${quorum.atLeastAgencies} agencies`,
    `chair's action up to ${formatPence(policy.chairsActionLimitPence)}`,
    `virement up to ${formatPence(policy.virementLimitPence)}`,
    `short form below ${formatPence(policy.shortFormBelowPence)}`,
    `acceptance within ${policy.acceptanceDays} days`,
    `overdue evaluations: ${policy.overdueEvaluations}`,
    `updates due on day ${policy.updatesDueOnDay}`,
    policy.amberWithinPercent === undefined ? '' : `amber within ${policy.amberWithinPercent} per cent`,
  );
}
