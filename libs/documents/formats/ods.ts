import { escaped } from '#documents/formats/markup';
import { styleNames, stylesFor } from '#documents/formats/ods-styles';
import { numberLook, sheetsOf, standingIn } from '#documents/formats/sheets';
import type { Sheet, SheetRow, Standing } from '#documents/formats/sheets';
import { textBytes, zipped } from '#documents/formats/settled-zip';
import type { Cell, Document } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';
import { plainPounds } from '#kernel/pence';

const mimetype = 'application/vnd.oasis.opendocument.spreadsheet';
const xml = '<?xml version="1.0" encoding="UTF-8"?>\n';
const spaces = [
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
  'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
  'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
  'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"',
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"',
  'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"',
  'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');

/** An OpenDocument spreadsheet (ISO/IEC 26300, version 1.3). Every text is a text, never a formula. */
export function ods(document: Document): Uint8Array {
  const sheets = sheetsOf(document);
  const files = {
    mimetype: textBytes([mimetype]),
    'META-INF/manifest.xml': textBytes([manifest]),
    'meta.xml': textBytes([metaOf(document)]),
    'styles.xml': textBytes([stylesOf(document)]),
    'settings.xml': textBytes([settingsOf(sheets)]),
    'content.xml': textBytes(contentOf(sheets)),
  };
  return zipped(files, 'mimetype');
}

const entry = (path: string, type: string): string =>
  `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
const manifest = [
  xml,
  '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">',
  entry('/', mimetype),
  entry('content.xml', 'text/xml'),
  entry('styles.xml', 'text/xml'),
  entry('meta.xml', 'text/xml'),
  entry('settings.xml', 'text/xml'),
  '</manifest:manifest>',
].join('');

function metaOf({ title, partnership, moment }: Document): string {
  const made = moment.knownAt.slice(0, 19);
  const meta = [
    '<meta:generator>Tallystick</meta:generator>',
    `<dc:title>${escaped(`${title}: ${partnership}`)}</dc:title>`,
    `<meta:creation-date>${made}</meta:creation-date>`,
  ];
  return `${xml}<office:document-meta ${spaces} office:version="1.3"><office:meta>${meta.join('')}</office:meta></office:document-meta>`;
}

/** On paper each sheet is as wide as a page of A4, which says at its foot what it is of, and its number. */
function stylesOf({ title, partnership, paper }: Document): string {
  const [width, height, lies] = paper === 'sideways' ? [29.7, 21, 'landscape'] : [21, 29.7, 'portrait'];
  const size = `fo:page-width="${width}cm" fo:page-height="${height}cm" style:print-orientation="${lies}"`;
  const page = `${size} fo:margin="1.5cm" style:scale-to-X="1" style:scale-to-Y="0"`;
  return [
    xml,
    `<office:document-styles ${spaces} office:version="1.3">`,
    `<office:automatic-styles><style:page-layout style:name="paper"><style:page-layout-properties ${page}/>`,
    '<style:footer-style><style:header-footer-properties fo:min-height="0.7cm" fo:margin-top="0.3cm"/></style:footer-style>',
    '</style:page-layout></office:automatic-styles>',
    '<office:master-styles><style:master-page style:name="Paper" style:page-layout-name="paper"><style:footer>',
    `<style:region-left><text:p>${escaped(`${partnership}: ${title}`)}</text:p></style:region-left>`,
    '<style:region-right><text:p>Page <text:page-number>1</text:page-number> of <text:page-count>1</text:page-count></text:p></style:region-right>',
    '</style:footer></style:master-page></office:master-styles>',
    '</office:document-styles>',
  ].join('\n');
}

/** The heading of each sheet stays in sight while its rows are gone through. */
function settingsOf(sheets: readonly Sheet[]): string {
  const tables = sheets
    .filter(({ head }) => head > 0)
    .map(({ name, head }) => {
      const kept = [
        item('VerticalSplitMode', 'short', 2),
        item('VerticalSplitPosition', 'int', head),
        item('ActiveSplitRange', 'short', 2),
        item('PositionBottom', 'int', head),
      ];
      return `<config:config-item-map-entry config:name="${escaped(name)}">${kept.join('')}</config:config-item-map-entry>`;
    });
  return [
    xml,
    `<office:document-settings ${spaces} office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings">`,
    '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>',
    '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>',
    `<config:config-item-map-named config:name="Tables">${tables.join('')}</config:config-item-map-named>`,
    '</config:config-item-map-entry></config:config-item-map-indexed>',
    '</config:config-item-set></office:settings></office:document-settings>',
  ].join('');
}

const item = (name: string, type: string, value: number): string =>
  `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;

function* contentOf(sheets: readonly Sheet[]): Iterable<string> {
  yield [
    xml,
    `<office:document-content ${spaces} office:version="1.3">`,
    '<office:automatic-styles>',
    ...stylesFor(sheets),
    '</office:automatic-styles>',
    '<office:body><office:spreadsheet>',
    '',
  ].join('\n');
  for (const sheet of sheets) yield* sheetOf(sheet);
  yield '</office:spreadsheet></office:body></office:document-content>';
}

function* sheetOf({ name, rows, widths, figures, head }: Sheet): Iterable<string> {
  yield `<table:table table:name="${escaped(name)}" table:style-name="sheet">\n`;
  for (const width of widths) yield `<table:table-column table:style-name="w${width}"/>\n`;
  for (const [nth, { look, cells }] of rows.entries()) {
    if (head > 0 && nth === 0) yield '<table:table-header-rows>\n';
    const line = cells.map((cell, at) => cellOf(cell, look, standingIn({ figures }, at, cell)));
    yield `<table:table-row>${line.join('')}</table:table-row>\n`;
    if (nth === head - 1) yield '</table:table-header-rows>\n';
  }
  yield '</table:table>\n';
}

function cellOf(cell: Cell, look: SheetRow['look'], standing: Standing): string {
  const said = cellInWords(cell)
    .split('\n')
    .map((line) => `<text:p>${escaped(line)}</text:p>`)
    .join('');
  return `<table:table-cell ${valueOf(cell, look, standing)}>${said}</table:table-cell>`;
}

function valueOf(cell: Cell, look: SheetRow['look'], standing: Standing): string {
  if (cell.kind === 'pence') {
    const pounds = plainPounds(cell.pence);
    return `${style(styleNames.money(look))} office:value-type="currency" office:currency="GBP" office:value="${pounds}"`;
  }
  if (cell.kind === 'date')
    return `${style(styleNames.day(look, standing))} office:value-type="date" office:date-value="${cell.date}"`;
  const number = cell.kind === 'number' ? numberValue(cell, look) : undefined;
  return number ?? `${style(styleNames.words(look, standing))} office:value-type="string"`;
}

/** Undefined where what was said of it is more than a number. */
function numberValue(cell: Extract<Cell, { kind: 'number' }>, look: SheetRow['look']): string | undefined {
  const shown = numberLook(cell);
  if (shown === undefined) return undefined;
  return `${style(styleNames.number(shown, look))} office:value-type="float" office:value="${cell.number}"`;
}

function style(name: string): string {
  return `table:style-name="${name}"`;
}
