import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { Health } from './health.js';
import { Metrics } from './metrics.js';

/** What a worker answers over HTTP. */
@Module({})
export class WorkerModule {
  static on(health: Health, metrics: Metrics): DynamicModule {
    const providers = [
      { provide: Health, useValue: health },
      { provide: Metrics, useValue: metrics },
    ];
    return { module: WorkerModule, controllers: [HealthController], providers };
  }
}
