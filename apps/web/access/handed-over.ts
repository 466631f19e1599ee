import { ForbiddenException, NotFoundException } from '@nestjs/common';
import type { HttpException } from '@nestjs/common';
import { formatDate } from '#kernel/local-date';
import { handedOverOn } from '#reads/handed-over';
import type { Visit } from './visit.js';

/** Said to whoever led a project, at an address that was theirs: what happened, and where it is read. */
export class HandedOver extends ForbiddenException {
  /** Where the project is read. */
  readonly href: string;

  constructor(on: string, href: string) {
    super(
      `This project was handed over on ${formatDate(on)}, so this is for its new lead officer to do. You can still read it.`,
    );
    this.href = href;
  }
}

/**
 * Why a page of a project is not there for someone. Whoever led it before knows of it, and reads what
 * happened; to anyone else there is no such page.
 */
export async function whyNotThere(visit: Visit, project: string): Promise<HttpException> {
  const on = await handedOverOn(visit.reading, project, visit.person);
  return on === undefined ? new NotFoundException() : new HandedOver(on, visit.at(`/projects/${project}`));
}
