import { strFromU8, strToU8 } from 'fflate';
import { escaped } from '#documents/formats/markup';
import type { Files } from '#documents/formats/settled-zip';
import type { Document } from '#documents/model/document';

const core = 'docProps/core.xml';
const office = 'application/vnd.openxmlformats-package.core-properties+xml';
const related = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';
const spaces = [
  'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:dcterms="http://purl.org/dc/terms/"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

/** A workbook with what its writer has no word for: the title of its document, its language and moment. */
export function titled(files: Files, { title, partnership, moment }: Document): Files {
  const at = `${moment.knownAt.slice(0, 19)}Z`;
  const told = [
    `<dc:title>${escaped(`${title}: ${partnership}`)}</dc:title>`,
    '<dc:creator>Tallystick</dc:creator><dc:language>en-GB</dc:language>',
    ...['created', 'modified'].map(
      (when) => `<dcterms:${when} xsi:type="dcterms:W3CDTF">${at}</dcterms:${when}>`,
    ),
  ];
  return {
    ...files,
    [core]: strToU8(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties ${spaces}>${told.join('')}</cp:coreProperties>`,
    ),
    '[Content_Types].xml': within(
      files['[Content_Types].xml'],
      '</Types>',
      `<Override PartName="/${core}" ContentType="${office}"/>`,
    ),
    '_rels/.rels': within(
      files['_rels/.rels'],
      '</Relationships>',
      `<Relationship Id="properties" Type="${related}" Target="${core}"/>`,
    ),
  };
}

/** A file of XML with one more element at its end. */
function within(file: Uint8Array | undefined, end: string, element: string): Uint8Array {
  return strToU8(strFromU8(file ?? new Uint8Array()).replace(end, `${element}${end}`));
}
