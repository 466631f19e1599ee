import { Paragraph, TextRun } from 'docx';
import type { IRunOptions } from 'docx';
import { printable } from '#documents/model/text-safety';

/** A text as runs of Word, its lines beneath each other. */
export function runs(text: string, look: IRunOptions = {}): TextRun[] {
  return printable(text)
    .split('\n')
    .map((line, at) => new TextRun({ ...look, text: line, ...(at === 0 ? {} : { break: 1 }) }));
}

/** What stands above a table or a chart, in the style by which Word knows a caption and lists it. */
export function captioned(text: string): Paragraph {
  return new Paragraph({ style: 'Caption', children: runs(text) });
}
