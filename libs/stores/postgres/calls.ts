import type { Statement } from '#stores/postgres/postgres-rows';

/** A statement with the values of its parameters. */
export interface Call extends Statement {
  readonly values: unknown[];
}

/** A call of one of our functions, prepared once a connection. */
export function callOf(name: string, columns: string, types: readonly string[]): Statement {
  const parameters = types.map((type, index) => `$${index + 1}::${type}`).join(', ');
  return { name, text: `SELECT ${columns} FROM tallystick.${name}(${parameters})` };
}
