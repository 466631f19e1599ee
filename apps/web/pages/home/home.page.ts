import { Controller, Get } from '@nestjs/common';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import { needsOf } from './needs.js';

/** What needs this person now, by the roles that they hold. */
@Controller('p/:partnership')
@Permits(...readers)
export class HomePage {
  @Get()
  async show(@Visiting() visit: Visit): Promise<Page> {
    return new Page('home/home.njk', { title: 'What needs me now?', needs: await needsOf(visit) });
  }
}
