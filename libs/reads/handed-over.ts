import type { ProjectEvents } from '#funding/project/project.events';
import { projectStream } from '#kernel/ids';
import type { LocalDate } from '#kernel/local-date';
import type { Reading } from '#reads/reading';

/** The day on which someone handed a project on, last; undefined where they never led it, or lead it now. */
export async function handedOverOn(
  { place, partnership }: Pick<Reading, 'place' | 'partnership'>,
  project: string,
  person: string,
): Promise<LocalDate | undefined> {
  let on: LocalDate | undefined;
  for await (const recorded of place.store.readStream(projectStream(partnership, project))) {
    if (recorded.type !== 'LeadOfficerChanged') continue;
    const { data, effectiveOn } = place.decoding.decode(recorded);
    const { leadOfficer, previously } = data as ProjectEvents['LeadOfficerChanged'];
    if (leadOfficer === person) on = undefined;
    else if (previously === person) on = effectiveOn;
  }
  return on;
}
