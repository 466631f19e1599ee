import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { Listen, WorkerSettings } from '#settings/worker-settings';
import { workerSettingNames } from '#settings/worker-settings';
import { SettingsWrong } from '#settings/settings-wrong';
import { showDashboard } from './dashboard.js';
import type { Health } from './health.js';
import { NestLog } from './log.js';
import type { Metrics } from './metrics.js';
import { WorkerModule } from './worker.module.js';

export interface Served {
  readonly health: Health;
  readonly metrics: Metrics;
  readonly settings: WorkerSettings;
  readonly log: Logger;
}

/**
 * Answers for health and metrics until it is closed.
 *
 * @throws SettingsWrong when something else listens there
 */
export async function serve({ health, metrics, settings, log }: Served): Promise<NestFastifyApplication> {
  const { listen, dashboard } = settings;
  const application = await NestFactory.create<NestFastifyApplication>(
    WorkerModule.on(health, metrics),
    // What is asked of a connection that stays open must not keep a worker from ending.
    new FastifyAdapter({ forceCloseConnections: true }),
    { logger: new NestLog(log), abortOnError: false },
  );
  if (dashboard !== undefined && health.redis !== undefined) {
    await showDashboard(application.getHttpAdapter().getInstance(), health.redis.queue, dashboard);
  }
  try {
    await application.listen(listen.port, listen.host);
  } catch (error) {
    await application.close();
    throw cannotListen(listen, error as NodeJS.ErrnoException);
  }
  log.info({ url: await application.getUrl() }, 'Answers for health and metrics');
  return application;
}

function cannotListen({ host, port }: Listen, { code, message }: NodeJS.ErrnoException): SettingsWrong {
  const why = code === 'EADDRINUSE' ? 'something else listens there' : message;
  return new SettingsWrong(
    `The worker cannot listen at ${host}:${port}: ${why}. Name another address in ${workerSettingNames.listen}.`,
  );
}
