import { narrowingsOf, subjectOf } from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import type { Moment } from '#documents/model/document';
import { londonDateOf } from '#kernel/local-date';

/**
 * What a file is called in which a document is kept: by what it is about, and of which days. Two documents
 * share a name only where they are the same, or differ in what was recorded within a day. It is made of ids
 * and days, parted by what stands in neither, and so it is safe in a header.
 *
 * @param of whose it is and what it is about, in ids: the partnership, a year, a project
 */
export function fileName(
  name: string,
  of: readonly string[],
  { asAt, knownAt }: Moment,
  format: string,
): string {
  const knownOn = londonDateOf(knownAt);
  const moment = [`as-at-${asAt}`, ...(knownOn === asAt ? [] : [`known-${knownOn}`])];
  return `${[name, ...of, ...moment].join('_')}.${format}`;
}

/** What a document of the registry is about, and what narrows it, as its file's name says them. */
export function aboutInName(name: DocumentName, about: Omit<Subject, 'nameOf'>): readonly string[] {
  const narrowed = narrowingsOf(name).flatMap((one) => {
    const said = about[one];
    // The whole year is what is meant where no part of it is said.
    if (said === undefined || (one === 'period' && said === 'year')) return [];
    return [`${one}-${said.replaceAll('/', '.')}`];
  });
  return [about[subjectOf(name)] ?? '', ...narrowed];
}
