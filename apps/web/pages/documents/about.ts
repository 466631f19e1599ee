import { aboutDocument, documentNames, subjectOf } from '#documents/documents';
import type { DocumentName } from '#documents/documents';
import { inWords } from '#reads/words';
import type { Visit } from '../../access/visit.js';

/** Where a document is, in words. */
export interface DocumentLink {
  readonly text: string;
  readonly href: string;
}

/** The title of a document, from its name in the registry: `Action log`. */
export function titleOf(name: DocumentName): string {
  const words = inWords(name);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What a document is, in a sentence. */
export function aboutInWords(name: DocumentName): string {
  const about = aboutDocument(name);
  return `${about.charAt(0).toUpperCase()}${about.slice(1)}.`;
}

/** Every document about one project, or one meeting, that it can be read in at once. */
export function documentsAbout(
  visit: Visit,
  subject: 'project' | 'meeting',
  id: string,
): readonly DocumentLink[] {
  return documentNames
    .filter((name) => subjectOf(name) === subject)
    .map((name) => ({
      text: titleOf(name),
      href: visit.at(`/documents/${name}/made?${new URLSearchParams({ [subject]: id }).toString()}`),
    }));
}
