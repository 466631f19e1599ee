import type { CommandOf } from '#funding/command-types';
import {
  day,
  id,
  ids,
  instant,
  line,
  oneOf,
  parts,
  text,
  wholeNumber,
  wholeNumbers,
  yesOrNo,
} from '#funding/fields';
import { obligationKinds, toldByMessage } from '#funding/ladder';
import type { ObligationKind, Told } from '#funding/ladder';

class Rungs {
  @id('The project.') project!: string;
  @oneOf(obligationKinds, 'What it reminds of.') obligation!: ObligationKind;
  @id('Which one, where a project has several.', { optional: true }) of?: string;
  @id('The source that paid, for a reclaim.', { optional: true }) source?: string;
  @day('The due date.') dueOn!: string;
  @oneOf(toldByMessage, 'As whom the person is told.') told!: Exclude<Told, 'tasking-agenda'>;
  @yesOrNo('Whether the support officer is told because whoever should be cannot be.', { optional: true })
  standIn?: boolean;
  @wholeNumbers('Days from the due date of each rung, below zero before it.', {
    min: 1,
    max: 2000,
    from: -366,
    to: 36_600,
  })
  days!: number[];
}

/** Record a message before it is sent, with the rungs that it carries. */
class ClaimMessage {
  @id('The message: derived from the person and from what it carries.') message!: string;
  @id('Whom it is for.') person!: string;
  @parts(() => Rungs, 'The rungs that it carries.', { max: 200 }) carries!: Rungs[];
  @ids('Messages that did not arrive, of which it tells.', { optional: true }) undelivered?: string[];
  @yesOrNo('Whether it goes although the person has had one today.', { optional: true }) urgent?: boolean;
}

/** Begin to send a message. One worker can; what is no longer owed by then is left out. */
class BeginSending {
  @id('The message.') message!: string;
  @line('Which worker has it.') worker!: string;
  @line('The way by which it goes.') channel!: string;
}

const outcomes = ['handed-over', 'try-later', 'refused', 'unknown'] as const;

/** Record what came of an attempt to send a message. */
class RecordSending {
  @id('The message.') message!: string;
  @wholeNumber('Which attempt.', { min: 1 }) attempt!: number;
  @oneOf(outcomes, 'What came of it.') outcome!: (typeof outcomes)[number];
  @line('What the channel calls it, where it was handed over.', { optional: true, max: 500 })
  reference?: string;
  @text('Why, where it was not.', { optional: true, max: 2000 }) why?: string;
  @instant('From when it may be tried again.', { optional: true }) tryAt?: string;
}

const deliveries = ['delivered', 'permanent-failure', 'temporary-failure'] as const;

/** Record what the service that took a message says became of it. */
class RecordDelivery {
  @id('The message.') message!: string;
  @oneOf(deliveries, 'What became of it.') delivery!: (typeof deliveries)[number];
}

/** Have a message sent again that may not have arrived. */
class SendMessageAgain {
  @id('The message.') message!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Record that a message has arrived. */
class ConfirmArrival {
  @id('The message.') message!: string;
  @text('How that is known.', { max: 2000 }) note!: string;
}

export const messageCommands = {
  ClaimMessage,
  BeginSending,
  RecordSending,
  RecordDelivery,
  SendMessageAgain,
  ConfirmArrival,
} as const;
export type MessageCommand = CommandOf<typeof messageCommands>;
