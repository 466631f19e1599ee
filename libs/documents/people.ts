import type { Facts } from '#documents/facts/facts';

/** The name of a person by id. Whoever was forgotten, or is not shown, is words that say so. */
export type NameOf = (person: string) => string;

/**
 * Everyone who was registered here, or ever had a role or a project, by id: whom no published text may name.
 * That includes who has no role yet, or had none by the day that a document speaks of.
 */
export function everybodyIn({ partnership, projects, sealedNames }: Facts): ReadonlySet<string> {
  const leads = [...projects.values()].flatMap(({ leadOfficers }) => [...leadOfficers]);
  return new Set([...partnership.people, ...leads, ...sealedNames.keys()]);
}
