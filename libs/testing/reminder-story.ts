import type { Clock } from '#eventing/clock';
import type { Desk } from '#eventing/desk';
import type { EventStore } from '#eventing/event-store';
import type { KeyVault } from '#eventing/key-vault';
import { message as messageDecider } from '#funding/message/message';
import type { Instant } from '#kernel/local-date';
import { readModels } from '#projections/read-models';
import type { ReadModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { Dispatcher } from '#reminders/dispatch/dispatcher';
import type { RoundResult } from '#reminders/dispatching';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { administrator, DeskStory, fund, foundPartnership, lead, support } from '#testing/desk-story';
import { PostBox } from '#testing/post-box';
import { decoding, emptyModels } from '#testing/read-story';

/** What the workers of one story share: where each opens its store, and its read models. */
export interface Ground {
  openStore(clock: Clock): EventStore;
  openModels(): ReadModels;
}

/** One store in memory, and read models of each worker's own. */
function inMemory(): Ground {
  const memory = new Memory();
  return { openStore: (clock) => new MemoryStore(clock, memory), openModels: emptyModels };
}

function groundOf(like: ReminderStory | undefined): Ground {
  return like?.ground ?? inMemory();
}

/** A partnership whose reminders go out: a worker at its store, with its read models. */
export class ReminderStory extends DeskStory {
  readonly box: PostBox;
  readonly db: ReadModels;
  readonly runner: ProjectionRunner;
  readonly worker: Dispatcher;

  readonly ground: Ground;
  private readonly keys: KeyVault;

  /** @param like the story with which it shares the ground, the keys and where the messages go */
  constructor(like?: ReminderStory, name = 'worker-1', ground = groundOf(like)) {
    super((clock) => ground.openStore(clock));
    this.ground = ground;
    this.db = ground.openModels();
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

  /** Every rung that was recorded as sent, as whom it told. */
  async rungs(): Promise<readonly string[]> {
    const rungs: string[] = [];
    for await (const { type, body } of this.store.readAll(0)) {
      if (type !== 'EvaluationReminderSent') continue;
      const { stream, data } = JSON.parse(body) as { stream: string; data: Record<string, string> };
      const { obligation, of, dueOn, days, told } = data;
      rungs.push([stream, obligation, of, dueOn, days, told].join(' '));
    }
    return rungs.toSorted();
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
  for (const person of ['support-1', 'finance-1', 'lead-1', 'lead-2', 'theme-1', 'chair-1', 'deputy-1']) {
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

/** Three projects of two lead officers: two that owe an update, and one an evaluation in four weeks. */
export async function threeProjects(story?: ReminderStory): Promise<ReminderStory> {
  const told = await aPartnershipThatReminds(story);
  for (const [index, project] of ['bus', 'gates', 'lights'].entries()) {
    await startedProject(told, project, `2011-05-${12 + index}`);
    told.at(`2011-07-01T09:0${index}:00.000Z`);
    const report = { project, month: '2011-05', rag: 'green', progress: 'Well.' };
    await told.do(lead, 'SubmitPerformanceUpdate', report);
  }
  const handedOn = { project: 'gates', leadOfficer: 'lead-2', reason: 'Shared.' };
  await told.do(support, 'ChangeLeadOfficer', handedOn);
  await told.do(lead, 'FinishProject', { project: 'bus', manner: 'completed' });
  return told;
}

/** A project that finished on Friday 1 July 2011, so that its evaluation is due on Friday 29 July. */
export async function finishedProject(project: string): Promise<ReminderStory> {
  const story = await aPartnershipThatReminds();
  await startedProject(story, project);
  for (const month of ['2011-05', '2011-06', '2011-07']) {
    story.at(`${month}-28T09:00:00.000Z`);
    if (month < '2011-07')
      await story.do(lead, 'SubmitPerformanceUpdate', { project, month, rag: 'green', progress: 'Well.' });
  }
  story.at('2011-07-01T09:30:00.000Z');
  await story.do(lead, 'FinishProject', { project, manner: 'completed' });
  return story;
}
