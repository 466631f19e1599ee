import { refuse } from '#kernel/decider';
import type { Decider } from '#kernel/decider';
import type { PartnershipAsk } from './partnership.asks.js';
import { defaultFullForm, defaultPolicy, defaultShortForm } from './defaults.js';
import {
  endRole,
  endSubstitute,
  giveRole,
  nameSubstitute,
  withRoleEnded,
  withSubstituteEnded,
} from './people.js';
import { adoptForm, adoptObjective, adoptPolicy, adoptPriority, retirePriority } from './plan.js';
import { groupOf, taskingGroup } from './queries.js';
import type { Asked, PartnershipOutcome, PartnershipRefusal } from './refusals.js';
import { notFounded } from './state.js';
import type { Founded, PartnershipState } from './state.js';
import { closeYear, raiseMatter, registerSource, settleMatter } from './year.js';
import type { GroupTerms, PartnershipEvent } from './partnership.events.js';
import { sameContent } from '#funding/same-content';

export type { PartnershipRefusal } from './refusals.js';
export { partnershipRefusalMessages } from './refusals.js';
export type { PartnershipState } from './state.js';

/** A partnership: who belongs to it and in what role, its plan and policies, its sources, and its years. */
export const partnership: Decider<PartnershipState, PartnershipAsk, PartnershipEvent, PartnershipRefusal> = {
  initialState: notFounded,
  decide,
  evolve,
};

type WhenFounded = Exclude<PartnershipAsk['type'], 'FoundPartnership'>;
type Happening = Exclude<PartnershipEvent['type'], 'PartnershipFounded'>;
type DataOf<Type extends Happening> = Extract<PartnershipEvent, { type: Type }>['data'];

/** What decides each command. One that is missing does not compile. */
const decisions: {
  readonly [Type in WhenFounded]: (command: Asked<Type>, state: Founded) => PartnershipOutcome;
} = {
  AdmitAgency: admitAgency,
  FormGroup: formGroup,
  GiveRole: giveRole,
  EndRole: endRole,
  NameSubstitute: nameSubstitute,
  EndSubstitute: endSubstitute,
  AdoptObjective: adoptObjective,
  AdoptPriority: adoptPriority,
  RetirePriority: retirePriority,
  AdoptPolicy: adoptPolicy,
  AdoptEvaluationForm: adoptForm,
  RegisterSource: registerSource,
  RaiseMatter: raiseMatter,
  GiveNotice: raiseMatter,
  SettleMatter: settleMatter,
  CloseYear: closeYear,
};

function decide(command: PartnershipAsk, state: PartnershipState): PartnershipOutcome {
  if (command.type === 'FoundPartnership') return found(command, state);
  if (state.status === 'none') return refuse('no-such-partnership');
  const decideOn = decisions[command.type] as (command: PartnershipAsk, state: Founded) => PartnershipOutcome;
  return decideOn(command, state);
}

function found(command: Asked<'FoundPartnership'>, state: PartnershipState): PartnershipOutcome {
  const { name, example = false, by, on } = command;
  if (state.status === 'none') {
    return [{ type: 'PartnershipFounded', data: { name, administrator: by.person, example, foundedOn: on } }];
  }
  const founded = [state.name, state.example, state.founder];
  return sameContent(founded, [name, example, by.person]) ? [] : refuse('already-founded');
}

function admitAgency({ agency, name }: Asked<'AdmitAgency'>, state: Founded): PartnershipOutcome {
  const known = state.agencies.find((other) => other.agency === agency);
  if (known === undefined) return [{ type: 'AgencyAdmitted', data: { agency, name } }];
  return known.name === name ? [] : refuse('agency-differs', { name: known.name });
}

function formGroup(command: Asked<'FormGroup'>, state: Founded): PartnershipOutcome {
  const { group, name, kind, priorities = [] } = command;
  const terms: GroupTerms = { group, name, kind, priorities };
  const known = groupOf(state, group);
  if (known !== undefined) {
    return sameContent(known, terms) ? [] : refuse('group-differs', { name: known.name });
  }
  const tasking = taskingGroup(state);
  if (kind === 'tasking' && tasking) return refuse('tasking-group-exists', { name: tasking.name });
  const unknown = priorities.find(
    (priority) => !state.priorities.some((other) => other.priority === priority),
  );
  if (unknown !== undefined) return refuse('no-such-priority', { priority: unknown });
  return [{ type: 'GroupFormed', data: terms }];
}

/** What each event changes. One that is missing does not compile. */
const changes: { readonly [Type in Happening]: (state: Founded, data: DataOf<Type>) => Partial<Founded> } = {
  AgencyAdmitted: ({ agencies }, data) => ({ agencies: [...agencies, data] }),
  GroupFormed: ({ groups }, data) => ({ groups: [...groups, data] }),
  RoleGiven: ({ roles }, data) => ({ roles: [...roles, { ...data, ended: false }] }),
  RoleEnded: ({ roles }, data) => ({ roles: withRoleEnded(roles, data) }),
  SubstituteNamed: ({ substitutes }, data) => ({ substitutes: [...substitutes, { ...data, ended: false }] }),
  SubstituteEnded: ({ substitutes }, data) => ({ substitutes: withSubstituteEnded(substitutes, data) }),
  ObjectiveAdopted: ({ objectives }, data) => ({ objectives: [...objectives, data] }),
  PriorityAdopted: ({ priorities }, data) => ({ priorities: [...priorities, { ...data, retired: false }] }),
  PriorityRetired: ({ priorities }, { priority }) => ({
    priorities: priorities.map((known) =>
      known.priority === priority ? { ...known, retired: true } : known,
    ),
  }),
  PolicyAdopted: ({ policies }, data) => ({ policies: [...policies, data] }),
  EvaluationFormAdopted: ({ forms }, data) => ({ forms: [...forms, data] }),
  FundingSourceRegistered: ({ sources }, data) => ({ sources: [...sources, data] }),
  MatterRaised: ({ matters }, data) => ({ matters: [...matters, { terms: data }] }),
  MatterSettled: ({ matters }, data) => ({
    matters: matters.map((known) =>
      known.terms.matter === data.matter ? { ...known, settled: data } : known,
    ),
  }),
  YearClosed: ({ closedYears }, data) => ({ closedYears: [...closedYears, data] }),
};

function evolve(state: PartnershipState, event: PartnershipEvent): PartnershipState {
  if (event.type === 'PartnershipFounded') return foundedBy(event.data);
  if (state.status === 'none') return state;
  const change = changes[event.type] as (state: Founded, data: typeof event.data) => Partial<Founded>;
  return { ...state, ...change(state, event.data) };
}

function foundedBy(data: Extract<PartnershipEvent, { type: 'PartnershipFounded' }>['data']): Founded {
  return {
    status: 'founded',
    name: data.name,
    founder: data.administrator,
    example: data.example,
    ...(data.foundedOn === undefined ? {} : { foundedOn: data.foundedOn }),
    agencies: [],
    groups: [],
    roles: [{ person: data.administrator, role: 'administrator', ended: false }],
    substitutes: [],
    objectives: [],
    priorities: [],
    policies: [defaultPolicy],
    forms: [defaultShortForm, defaultFullForm],
    sources: [],
    matters: [],
    closedYears: [],
  };
}
