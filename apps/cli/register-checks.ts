import type { Founded } from '#funding/partnership/state';
import { person as personDecider } from '#funding/person/person';
import type { RegisterOptions } from '#imports/register-commands';
import { isId, personStream } from '#kernel/ids';
import type { DataPlace } from '#reads/data-place';
import { WrongUse } from './wrong-use.js';

/**
 * Insists that what is said of every row is known here, once and not row by row.
 *
 * @throws WrongUse for a source, a lead officer or an agency that is not there, or a year that is not the
 *   source's
 */
export async function insistKnown(
  place: Pick<DataPlace, 'state'>,
  partnership: string,
  { sources, agencies }: Founded,
  { source, year, leadOfficer, leadAgency }: RegisterOptions,
): Promise<void> {
  const known = sources.find((one) => one.source === source);
  if (known === undefined) throw unknown('--source', source, 'funding source', sources.map(sourceId));
  if (known.year !== year)
    throw new WrongUse(`--year is ${year}, and the funding source ${source} is of ${known.year}.`);
  if (!agencies.some(({ agency }) => agency === leadAgency)) {
    const admitted = agencies.map(({ agency }) => agency);
    throw unknown('--lead-agency', leadAgency, 'agency', admitted);
  }
  if (!(await isRegistered(place, partnership, leadOfficer)))
    throw unknown('--lead-officer', leadOfficer, 'person', []);
}

async function isRegistered(
  place: Pick<DataPlace, 'state'>,
  partnership: string,
  id: string,
): Promise<boolean> {
  if (!isId(id)) return false;
  const { status } = await place.state(personStream(partnership, id), personDecider);
  return status === 'on' || status === 'off';
}

function sourceId({ source }: { readonly source: string }): string {
  return source;
}

function unknown(option: string, given: string, what: string, known: readonly string[]): WrongUse {
  const others = known.length === 0 ? '' : ` Known are: ${known.join(', ')}.`;
  return new WrongUse(`${option} names ${given}, and there is no such ${what} here.${others}`);
}
