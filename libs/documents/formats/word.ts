import {
  AlignmentType,
  BorderStyle,
  Document as WordDocument,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table as WordTable,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { IRunOptions, IStylesOptions, ITableCellBorders } from 'docx';
import { eventsListed } from '#documents/events-listed';
import { columnWidths } from '#documents/formats/column-widths';
import { settledOffice } from '#documents/formats/settled-zip';
import { inks } from '#documents/formats/tones';
import { chartOf } from '#documents/formats/word-chart';
import { captioned, runs } from '#documents/formats/word-text';
import type { Cell, Column, Document, Part, Table } from '#documents/model/document';
import { cellInWords, headingInWords, momentInWords, standsRight } from '#documents/model/in-words';
import { printable } from '#documents/model/text-safety';

/** A document for Word, to be finished by hand: headings, tables with repeated heads, pages numbered. */
export async function word(document: Document): Promise<Uint8Array> {
  const { title, partnership, moment, paper } = document;
  const orientation = paper === 'sideways' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  const made = new WordDocument({
    title: printable(`${title}: ${partnership}`),
    creator: 'Tallystick',
    description: momentInWords(moment),
    styles,
    sections: [
      {
        properties: {
          page: { size: { orientation, ...a4 }, margin: { top: 900, bottom: 900, left: 900, right: 900 } },
        },
        footers: { default: new Footer({ children: [footerLine(document)] }) },
        children: [
          said(partnership, { color: '505a5f' }),
          new Paragraph({
            heading: HeadingLevel.TITLE,
            spacing: { after: 80 },
            children: runs(title, { bold: true, size: 40 }),
          }),
          said(momentInWords(moment), { color: '505a5f' }),
          ...partsOf(document.parts, paper),
          ...behindOf(document),
        ],
      },
    ],
  });
  return settledOffice(await Packer.toBuffer(made), moment.knownAt);
}

/** The caption of a table is in the style by which Word knows one, and lists them. */
const styles: IStylesOptions = {
  default: { document: { run: { font: 'Arial', size: 20, language: { value: 'en-GB' } } } },
  paragraphStyles: [
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      next: 'Normal',
      run: { bold: true },
      paragraph: { keepNext: true, spacing: { before: 160, after: 60 } },
    },
  ],
};

/** In twentieths of a point; the library turns them round for paper on its side. */
const a4 = { width: 11_906, height: 16_838 };

/** How wide a page is between its margins, in the same. */
const acrossPage = { upright: 10_106, sideways: 15_038 } as const;
/** How wide a letter of a table is, more or less, in the same. */
const letter = 92;
/** What is free on each side of a cell: less where there are many, so that fewer words are broken. */
const besideIn = ({ columns }: Table): number => (columns.length > 8 ? 45 : 80);

function footerLine({ title, partnership }: Document): Paragraph {
  const page = new TextRun({
    size: 16,
    children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
  });
  return new Paragraph({ children: [...runs(`${partnership}: ${title}. `, { size: 16 }), page] });
}

function partsOf(parts: readonly Part[], paper: Document['paper']): (Paragraph | WordTable)[] {
  return parts.flatMap((part, at) => partOf(part, paper, parts[at - 1]?.kind === 'heading'));
}

/** The events behind the figures, on a page of their own: they can be left out when a paper is printed. */
function behindOf(document: Document): (Paragraph | WordTable)[] {
  const listed = eventsListed(document);
  const [first] = listed;
  if (first?.kind !== 'heading') return partsOf(listed, document.paper);
  return [headed(first, true), ...partsOf(listed.slice(1), document.paper)];
}

