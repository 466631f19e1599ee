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
import { MemoryKeyVault } from '#stores/memory/memory-key-vault';
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

/** Partnerships whose projects all finish on one day, with a worker that is to send what is due then. */
export class ReminderScene {
  /** When everything is due: each project is asked about its finish, and told of its evaluation. */
  static readonly due = `${finish}T10:00:00.000Z`;
  /** When nothing is due yet. */
  static readonly quiet = '2012-02-28T10:00:00.000Z';
  readonly db: ReadModels;
  readonly dispatcher: Dispatcher;
  private readonly store: SqliteStore;
  private readonly runner: ProjectionRunner;
  private readonly vault = new MemoryKeyVault(() => ReminderScene.due);

  private constructor(folder: string, channel: Channel) {
    this.store = SqliteStore.open({ file: join(folder, 'events.db'), clock: () => ReminderScene.due });
    this.db = openSqliteReadModels({ file: join(folder, 'read-models.db') });
    const decoding = decodingOf(eventSchemas);
    this.runner = new ProjectionRunner({ store: this.store, decoding, db: this.db, projections: readModels });
    const desk = openDesk({ store: this.store, decoding, commandKey: new Uint8Array(32) });
    const planDeps = planDepsOf(this.vault, async () => []);
    this.dispatcher = new Dispatcher({
      tools: { desk, clock: { now: () => ReminderScene.due }, planDeps },
      vault: this.vault,
      db: this.db,
      channel,
      link: '',
      worker: 'bench',
      caughtUp: async () => this.schedule(),
    });
  }

  /** Records a scene of this size in an empty folder. Nothing of it is in the read models yet. */
  static async tell(folder: string, size: Size): Promise<ReminderScene> {
    const scene = new ReminderScene(folder, new NowhereChannel());
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
    return scene;
  }

  /** Brings the read models up, and with them the rows that say what is due. */
  async schedule(): Promise<void> {
    await this.runner.catchUp();
  }

  async close(): Promise<void> {
    await this.db.destroy();
    await this.store.close();
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
