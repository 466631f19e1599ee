import { strFromU8, strToU8 } from 'fflate';
import { escaped } from '#documents/formats/markup';
import type { Files } from '#documents/formats/settled-zip';
import type { Sheet } from '#documents/formats/sheets';
import type { Document } from '#documents/model/document';

/**
 * The files of a workbook with what its writer has no word for: on paper each sheet is as wide as a page, its
 * heading stands again on each, rows are as high as what is in them, and the foot of a page says what it is.
 */
export function forPaper(files: Files, sheets: readonly Sheet[], document: Document): Files {
  const foot = footOf(document);
  const fitted = sheets.map((_, at): [string, Uint8Array] => {
    const name = `xl/worksheets/sheet${at + 1}.xml`;
    return [name, fittedSheet(files[name] ?? new Uint8Array(), foot)];
  });
  const workbook = changed(files['xl/workbook.xml'], (xml) =>
    xml.replace('<definedNames/>', `<definedNames>${sheets.map(headingOf).join('')}</definedNames>`),
  );
  return { ...files, ...Object.fromEntries(fitted), 'xl/workbook.xml': workbook };
}

function changed(file: Uint8Array | undefined, change: (xml: string) => string): Uint8Array {
  return strToU8(change(strFromU8(file ?? new Uint8Array())));
}

/** Only what stands around the rows is changed: they may be many. */
function fittedSheet(bytes: Uint8Array, foot: string): Uint8Array {
  const sheet = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [from, to] = [sheet.indexOf('<sheetData'), sheet.lastIndexOf('</sheetData>')];
  const before = strFromU8(sheet.subarray(0, from))
    .replace(/<worksheet[^>]*>/u, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace('</sheetViews>', '</sheetViews><sheetFormatPr defaultRowHeight="13.5"/>');
  const after = strFromU8(sheet.subarray(to));
  const onPaper = after.includes('<pageSetup ') ? after : after.replace('</worksheet>', upright);
  const fitted = onPaper.replace(
    /<pageSetup ([^>]*)>/u,
    (_, setUp: string) => `<pageSetup fitToWidth="1" fitToHeight="0" ${setUp}>${foot}`,
  );
  return Buffer.concat([strToU8(before), sheet.subarray(from, to), strToU8(fitted)]);
}

/** What is longer a workbook does not take. */
const longestFoot = 150;

/** The foot of each page. An ampersand would begin a code. */
function footOf({ title, partnership }: Document): string {
  const said = `${partnership}: ${title}`.slice(0, longestFoot).replaceAll('&', '&&');
  return `<headerFooter><oddFooter>${escaped(`&L&8 ${said}&R&8 Page &P of &N`)}</oddFooter></headerFooter>`;
}

/** Where its writer says nothing, for paper that is not turned. */
const upright = '<pageSetup paperSize="9" orientation="portrait"/></worksheet>';

/** Which rows of a sheet are printed on each page again. */
function headingOf({ name, head }: Sheet, at: number): string {
  if (head === 0) return '';
  const rows = `'${name.replaceAll("'", "''")}'!$1:$${head}`;
  return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${escaped(rows)}</definedName>`;
}
