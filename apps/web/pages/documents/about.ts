import { documentNames, subjectOf } from '#documents/documents';
import type { DocumentName } from '#documents/documents';
import { inWordsAtFirst } from '#reads/words';
import type { Visit } from '../../access/visit.js';

/** Where a document is, in words. */
export interface DocumentLink {
  readonly name: DocumentName;
  readonly text: string;
  readonly href: string;
}

/** Those that are called by more than their name in the registry. */
const itsOwn: Partial<Readonly<Record<DocumentName, string>>> = {
  '360giving': '360Giving data',
  'spending-over-500': 'Spending over £500',
};

/** The title of a document, from its name in the registry: `Action log`. */
export function titleOf(name: DocumentName): string {
  return itsOwn[name] ?? inWordsAtFirst(name);
}

/** Every document about one meeting. */
export function documentsOfMeeting(visit: Visit, meeting: string): readonly DocumentLink[] {
  return documentNames
    .filter((name) => subjectOf(name) === 'meeting')
    .map((name) => ({
      name,
      text: titleOf(name),
      href: visit.at(`/documents/${name}/made?${new URLSearchParams({ meeting }).toString()}`),
    }));
}
