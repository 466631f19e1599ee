import writeWorkbook from 'write-excel-file/node';
import type { CellObject, Sheet as WrittenSheet } from 'write-excel-file/node';
import { forPaper } from '#documents/formats/excel-paper';
import { titled } from '#documents/formats/excel-properties';
import { settledOffice } from '#documents/formats/settled-zip';
import { linesOf, numberLook, sheetsOf, standingIn } from '#documents/formats/sheets';
import type { Sheet, SheetRow, Standing } from '#documents/formats/sheets';
import { words } from '#documents/model/document';
import type { Cell, Document } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';
import { printable } from '#documents/model/text-safety';

/** What one cell of Excel can hold. */
const longestText = 32_767;
/** How high a row of Excel can be, in points. */
const highest = 409;

/** A workbook of Excel: figures as numbers, days as days, and every text a text, never a formula. */
export async function excel(document: Document): Promise<Uint8Array> {
  const sheets = sheetsOf(document);
  const bytes = await workbookOf(sheets, document.paper).toBuffer();
  return settledOffice(bytes, document.moment.knownAt, (files) =>
    titled(forPaper(files, sheets, document), document),
  );
}

/** The sheets as their writer has them live no longer than it takes to write them: they may be large. */
function workbookOf(sheets: readonly Sheet[], paper: Document['paper']): ReturnType<typeof writeWorkbook> {
  const given = sheets.map((sheet) => written(sheet, paper));
  return writeWorkbook(given, { fontFamily: 'Calibri', fontSize: 10 });
}

function written(sheet: Sheet, paper: Document['paper']): WrittenSheet<never> {
  const { name, rows, widths, head } = sheet;
  const cellOf = cellsOf(sheet);
  return {
    sheet: name,
    data: rows.map((row) => {
      // Not every program finds out by itself how high a row has to be; some show no more than this.
      const height = Math.min(highest, linesOf(row, widths) * lineHeights[row.look]);
      return row.cells.map((_, at) => (at === 0 ? { ...cellOf(row, at), height } : cellOf(row, at)));
    }),
    columns: widths.map((width) => ({ width })),
    ...(head === 0 ? {} : { stickyRowsCount: head }),
    ...(paper === 'sideways' ? { orientation: 'landscape' as const } : {}),
  };
}

/** Makes the cells of a sheet. A text that stands in many rows is one of them. */
function cellsOf(sheet: Sheet): (row: SheetRow, at: number) => CellObject {
  const texts = new Map<string, CellObject>();
  return ({ look, cells }, at) => {
    const cell = cells[at] ?? words('');
    const standing = standingIn(sheet, at, cell);
    const made = (): CellObject => ({ ...valueOf(cell), ...looks[look], ...stands[standing] });
    if (cell.kind !== 'text') return made();
    const key = `${look} ${standing} ${cell.text}`;
    const text = texts.get(key) ?? made();
    texts.set(key, text);
    return text;
  };
}

const stands: Readonly<Record<Standing, CellObject>> = {
  right: { align: 'right' },
  away: { align: 'left', indent: 1 },
  left: { align: 'left' },
};

function valueOf(cell: Cell): CellObject {
  switch (cell.kind) {
    case 'pence':
      return { value: cell.pence / 100, type: Number, format: '£#,##0.00;-£#,##0.00' };
    case 'number':
      return numberValue(cell);
    case 'date':
      return { value: new Date(`${cell.date}T00:00:00.000Z`), type: Date, format: 'd mmmm yyyy' };
    case 'text':
      return textValue(cell.text);
    case 'absent':
      return textValue(cell.why);
    default:
      throw new TypeError(`No value for the cell ${JSON.stringify(cell satisfies never)}.`);
  }
}

function numberValue(cell: Extract<Cell, { kind: 'number' }>): CellObject {
  const look = numberLook(cell);
  if (look === undefined) return textValue(cellInWords(cell));
  const decimals = look.decimals === 0 ? '' : `.${'0'.repeat(look.decimals)}`;
  // A bare per cent sign would have Excel multiply by a hundred.
  const format = `${look.before}#,##0${decimals}${look.after === '%' ? '\\%' : ''}`;
  return { value: cell.number, type: Number, format };
}

function textValue(text: string): CellObject {
  const plain = printable(text);
  const fits = plain.length <= longestText ? plain : `${plain.slice(0, longestText - 1)}…`;
  return { value: fits, type: String, wrap: true };
}

const lineHeights: Readonly<Record<SheetRow['look'], number>> = {
  title: 22,
  heading: 17,
  columns: 13.5,
  plain: 13.5,
  total: 13.5,
  note: 13.5,
};

const looks: Readonly<Record<SheetRow['look'], CellObject>> = {
  title: { fontWeight: 'bold', fontSize: 16 },
  heading: { fontWeight: 'bold', fontSize: 12 },
  columns: { fontWeight: 'bold', backgroundColor: '#e8edf2', alignVertical: 'top' },
  plain: { alignVertical: 'top' },
  total: { fontWeight: 'bold', topBorderStyle: 'thin', alignVertical: 'top' },
  note: { textColor: '#505a5f', alignVertical: 'top' },
};
