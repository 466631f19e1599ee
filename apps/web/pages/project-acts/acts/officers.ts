import { rolesHeld } from '#funding/partnership/queries';
import { agencyName } from '#reads/agency-name';
import type { Visit } from '../../../access/visit.js';
import { act } from '../../../acts/act.js';
import { askChoice, askWhy } from '../../../acts/questions.js';
import type { Offered } from '../../../acts/questions.js';
import { around, backTo } from '../project-at.js';
import type { ProjectAct } from '../project-at.js';

/** A project goes to another lead officer, and with it everything that it owes. */
export const handOver: ProjectAct = async (at) => {
  const { visit, detail } = at;
  return act({
    ...around(at),
    title: 'Hand the project over',
    intro: [
      'The new lead officer answers for the project from now on: its updates, its claims and its evaluation. Whoever led it still takes no part in deciding on it.',
    ],
    known: [['Lead officer now', await nameOf(visit, detail.leadOfficer)]],
    questions: {
      leadOfficer: askChoice(
        { label: 'New lead officer', what: 'the new lead officer' },
        await officers(visit, [detail.leadOfficer]),
      ),
      reason: askWhy,
    },
    button: 'Hand the project over',
    command: ({ leadOfficer, reason }) => {
      const leadAgency = agencyOf(visit, leadOfficer);
      const agency = leadAgency === undefined ? {} : { leadAgency };
      return {
        name: 'ChangeLeadOfficer',
        content: { project: detail.project, leadOfficer, reason, ...agency },
      };
    },
    done: backTo(at, 'The project is handed over.'),
  });
};

export const nameDeputy: ProjectAct = async (at) => {
  const { visit, detail } = at;
  const now = detail.deputy === null ? 'Nobody' : await visit.reading.names.of(detail.deputy);
  return act({
    ...around(at),
    title: 'Name a deputy',
    intro: ['The deputy is reminded of what the project owes, as its lead officer is.'],
    known: [['Deputy now', now]],
    questions: {
      deputy: askChoice(
        { label: 'Deputy', what: 'the deputy' },
        await officers(visit, [detail.leadOfficer, detail.deputy]),
      ),
    },
    button: 'Name the deputy',
    command: ({ deputy }) => ({ name: 'NameDeputy', content: { project: detail.project, deputy } }),
    done: backTo(at, 'The deputy is named.'),
  });
};

export const standDown: ProjectAct = async (at) => {
  const { visit, detail } = at;
  const { deputy } = detail;
  if (deputy === null) return undefined;
  return act({
    ...around(at),
    title: 'Stand the deputy down',
    known: [['Deputy now', await visit.reading.names.of(deputy)]],
    questions: { reason: askWhy },
    button: 'Stand the deputy down',
    command: ({ reason }) => ({
      name: 'StandDownDeputy',
      content: { project: detail.project, deputy, reason },
    }),
    done: backTo(at, 'The project has no deputy any more.'),
  });
};

async function nameOf({ reading: { names } }: Visit, person: string | null): Promise<string> {
  return person === null ? 'Nobody' : names.of(person);
}

/** Who could lead a project: those who are lead officers here, by name, each with their agency. */
async function officers(visit: Visit, without: readonly (string | null)[]): Promise<readonly Offered[]> {
  const { state, names } = visit.reading;
  const held = rolesHeld(state).filter(({ role }) => role === 'lead-officer');
  const people = [...new Set(held.map(({ person }) => person))].filter((person) => !without.includes(person));
  const offered = await Promise.all(
    people.map(async (person) => {
      const agency = agencyName(state, agencyOf(visit, person));
      return {
        value: person,
        text: [await names.of(person), agency].filter((part) => part !== '').join(', '),
      };
    }),
  );
  return offered.toSorted((a, b) => a.text.localeCompare(b.text));
}

/** The agency for which someone is a lead officer. */
function agencyOf({ reading: { state } }: Visit, officer: string): string | undefined {
  return rolesHeld(state).find(({ person, role }) => person === officer && role === 'lead-officer')?.agency;
}
