import type { DeskClock } from '#desk/desk-tools';
import type { GivenCommand } from '#desk/given-command';
import { parseCommand } from '#desk/parse-command';
import type { Reply } from '#desk/reply';

const clockIsNotSet = 'The clock can be set only in a data folder that was made as an example.';

/** Where every command is sent, from whatever page, file or clock: checked in shape, then carried out. */
export class CommandDesk {
  private readonly carry: (given: GivenCommand) => Promise<Reply>;
  private readonly clock: DeskClock;

  /** @param carry how a command is carried out: by the command bus, or directly */
  constructor(carry: (given: GivenCommand) => Promise<Reply>, clock: DeskClock) {
    this.carry = carry;
    this.clock = clock;
  }

  /**
   * Carries out a command that is sent as flat JSON: `{command, id, partnership, actor, on?, at?, via?,
   * ...fields}`.
   *
   * May be sent again, at once or after a crash: it happens once and is answered the same.
   *
   * @throws when the store cannot be written, or for a bug: whether it was carried out is then not known.
   */
  async send(input: unknown): Promise<Reply> {
    const parsed = parseCommand(input);
    if ('wrong' in parsed) return { outcome: 'invalid', wrong: parsed.wrong };
    const { given } = parsed;
    if (given.at !== undefined) {
      if (this.clock.setTo === undefined)
        return { outcome: 'invalid', wrong: [{ field: 'at', text: clockIsNotSet }] };
      this.clock.setTo(given.at);
    }
    return this.carry(given);
  }
}
