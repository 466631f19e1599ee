import { join } from 'node:path';
import { carryOut } from '#desk/carrying-out';
import { CommandDesk } from '#desk/desk';
import { planDepsOf } from '#desk/desk-tools';
import { decodingOf } from '#eventing/decoding';
import { openDesk } from '#eventing/desk';
import { eventSchemas } from '#funding/event-schemas';
import type { CommandName } from '#funding/roles';
import { folderFiles, makeDataFolder } from '#settings/folder-mark';
import { SqliteKeyVault } from '#stores/sqlite/sqlite-key-vault';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import type { SharedClock } from '../clock/shared-clock.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A project that reports every month, and then owes an evaluation. */
export interface ProjectTerms {
  readonly project: string;
  readonly leadOfficer: string;
  readonly startsOn: string;
  readonly finishesOn: string;
}

/** Projects under way, and how many lead officers there are: `lead-1` and so on. */
export interface Owing {
  readonly leads: number;
  readonly projects: readonly ProjectTerms[];
}

const partnership = 'riverside';

/** A desk at a data folder of its own, whose clock is that of the test. */
export class TimedDesk {
  private readonly store: SqliteStore;
  private readonly vault: SqliteKeyVault;
  private readonly desk: CommandDesk;
  private given = 0;

  static async at(folder: string, clock: SharedClock): Promise<TimedDesk> {
    makeDataFolder(folder, { kind: 'real' });
    const store = SqliteStore.open({
      file: join(folder, folderFiles.events),
      clock: clock.now,
    });
    const vault = SqliteKeyVault.open({
      file: join(folder, folderFiles.keys),
      clock: clock.now,
    });
    return new TimedDesk(store, vault, await vault.commandKey(), clock);
  }

  private constructor(
    store: SqliteStore,
    vault: SqliteKeyVault,
    commandKey: Uint8Array,
    { now }: Pick<SharedClock, 'now'>,
  ) {
    this.store = store;
    this.vault = vault;
    const desk = openDesk({
      store,
      decoding: decodingOf(eventSchemas),
      commandKey,
      retryForMs: 30_000,
    });
    const tools = {
      desk,
      clock: { now },
      planDeps: planDepsOf(vault, async () => []),
    };
    this.desk = new CommandDesk(async (given) => carryOut(tools, given), {
      now,
    });
  }

  /** Gives a command as `person/role`. @throws Error when it is not accepted */
  async do(by: string, command: CommandName, fields: Fields): Promise<void> {
    const [person, role] = by.split('/');
    this.given += 1;
    const id = `given-${this.given}`;
    const reply = await this.desk.send({
      command,
      id,
      partnership,
      actor: { person, role },
      ...fields,
    });
    if (reply.outcome !== 'accepted') throw new Error(`${command}: ${JSON.stringify(reply)}`);
  }

  get events(): SqliteStore {
    return this.store;
  }

  async close(): Promise<void> {
    await this.vault.close();
    await this.store.close();
  }
}

/** Founds a partnership in a folder in which projects are under way, as they were decided before. */
export async function aPartnershipThatOwes(folder: string, clock: SharedClock, owing: Owing): Promise<void> {
  const desk = await TimedDesk.at(folder, clock);
  await found(desk, owing);
  await desk.close();
}

/** Founds a partnership that owes these projects' reports. */
export async function found(desk: TimedDesk, { projects, leads }: Owing): Promise<void> {
  const administrator = 'admin-1/administrator';
  const support = 'support-1/support-officer';
  await desk.do(administrator, 'FoundPartnership', {
    name: 'Riverside Community Safety Partnership',
  });
  await desk.do(administrator, 'AdmitAgency', {
    agency: 'council',
    name: 'The council',
  });
  for (const [group, kind] of [
    ['tasking', 'tasking'],
    ['asb', 'thematic'],
  ])
    // prettier-ignore
    await desk.do(administrator, 'FormGroup', { group, name: `Group ${group}`, kind });
  const leadOfficers = Array.from({ length: leads }, (_, at) => `lead-${at + 1}`);
  for (const person of ['support-1', 'finance-1', 'chair-1', 'theme-1', ...leadOfficers]) {
    const email = `${person}@council.example`;
    await desk.do(administrator, 'RegisterPerson', {
      person,
      name: `Officer ${person}`,
      email,
    });
  }
  const roles = [
    { person: 'support-1', role: 'support-officer' },
    { person: 'finance-1', role: 'finance-officer' },
    { person: 'chair-1', role: 'chair', group: 'tasking', agency: 'council' },
    {
      person: 'theme-1',
      role: 'thematic-chair',
      group: 'asb',
      agency: 'council',
    },
    ...leadOfficers.map((person) => ({
      person,
      role: 'lead-officer',
      agency: 'council',
    })),
  ];
  for (const role of roles) await desk.do(administrator, 'GiveRole', role);
  await desk.do(support, 'AdoptPriority', {
    priority: 'asb',
    name: 'Anti-social behaviour',
  });
  for (const terms of projects) await takeOn(desk, terms);
}

async function takeOn(
  desk: TimedDesk,
  { project, leadOfficer, startsOn, finishesOn }: ProjectTerms,
): Promise<void> {
  const bid = {
    title: `What ${project} does`,
    description: 'A bus with youth workers on Friday nights.',
    priorities: ['asb'],
    leadOfficer,
    leadAgency: 'council',
    thematicGroup: 'asb',
    startsOn,
    finishesOn,
    costs: [],
    expectedOutputs: [{ text: 'Friday nights' }],
    riskOfNotDoing: 'Complaints keep rising.',
  };
  const takenOn = { decidedOn: startsOn, reference: 'The register' };
  const award = { awardPence: 0, allocations: [] };
  await desk.do('support-1/support-officer', 'TakeOnProject', {
    project,
    bid,
    takenOn,
    award,
  });
}
