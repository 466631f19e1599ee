import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '#testing/redis-server';
import type { RedisServer } from '#testing/redis-server';
import { until } from '#testing/until';
import { SharedClock } from '../clock/shared-clock.ts';
import { found, TimedDesk } from '../worker/owing.ts';
import { WorkerProcess } from '../worker/worker-process.ts';
import { Chance } from './chance.ts';
import { faults } from './faults.ts';
import { inLondon, isWorking, londonDay, plusDays } from './london.ts';
import { MailServer } from './mail-server.ts';
import { expectedRungs } from './naive.ts';
import { eveningOf, plansOf } from './projects.ts';
import type { Evening, ProjectPlan, Year } from './projects.ts';
import type { Scene } from './scene.ts';
import { Watch } from './watch.ts';

export interface StormOptions {
  readonly seed: number;
  readonly projects: number;
  readonly leads: number;
  readonly year: Year;
  /** Told of each day on which something happens. */
  readonly say?: (line: string) => void;
}

const workersAtOnce = 3;
/** How long the last late reminders may take to come to an end. */
const aftermathDays = 3;

/** Three workers, a Redis, a mail server and a clock that the test moves, and what goes wrong with them. */
export class Storm implements Scene {
  readonly options: StormOptions;
  readonly chance: Chance;
  readonly plans: readonly ProjectPlan[];
  readonly clock: SharedClock;
  readonly redis: RedisServer;
  readonly mail: MailServer;
  readonly desk: TimedDesk;
  readonly watch: Watch;
  workers: WorkerProcess[] = [];
  /** When offices opened on the clock, and when whatever kept everything from going ended. */
  readonly openings: string[] = [];
  readonly obstaclesEnded: string[] = [];
  skipsTomorrow = false;
  readonly happened: Record<string, number> = {};
  /** What workers that ended by themselves said. */
  readonly crashes: string[] = [];
  private readonly folder: string;
  private deck: (keyof typeof faults)[] = [];

  static async begin(options: StormOptions): Promise<Storm> {
    const folder = join(mkdtempSync(join(tmpdir(), 'tallystick-storm-')), 'data');
    const clock = await SharedClock.at(inLondon(options.year.from, 20));
    const desk = await TimedDesk.at(folder, clock);
    const mail = await MailServer.start(clock.now);
    return new Storm(options, {
      folder,
      clock,
      desk,
      mail,
      redis: await startRedis(),
    });
  }

  private constructor(
    options: StormOptions,
    parts: Pick<Storm, 'clock' | 'desk' | 'mail' | 'redis'> & {
      readonly folder: string;
    },
  ) {
    this.options = options;
    this.chance = new Chance(options.seed);
    this.plans = plansOf(this.chance, options.projects, options.leads, options.year);
    ({ clock: this.clock, desk: this.desk, mail: this.mail, redis: this.redis, folder: this.folder } = parts);
    this.watch = new Watch(this.folder, this.clock, this.mail);
  }

  /** Lives through the year. */
  async rage(): Promise<void> {
    const { year, leads } = this.options;
    const projects = this.plans.map(({ project, lead: leadOfficer, plannedFinish: finishesOn }) => {
      return { project, leadOfficer, startsOn: year.from, finishesOn };
    });
    await found(this.desk, { leads, projects });
    await this.man();
    this.watch.open();
    const busy = this.busyDays();
    const evaluated = this.plans.map(({ evaluatedOn }) => evaluatedOn);
    const last = [...busy, ...evaluated].toSorted().at(-1) ?? year.to;
    for (let day = plusDays(year.from, 1); day <= plusDays(last, aftermathDays); day = plusDays(day, 1)) {
      if (busy.has(day) || eveningOf(this.plans, day).length > 0) await this.live(day, busy.has(day));
    }
    // Whatever a worker left half-sent that was killed.
    await this.live(nextWorking(plusDays(last, aftermathDays)), true);
    await this.watch.settleAll();
  }

