import { numberLook } from '#documents/formats/sheets';
import type { NumberLook, Sheet, SheetRow, Standing } from '#documents/formats/sheets';

type Look = SheetRow['look'];

/** How a line looks that is no line of words alone: figures and days stand in these. */
const weights = ['plain', 'total'] as const;
type Weight = (typeof weights)[number];

const weightOf = (look: Look): Weight => (look === 'total' ? 'total' : 'plain');

/** The names of the styles of cells, by what stands in them. */
export const styleNames = {
  words: (look: Look, standing: Standing): string => `${look}-${standing}`,
  day: (look: Look, standing: Standing): string => `day-${weightOf(look)}-${standing}`,
  money: (look: Look): string => `money-${weightOf(look)}`,
  number: (number: NumberLook, look: Look): string => `${nameOf(number)}-${weightOf(look)}`,
};

const letters: Readonly<Record<Look, string>> = {
  title: 'fo:font-size="16pt" fo:font-weight="bold"',
  heading: 'fo:font-size="12pt" fo:font-weight="bold"',
  columns: 'fo:font-size="10pt" fo:font-weight="bold"',
  plain: 'fo:font-size="10pt"',
  total: 'fo:font-size="10pt" fo:font-weight="bold"',
  note: 'fo:font-size="10pt" fo:color="#505a5f"',
};
const grounds: Readonly<Partial<Record<Look, string>>> = {
  columns: ' fo:background-color="#e8edf2"',
  total: ' fo:border-top="0.5pt solid #0b0c0c"',
};
const stands: Readonly<Record<Standing, string>> = {
  right: 'fo:text-align="end"',
  // A program moves words away from what stands before them only where it is told on which side they stand.
  away: 'fo:text-align="start" fo:margin-left="0.2cm"',
  left: 'fo:text-align="start"',
};
const standings = Object.keys(stands) as Standing[];

function styled(name: string, look: Look, standing: Standing, data?: string): string {
  const format = data === undefined ? '' : ` style:data-style-name="${data}"`;
  const inside = [
    `<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap" style:text-align-source="fix"${grounds[look] ?? ''}/>`,
    `<style:paragraph-properties ${stands[standing]}/>`,
    `<style:text-properties ${letters[look]}/>`,
  ];
  return `<style:style style:name="${name}" style:family="table-cell"${format}>${inside.join('')}</style:style>`;
}

const figure =
  '<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>';
const settled = [
  '<style:style style:name="sheet" style:family="table" style:master-page-name="Paper"><style:table-properties table:display="true"/></style:style>',
  `<number:currency-style style:name="pounds"><number:currency-symbol>£</number:currency-symbol>${figure}</number:currency-style>`,
  '<number:date-style style:name="day"><number:day/><number:text> </number:text><number:month number:style="long" number:textual="true"/>',
  '<number:text> </number:text><number:year number:style="long"/></number:date-style>',
  ...(Object.keys(letters) as Look[]).flatMap((look) =>
    standings.map((standing) => styled(styleNames.words(look, standing), look, standing)),
  ),
  ...weights.flatMap((weight) => [
    styled(styleNames.money(weight), weight, 'right', 'pounds'),
    ...standings.map((standing) => styled(styleNames.day(weight, standing), weight, standing, 'day')),
  ]),
];

/** The styles of every cell and column of these sheets. */
export function stylesFor(sheets: readonly Sheet[]): readonly string[] {
  const widths = [...new Set(sheets.flatMap((sheet) => sheet.widths))].toSorted((a, b) => a - b);
  return [...widths.map(columnStyle), ...settled, ...numberStyles(sheets)];
}

function columnStyle(width: number): string {
  const long = `style:column-width="${(width * 0.21).toFixed(2)}cm"`;
  return `<style:style style:name="w${width}" style:family="table-column"><style:table-column-properties ${long}/></style:style>`;
}

/** A style for each way in which numbers are shown, in lines and in totals. */
function numberStyles(sheets: readonly Sheet[]): readonly string[] {
  const cells = sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const looks = cells.flatMap((cell) => (cell.kind === 'number' ? (numberLook(cell) ?? []) : []));
  return [...new Map(looks.map((look) => [nameOf(look), look])).values()].flatMap((look) => {
    const { decimals, before, after } = look;
    const places = `number:decimal-places="${decimals}" number:min-decimal-places="${decimals}"`;
    const shown = `<number:number ${places} number:min-integer-digits="1" number:grouping="true"/>`;
    const name = nameOf(look);
    return [
      `<number:number-style style:name="${name}">${around(before)}${shown}${around(after)}</number:number-style>`,
      ...weights.map((weight) => styled(styleNames.number(look, weight), weight, 'right', name)),
    ];
  });
}

function around(sign: string): string {
  return sign === '' ? '' : `<number:text>${sign}</number:text>`;
}

function nameOf({ decimals, before, after }: NumberLook): string {
  return `number-${decimals}${before === '' ? '' : '-pounds'}${after === '' ? '' : '-percent'}`;
}
