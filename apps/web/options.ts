import { parseArgs } from 'node:util';

/** Where the pages are served, or that help is wanted. */
export interface WebOptions {
  readonly host: string;
  /** Undefined where any that is free will do. */
  readonly port: number | undefined;
  /** Whether requests come by a proxy, which says from where and by what protocol they came to it. */
  readonly behindProxy: boolean;
  /** Whether a link is wanted by which a partnership is founded. */
  readonly found: boolean;
  readonly help: boolean;
}

export const help = `Usage: tallystick serve [options]

Serves the pages of the data that TALLYSTICK_DATA and its like name, until it is stopped.

Options:
  --port <port>  the port; else 3000, or another when that is in use
  --host <host>  the name or address to listen at; else localhost, which only this machine reaches
  --found        print a link by which a partnership is founded in a browser, once; data
                 that is not there yet is begun
  --behind-proxy take the word of the proxy before it for who asks, and that it was by HTTPS
  --help         print help

Everything but an example on one machine needs HTTPS before it: see docs/how-to/serve-the-pages.md.
`;

/** What was asked cannot be asked so. The message tells the person what to write instead. */
export class WrongOptions extends Error {
  override name = 'WrongOptions';
}

/** Reads the options of the program. @throws WrongOptions */
export function optionsFrom(args: readonly string[]): WebOptions {
  const { host = 'localhost', port, help: wantsHelp = false, ...given } = parsed(args);
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535))
    throw new WrongOptions(`--port is a number up to 65535, not ${port}.`);
  const flags = { behindProxy: given['behind-proxy'] === true, found: given.found === true };
  return { host, port: port === undefined ? undefined : Number(port), ...flags, help: wantsHelp };
}

interface Given {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly help?: boolean | undefined;
  readonly 'behind-proxy'?: boolean | undefined;
  readonly found?: boolean | undefined;
}

function parsed(args: readonly string[]): Given {
  const flag = { type: 'boolean' } as const;
  const named = { type: 'string' } as const;
  const options = { host: named, port: named, help: flag, found: flag, 'behind-proxy': flag } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new WrongOptions((error as Error).message);
  }
}
