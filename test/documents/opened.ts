import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * LibreOffice and poppler, programs that we did not write, with a folder of their own for as long as they are
 * used.
 */
export class Openers {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tallystick-documents-'));

  /** What LibreOffice reads of a text document. */
  word(bytes: Uint8Array): string {
    return this.converted('document.docx', bytes, 'txt:Text (encoded):UTF8')['document.txt'] ?? '';
  }

  /**
   * What LibreOffice shows of each sheet, as CSV by the name of its sheet: of a formula it would show the
   * result.
   */
  sheets(name: 'document.xlsx' | 'document.ods', bytes: Uint8Array): Readonly<Record<string, string>> {
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1';
    const files = this.converted(name, bytes, filter);
    const named = Object.entries(files).map(([file, text]) => [
      file.replace(/^document-|\.csv$/gu, ''),
      text,
    ]);
    return Object.fromEntries(named) as Record<string, string>;
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

  private converted(name: string, bytes: Uint8Array, to: string): Record<string, string> {
    const folder = mkdtempSync(join(this.folder, 'converted-'));
    const file = join(this.folder, name);
    writeFileSync(file, bytes);
    const profile = `-env:UserInstallation=file://${join(this.folder, 'profile')}`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, file], {
      stdio: 'pipe',
    });
    return Object.fromEntries(
      readdirSync(folder).map((made) => [made, readFileSync(join(folder, made), 'utf8')]),
    );
  }
}
