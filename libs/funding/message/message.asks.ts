import type { Circumstances } from '#kernel/asking';
import type { Named } from '#funding/command-types';
import type { MessageCommand } from './message.commands.js';
import type { LeftOut } from './message.events.js';

type Plain = Exclude<MessageCommand['type'], 'BeginSending'>;

/** What a message is asked: its own commands, with what the projects say of what it carries. */
export type MessageAsk =
  | { readonly [Name in Plain]: Named<MessageCommand, Name> }[Plain]
  | (Named<MessageCommand, 'BeginSending'> & {
      /** What was to be sent until now, and is not to be any more. */
      readonly facts: { readonly leftOut: readonly LeftOut[] };
    })
  | (Circumstances & {
      readonly type: 'TellOfFailure';
      /** The message that tells of it. */
      readonly in: string;
    });
