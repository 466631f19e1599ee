import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { choice, line } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { rolesHeld } from '#funding/partnership/queries';
import type { WorkAccounts } from '#sign-in/work-accounts';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { WaysIn } from '../../access/ways-in.js';
import { Page, SeeOther } from '../../answering/page.js';

const form = new Form({
  by: choice(['subject', 'address'] as const, { what: 'what they will be known by' }),
  known: line({ what: 'the identity or the address' }),
});

/** Saying in advance whose a work account is. It is theirs from the first time that they come with it. */
@Controller('p/:partnership/people/:person/work-account')
@Permits('administrator')
export class ExpectWorkAccountPage {
  private readonly ways: WaysIn;

  constructor(@Inject(WaysIn) ways: WaysIn) {
    this.ways = ways;
  }

  @Get()
  async ask(@Visiting() visit: Visit, @Param('person') person: string): Promise<Page> {
    this.accountsFor(visit, person);
    return formPage(visit, person, form.filledWith({ by: 'subject' }));
  }

  @Post()
  async expect(
    @Visiting() visit: Visit,
    @Param('person') person: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const accounts = this.accountsFor(visit, person);
    const { values, view } = form.read(posted);
    if (values === undefined) return formPage(visit, person, view, 422);
    const { by, known } = values;
    await accounts.expect(
      { partnership: visit.partnership, person },
      by === 'subject' ? { subject: known } : { verifiedAddress: known },
    );
    visit.log.info({ person: visit.person, expects: person }, 'work account expected');
    const name = await visit.reading.names.of(person);
    return new SeeOther(visit.at('/people'), `${name} can come with that work account now.`);
  }

  /** Where no identity provider is set there is no such page, nor for who is not in the partnership. */
  private accountsFor({ reading }: Visit, person: string): WorkAccounts {
    const isThere = rolesHeld(reading.state).some((held) => held.person === person);
    if (this.ways.workAccounts === undefined || !isThere) throw new NotFoundException();
    return this.ways.workAccounts;
  }
}

async function formPage(visit: Visit, person: string, view: FormView, status = 200): Promise<Page> {
  const title = `The work account of ${await visit.reading.names.of(person)}`;
  const trail = [{ text: 'People', href: visit.at('/people') }];
  const data = { title, button: 'Expect this account', trail, form: view };
  return new Page('expect-work-account/expect-work-account.njk', data, status);
}
