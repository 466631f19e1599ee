import { paragraph } from './terminal.js';
import type { Terminal } from './terminal.js';

/** Facts by their names; what is not known is empty. */
export type Facts = Readonly<Record<string, string | null | undefined>>;

/** Facts by name, one a line; what is not known is left out. */
export async function facts(terminal: Terminal, named: Facts): Promise<void> {
  for (const [name, text] of Object.entries(named)) {
    if (typeof text === 'string' && text !== '') await paragraph(terminal, `${name}: ${text}`);
  }
}
