import type { Document } from '#documents/model/document';

/** The formats of every document. */
export const documentFormats = ['html', 'pdf', 'docx', 'xlsx', 'ods', 'csv', 'json'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** A maker of bytes. Each loads its library when it is first used, for no run needs them all. */
const makers: Readonly<Record<DocumentFormat, (document: Document) => Promise<Uint8Array>>> = {
  html: async (document) => utf8((await import('#documents/formats/html')).html(document)),
  pdf: async (document) => (await import('#documents/formats/pdf')).pdf(document),
  docx: async (document) => (await import('#documents/formats/word')).word(document),
  xlsx: async (document) => (await import('#documents/formats/excel')).excel(document),
  ods: async (document) => (await import('#documents/formats/ods')).ods(document),
  csv: async (document) => utf8((await import('#documents/formats/csv')).csv(document)),
  json: async (document) => utf8((await import('#documents/formats/json')).json(document)),
};

/** Makes a document in a format. The same document gives the same bytes, on any day and any machine. */
export async function inFormat(document: Document, format: DocumentFormat): Promise<Uint8Array> {
  return makers[format](document);
}

/** Whether a format is text, which a terminal may show. */
export function isText(format: DocumentFormat): boolean {
  return format === 'html' || format === 'csv' || format === 'json';
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
