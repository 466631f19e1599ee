import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '#funding/partnership/partnership.events';
import { DataPlace } from '#reads/data-place';
import type { Session } from '#sign-in/sessions';
import { comingTo } from '../../access/coming-in.js';
import { Everyone } from '../../access/rules.js';
import { Page, SeeOther } from '../../answering/page.js';

/** The first address: on to one's partnership, or to where one signs in. */
@Controller()
@Everyone()
export class StartPage {
  private readonly place: DataPlace;

  constructor(@Inject(DataPlace) place: DataPlace) {
    this.place = place;
  }

  @Get()
  async show(@Req() { session }: FastifyRequest): Promise<Page | SeeOther> {
    if (session === undefined) return new SeeOther(this.place.kind === 'example' ? '/look' : '/sign-in');
    const [only, ...others] = session.people.keys();
    const viewsCounty = await this.viewsCountyAlone(session);
    if (viewsCounty) return new SeeOther('/county');
    if (only !== undefined && others.length === 0) return new SeeOther(`/p/${only}`);
    return new Page('start/start.njk', {
      title: 'Your partnerships',
      partnerships: await this.named(session.people.keys()),
    });
  }

  /** A county viewer who is nothing else has one page: the totals of the partnerships that have joined. */
  private async viewsCountyAlone({ people }: Session): Promise<boolean> {
    const held: Role[] = [];
    for (const [partnership, person] of people) {
      held.push(...((await comingTo(this.place, partnership, person))?.roles ?? []));
    }
    return held.length > 0 && held.every((role) => role === 'county-viewer');
  }

  private async named(ids: Iterable<string>): Promise<readonly object[]> {
    const named: object[] = [];
    for (const id of ids) named.push({ id, name: (await this.place.partnership(id))?.name ?? id });
    return named;
  }
}
