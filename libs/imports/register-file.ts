import { CsvError, parse } from 'csv-parse/sync';

/**
 * A register of a partnership's year is a few hundred rows. Whoever reads the file looks at its size first.
 */
export const maximumRegisterBytes = 5 * 1024 * 1024;

/** No text of a project is longer, so a longer cell is a damaged file or an attack on its reader. */
const maximumCellCharacters = 20_000;

const maximumRows = 5_000;
/** A whole row may be as long as a few of its cells. */
const maximumRowCharacters = 5 * maximumCellCharacters;

/** A row of a spreadsheet, by the number that a spreadsheet shows beside it, with its cells trimmed. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The file as a whole cannot be read. The message is a sentence for whoever chose it. */
export class UnreadableRegister extends Error {
  override name = 'UnreadableRegister';
}

/**
 * The rows of a comma-separated file (RFC 4180, UTF-8), the empty ones left out.
 *
 * Nothing is read past a doubt: a file that is not UTF-8, holds NUL bytes, has quotes that do not pair or a
 * cell of more than 20,000 characters is not read at all.
 *
 * @throws UnreadableRegister with what is wrong, and where
 */
export function readSheet(bytes: Uint8Array): readonly SheetRow[] {
  if (bytes.length > maximumRegisterBytes) throw tooLarge(bytes.length);
  const rows = parseText(decode(bytes)).map((cells, index) => ({ row: index + 1, cells: cells.map(tidy) }));
  if (rows.length > maximumRows)
    throw new UnreadableRegister(`It has ${rows.length} rows, and a register has at most ${maximumRows}.`);
  rows.forEach(insistOnBearableCells);
  return rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** The refusal of a file by its size alone, in bytes, before any of it is read. */
export function tooLarge(size: number): UnreadableRegister {
  const limit = maximumRegisterBytes / 1024 / 1024;
  const found = (size / 1024 / 1024).toFixed(1);
  return new UnreadableRegister(`It is ${found} MB, and a register is at most ${limit} MB.`);
}

function decode(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new UnreadableRegister('It is empty.');
  if (looksLikeUtf16(bytes))
    throw new UnreadableRegister('It is UTF-16 and not UTF-8. Save it again as "CSV UTF-8".');
  if (bytes.includes(0)) {
    throw new UnreadableRegister(
      'It holds NUL bytes, so it is no text. Save the spreadsheet as "CSV UTF-8".',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableRegister(
      'It is not UTF-8 but perhaps Windows-1252, which is what Excel saves as plain "CSV". ' +
        'Save it again as "CSV UTF-8", so that pound signs and dashes are kept.',
    );
  }
}

/** A mark at the start says so; without one, English text in UTF-16 has a NUL in nearly every other byte. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const start = bytes.subarray(0, 1000);
  return start.filter((byte) => byte === 0).length > start.length / 3;
}

function parseText(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: maximumRowCharacters,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableRegister(whatIsBroken(error), { cause: error });
    throw error;
  }
}

function whatIsBroken(error: CsvError): string {
  const lines: unknown = error['lines'];
  const where = typeof lines === 'number' ? ` on or before line ${lines}` : '';
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `A row${where} is longer than ${maximumRowCharacters.toLocaleString('en-GB')} characters.`;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return 'A quoted cell is never closed, so where the rows end cannot be known.';
  return `A quotation mark${where} stands where none may be, so where the cells end cannot be known.`;
}

/** A cell is a text of one or more lines; how the spreadsheet ended the lines means nothing. */
function tidy(cell: string): string {
  return cell.replaceAll(/\r\n?/g, '\n').trim();
}

function insistOnBearableCells({ row, cells }: SheetRow): void {
  const column = cells.findIndex((cell) => cell.length > maximumCellCharacters);
  if (column === -1) return;
  throw new UnreadableRegister(
    `The cell in row ${row}, column ${column + 1} holds ${cells[column]?.length} characters; ` +
      `at most ${maximumCellCharacters.toLocaleString('en-GB')} can be kept.`,
  );
}
