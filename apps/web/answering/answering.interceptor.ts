import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { leaveNotice } from '../access/cookies.js';
import { Download } from './download.js';
import { Drawing } from './drawing.js';
import { Page, SeeOther } from './page.js';
import { SameForms } from './same-forms.js';

/** Draws the page that a route answers with, or sends the browser on. */
@Injectable()
export class AnsweringInterceptor implements NestInterceptor {
  private readonly drawing: Drawing;
  private readonly sameForms = new SameForms();

  constructor(@Inject(Drawing) drawing: Drawing) {
    this.drawing = drawing;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const answer = this.answer.bind(this, request, http.getResponse<FastifyReply>());
    const first = this.sameForms.answerTo(request, async () => lastValueFrom(next.handle()));
    return from(first).pipe(mergeMap((answered: unknown) => from(answer(answered))));
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, answered: unknown): Promise<unknown> {
    if (answered instanceof Page) return this.drawing.draw(answered, request, reply);
    if (answered instanceof Download) return fileOf(answered, reply);
    if (!(answered instanceof SeeOther)) return answered;
    if (answered.notice !== undefined) leaveNotice(reply, answered.notice);
    reply.code(303).header('location', answered.to);
    return '';
  }
}

/** To be kept by the browser, and by nothing on the way. The name is of ours alone: ids and a date. */
function fileOf({ name, type, content }: Download, reply: FastifyReply): string | Buffer {
  reply.type(type).header('content-disposition', `attachment; filename="${name}"`);
  reply.header('cache-control', 'no-store');
  return typeof content === 'string' ? content : Buffer.from(content);
}