/** @param begins whether it stands right beneath a heading, and so leads to what follows */
function partOf(part: Part, paper: Document['paper'], begins: boolean): (Paragraph | WordTable)[] {
  switch (part.kind) {
    case 'heading':
      return [headed(part)];
    case 'paragraph':
      return [said(part.text, {}, begins)];
    case 'note':
      return [said(part.text, { size: 17, color: '505a5f' }, begins)];
    case 'list':
      return part.items.map(({ text }) => new Paragraph({ bullet: { level: 0 }, children: runs(text) }));
    case 'chart':
      return chartOf(part.title, part.bars);
    case 'table':
      return tableOf(part, paper);
    default:
      throw new TypeError(`No paragraph for ${JSON.stringify(part satisfies never)}.`);
  }
}

function headed({ level, text }: Extract<Part, { kind: 'heading' }>, pageBreakBefore = false): Paragraph {
  return new Paragraph({
    pageBreakBefore,
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    spacing: { before: 280, after: 100 },
    keepNext: true,
    children: runs(text, { bold: true, size: level === 1 ? 28 : 24, color: '0b0c0c' }),
  });
}

function said(text: string, look: IRunOptions = {}, keepNext = false): Paragraph {
  return new Paragraph({ spacing: { after: 120 }, keepNext, children: runs(text, look) });
}

function tableOf(table: Table, paper: Document['paper']): (Paragraph | WordTable)[] {
  const beside = besideIn(table);
  const room = (acrossPage[paper] - table.columns.length * 2 * beside) / letter;
  const caption = captioned(table.caption);
  if (table.rows.length === 0) return [caption, said(table.whenEmpty)];
  const widths = columnWidths(table, room).map((width) => Math.round(width * letter + 2 * beside));
  const row = (cells: readonly Cell[], look: RowLook): TableRow =>
    new TableRow({
      tableHeader: look === heads,
      cantSplit: cells.every((cell) => cellInWords(cell).length < 600),
      children: table.columns.map((column, at) => cellOf(cells[at], column, widths[at] ?? 0, look)),
    });
  const headings = table.columns.map((column): Cell => ({ kind: 'text', text: headingInWords(column) }));
  const made = new WordTable({
    width: { size: sumOf(widths), type: WidthType.DXA },
    columnWidths: widths,
    margins: { marginUnitType: WidthType.DXA, top: 40, bottom: 40, left: beside, right: beside },
    rows: [
      row(headings, heads),
      ...table.rows.map((cells) => row(cells, plain)),
      ...table.totals.map((cells, at) => row(cells, at === 0 ? firstTotals : totals)),
    ],
    borders,
  });
  return [caption, made, said('')];
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

/** How the rows of a table look; what stays with the next is not parted from it between two pages. */
interface RowLook {
  readonly text: IRunOptions;
  readonly keepNext?: true;
  readonly borders?: ITableCellBorders;
}

const heavy = { style: BorderStyle.SINGLE, size: 8, color: '0b0c0c' };
const plain: RowLook = { text: { size: 17 } };
const heads: RowLook = { text: { size: 17, bold: true }, keepNext: true, borders: { bottom: heavy } };
const totals: RowLook = { text: { size: 17, bold: true } };
const firstTotals: RowLook = { ...totals, borders: { top: heavy } };

const thin = { style: BorderStyle.SINGLE, size: 4, color: 'b1b4b6' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const borders = {
  top: thin,
  bottom: thin,
  left: none,
  right: none,
  insideHorizontal: thin,
  insideVertical: none,
};

function cellOf(cell: Cell | undefined, column: Column, width: number, look: RowLook): TableCell {
  const lines = cell === undefined ? [''] : cellInWords(cell).split('\n');
  const alignment = standsRight(cell, column) ? AlignmentType.RIGHT : AlignmentType.LEFT;
  const { text, keepNext = false, borders: rules } = look;
  const tone = cell?.kind === 'text' ? cell.tone : undefined;
  const toned = tone === undefined ? text : { ...text, bold: true, color: inks[tone] };
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(rules === undefined ? {} : { borders: rules }),
    children: lines.map((line) => new Paragraph({ alignment, keepNext, children: runs(line, toned) })),
  });
}
