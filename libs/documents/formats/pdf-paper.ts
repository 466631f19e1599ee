import { createRequire } from 'node:module';
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from 'pdfkit';
import { placedRuns, runsFromTheRight } from '#documents/formats/pdf-directions';
import type { Document } from '#documents/model/document';
import { printable, withoutIsolates } from '#documents/model/text-safety';

export type Face = 'plain' | 'bold';
/** How text looks; the size is in points. */
export interface Look {
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
}
export type Element = PDFKit.PDFStructureElement;

const require = createRequire(import.meta.url);
// A typeface that is free to embed, and has the letters of Greek, Cyrillic, Hebrew and Arabic too.
const faces: Readonly<Record<Face, string>> = {
  plain: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
};
const margin = 46;
const footRoom = 24;
export const lineHeight = 1.28;

/**
 * Sheets of A4 on which a document is set from the top down, with its structure for those who listen to it.
 */
export class Paper {
  readonly pdf: PDFKit.PDFDocument;
  readonly root: Element;
  /** Where the next line goes, from the top, in points. */
  y = margin;
  private readonly widths = new Map<string, number>();

  constructor({ title, partnership, moment, paper }: Document) {
    const known = new Date(moment.knownAt);
    const options: PDFKit.PDFDocumentOptions = {
      size: 'A4',
      layout: paper === 'sideways' ? 'landscape' : 'portrait',
      // Nothing is set by the flow of the library's own, so no page comes but from here.
      margins: { top: 0, bottom: 0, left: margin, right: margin },
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      bufferPages: true,
      // The clock stays out of it: the same moment gives the same bytes.
      info: {
        Title: printable(`${title}: ${partnership}`),
        Creator: 'Tallystick',
        CreationDate: known,
        ModDate: known,
      },
    };
    // The library knows this conformance; its types do not.
    this.pdf = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' }));
    for (const [face, file] of Object.entries(faces)) this.pdf.registerFont(face, file);
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
  }

  get left(): number {
    return margin;
  }

  get width(): number {
    return this.pdf.page.width - 2 * margin;
  }

  get bottom(): number {
    return this.pdf.page.height - margin - footRoom;
  }

  /** How high the part of a page is that text can take up. */
  get height(): number {
    return this.bottom - margin;
  }

  newPage(): void {
    this.pdf.addPage();
    this.y = margin;
  }

  /** Goes on to a new page where less room than this is left. */
  need(height: number): void {
    if (this.y + height > this.bottom && this.y > margin) this.newPage();
  }

  /** A text broken into lines of this width; a word that is wider is broken where it must be. */
  wrapped(text: string, width: number, { face, size }: Look): string[] {
    const plain = withoutIsolates(printable(text)).replaceAll('\t', ' ');
    return plain.split('\n').flatMap((line) => this.wrappedLine(line, width / size, face));
  }

  /** How wide a text is in a face, for each point of its size. */
  widthOf(text: string, face: Face): number {
    const key = `${face} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    const width = this.pdf.font(face).fontSize(100).widthOfString(text) / 100;
    this.widths.set(key, width);
    return width;
  }

  /** Sets one line at a place. */
  put(text: string, x: number, y: number, { face, size, colour }: Look): void {
    if (text === '') return;
    this.pdf.font(face).fontSize(size).fillColor(colour);
    if (!runsFromTheRight(text)) return void this.pdf.text(text, x, y, { lineBreak: false });
    for (const run of placedRuns(text, (one) => this.widthOf(one, face) * size)) {
      // With features, though none, the library sets a run whole, and its words in their order.
      const options = run.isFromTheRight ? { lineBreak: false, features: [] } : { lineBreak: false };
      this.pdf
        .font(face)
        .fontSize(size)
        .text(run.text, x + run.from, y, options);
    }
  }

  rule(y: number, width: number, colour: string, weight: number): void {
    const { pdf, left } = this;
    pdf
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(weight)
      .strokeColor(colour)
      .stroke();
  }

  /** Lists a heading among the bookmarks of the file, beneath the last of the level above it. */
  outline(text: string, level: 1 | 2): void {
    const { outline } = this.pdf;
    const above = level === 1 ? outline : (outline.children.at(-1) ?? outline);
    // The library can lead to a height on its page; its types do not know.
    above.addItem(withoutIsolates(printable(text)), Object.assign({ expanded: false }, { top: this.y }));
  }

  /** What is on a page but belongs to no content: a rule, a repeated heading, a page's number. */
  aside(type: 'Layout' | 'Pagination', draw: () => void): void {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  /** The bytes, once each page has its foot. */
  async finished(foot: (page: number, pages: number) => string): Promise<Uint8Array> {
    this.root.end();
    const { pdf } = this;
    const { start, count } = pdf.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      pdf.switchToPage(page);
      const look: Look = { face: 'plain', size: 7.5, colour: '#505a5f' };
      const y = pdf.page.height - margin - 8;
      this.aside('Pagination', () => this.put(withoutIsolates(foot(page + 1, count)), margin, y, look));
    }
    const chunks: Uint8Array[] = [];
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    const ended = new Promise<void>((resolveEnd) => void pdf.on('end', () => resolveEnd()));
    pdf.end();
    await ended;
    return Buffer.concat(chunks);
  }

  private wrappedLine(line: string, width: number, face: Face): string[] {
    const lines: string[] = [];
    const space = this.widthOf(' ', face);
    let current = '';
    let used = 0;
    const words = line.split(' ').flatMap((word) => this.pieces(word, width, face));
    for (const { piece, glued } of words) {
      const wide = this.widthOf(piece, face);
      const between = current === '' || glued ? '' : ' ';
      if (current !== '' && used + between.length * space + wide > width) {
        // The space stays, unseen, so that whoever listens hears two words.
        lines.push(current + between);
        current = piece;
        used = wide;
      } else {
        used += between.length * space + wide;
        current += between + piece;
      }
    }
    return [...lines, current];
  }

  /** A word in pieces that each fit, broken after a hyphen where it has one. */
  private pieces(word: string, width: number, face: Face): { piece: string; glued: boolean }[] {
    // Long words are not worth remembering, and nothing of more than this could fit on paper.
    if (word.length <= 200 && this.widthOf(word, face) <= width) return [{ piece: word, glued: false }];
    const parts = word.split(/(?<=-)/u);
    if (parts.length > 1) {
      return parts.flatMap((part, at) =>
        this.pieces(part, width, face).map(({ piece, glued }) => ({ piece, glued: glued || at > 0 })),
      );
    }
    const pieces: { piece: string; glued: boolean }[] = [];
    let piece = '';
    for (const letter of word) {
      if (piece !== '' && this.lettersWide(piece + letter, face) > width) {
        pieces.push({ piece, glued: pieces.length > 0 });
        piece = '';
      }
      piece += letter;
    }
    return [...pieces, { piece, glued: pieces.length > 0 }];
  }

  private lettersWide(text: string, face: Face): number {
    let wide = 0;
    for (const letter of text) wide += this.widthOf(letter, face);
    return wide;
  }
}
