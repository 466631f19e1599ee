import { Controller, Get, Header, HttpStatus, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Health } from './health.js';
import type { Readiness } from './health.js';
import { Metrics } from './metrics.js';

/** What a machine that looks after workers asks. Nothing in it is about a person or a project. */
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
  ) {}

  /** The worker runs and answers: start it anew only when it does not. */
  @Get('health/live')
  live(): { readonly live: true } {
    return { live: true };
  }

  /** Whether it can do its work, with what it found: 503 when something is wrong. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    void reply.status(readiness.ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }

  /** For Prometheus. */
  @Get('metrics')
  @Header('cache-control', 'no-store')
  async all(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    return this.metrics.text();
  }
}
