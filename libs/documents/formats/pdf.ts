import { eventsListed } from '#documents/events-listed';
import { chartHeight, setChart } from '#documents/formats/pdf-chart';
import { lineHeight, Paper } from '#documents/formats/pdf-paper';
import type { Look } from '#documents/formats/pdf-paper';
import { PaperTable } from '#documents/formats/pdf-table';
import { fewLines, flow, linesOf, longestLine } from '#documents/formats/pdf-text';
import type { Document, Part, Sentence } from '#documents/model/document';
import { momentInWords } from '#documents/model/in-words';

const ink = '#0b0c0c';
const afterText = 6;
const grey = '#505a5f';
const body: Look = { face: 'plain', size: 9.5, colour: ink };
const small: Look = { face: 'plain', size: 8, colour: grey };
const title: Look = { face: 'bold', size: 19, colour: ink };
const captions: Look = { face: 'bold', size: 9.5, colour: ink };
const headings: Readonly<Record<1 | 2, Look>> = {
  1: { face: 'bold', size: 13.5, colour: ink },
  2: { face: 'bold', size: 11, colour: ink },
};

/** A PDF that is tagged (PDF/UA, ISO 14289), so that it is read out in order, its tables as tables. */
export async function pdf(document: Document): Promise<Uint8Array> {
  const paper = new Paper(document);
  flow(paper, document.partnership, { tag: 'P', look: { ...body, size: 11, colour: grey }, after: 2 });
  flow(paper, document.title, { tag: 'H1', look: title, after: 3 });
  flow(paper, momentInWords(document.moment), { tag: 'P', look: { ...small, size: 9 }, after: 10 });
  setParts(paper, document.parts);
  const listed = eventsListed(document);
  // The list can then be left out when a paper is printed; a letter has one line of it.
  if (listed.length > 0 && document.isLetter !== true) paper.newPage();
  setParts(paper, listed);
  const named = `${document.partnership}: ${document.title}`;
  return paper.finished((page, pages) => `${named}. Page ${page} of ${pages}`);
}

/** A table with rows is measured once, for what stands above it asks how much room it needs. */
type Placed = Part | PaperTable;

function placedOn(paper: Paper, part: Part): Placed {
  return part.kind === 'table' && part.rows.length > 0 ? new PaperTable(paper, part, captions) : part;
}

function setParts(paper: Paper, all: readonly Part[]): void {
  const parts = all.map((part) => placedOn(paper, part));
  for (const [at, part] of parts.entries()) {
    paper.need(leastRoom(paper, parts.slice(at, at + 4)));
    setPart(paper, part);
  }
}

/** The room that the first of these parts needs: a heading is not left alone at the foot of a page. */
function leastRoom(paper: Paper, [part, ...next]: readonly Placed[]): number {
  if (part instanceof PaperTable) return part.leastRoom;
  switch (part?.kind) {
    case undefined:
      return 0;
    case 'heading':
      return headings[part.level].size * lineHeight + 12 + Math.max(40, roomBeneath(paper, next));
    case 'chart':
      return captions.size * lineHeight + 3 + Math.min(paper.height / 2, chartHeight(paper, part.bars));
    // A sentence or two lead to the table below them.
    case 'paragraph':
      return next[0] instanceof PaperTable ? textHeight(paper, part.text) + next[0].leastRoom : 40;
    default:
      return 40;
  }
}

/** A note right beneath a heading goes with it; elsewhere it goes with what stands above. */
function roomBeneath(paper: Paper, parts: readonly Placed[]): number {
  const [first, ...next] = parts;
  if (first === undefined || first instanceof PaperTable || first.kind !== 'note')
    return leastRoom(paper, parts);
  return textHeight(paper, first.text, small) + leastRoom(paper, next);
}

function textHeight(paper: Paper, text: string, look = body): number {
  const lines = linesOf(paper, text, look).length;
  return Math.min(lines, fewLines) * look.size * lineHeight + afterText;
}

function setPart(paper: Paper, part: Placed): void {
  if (part instanceof PaperTable) return part.set();
  switch (part.kind) {
    case 'heading':
      paper.y += 8;
      paper.outline(part.text, part.level);
      return flow(paper, part.text, { tag: `H${part.level + 1}`, look: headings[part.level], after: 4 });
    case 'paragraph':
      return flow(paper, part.text, { tag: 'P', look: body, after: afterText });
    case 'note':
      return flow(paper, part.text, { tag: 'P', look: small, after: 6 });
    case 'list':
      return setList(paper, part.items);
    case 'chart':
      flow(paper, part.title, { tag: 'P', look: captions, after: 3 });
      return setChart(paper, part.bars);
    case 'table':
      flow(paper, part.caption, { tag: 'P', look: captions, after: 3 });
      return flow(paper, part.whenEmpty, { tag: 'P', look: body, after: 8 });
    default:
      throw new TypeError(`No place for ${JSON.stringify(part satisfies never)}.`);
  }
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
