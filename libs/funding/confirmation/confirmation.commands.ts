import type { CommandOf } from '#funding/command-types';
import { text, wholeNumber, year } from '#funding/fields';

class OfYear {
  @year('The financial year, which is closed.') year!: string;
  @wholeNumber('Which preparation: 1, and one more each time that the last was declined.', { min: 1 })
  preparation!: number;
}

/** Prepare the confirmation of a closed year. Its figures are taken from the record, source by source. */
class PrepareYearEnd extends OfYear {
  @text('What is confirmed to the county body, in words.', { max: 4000 }) statement!: string;
}

/** Certify the confirmation of a year, as the s151 officer. Never by whoever prepared it. */
class CertifyYearEnd extends OfYear {}

/** Decline to certify the confirmation of a year, with a reason. */
class DeclineYearEnd extends OfYear {
  @text('Why.', { max: 4000 }) reason!: string;
}

export const confirmationCommands = { PrepareYearEnd, CertifyYearEnd, DeclineYearEnd } as const;
export type ConfirmationCommand = CommandOf<typeof confirmationCommands>;
