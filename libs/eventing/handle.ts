import { setTimeout as wait } from 'node:timers/promises';
import { answerOf, finalAnswerOf } from '#eventing/answers';
import type { FinalAnswer } from '#eventing/answers';
import { commandKeyOf } from '#eventing/command-envelope';
import type { CommandEnvelope } from '#eventing/command-envelope';
import { decide, putToNouns } from '#eventing/deciding';
import type { Decision } from '#eventing/deciding';
import type { Desk } from '#eventing/desk';
import type { Appended, KeptAnswer, NewAnswer } from '#eventing/event-store';
import { Underway } from '#eventing/prospects';
import { StreamsRead } from '#eventing/streams-read';
import type { Plan } from '#kernel/asking';
import { refuse } from '#kernel/decider';

/**
 * What came of a command. A conflict is not final: nothing was kept, and the same command may be sent again.
 */
export type Handled = FinalAnswer | { readonly outcome: 'conflict'; readonly stream: string };

/** The refusal of a command whose id was used before, with other content. */
export const commandIdReused = 'command-id-reused';

/**
 * The one place where commands are carried out: reads, folds, decides, appends, and retries a conflict.
 *
 * A command has one final answer, *accepted*, *unchanged* or *refused*, kept with its events in one
 * transaction. Sent again it is answered the same and marked as repeated; with other content under its id it
 * is refused as `command-id-reused`.
 *
 * @param plan which nouns the command is put to. It may run several times, and must only read.
 * @throws UnfitContent for content that cannot be kept; what the plan, the deciders and the store throw.
 */
export async function handle(desk: Desk, command: CommandEnvelope, plan: Plan): Promise<Handled> {
  const task = { desk, command, plan, key: commandKeyOf(command), hash: desk.hashOf(command) };
  const kept = await desk.store.answerTo(task.key);
  if (kept !== undefined) return answerAgain(task, kept);
  // The command's own line first: of fifty copies sent at once, one is worked on and the others find its
  // answer.
  return desk.queue.run([`command ${task.key}`], (waited) => (waited ? settleAfresh(task) : settle(task)));
}

interface Task {
  readonly desk: Desk;
  readonly command: CommandEnvelope;
  readonly plan: Plan;
  readonly key: string;
  readonly hash: string;
}

async function settleAfresh(task: Task): Promise<Handled> {
  const kept = await task.desk.store.answerTo(task.key);
  return kept === undefined ? settle(task) : answerAgain(task, kept);
}

/**
 * What came of one attempt. `unfounded`: an append of this process was not written after all, on which it was
 * decided what becomes of the stream.
 */
type Attempted = Handled | { readonly outcome: 'unfounded'; readonly stream: string };

/** Tries until there is a final answer or the time for retries is up. */
async function settle(task: Task): Promise<Handled> {
  const giveUpAt = performance.now() + task.desk.retryForMs;
  for (let attempt = 0; ; attempt += 1) {
    const attempted = await attemptOnce(task);
    if (attempted.outcome !== 'conflict' && attempted.outcome !== 'unfounded') return attempted;
    const pauseMs = attempted.outcome === 'conflict' ? jitterMs(attempt) : 0;
    if (performance.now() + pauseMs > giveUpAt) return { outcome: 'conflict', stream: attempted.stream };
    await wait(pauseMs);
    const kept = await task.desk.store.answerTo(task.key);
    if (kept !== undefined) return answerAgain(task, kept);
  }
}

/**
 * Which streams a command touches is known once it is planned, so it is planned again if something newer has
 * come while it had to wait for one.
 *
 * Its place in line ends when its append is sent. Whoever comes next is decided on what that append will
 * leave, so that all of them share a commit.
 */
async function attemptOnce(task: Task): Promise<Attempted> {
  const { desk, command, plan } = task;
  const draft = await putToNouns(plan, new StreamsRead(desk));
  const { attempted } = await desk.queue.run(draft.streams, async () => {
    const planned = draft.read.isCurrent ? draft : await putToNouns(plan, draft.read.refreshed());
    return send(task, planned.read, await decide(desk, command, planned));
  });
  return attempted;
}

/** Sends the append, and returns before it is answered. */
function send(task: Task, read: StreamsRead, decision: Decision): { readonly attempted: Promise<Attempted> } {
  const { store, prospects } = task.desk;
  const { decided, writes, told } = decision;
  const answer = answerOf(task.command, task.hash, decided);
  const restsOn = read.restsOn();
  const underway = new Underway(answer, restsOn.keys());
  const expected = [...told].map(
    ([stream, events]) => [stream, read.prospectOf(stream, events, underway)] as const,
  );
  const after = Array.from(restsOn.keys(), (earlier) => earlier.answer);
  const appending = store.append(writes, answer, { after });
  for (const [stream, prospect] of expected) prospects.expect(stream, prospect);
  const ended = endOf(appending, (isWritten) => prospects.end(underway, told.keys(), isWritten));
  return { attempted: attemptedBy(task, ended, answer, [...restsOn.values()]) };
}

/** Tells what became of an append before whoever waits for it goes on. */
async function endOf(appending: Promise<Appended>, end: (isWritten: boolean) => void): Promise<Appended> {
  let isWritten = false;
  try {
    const appended = await appending;
    isWritten = appended.outcome === 'appended';
    return appended;
  } finally {
    end(isWritten);
  }
}

async function attemptedBy(
  task: Task,
  appending: Promise<Appended>,
  answer: NewAnswer,
  [stream = '']: readonly string[],
): Promise<Attempted> {
  const appended = await appending;
  if (appended.outcome === 'appended') return finalAnswerOf(answer, appended, false);
  if (appended.outcome === 'already-answered') return answerAgain(task, appended.answer);
  return appended.outcome === 'unfounded' ? { outcome: 'unfounded', stream } : appended;
}

async function answerAgain(task: Task, kept: KeptAnswer): Promise<Handled> {
  return kept.hash === task.hash ? finalAnswerOf(kept, kept, true) : refuseReuse(task);
}

/**
 * The id has its answer already, so this refusal is kept beside it: it too must be accounted for, once
 * however often it is sent.
 */
async function refuseReuse({ desk, command, hash }: Task): Promise<FinalAnswer> {
  const decided = { outcome: 'refused', refused: refuse(commandIdReused) } as const;
  const beside = { ...command, id: `${command.id}/${commandIdReused}/${hash.slice(0, 32)}` };
  const answer = answerOf(beside, hash, decided);
  const appended = await desk.store.append([], answer);
  if (appended.outcome === 'appended') return finalAnswerOf(answer, appended, false);
  if (appended.outcome === 'already-answered') return finalAnswerOf(answer, appended.answer, true);
  throw new Error('An append without writes, and after none, can only be kept.');
}

/** A random pause that grows with the attempts: up to 10 ms at first, up to 250 ms later. */
function jitterMs(attempt: number): number {
  return Math.random() * Math.min(250, 10 * 2 ** attempt);
}
