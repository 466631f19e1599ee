import { createHash } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { line } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { taskItems } from '../../drafts/draft.js';
import { asDraft, ownDraft } from './bid-draft.js';

const beginning = new Form({ title: line({ what: 'the title' }) });

/** Making a bid: begun by its title, filled in part by part, and saved as it goes. */
@Controller('p/:partnership/bids')
@Permits('lead-officer')
export class BidPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get('new')
  askTitle(): Page {
    return withId(titlePage(beginning.filledWith()));
  }

  @Post('new')
  async begin(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    const project = idFor(posted['title'], posted);
    return answerForm(this.sending, visit, posted, {
      form: beginning,
      show: async (view) => titlePage(view),
      command: ({ title }) => ({
        name: 'DraftBid',
        content: { project, bid: { title, leadOfficer: visit.person } },
      }),
      done: () => new SeeOther(visit.at(`/bids/${project}`)),
    });
  }

  @Get(':project')
  async show(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const saved = await ownDraft(visit, project);
    const { form, missing, stage, putOffBecause } = saved;
    const draft = asDraft(visit, saved);
    return new Page('bid/bid.njk', {
      title: draft.caption,
      trail: [{ text: 'What needs me', href: visit.at() }],
      items: taskItems(draft),
      isFull: form === 'full',
      stage,
      putOffBecause,
      missing,
      checkHref: `${draft.at}/check`,
    });
  }
}

function titlePage(form: FormView): Page {
  return new Page('bid/new-bid.njk', { title: 'Make a bid', button: 'Begin', form });
}

/**
 * An id from the title, with a few letters from the command's identity: the same form sent twice begins one
 * bid, and two bids of one title are two.
 */
function idFor(title: unknown, posted: Posted): string {
  const words = typeof title === 'string' ? title.toLowerCase() : '';
  const slug = words
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '');
  const own = createHash('sha256').update(String(posted['commandId'])).digest('hex').slice(0, 4);
  return slug === '' ? `bid-${own}` : `${slug}-${own}`;
}
