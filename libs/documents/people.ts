import type { Facts } from '#documents/facts/facts';

/** The name of a person by id. Whoever was forgotten, or is not shown, is words that say so. */
export type NameOf = (person: string) => string;

/** Everyone who ever had a role or a project here, by id: whom no published text may name. */
export function everybodyIn({ partnership, projects }: Facts): ReadonlySet<string> {
  const leads = [...projects.values()].flatMap(({ leadOfficers }) => [...leadOfficers]);
  return new Set([...partnership.people, ...leads]);
}
