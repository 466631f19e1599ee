import { admitted, dayOfItsOwn } from '#desk/admission';
import type { DeskTools } from '#desk/desk-tools';
import type { GivenCommand } from '#desk/given-command';
import { replyOf } from '#desk/reply';
import type { Reply } from '#desk/reply';
import { readAnswerBody } from '#eventing/answers';
import { commandKeyOf } from '#eventing/command-envelope';
import type { CommandEnvelope } from '#eventing/command-envelope';
import { handle } from '#eventing/handle';
import type { Handled } from '#eventing/handle';
import { StreamsRead } from '#eventing/streams-read';
import { planFor } from '#funding/plans/plans';
import type { AnyCommand } from '#funding/plans/planning';
import type { Plan } from '#kernel/asking';
import { isRefused } from '#kernel/decider';
import { londonDateOf } from '#kernel/local-date';

/**
 * Carries a command out: may this person give it, is its day right, and what do the nouns say that it is
 * put to.
 *
 * All of it is decided within `handle()`, so that every answer is kept, refusals too (rule 24), and a
 * command that was answered once gets the same answer although its giver has lost the role since.
 *
 * @throws what `handle()` throws: the store cannot be written, or a bug.
 */
export async function carryOut(tools: DeskTools, given: GivenCommand): Promise<Reply> {
  return replyOf(await carriedOut(tools, given));
}

/** The same for a program of our own, which reads the facts of a refusal and not its words. */
export async function carriedOut(tools: DeskTools, given: GivenCommand): Promise<Handled> {
  const { command, envelope, plan } = await prepared(tools, given);
  const handled = await handle(tools.desk, envelope, plan);
  if (handled.outcome === 'accepted' || handled.outcome === 'unchanged') await follow(tools, command);
  return handled;
}

interface Prepared {
  readonly command: AnyCommand;
  readonly envelope: CommandEnvelope;
  /** Which nouns it is put to, once it is admitted. */
  readonly plan: Plan;
}

/** A command as it is to be decided, with the day on which it is to be true. */
export async function prepared(tools: DeskTools, given: GivenCommand): Promise<Prepared> {
  const today = londonDateOf(tools.clock.now());
  const on = given.on ?? (await dayAnsweredFor(tools, given)) ?? (await dayMeant(tools, given, today));
  const { name: type, id, partnership, actor, via, content } = given;
  const command = { ...content, type, by: actor, partnership, on, today } as unknown as AnyCommand;
  const plan: Plan = async (fold) => {
    const asked = await admitted(fold, command, given);
    return isRefused(asked) ? asked : planFor(asked, tools.planDeps)(fold);
  };
  return { command, envelope: { id, type, partnership, actor, on, via, content }, plan };
}

/**
 * A command without a day means the day on which it was first sent, also when it is sent again after
 * midnight.
 */
async function dayAnsweredFor(tools: DeskTools, given: GivenCommand): Promise<string | undefined> {
  const kept = await tools.desk.store.answerTo(commandKeyOf(given));
  return kept === undefined ? undefined : readAnswerBody(kept).effectiveOn;
}

/** What is read here may be old by the time the command is decided on; then the closed year refuses it. */
async function dayMeant(tools: DeskTools, given: GivenCommand, today: string): Promise<string> {
  const read = new StreamsRead(tools.desk);
  return dayOfItsOwn((stream, decider) => read.fold(stream, decider), given, today);
}

/**
 * A person's key, and how they sign in, go once it is recorded that they are forgotten. Were this to crash
 * between the two, the same command sent again comes here again, and `destroyForgottenKeys` finds it too.
 */
async function follow(tools: DeskTools, command: AnyCommand): Promise<void> {
  if (command.type !== 'ForgetPerson') return;
  await tools.planDeps.forget(command);
}
