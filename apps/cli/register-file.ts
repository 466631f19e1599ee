import { readFileSync, statSync } from 'node:fs';
import { readRegister } from '#imports/register';
import type { RegisterFacts, RegisterReading } from '#imports/register';
import type { RegisterOptions } from '#imports/register-commands';
import { maximumRegisterBytes, readSheet, tooLarge, UnreadableRegister } from '#imports/register-file';
import { CannotBeDone, WrongUse } from './wrong-use.js';

/**
 * Reads a register from a file. Its size is looked at before any of it is read.
 *
 * @throws WrongUse when there is no such file; CannotBeDone when it cannot be read as a register
 */
export function readRegisterFile(
  file: string,
  facts: RegisterFacts,
  options: RegisterOptions,
): RegisterReading {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) throw new WrongUse(`There is no file ${file}.`);
  try {
    if (found.size > maximumRegisterBytes) throw tooLarge(found.size);
    return readRegister(readSheet(readFileSync(file)), facts, options);
  } catch (error) {
    if (error instanceof UnreadableRegister) {
      throw new CannotBeDone(`${file} was not read. ${error.message} Nothing was changed.`, { cause: error });
    }
    throw error;
  }
}
