import { Inject } from '@nestjs/common';
import { Command, CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { carryOut } from '#desk/carrying-out';
import type { Noun } from '#desk/command-registry';
import { nounOf } from '#desk/command-registry';
import type { DeskTools } from '#desk/desk-tools';
import type { GivenCommand } from '#desk/given-command';
import type { Reply } from '#desk/reply';

/** The token under which Nest finds the `DeskTools`. */
export const deskTools = Symbol('DeskTools');

abstract class CommandSent extends Command<Reply> {
  readonly given: GivenCommand;

  constructor(given: GivenCommand) {
    super();
    this.given = given;
  }
}

class PartnershipCommandSent extends CommandSent {}
class PersonCommandSent extends CommandSent {}
class FundingSourceCommandSent extends CommandSent {}
class ProjectCommandSent extends CommandSent {}
class MeetingCommandSent extends CommandSent {}
class MessageCommandSent extends CommandSent {}
class IndicatorCommandSent extends CommandSent {}
class RiskCommandSent extends CommandSent {}
class ConfirmationCommandSent extends CommandSent {}
class HighlightCommandSent extends CommandSent {}
class LedgerCommandSent extends CommandSent {}
class PublicationCommandSent extends CommandSent {}

const sentAs: Readonly<Record<Noun, new (given: GivenCommand) => CommandSent>> = {
  partnership: PartnershipCommandSent,
  person: PersonCommandSent,
  'funding-source': FundingSourceCommandSent,
  project: ProjectCommandSent,
  meeting: MeetingCommandSent,
  message: MessageCommandSent,
  indicator: IndicatorCommandSent,
  risk: RiskCommandSent,
  confirmation: ConfirmationCommandSent,
  highlight: HighlightCommandSent,
  ledger: LedgerCommandSent,
  publication: PublicationCommandSent,
};

/** A command as it travels on Nest's command bus, to the one handler of its noun. */
export function sent(given: GivenCommand): Command<Reply> {
  return new sentAs[nounOf(given.name)](given);
}

abstract class CarriesOut implements ICommandHandler<CommandSent> {
  private readonly tools: DeskTools;

  constructor(@Inject(deskTools) tools: DeskTools) {
    this.tools = tools;
  }

  async execute({ given }: CommandSent): Promise<Reply> {
    return carryOut(this.tools, given);
  }
}

@CommandHandler(PartnershipCommandSent)
class PartnershipCommandHandler extends CarriesOut {}

@CommandHandler(PersonCommandSent)
class PersonCommandHandler extends CarriesOut {}

@CommandHandler(FundingSourceCommandSent)
class FundingSourceCommandHandler extends CarriesOut {}

@CommandHandler(ProjectCommandSent)
class ProjectCommandHandler extends CarriesOut {}

@CommandHandler(MeetingCommandSent)
class MeetingCommandHandler extends CarriesOut {}

@CommandHandler(MessageCommandSent)
class MessageCommandHandler extends CarriesOut {}

@CommandHandler(IndicatorCommandSent)
class IndicatorCommandHandler extends CarriesOut {}

@CommandHandler(RiskCommandSent)
class RiskCommandHandler extends CarriesOut {}

@CommandHandler(ConfirmationCommandSent)
class ConfirmationCommandHandler extends CarriesOut {}

@CommandHandler(HighlightCommandSent)
class HighlightCommandHandler extends CarriesOut {}

@CommandHandler(LedgerCommandSent)
class LedgerCommandHandler extends CarriesOut {}

@CommandHandler(PublicationCommandSent)
class PublicationCommandHandler extends CarriesOut {}

/** One handler a decider. */
export const commandHandlers = [
  PartnershipCommandHandler,
  PersonCommandHandler,
  FundingSourceCommandHandler,
  ProjectCommandHandler,
  MeetingCommandHandler,
  MessageCommandHandler,
  IndicatorCommandHandler,
  RiskCommandHandler,
  ConfirmationCommandHandler,
  HighlightCommandHandler,
  LedgerCommandHandler,
  PublicationCommandHandler,
] as const;
