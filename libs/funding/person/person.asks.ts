import type { Circumstances } from '#kernel/asking';
import type { Named } from '#funding/command-types';
import type { PersonCommand } from './person.commands.js';
import type { SealedPerson } from './person.events.js';

type Plain = Exclude<PersonCommand['type'], 'RegisterPerson' | 'CorrectPerson'>;

/**
 * What a person's record is asked. The name and the address are sealed before they come here: the rule sees
 * the sealed text, and a fingerprint that is the same whenever the details are, since sealing the same twice
 * gives two texts.
 */
export type PersonAsk =
  | { readonly [Name in Plain]: Named<PersonCommand, Name> }[Plain]
  | (SealedPerson & Circumstances & { readonly type: 'RegisterPerson' })
  | (SealedPerson & Circumstances & { readonly type: 'CorrectPerson' })
  | (Circumstances & {
      readonly type: 'TakeMessage';
      readonly person: string;
      readonly message: string;
      /** Whether it comes although they have had one today. */
      readonly urgent: boolean;
    });