  async end(): Promise<void> {
    this.noteCrashes();
    await Promise.all(this.workers.map(async (one) => one.end('SIGTERM')));
    this.watch.close();
    await this.desk.close();
    await this.mail.close();
    await this.redis.kill9();
    await this.clock.close();
    rmSync(join(this.folder, '..'), { recursive: true, force: true });
  }

  async man(count = workersAtOnce): Promise<void> {
    this.noteCrashes();
    const started: WorkerProcess[] = [];
    for (let missing = count - this.workers.length; missing > 0; missing -= 1) {
      started.push(
        new WorkerProcess({
          ...this.clock.settings,
          TALLYSTICK_DATA: this.folder,
          TALLYSTICK_REDIS: this.redis.url,
          TALLYSTICK_MAIL: this.mail.url,
          TALLYSTICK_MAIL_FROM: 'Tallystick <reminders@tallystick.invalid>',
        }),
      );
    }
    this.workers.push(...started);
    for (const one of started) await until(async () => (await one.ready()).ready, 60_000);
  }

  async kill(count: number): Promise<void> {
    this.noteCrashes();
    const doomed = this.workers.splice(0, count);
    await Promise.all(doomed.map(async (one) => one.end('SIGKILL')));
  }

  open(day: string): void {
    const opening = inLondon(day, 9);
    this.clock.passUntil(opening);
    this.openings.push(opening);
  }

  obstacleEnds(): void {
    this.obstaclesEnded.push(this.clock.now());
  }

  private async live(day: string, isBusy: boolean): Promise<void> {
    const opening = inLondon(day, 9);
    if (isBusy && isWorking(day) && this.clock.now() < opening) {
      this.clock.passUntil(new Date(Date.parse(opening) - 30_000).toISOString());
      const name = this.nextFault();
      this.happened[name] = (this.happened[name] ?? 0) + 1;
      const before = this.mail.taken.length;
      const startedAt = performance.now();
      await faults[name](this, day);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      this.options.say?.(`${day}  ${name}: ${this.mail.taken.length - before} messages, ${seconds} s`);
    }
    await this.evening(day);
  }

  private async do({ plan: { project, lead }, does, month }: Evening): Promise<void> {
    const by = `${lead}/lead-officer`;
    if (does === 'finish')
      await this.desk.do('support-1/support-officer', 'FinishProject', {
        project,
        manner: 'completed',
      });
    else if (does === 'evaluate') await this.desk.do(by, 'SubmitEvaluation', { project, answers });
    else
      await this.desk.do(by, 'SubmitPerformanceUpdate', {
        project,
        month,
        ...report,
      });
  }

  /** Each before any comes a second time. */
  private nextFault(): keyof typeof faults {
    if (this.deck.length === 0)
      this.deck = this.chance.shuffled(Object.keys(faults) as (keyof typeof faults)[]);
    return this.deck.pop() ?? 'nothing goes wrong';
  }

  private async evening(day: string): Promise<void> {
    this.clock.passUntil(inLondon(day, 20));
    for (const done of eveningOf(this.plans, day)) await this.do(done);
    await this.watch.caughtUp(await this.desk.events.lastPosition());
    if (this.skipsTomorrow) this.clock.set(86_400_000);
    this.skipsTomorrow = false;
  }

  /** The days on which something should go, if no day is skipped. */
  private busyDays(): ReadonlySet<string> {
    const { from, to } = this.options.year;
    const openings: string[] = [];
    for (let day = plusDays(from, 1); day <= plusDays(to, 60); day = plusDays(day, 1))
      if (isWorking(day)) openings.push(inLondon(day, 9));
    return new Set([...expectedRungs(this.plans, from, openings).values()].map(londonDay));
  }

  private noteCrashes(): void {
    for (const {
      process: { exitCode },
      err,
    } of this.workers)
      if (exitCode !== null) this.crashes.push(`A worker ended with ${exitCode}: ${err}`);
  }
}

const report = { rag: 'green', progress: 'As planned.' };
const answers = { done: 'What was agreed.', lessons: 'Begin earlier.' };

function nextWorking(day: string): string {
  return isWorking(day) ? day : nextWorking(plusDays(day, 1));
}
