import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { leaveNotice } from '../access/cookies.js';
import { Download } from './download.js';
import { Drawing } from './drawing.js';
import { KeptPages } from './kept-pages.js';
import { Page, SeeOther } from './page.js';
import { SameForms } from './same-forms.js';
import { atSheet, isForm, newSheet, sheetIn } from './sheet.js';

/**
 * Draws the page that a route answers with, or sends the browser on. What answers a form is drawn at an
 * address of its own, so that no page that someone sees is the answer to a post.
 */
@Injectable()
export class AnsweringInterceptor implements NestInterceptor {
  private readonly drawing: Drawing;
  private readonly sameForms = new SameForms();
  private readonly kept: KeptPages;
  private readonly reflector: Reflector;

  constructor(
    @Inject(Drawing) drawing: Drawing,
    @Inject(KeptPages) kept: KeptPages,
    @Inject(Reflector) reflector: Reflector,
  ) {
    this.drawing = drawing;
    this.kept = kept;
    this.reflector = reflector;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const answered = request.method === 'POST' ? this.sent(request, next) : this.asked(context, next);
    return from(answered.then(async (one) => this.answer(request, http.getResponse<FastifyReply>(), one)));
  }

  private async asked(context: ExecutionContext, next: CallHandler): Promise<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const hasSheet = sheetIn(request) !== undefined;
    if (!hasSheet && isForm(context, this.reflector)) return new SeeOther(atSheet(request.url, newSheet()));
    return (await this.kept.at(request)) ?? lastValueFrom(next.handle());
  }

  private async sent(request: FastifyRequest, next: CallHandler): Promise<unknown> {
    const answered = await this.sameForms.answerTo(request, async () => lastValueFrom(next.handle()));
    if (!(answered instanceof Page || answered instanceof SeeOther)) return answered;
    const at = await this.kept.keep(request, answered);
    return at === undefined ? answered : new SeeOther(at);
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, answered: unknown): Promise<unknown> {
    if (answered instanceof Page) return this.drawing.draw(answered, request, reply);
    if (answered instanceof Download) return fileOf(answered, reply);
    if (!(answered instanceof SeeOther)) return answered;
    if (answered.notice !== undefined) leaveNotice(reply, answered.notice);
    reply.code(303).header('location', answered.to).header('cache-control', 'no-store');
    return '';
  }
}

/** To be kept by the browser, and by nothing on the way. The name is of ours alone: ids and a date. */
function fileOf({ name, type, content }: Download, reply: FastifyReply): string | Buffer {
  reply.type(type).header('content-disposition', `attachment; filename="${name}"`);
  reply.header('cache-control', 'no-store');
  return typeof content === 'string' ? content : Buffer.from(content);
}
