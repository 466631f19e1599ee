import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

type Files = Readonly<Record<string, Uint8Array>>;
/** The text of each sheet of a book, by its name. */
type Sheets = Readonly<Record<string, string>>;

/**
 * LibreOffice and poppler, programs that we did not write, with a folder of their own for as long as they are
 * used.
 */
export class Openers {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tallystick-documents-'));

  /** What LibreOffice reads of a text document. */
  word(bytes: Uint8Array): string {
    return this.words({ document: bytes })['document'] ?? '';
  }

  /** The same of many at once, by name, for to begin takes it longer than to read. */
  words(files: Files): Readonly<Record<string, string>> {
    const texts = this.converted('docx', files, 'txt:Text (encoded):UTF8');
    return Object.fromEntries(
      Object.entries(texts).map(([file, text]) => [file.replace(/\.txt$/u, ''), text]),
    );
  }

  /**
   * What LibreOffice shows of each sheet, as CSV by the name of its sheet: of a formula it would show the
   * result.
   */
  sheets(kind: 'xlsx' | 'ods', bytes: Uint8Array): Sheets {
    return this.books(kind, { document: bytes })['document'] ?? {};
  }

  /** The same of many at once, by name. */
  books(kind: 'xlsx' | 'ods' | 'csv', files: Files): Readonly<Record<string, Sheets>> {
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1';
    const sheets = Object.entries(this.converted(kind, files, filter));
    const books = Object.keys(files).map((name) => {
      const own = sheets.filter(([file]) => file.startsWith(`${name}-`));
      const named = own.map(([file, text]) => [file.slice(name.length + 1).replace(/\.csv$/u, ''), text]);
      return [name, Object.fromEntries(named) as Sheets] as const;
    });
    return Object.fromEntries(books);
  }

  /** What LibreOffice prints of a workbook, page by page, and what it says that this is. */
  printed(kind: 'xlsx' | 'ods', bytes: Uint8Array): { readonly text: string; readonly info: string } {
    const [printed = ''] = this.convertedFiles(kind, { document: bytes }, 'pdf');
    const pdf = readFileSync(printed);
    return { text: this.pdfText(pdf), info: this.pdfInfo(pdf) };
  }

  /** The text of a PDF as poppler reads it, in the order of its structure. */
  pdfText(bytes: Uint8Array): string {
    return this.poppler('pdftotext', ['-enc', 'UTF-8'], bytes, ['-']);
  }

  /** What poppler says of a PDF: its title, its pages, whether it is tagged. */
  pdfInfo(bytes: Uint8Array): string {
    return this.poppler('pdfinfo', [], bytes);
  }

  /** The structure of a PDF, element by element with its text, as it would be read out. */
  pdfStructure(bytes: Uint8Array): string {
    return this.poppler('pdfinfo', ['-struct-text'], bytes);
  }

  /** Its bookmarks, each behind as many spaces as it stands beneath others, twice. */
  pdfBookmarks(bytes: Uint8Array): readonly string[] {
    const xml = this.poppler('pdftohtml', ['-xml', '-i', '-stdout', '-q'], bytes);
    const outline = xml.slice(xml.indexOf('<outline>'));
    let depth = 0;
    return Array.from(outline.matchAll(/<(\/?outline|item)[^>]*>([^<]*)/gu)).flatMap(([, tag, text = '']) => {
      if (tag !== 'item') depth += tag === 'outline' ? 1 : -1;
      return tag === 'item' ? [`${'  '.repeat(depth - 1)}${text}`] : [];
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private poppler(
    program: string,
    options: readonly string[],
    bytes: Uint8Array,
    after: readonly string[] = [],
  ): string {
    const file = join(this.folder, 'document.pdf');
    writeFileSync(file, bytes);
    return execFileSync(program, [...options, file, ...after], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
  }

  private converted(kind: string, files: Files, to: string): Record<string, string> {
    const paths = this.convertedFiles(kind, files, to);
    return Object.fromEntries(paths.map((path) => [basename(path), readFileSync(path, 'utf8')]));
  }

  private convertedFiles(kind: string, files: Files, to: string): readonly string[] {
    const [from, folder] = ['from-', 'converted-'].map((name) => mkdtempSync(join(this.folder, name)));
    if (from === undefined || folder === undefined) throw new Error('There is no folder.');
    const paths = Object.entries(files).map(([name, bytes]) => {
      const path = join(from, `${name}.${kind}`);
      writeFileSync(path, bytes);
      return path;
    });
    const profile = `-env:UserInstallation=file://${join(this.folder, 'profile')}`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, ...paths], {
      stdio: 'pipe',
    });
    return readdirSync(folder).map((made) => join(folder, made));
  }
}
