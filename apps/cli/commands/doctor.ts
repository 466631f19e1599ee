import { checkUp } from '../check-up.js';
import type { Finding } from '../check-up.js';
import { withFolder } from '../data-folder.js';
import { heading, json, paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

const inWords: Readonly<Record<Finding['state'], string>> = {
  well: 'well',
  soon: 'SEE TO IT',
  wrong: 'WRONG',
};

/** Says what is well and what needs a hand. @returns the exit code: 1 when something is wrong */
export async function doctor(options: { readonly json?: boolean }, terminal: Terminal): Promise<number> {
  return withFolder(async (folder) => {
    const findings = await checkUp(folder);
    const wrong = findings.filter(({ state }) => state === 'wrong').length;
    if (options.json === true) await json(terminal, { folder: folder.path, kind: folder.kind, findings });
    else {
      await heading(
        terminal,
        `The data folder ${folder.path}${folder.kind === 'example' ? ' (an example)' : ''}`,
      );
      const columns = [{ heading: 'Check' }, { heading: 'State' }, { heading: 'Found' }] as const;
      const rows = findings.map(({ check, state, words }) => [check, inWords[state], words]);
      await table(terminal, { columns, rows }, '');
      await terminal.line();
      await paragraph(
        terminal,
        'Whether the records agree with each other is another question: tallystick verify',
      );
    }
    return wrong === 0 ? 0 : 1;
  });
}
