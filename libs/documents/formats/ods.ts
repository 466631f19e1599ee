import { escaped } from '#documents/formats/markup';
import { numberLook, sheetsOf, standingIn } from '#documents/formats/sheets';
import type { NumberLook, Sheet, SheetRow, Standing } from '#documents/formats/sheets';
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
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');

/** An OpenDocument spreadsheet (ISO/IEC 26300, version 1.3). Every text is a text, never a formula. */
export function ods(document: Document): Uint8Array {
  const files = {
    mimetype: textBytes([mimetype]),
    'META-INF/manifest.xml': textBytes([manifest]),
    'meta.xml': textBytes([metaOf(document)]),
    'styles.xml': textBytes([stylesOf(document)]),
    'content.xml': textBytes(contentOf(document)),
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
  '</manifest:manifest>',
].join('');

function metaOf({ title, moment }: Document): string {
  const made = moment.knownAt.slice(0, 19);
  const meta = [
    '<meta:generator>Tallystick</meta:generator>',
    `<dc:title>${escaped(title)}</dc:title>`,
    `<meta:creation-date>${made}</meta:creation-date>`,
  ];
  return `${xml}<office:document-meta ${spaces} office:version="1.3"><office:meta>${meta.join('')}</office:meta></office:document-meta>`;
}

/** On paper each sheet is as wide as a page of A4. */
function stylesOf({ paper }: Document): string {
  const [width, height, lies] = paper === 'sideways' ? [29.7, 21, 'landscape'] : [21, 29.7, 'portrait'];
  const size = `fo:page-width="${width}cm" fo:page-height="${height}cm" style:print-orientation="${lies}"`;
  const page = `${size} fo:margin="1.5cm" style:scale-to-X="1" style:scale-to-Y="0"`;
  return [
    xml,
    `<office:document-styles ${spaces} office:version="1.3">`,
    `<office:automatic-styles><style:page-layout style:name="paper"><style:page-layout-properties ${page}/></style:page-layout></office:automatic-styles>`,
    '<office:master-styles><style:master-page style:name="Paper" style:page-layout-name="paper"/></office:master-styles>',
    '</office:document-styles>',
  ].join('\n');
}

function* contentOf(document: Document): Iterable<string> {
  const sheets = sheetsOf(document);
  const widths = [...new Set(sheets.flatMap((sheet) => sheet.widths))].toSorted((a, b) => a - b);
  yield [
    xml,
    `<office:document-content ${spaces} office:version="1.3">`,
    '<office:automatic-styles>',
    ...widths.map(columnStyle),
    cellStyles,
    ...numberStyles(sheets),
    '</office:automatic-styles>',
    '<office:body><office:spreadsheet>',
    '',
  ].join('\n');
  for (const sheet of sheets) yield* sheetOf(sheet);
  yield '</office:spreadsheet></office:body></office:document-content>';
}

function columnStyle(width: number): string {
  const long = `style:column-width="${(width * 0.21).toFixed(2)}cm"`;
  return `<style:style style:name="w${width}" style:family="table-column"><style:table-column-properties ${long}/></style:style>`;
}

const figure =
  '<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>';
const bold = '<style:text-properties fo:font-weight="bold"/>';
const top = '<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/>';
const stands: Readonly<Record<Standing, string>> = {
  right: '<style:paragraph-properties fo:text-align="end"/>',
  away: '<style:paragraph-properties fo:margin-left="0.2cm"/>',
  left: '',
};
const styled = (name: string, inside: string, data = ''): string =>
  `<style:style style:name="${name}" style:family="table-cell"${data}>${inside}</style:style>`;
const cellStyles = [
  '<style:style style:name="sheet" style:family="table" style:master-page-name="Paper"><style:table-properties table:display="true"/></style:style>',
  `<number:currency-style style:name="pounds"><number:currency-symbol>£</number:currency-symbol>${figure}</number:currency-style>`,
  '<number:date-style style:name="day"><number:day/><number:text> </number:text><number:month number:style="long" number:textual="true"/>',
  '<number:text> </number:text><number:year number:style="long"/></number:date-style>',
  ...Object.entries(stands).flatMap(([standing, stood]) => [
    styled(`plain-${standing}`, top + stood),
    styled(`bold-${standing}`, top + stood + bold),
  ]),
  styled('title', `${top}<style:text-properties fo:font-weight="bold" fo:font-size="16pt"/>`),
  styled('money', top, ' style:data-style-name="pounds"'),
  styled('money-bold', top + bold, ' style:data-style-name="pounds"'),
  styled('days', top, ' style:data-style-name="day"'),
].join('\n');

/** A style for each way in which numbers are shown, plain and bold. */
function numberStyles(sheets: readonly Sheet[]): readonly string[] {
  const cells = sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const looks = cells.flatMap((cell) => (cell.kind === 'number' ? (numberLook(cell) ?? []) : []));
  return [...new Map(looks.map((look) => [nameOf(look), look])).values()].flatMap((look) => {
    const { decimals, before, after } = look;
    const places = `number:decimal-places="${decimals}" number:min-decimal-places="${decimals}"`;
    const shown = `<number:number ${places} number:min-integer-digits="1" number:grouping="true"/>`;
    const name = nameOf(look);
    const data = ` style:data-style-name="${name}"`;
    return [
      `<number:number-style style:name="${name}">${around(before)}${shown}${around(after)}</number:number-style>`,
      styled(`${name}-cell`, top, data),
      styled(`${name}-cell-bold`, top + bold, data),
    ];
  });
}

function around(sign: string): string {
  return sign === '' ? '' : `<number:text>${sign}</number:text>`;
}

function nameOf({ decimals, before, after }: NumberLook): string {
  return `number-${decimals}${before === '' ? '' : '-pounds'}${after === '' ? '' : '-percent'}`;
}

function* sheetOf({ name, rows, widths, figures, head }: Sheet): Iterable<string> {
  yield `<table:table table:name="${escaped(name)}" table:style-name="sheet">\n`;
  for (const width of widths) yield `<table:table-column table:style-name="w${width}"/>\n`;
  for (const [nth, { look, cells }] of rows.entries()) {
    if (head > 0 && nth === 0) yield '<table:table-header-rows>\n';
    const line = cells.map((cell, at) => cellOf(cell, look, standingIn({ figures }, at)));
    yield `<table:table-row>${line.join('')}</table:table-row>\n`;
    if (nth === head - 1) yield '</table:table-header-rows>\n';
  }
  yield '</table:table>\n';
}

const boldLooks: ReadonlySet<SheetRow['look']> = new Set(['heading', 'columns', 'total']);

function cellOf(cell: Cell, look: SheetRow['look'], standing: Standing): string {
  const isBold = boldLooks.has(look);
  const said = cellInWords(cell)
    .split('\n')
    .map((line) => `<text:p>${escaped(line)}</text:p>`)
    .join('');
  const words = look === 'title' ? 'title' : `${isBold ? 'bold' : 'plain'}-${standing}`;
  return `<table:table-cell ${valueOf(cell, isBold, words)}>${said}</table:table-cell>`;
}

/** @param words the style of a text */
function valueOf(cell: Cell, isBold: boolean, words: string): string {
  if (cell.kind === 'pence') {
    const pounds = plainPounds(cell.pence);
    return `${style(isBold ? 'money-bold' : 'money')} office:value-type="currency" office:currency="GBP" office:value="${pounds}"`;
  }
  if (cell.kind === 'date')
    return `${style('days')} office:value-type="date" office:date-value="${cell.date}"`;
  const number = cell.kind === 'number' ? numberValue(cell, isBold) : undefined;
  return number ?? `${style(words)} office:value-type="string"`;
}

/** Undefined where what was said of it is more than a number. */
function numberValue(cell: Extract<Cell, { kind: 'number' }>, isBold: boolean): string | undefined {
  const look = numberLook(cell);
  if (look === undefined) return undefined;
  const named = `${nameOf(look)}-cell${isBold ? '-bold' : ''}`;
  return `${style(named)} office:value-type="float" office:value="${cell.number}"`;
}

function style(name: string): string {
  return `table:style-name="${name}"`;
}
