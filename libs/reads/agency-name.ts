import type { Founded } from '#funding/partnership/state';

/** What an agency is called; its id, where the partnership has admitted none of that id. */
export function agencyName({ agencies }: Founded, agency: string | null | undefined): string {
  return agencies.find((one) => one.agency === agency)?.name ?? agency ?? '';
}
