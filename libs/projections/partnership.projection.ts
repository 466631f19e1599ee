import type { Projection } from '#projections/projection';
import { integer, optionalText, standing, text, yesOrNo } from '#projections/table';

const partnerships = standing(
  'partnerships',
  { partnership: text, name: text, example: yesOrNo, founded_on: text },
  { owner: 'partnership' },
);

const agencies = standing(
  'agencies',
  { partnership: text, agency: text, name: text },
  { owner: 'partnership', and: ['agency'] },
);

const groups = standing(
  'groups',
  { partnership: text, group_id: text, name: text, kind: text },
  { owner: 'partnership', and: ['group_id'] },
);

const objectives = standing(
  'objectives',
  { partnership: text, objective: text, name: text },
  { owner: 'partnership', and: ['objective'] },
);

const priorities = standing(
  'priorities',
  { partnership: text, priority: text, name: text, objective: optionalText, retired: yesOrNo },
  { owner: 'partnership', and: ['priority'] },
);

/** Roles that are held now, by people who are named by id alone. */
const rolesHeld = standing(
  'roles_held',
  { partnership: text, person: text, role: text, group_id: text, agency: optionalText, given_on: text },
  { owner: 'partnership', and: ['person', 'role', 'group_id'] },
);

/** Every policy adopted, with its terms in JSON. */
const policies = standing(
  'policies',
  { partnership: text, version: integer, from_on: text, terms: text },
  { owner: 'partnership', and: ['version'] },
);

const closedYears = standing(
  'closed_years',
  { partnership: text, year: text, closed_on: text, reason: text },
  { owner: 'partnership', and: ['year'] },
);

/** What waits for the tasking group, and what became of it. */
const matters = standing(
  'matters',
  {
    partnership: text,
    matter: text,
    kind: text,
    title: text,
    project: optionalText,
    source: optionalText,
    raised_on: text,
    settled_on: optionalText,
    meeting: optionalText,
    item: optionalText,
    outcome: optionalText,
  },
  { owner: 'partnership', and: ['matter'] },
);

export const partnershipTables = [
  partnerships,
  agencies,
  groups,
  objectives,
  priorities,
  rolesHeld,
  policies,
  closedYears,
  matters,
] as const;

/**
 * What a partnership is made of: the names behind the ids, who holds which role, its policies and what waits
 * for it.
 */
export const partnershipProjection: Projection<typeof partnershipTables> = {
  name: 'partnership',
  version: 1,
  tables: partnershipTables,
  on: {
    partnership: {
      PartnershipFounded({ partnership, effectiveOn, data: { name, administrator, example } }, write) {
        write.put(partnerships, { partnership, name, example: Number(example), founded_on: effectiveOn });
        const role = { role: 'administrator', group_id: '', given_on: effectiveOn };
        write.put(rolesHeld, { partnership, person: administrator, ...role });
      },
      AgencyAdmitted: ({ partnership, data: { agency, name } }, write) =>
        write.put(agencies, { partnership, agency, name }),
      GroupFormed: ({ partnership, data: { group, name, kind } }, write) =>
        write.put(groups, { partnership, group_id: group, name, kind }),
      RoleGiven({ partnership, effectiveOn, data: { person, role, group = '', agency } }, write) {
        write.put(rolesHeld, { partnership, person, role, group_id: group, agency, given_on: effectiveOn });
      },
      RoleEnded({ stream, data: { person, role, group = '' } }, write) {
        write.remove(rolesHeld, write.the(rolesHeld, stream, person, role, group));
      },
      ObjectiveAdopted: ({ partnership, data: { objective, name } }, write) =>
        write.put(objectives, { partnership, objective, name }),
      PriorityAdopted: ({ partnership, data: { priority, name, objective } }, write) =>
        write.put(priorities, { partnership, priority, name, objective, retired: 0 }),
      PriorityRetired: ({ stream, data: { priority } }, write) =>
        write.change(priorities, write.the(priorities, stream, priority), { retired: 1 }),
      PolicyAdopted: ({ partnership, data }, write) =>
        write.put(policies, {
          partnership,
          version: data.version,
          from_on: data.from,
          terms: JSON.stringify(data),
        }),
      MatterRaised({ partnership, effectiveOn, data: { matter, kind, title, project, source } }, write) {
        write.put(matters, { partnership, matter, kind, title, project, source, raised_on: effectiveOn });
      },
      MatterSettled({ stream, effectiveOn, data: { matter, meeting, item, outcome } }, write) {
        const place = { meeting: meeting ?? null, item: item ?? null };
        write.change(matters, write.the(matters, stream, matter), {
          settled_on: effectiveOn,
          ...place,
          outcome,
        });
      },
      YearClosed: ({ partnership, effectiveOn, data: { year, reason } }, write) =>
        write.put(closedYears, { partnership, year, closed_on: effectiveOn, reason }),
    },
  },
};
