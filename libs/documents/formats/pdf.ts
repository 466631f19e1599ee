import { eventsListed } from '#documents/events-listed';
import { fraction } from '#documents/formats/bars';
import { lineHeight, Paper } from '#documents/formats/pdf-paper';
import type { Look } from '#documents/formats/pdf-paper';
import { setTable } from '#documents/formats/pdf-table';
import type { Bar, Document, Part, Sentence } from '#documents/model/document';
import { momentInWords } from '#documents/model/in-words';
import { formatPence } from '#kernel/pence';

const ink = '#0b0c0c';
const grey = '#505a5f';
const body: Look = { face: 'plain', size: 9.5, colour: ink };
const small: Look = { face: 'plain', size: 8, colour: grey };
const title: Look = { face: 'bold', size: 19, colour: ink };
const captions: Look = { face: 'bold', size: 9.5, colour: ink };
const headings: Readonly<Record<1 | 2, Look>> = {
  1: { face: 'bold', size: 13.5, colour: ink },
  2: { face: 'bold', size: 11, colour: ink },
};
/** Lines longer than this tire the eye, however wide the paper. */
const longestLine = 520;
/** So many lines are not parted between two pages. */
const fewLines = 4;

/** A PDF that is tagged (PDF/UA, ISO 14289), so that it is read out in order, its tables as tables. */
export async function pdf(document: Document): Promise<Uint8Array> {
  const paper = new Paper(document);
  flow(paper, 'P', document.partnership, { ...body, size: 11, colour: grey }, 2);
  flow(paper, 'H1', document.title, title, 3);
  flow(paper, 'P', momentInWords(document.moment), { ...small, size: 9 }, 10);
  const parts = [...document.parts, ...eventsListed(document)];
  for (const [at, part] of parts.entries()) {
    paper.need(leastRoom(parts.slice(at, at + 3)));
    setPart(paper, part);
  }
  const named = `${document.partnership}: ${document.title}`;
  return paper.finished((page, pages) => `${named}. Page ${page} of ${pages}`);
}

/** The room that the first of these parts needs: a heading is not left alone at the foot of a page. */
function leastRoom([part, ...next]: readonly Part[]): number {
  switch (part?.kind) {
    case undefined:
      return 0;
    case 'heading':
      return headings[part.level].size * lineHeight + 12 + Math.max(40, leastRoom(next));
    case 'chart':
      return part.bars.length * barStep + 30;
    case 'table':
      return part.rows.length === 0 ? 40 : 110;
    default:
      return 40;
  }
}

function setPart(paper: Paper, part: Part): void {
  switch (part.kind) {
    case 'heading':
      paper.y += 8;
      return flow(paper, `H${part.level + 1}`, part.text, headings[part.level], 4);
    case 'paragraph':
      return flow(paper, 'P', part.text, body, 6);
    case 'note':
      return flow(paper, 'P', part.text, small, 6);
    case 'list':
      return setList(paper, part.items);
    case 'chart':
      return setChart(paper, part.title, part.bars);
    case 'table':
      flow(paper, 'P', part.caption, captions, 3);
      if (part.rows.length === 0) return flow(paper, 'P', part.whenEmpty, body, 8);
      return setTable(paper, part);
    default:
      throw new TypeError(`No place for ${JSON.stringify(part satisfies never)}.`);
  }
}

/** Sets a text as an element of its own, over as many pages as it needs. */
function flow(paper: Paper, tag: string, text: string, look: Look, after: number): void {
  const element = paper.pdf.struct(tag);
  paper.root.add(element);
  const step = look.size * lineHeight;
  const lines = paper.wrapped(text, Math.min(paper.width, longestLine), look);
  if (lines.length <= fewLines) paper.need(lines.length * step);
  for (let from = 0; from < lines.length;) {
    paper.need(step);
    const fit = Math.max(1, Math.floor((paper.bottom - paper.y) / step));
    const here = lines.slice(from, from + fit);
    element.add(() => {
      for (const line of here) {
        paper.put(line, paper.left, paper.y, look);
        paper.y += step;
      }
    });
    from += here.length;
  }
  element.end();
  paper.y += after;
}

function setList(paper: Paper, items: readonly Sentence[]): void {
  const list = paper.pdf.struct('L');
  paper.root.add(list);
  const step = body.size * lineHeight;
  for (const item of items) {
    const li = paper.pdf.struct('LI');
    const [label, said] = [paper.pdf.struct('Lbl'), paper.pdf.struct('LBody')];
    list.add(li);
    li.add(label);
    li.add(said);
    for (const [nth, line] of paper
      .wrapped(item.text, Math.min(paper.width, longestLine) - 12, body)
      .entries()) {
      paper.need(step);
      if (nth === 0) label.add(() => paper.put('•', paper.left, paper.y, body));
      said.add(() => paper.put(line, paper.left + 12, paper.y, body));
      paper.y += step;
    }
    li.end();
    paper.y += 2;
  }
  list.end();
  paper.y += 6;
}

const barStep = 17;
const barLabel = 170;
const barRoom = 260;

function setChart(paper: Paper, caption: string, bars: readonly Bar[]): void {
  flow(paper, 'P', caption, captions, 3);
  const alt = bars.map(({ label, pence }) => `${label}: ${formatPence(pence)}`).join('; ');
  const height = bars.length * barStep;
  const bbox: [number, number, number, number] = [
    paper.left,
    paper.y,
    paper.left + paper.width,
    paper.y + height,
  ];
  const figure = paper.pdf.struct('Figure', { alt, bbox } as PDFKit.Mixins.StructureElementOptions);
  paper.root.add(figure);
  figure.add(() => {
    for (const bar of bars) drawBar(paper, bar, fraction(bar, bars));
  });
  figure.end();
  paper.y += 8;
}

function drawBar(paper: Paper, { label, pence }: Bar, share: number): void {
  const look: Look = { ...small, colour: ink };
  const [first = '', ...rest] = paper.wrapped(label, barLabel - 14, look);
  const line = rest.length === 0 ? first : `${first.trimEnd()}…`;
  const from = paper.left + barLabel;
  paper.put(`${line.trimEnd()} `, paper.left, paper.y + 2, look);
  paper.pdf.rect(from, paper.y, Math.max(0.5, share * barRoom), 12).fill('#1d70b8');
  paper.put(`${formatPence(pence)} `, from + share * barRoom + 6, paper.y + 2, look);
  paper.y += barStep;
}
