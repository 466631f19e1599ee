import { Body, Controller, Get, Inject, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { date, words } from '#documents/model/document';
import { roleInWords } from '#funding/role-names';
import { rolesHeld } from '#funding/partnership/queries';
import { choice, day, line } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { isId } from '#kernel/ids';
import { londonDateOf } from '#kernel/local-date';
import { momentInWords } from '#reads/words';
import { Accounts } from '#sign-in/accounts';
import { Tokens } from '#sign-in/tokens';
import type { Token, WrongEnd } from '#sign-in/tokens';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { partOfWhole } from '../../answering/long-list.js';
import { Page, SeeOther, ShownOnce } from '../../answering/page.js';

const wrongEnds: Readonly<Record<WrongEnd, string>> = {
  over: 'The last day must be today or later',
  'too-late': 'The last day must be within a year from today',
};

/** The tokens by which other programs act for people of the partnership. */
@Controller('p/:partnership/tokens')
@Permits('administrator')
export class TokensPage {
  private readonly tokens: Tokens;
  private readonly accounts: Accounts;

  constructor(@Inject(Tokens) tokens: Tokens, @Inject(Accounts) accounts: Accounts) {
    this.tokens = tokens;
    this.accounts = accounts;
  }

  @Get()
  @Permits('administrator', 'auditor')
  async show(@Visiting() visit: Visit, @Query() query: Readonly<Record<string, unknown>>): Promise<Page> {
    const all = await this.tokens.of(visit.partnership);
    const path = visit.at('/tokens');
    const { rows, count, paging } = partOfWhole(all, { path, query, idOf: ({ token }) => token });
    return new Page('tokens/tokens.njk', {
      title: 'API tokens',
      makeHref: isTheirs(visit) ? visit.at('/tokens/make') : undefined,
      tokens: await Promise.all(rows.map(async (token) => rowOf(token, visit))),
      count,
      paging,
      exportHref: visit.at('/tokens/export.csv'),
    });
  }

  /** What a program holds is nowhere, and so in no file. */
  @Get('export.csv')
  @Permits('administrator', 'auditor')
  async export(@Visiting() visit: Visit): Promise<Download> {
    const { names } = visit.reading;
    const all = await this.tokens.of(visit.partnership);
    const rows = await Promise.all(
      all.map(async ({ token, purpose, person, role, madeBy, ...one }) => [
        words(token),
        words(purpose),
        words(await names.of(person)),
        words(roleInWords(role)),
        // The command line makes some too, and is nobody.
        words(isId(madeBy) ? await names.of(madeBy) : madeBy),
        date(londonDateOf(one.createdAt)),
        date(one.endsOn),
        words(one.usedAt ?? ''),
        words(one.standing),
      ]),
    );
    return exportOf(visit, { name: 'tokens', title: 'API tokens', columns, rows });
  }

  @Get('make')
  async ask(@Visiting() visit: Visit): Promise<Page> {
    const actors = await this.actingIn(visit);
    return formPage(visit, actors, formFor(actors).filledWith());
  }

  /** What the program is to hold is shown once, and kept nowhere. */
  @Post('make')
  async make(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page> {
    const actors = await this.actingIn(visit);
    const form = formFor(actors);
    const { values, view } = form.read(posted);
    if (values === undefined) return formPage(visit, actors, view, 422);
    const { actsAs, purpose, endsOn } = values;
    const wrong = this.tokens.whatIsWrongWith(endsOn);
    if (wrong !== undefined) {
      const refused = form.refused(view.typed, [{ words: wrongEnds[wrong], field: 'endsOn' }]);
      return formPage(visit, actors, refused, 422);
    }
    const [person = '', role = ''] = actsAs.split('/');
    const { partnership, person: madeBy } = visit;
    const made = await this.tokens.make({ partnership, person, role, purpose, endsOn, madeBy });
    visit.log.info({ token: made.token, person: madeBy, actsFor: person }, 'token made');
    const data = { title: 'The token', held: made.held, purpose, trail: trailOf(visit) };
    return new ShownOnce(visit.at('/tokens/make'), 'tokens/made.njk', data);
  }

  @Post(':token/revoke')
  async revoke(@Visiting() visit: Visit, @Param('token') token: string): Promise<SeeOther> {
    const known = (await this.tokens.of(visit.partnership)).some((one) => one.token === token);
    if (!known) throw new NotFoundException();
    await this.tokens.revoke(visit.partnership, token, visit.person);
    visit.log.info({ token, person: visit.person }, 'token revoked');
    return new SeeOther(
      visit.at('/tokens'),
      `Token ${token} is revoked. Whatever holds it is answered no more.`,
    );
  }

  /**
   * Who acts in which role: a token is for one of these. Who signs in acts in their own name, so that what is
   * recorded in it is theirs; nobody but themselves has a program do that.
   */
  private async actingIn({
    reading: { state },
    partnership,
    person: own,
  }: Visit): Promise<readonly string[]> {
    const signIn = await this.accounts.whoSignIn(partnership);
    const theirs = rolesHeld(state).filter(({ person }) => person === own || !signIn.has(person));
    return [...new Set(theirs.map(({ person, role }) => `${person}/${role}`))].toSorted();
  }
}

const columns = ['Token', 'For', 'Acts for', 'Role', 'Made by', 'Made', 'Last day', 'Last used at', 'State'];

/** Whether they make tokens and revoke them; an auditor sees who holds which. */
function isTheirs(visit: Visit): boolean {
  return visit.holds('administrator');
}

const formFor = (actors: readonly string[]) =>
  new Form({
    actsAs: choice(actors, { what: 'for whom the program acts' }),
    purpose: line({ what: 'what the token is for' }),
    endsOn: day({ what: 'the last day of the token' }),
  });

async function formPage(
  visit: Visit,
  actors: readonly string[],
  form: FormView,
  status = 200,
): Promise<Page> {
  const choices = await Promise.all(
    actors.map(async (value) => ({ value, text: await actorInWords(value, visit) })),
  );
  const data = { title: 'Make an API token', button: 'Make the token', form, choices, trail: trailOf(visit) };
  return new Page('tokens/make.njk', data, status);
}

async function actorInWords(actsAs: string, { reading }: Visit): Promise<string> {
  const [person = '', role = ''] = actsAs.split('/');
  return `${await reading.names.of(person)}, ${roleInWords(role)}`;
}

async function rowOf(token: Token, visit: Visit): Promise<object> {
  const { person, role, usedAt, createdAt } = token;
  return {
    ...token,
    actsAs: await actorInWords(`${person}/${role}`, visit),
    madeOn: londonDateOf(createdAt),
    used: usedAt === null ? 'Never' : momentInWords(usedAt),
    action:
      token.standing === 'good' && isTheirs(visit) ? visit.at(`/tokens/${token.token}/revoke`) : undefined,
  };
}

function trailOf(visit: Visit): readonly object[] {
  return [{ text: 'API tokens', href: visit.at('/tokens') }];
}
