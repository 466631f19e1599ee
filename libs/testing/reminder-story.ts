import type { Desk } from '#eventing/desk';
import type { KeyVault } from '#eventing/key-vault';
import { message as messageDecider } from '#funding/message/message';
import type { Instant } from '#kernel/local-date';
import { readModels } from '#projections/read-models';
import type { ReadModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { Dispatcher } from '#reminders/dispatch/dispatcher';
import type { RoundResult } from '#reminders/dispatching';
import { Memory } from '#stores/memory/memory-store';
import { administrator, DeskStory, fund, foundPartnership, lead } from '#testing/desk-story';
import { PostBox } from '#testing/post-box';
import { decoding, emptyModels } from '#testing/read-story';

/** A partnership whose reminders go out: a worker with read models of its own, on a store that is shared. */
export class ReminderStory extends DeskStory {
  readonly memory: Memory;
  readonly box: PostBox;
  readonly db: ReadModels = emptyModels();
  readonly runner: ProjectionRunner;
  readonly worker: Dispatcher;

  private readonly keys: KeyVault;

  /** @param like the story with which it shares the store, the keys and where the messages go */
  constructor(like?: ReminderStory, name = 'worker-1') {
    const memory = like?.memory ?? new Memory();
    super(memory);
    this.memory = memory;
    this.box = like?.box ?? new PostBox();
    this.keys = like?.vault ?? this.vault;
    this.runner = new ProjectionRunner({ store: this.store, decoding, db: this.db, projections: readModels });
    this.worker = this.workerAt(this.tools.desk, name);
  }

  /** A worker at another desk than the story's own, such as one whose store fails. */
  workerAt(desk: Desk, worker: string): Dispatcher {
    const { tools, keys: vault, db, box: channel } = this;
    const caughtUp = async (): Promise<void> => void (await this.runner.catchUp());
    return new Dispatcher({ tools: { ...tools, desk }, vault, db, channel, link: '', worker, caughtUp });
  }

  /** Goes on to a moment. */
  at(now: Instant): this {
    this.tools.clock.setTo?.(now);
    return this;
  }

  /** One round of the worker at a moment, from which the story goes on. */
  async round(now: Instant): Promise<RoundResult> {
    this.at(now);
    await this.runner.catchUp();
    return this.worker.round(now);
  }

  /** What has gone since this was last asked: to whom, and the subject. */
  letters(): readonly string[] {
    return this.box.gone.splice(0).map(({ to, subject }) => `${to.email.split('@')[0]}: ${subject}`);
  }

  /** Every message, as its own events say it stands. */
  async messages(): Promise<readonly string[]> {
    await this.runner.catchUp();
    const rows = await this.db
      .selectFrom('messages')
      .select(['message', 'person'])
      .orderBy('queued_at')
      .execute();
    const standing: string[] = [];
    for (const { message, person } of rows) {
      const state = await this.state(`message-${this.partnership}.${message}`, messageDecider);
      standing.push(`${person} ${state.status}`);
    }
    return standing;
  }
}

/** A partnership where everyone has an address, and one project that was started and is to finish in 2011. */
export async function aPartnershipThatReminds(story = new ReminderStory()): Promise<ReminderStory> {
  await foundPartnership(story);
  for (const person of ['support-1', 'finance-1', 'lead-1', 'lead-2', 'theme-1', 'deputy-1']) {
    const email = `${person}@riverside.example`;
    await story.do(administrator, 'CorrectPerson', { person, name: `Officer ${person}`, email });
  }
  return story;
}

/** A project whose award is accepted and which was started, by the lead officer `lead-1`. */
export async function startedProject(story: DeskStory, project: string, day = '2011-05-12'): Promise<void> {
  await fund(story, project, 50_000, day);
  await story.do(lead, 'StartProject', { project });
}
