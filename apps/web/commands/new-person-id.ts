import { randomBytes } from 'node:crypto';

/** Identities are read by everyone and for ever, so a person's says nothing of them (rule 25). */
export function newPersonId(): string {
  return `person-${randomBytes(5).toString('hex')}`;
}
