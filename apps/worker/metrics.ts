import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Health } from './health.js';

/** What a worker counts, for Prometheus. Labels are words of the code, never of people. */
export class Metrics {
  private readonly registry = new Registry();

  constructor(health: Health) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge(
      'tallystick_read_models_behind_seconds',
      'How old the first event is that nobody can read yet',
      async () => (await health.lag()).behindMs / 1000,
    );
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    return this.registry.metrics();
  }

  /** Measured when it is asked for. */
  private gauge(name: string, help: string, measure: () => Promise<number>): void {
    const collect = async function (this: Gauge): Promise<void> {
      this.set(await measure());
    };
    void new Gauge({ name, help, registers: [this.registry], collect });
  }
}
