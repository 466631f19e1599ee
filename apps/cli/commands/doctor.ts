import { checkUp } from '../check-up.js';
import { withData } from '../data-place.js';
import type { Finding } from '#settings/finding';
import { heading, json, paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

const inWords: Readonly<Record<Finding['state'], string>> = {
  well: 'well',
  soon: 'SEE TO IT',
  wrong: 'WRONG',
};

const headings = {
  sqlite: 'The data folder',
  postgres: 'PostgreSQL:',
  kurrentdb: 'KurrentDB:',
} as const;

/** Says what is well and what needs a hand. @returns the exit code: 1 when something is wrong */
export async function doctor(options: { readonly json?: boolean }, terminal: Terminal): Promise<number> {
  return withData(async (place) => {
    const findings = await checkUp(place);
    const wrong = findings.filter(({ state }) => state === 'wrong').length;
    if (options.json === true)
      await json(terminal, {
        place: place.name,
        engine: place.settings.store.engine,
        kind: place.kind,
        findings,
      });
    else {
      await heading(
        terminal,
        `${headings[place.settings.store.engine]} ${place.name}${place.kind === 'example' ? ' (an example)' : ''}`,
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
