import { expect } from '@jest/globals';
import type { Shown, Visitor } from './visitor.js';

/** Fills an act's form in, checks the answers, and records them: what someone does who makes no mistake. */
export async function fillIn(
  visitor: Visitor,
  address: string,
  answers: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<Shown> {
  const check = await visitor.send(await visitor.open(address), answers);
  expect(check.problems).toEqual([]);
  expect(check.heading).toMatch(/^Check before/);
  return visitor.send(check, { step: 'send' });
}

/** The three inputs of a day. */
export function dayOf(name: string, date: string): Readonly<Record<string, string>> {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}
