import { join } from 'node:path';
import { planDepsOf } from '#desk/desk-tools';
import { decodingOf } from '#eventing/decoding';
import { openDesk } from '#eventing/desk';
import { seal } from '#eventing/sealing';
import { eventSchemas } from '#funding/event-schemas';
import { personStream } from '#kernel/ids';
import { readModels } from '#projections/read-models';
import type { ReadModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { openSqliteReadModels } from '#projections/sqlite-read-models';
import type { Channel, Sent } from '#reminders/channel';
import { Dispatcher } from '#reminders/dispatch/dispatcher';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { Teller } from './partnership-years.ts';
import type { Told } from './telling.ts';

/** How many projects there are, in how many partnerships, and how many one lead officer has. */
export interface Size {
  readonly partnerships: number;
  readonly projectsEach: number;
  readonly projectsALead: number;
}

const told = '2012-02-01';
/** A Thursday: every project is planned to finish on it. */
const finish = '2012-03-01';

/** Where the instants of a scene lie: what is due then, and when nothing is due yet. */
export const instants = {
  /** Each project is asked about its finish, and told of its evaluation. */
  due: `${finish}T10:00:00.000Z`,
  quiet: '2012-02-28T10:00:00.000Z',
} as const;

const clock = (): string => instants.due;

/** Partnerships whose projects all finish on one day, with a worker that is to send what is due then. */
export class ReminderScene {
  readonly db: ReadModels;
  readonly dispatcher: Dispatcher;
  private readonly store: SqliteStore;
  private readonly runner: ProjectionRunner;
  private readonly vault: SqliteKeyVault;

  private constructor(folder: string, { follower }: { readonly follower?: boolean } = {}) {
    this.store = SqliteStore.open({ file: join(folder, 'events.db'), clock });
    this.vault = SqliteKeyVault.open({ file: join(folder, 'keys.db'), clock });
    this.db = openSqliteReadModels({ file: join(folder, 'read-models.db') });
    const decoding = decodingOf(eventSchemas);
    this.runner = new ProjectionRunner({ store: this.store, decoding, db: this.db, projections: readModels });
    const desk = openDesk({ store: this.store, decoding, commandKey: new Uint8Array(32) });
    this.dispatcher = new Dispatcher({
      tools: { desk, clock: { now: clock }, planDeps: planDepsOf(this.vault, async () => []) },
      vault: this.vault,
      db: this.db,
      channel: new NowhereChannel(),
      link: '',
      worker: 'bench',
      caughtUp: async (position) => this.caughtUp(position, follower === true),
    });
  }

  /** Records a scene of this size in an empty folder. Nothing of it is in the read models yet. */
  static async tell(folder: string, size: Size): Promise<void> {
    const scene = new ReminderScene(folder);
    const teller = new Teller(scene.store);
    for (let number = 0; number < size.partnerships; number += 1) {
      const partnership = `partnership-${number}`;
      const events = [
        founded(partnership),
        ...(await scene.people(partnership, size)),
        ...projects(partnership, size),
      ];
      for (let from = 0; from < events.length; from += 5000)
        await teller.append(partnership, told, events.slice(from, from + 5000));
    }
    await scene.close();
  }

  /** A scene that was told. Its read models are brought up by whoever waits for them. */
  static open(folder: string): ReminderScene {
    return new ReminderScene(folder);
  }

  /** The same, beside a worker's own thread that brings them up for as long as the signal lets it. */
  static openFollowed(
    folder: string,
    signal: AbortSignal,
  ): { scene: ReminderScene; followed: Promise<void> } {
    const scene = new ReminderScene(folder, { follower: true });
    return { scene, followed: scene.follow(join(folder, 'read-models.db'), signal) };
  }

  /** Brings the read models up, and with them the rows that say what is due. */
  async schedule(): Promise<void> {
    await this.runner.catchUp();
  }

  async close(): Promise<void> {
    await this.db.destroy();
    await this.vault.close();
    await this.store.close();
  }

  private async caughtUp(position: number, isFollowed: boolean): Promise<void> {
    if (!isFollowed) return this.schedule();
    if (!(await this.runner.waitFor(position, 60_000))) throw new Error('The read models stand still.');
  }

  private async follow(file: string, signal: AbortSignal): Promise<void> {
    const db = openSqliteReadModels({ file, thread: true });
    const decoding = decodingOf(eventSchemas);
    await new ProjectionRunner({ store: this.store, decoding, db, projections: readModels }).follow(signal);
    await db.destroy();
  }

  private async people(partnership: string, { projectsEach, projectsALead }: Size): Promise<Told[]> {
    const people: Told[] = [];
    for (let lead = 0; lead < Math.ceil(projectsEach / projectsALead); lead += 1) {
      const person = `lead-${lead}`;
      const stream = personStream(partnership, person);
      const details = { name: `Officer ${lead}`, email: `${person}@${partnership}.example` };
      const sealed = seal(details, await this.vault.keyFor(stream));
      const data = { person, sealed, fingerprint: person };
      people.push({ stream, type: 'PersonRegistered', data, ...byAdmin });
    }
    return people;
  }
}

/** Takes everything and keeps nothing, so that what is measured is ours. */
class NowhereChannel implements Channel {
  readonly name = 'nowhere';
  private count = 0;

  async send(): Promise<Sent> {
    this.count += 1;
    return Promise.resolve({ outcome: 'sent', reference: `nowhere-${this.count}` });
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }
}

const byAdmin = { person: 'admin', role: 'administrator' };

function founded(partnership: string): Told {
  const data = { name: `Community safety in ${partnership}`, administrator: 'admin', example: true };
  return { stream: `partnership-${partnership}`, type: 'PartnershipFounded', data, ...byAdmin };
}

function projects(partnership: string, { projectsEach, projectsALead }: Size): Told[] {
  return Array.from({ length: projectsEach }, (_, number) => {
    const project = `project-${number}`;
    const bid = {
      title: `Project ${number}`,
      description: 'Youth workers on Friday nights.',
      priorities: ['asb'],
      leadOfficer: `lead-${Math.floor(number / projectsALead)}`,
      leadAgency: 'council',
      startsOn: '2011-06-01',
      finishesOn: finish,
      costs: [],
    };
    const decided = { decidedOn: '2011-05-12', reference: 'Minute 4', recordedOn: told, yetToStart: true };
    const data = { project, bid, ...decided, awardPence: 0, allocations: [], conditions: [] };
    return { stream: `project-${partnership}.${project}`, type: 'ProjectTakenOn', data, ...byAdmin };
  });
}
