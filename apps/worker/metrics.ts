import { collectDefaultMetrics, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Health } from './health.js';

/** Figures by a label, or one without. */
type Figures = Readonly<Record<string, number>> | number;

/** What a worker measures when it is asked, for Prometheus. Labels are words of the code, never of people. */
export class Metrics {
  private readonly registry: Registry;

  constructor(registry: Registry, health: Health) {
    this.registry = registry;
    collectDefaultMetrics({ register: registry });
    this.gauge(
      'read_models_behind_seconds',
      'How old the first event is that nobody can read yet',
      async () => {
        return (await health.lag()).behindMs / 1000;
      },
    );
    this.gauge('leads', 'Whether it is this worker that brings up the read models', async () =>
      Number(health.leads),
    );
    this.gauge('due_rungs', 'Rungs whose time has come and that nobody has claimed', async () => {
      return (await health.standing()).dueRungs;
    });
    this.gauge('oldest_unsent_seconds', 'For how long the oldest reminder could have gone', async () => {
      return (await health.unsentMs()) / 1000;
    });
    this.gauge(
      'messages',
      'Messages by how they stand',
      async () => (await health.standing()).messages,
      'status',
    );
    if (health.redis === undefined) return;
    this.gauge('redis_up', 'Whether Redis answers', async () => Number(await health.isRedisThere()));
    this.gauge('queue_jobs', 'Jobs in Redis by their state', async () => health.jobs(), 'state');
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    return this.registry.metrics();
  }

  /** What cannot be measured now is left out: the rest is asked for all the more then. */
  private gauge(name: string, help: string, measure: () => Promise<Figures>, label?: string): void {
    const collect = async function (this: Gauge): Promise<void> {
      this.reset();
      const figures = await measure().catch(() => ({}));
      if (typeof figures === 'number') this.set(figures);
      else for (const [value, figure] of Object.entries(figures)) this.set({ [label ?? '']: value }, figure);
    };
    const labelNames = label === undefined ? [] : [label];
    void new Gauge({ name: `tallystick_${name}`, help, labelNames, registers: [this.registry], collect });
  }
}
