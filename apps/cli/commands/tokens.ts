import { systemClock } from '#eventing/clock';
import { rolesHeld } from '#funding/partnership/queries';
import { roleInWords } from '#funding/role-names';
import { formatDate, isLocalDate } from '#kernel/local-date';
import { momentInWords } from '#reads/words';
import { openSignIn } from '#sign-in/database';
import { Tokens } from '#sign-in/tokens';
import type { Token } from '#sign-in/tokens';
import { reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

/** Who made or revoked a token here: whoever has the data needs no role. */
const commandLine = 'the command line';

export interface MakeTokenOptions extends ReadOptions {
  readonly person: string;
  readonly role: string;
  readonly for: string;
  readonly ends: string;
}

/** Lists the tokens by which programs act for people of a partnership. */
export async function listTokens(options: ReadOptions, terminal: Terminal): Promise<void> {
  await withTokens(options, async (tokens, { partnership, state, names }) => {
    const all = await tokens.of(partnership);
    if (options.json === true) return json(terminal, { partnership, tokens: all });
    await heading(terminal, `${state.name}: tokens of programs`);
    const rows: string[][] = [];
    for (const one of all) rows.push([...(await whose(one, names)), ...standing(one)]);
    const titles = ['Token', 'For', 'Acts for', 'As', 'Stands', 'Last day', 'Last used'];
    const totals = [[counted(all.length, 'token'), '', '', '', '', '', '']];
    const columns = titles.map((text) => ({ heading: text }));
    await table(terminal, { columns, rows, totals }, 'No token has been made.');
  });
}

async function whose({ token, purpose, person, role }: Token, names: Reading['names']): Promise<string[]> {
  return [token, purpose, await names.of(person), roleInWords(role)];
}

function standing({ standing: stands, endsOn, usedAt }: Token): string[] {
  return [stands, formatDate(endsOn), usedAt === null ? 'never' : momentInWords(usedAt)];
}

/** Makes a token, and shows what the program is to hold. @throws WrongUse when there can be no such token */
export async function makeToken(options: MakeTokenOptions, terminal: Terminal): Promise<void> {
  const { person, role, for: purpose, ends: endsOn } = options;
  await withTokens(options, async (tokens, { partnership, state }) => {
    if (!rolesHeld(state).some((held) => held.person === person && held.role === role))
      throw new WrongUse(`${person} does not act as ${role} in ${partnership}.`);
    if (purpose.trim() === '' || purpose.length > 200)
      throw new WrongUse('--for says in at most 200 characters what the token is for.');
    insistEnd(tokens, endsOn);
    const asked = { partnership, person, role, purpose, endsOn, madeBy: commandLine };
    const { token, held } = await tokens.make(asked);
    if (options.json === true) return json(terminal, { token, held });
    await paragraph(terminal, `Token ${token}. It is shown here once, and kept nowhere:`);
    await terminal.line(held);
  });
}

function insistEnd(tokens: Tokens, endsOn: string): void {
  if (!isLocalDate(endsOn)) throw new WrongUse(`--ends is a day such as 2026-12-31, not ${String(endsOn)}.`);
  const wrong = tokens.whatIsWrongWith(endsOn);
  if (wrong === 'over') throw new WrongUse(`--ends ${endsOn} is over.`);
  if (wrong === 'too-late') throw new WrongUse(`--ends ${endsOn} is more than a year away.`);
}

/** Revokes a token, at once. @throws WrongUse when there is none that is not revoked */
export async function revokeToken(token: string, options: ReadOptions, terminal: Terminal): Promise<void> {
  await withTokens(options, async (tokens, { partnership }) => {
    if (!(await tokens.revoke(partnership, token, commandLine)))
      throw new WrongUse(`There is no token ${token} to revoke. "tallystick tokens list" lists them.`);
    await terminal.line(`Token ${token} is revoked.`);
  });
}

async function withTokens(
  options: ReadOptions,
  use: (tokens: Tokens, from: Reading) => Promise<void>,
): Promise<void> {
  await reading(options, async (from) => {
    const signIn = await openSignIn(from.place.settings);
    try {
      await use(new Tokens(signIn, systemClock), from);
    } finally {
      await signIn.destroy();
    }
  });
}
