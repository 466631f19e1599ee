import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openTemplates } from '#govuk/environment';
import type { Templates } from '#govuk/environment';
import { DataPlace } from '#reads/data-place';
import type { QueueLook } from '#reminders/redis/queue-look';
import { assetsPath } from '../assets.js';
import { takeNotice } from '../access/cookies.js';
import { tokensFor } from '../access/forgery.js';
import type { Visit } from '../access/visit.js';
import { queuesHere } from '../pages/queues/queues-here.js';
import { navigationFor } from './navigation.js';
import type { Page } from './page.js';

/** Draws pages, each with what surrounds it: who is here, where they can go, and the token of its forms. */
@Injectable()
export class Drawing {
  private readonly place: DataPlace;
  private readonly templates: Templates;

  private readonly hasQueues: boolean;

  constructor(@Inject(DataPlace) place: DataPlace, @Inject(queuesHere) queues: QueueLook | null) {
    this.place = place;
    this.hasQueues = queues !== null;
    this.templates = openTemplates([join(import.meta.dirname, '..', 'pages')], assetsPath());
  }

  /** The bytes of a page: a text would be gone through once more to be counted, and once to be sent. */
  async draw(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<Buffer> {
    // What one person reads is not kept where another may find it.
    reply.code(page.status).type('text/html; charset=utf-8').header('cache-control', 'no-store');
    const markup = this.templates.draw(page.template, {
      form: { errors: [] },
      ...page.data,
      ...tokensFor(request, reply),
      notice: takeNotice(request, reply),
      visit: await this.surroundings(request),
    });
    return Buffer.from(markup);
  }

  private async surroundings({ session, visit, url }: FastifyRequest): Promise<object> {
    return {
      isExample: this.place.kind === 'example',
      isLook: session?.isLook ?? false,
      endsInSeconds: session?.endsInSeconds,
      ...(visit === undefined ? {} : await ofPartnership(visit, url, this.hasQueues)),
    };
  }
}

async function ofPartnership(visit: Visit, url: string, hasQueues: boolean): Promise<object> {
  const { state, names } = visit.reading;
  return {
    name: await names.of(visit.person),
    partnershipName: state.name,
    home: visit.at(),
    ...navigationFor(visit, url, hasQueues),
  };
}
