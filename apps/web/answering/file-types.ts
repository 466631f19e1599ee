import type { DocumentFormat } from '#documents/formats/formats';

/** What a browser is told of a file, by the format that it is in. */
export const fileTypes: Readonly<Record<DocumentFormat, string>> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** The same without how its letters are written: by which a program asks for it. */
export function mediaTypeOf(format: DocumentFormat): string {
  return fileTypes[format].replace(/;.*/, '');
}
