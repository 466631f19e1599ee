import { systemClock } from '#eventing/clock';
import { addDays, londonDateOf } from '#kernel/local-date';
import { dayOf } from './filling-in.js';
import type { Look } from './looks.js';
import type { PagesUnderTest } from './pages-under-test.js';
import type { Shown, Visitor } from './visitor.js';

const home = '/p/thurrock';
const finance = 'finance-officer/finance-officer';
const administrator = 'administrator/administrator';

/** What is for everyone, and what answers someone who has lost their way. */
const outside = [
  '/look',
  '/sign-in',
  '/forgotten-password',
  '/signed-out',
  '/api',
  '/api/operations/listProjects',
  '/nowhere',
] as const;

/** Pages to which no link of the told example leads: some are come to once, others when a year is closed. */
export async function fromElsewhere(pages: PagesUnderTest): Promise<readonly Look[]> {
  return [
    ...(await opened(pages.visitor(), outside)),
    ...(await opened(pages.visitor(), await linksOf(pages))),
    ...(await whenForgotten(pages)),
    ...(await whenSignedOut(pages)),
    ...(await tokenMade(pages)),
    ...(await whenClosed(pages)),
    ...(await fromCounty(pages)),
  ];
}

const lookAt = (shown: Shown): Look => ({ where: `someone at ${shown.at}`, shown });

async function opened(visitor: Visitor, urls: readonly string[]): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (const url of urls) looks.push(lookAt(await visitor.open(url)));
  return looks;
}

/** The links that let someone in: the first ever, an invitation, one for a new password, and one used up. */
async function linksOf({ founding, accounts, story }: PagesUnderTest): Promise<readonly string[]> {
  const { partnership } = story;
  const [invited, known] = [await accounts.handOut({ partnership, person: 'auditor' }), 's151-officer'];
  const used = await accounts.handOut({ partnership, person: known });
  await accounts.setUp(used, 's151@example.org', 'otter lamp quiet seven');
  const forgotten = await accounts.handOut({ partnership, person: known });
  const links = [invited, forgotten, used].map((link) => `/set-up-account/${link}`);
  return [`/found/${await founding.handOut()}`, ...links];
}

/** Of someone who has forgotten their password, with an address that is none, and with one. */
async function whenForgotten(pages: PagesUnderTest): Promise<readonly Look[]> {
  const visitor = pages.visitor();
  const form = await visitor.open('/forgotten-password');
  const answers = ['nowhere', 'nobody@example.org'].map(async (address) => visitor.send(form, { address }));
  return (await Promise.all(answers)).map(lookAt);
}

/** Of someone who sends a form after their session has ended, and of one who may not come where they are. */
async function whenSignedOut(pages: PagesUnderTest): Promise<readonly Look[]> {
  const visitor = await pages.as('lead-asb');
  const forbidden = await visitor.open(`${home}/people`);
  const form = await visitor.open(`${home}/bids/new`);
  visitor.hold('__Host-session', 'of yesterday');
  const out = await visitor.send(form, { title: 'As typed' });
  visitor.hold('__Host-session', await pages.sessions.beginLook(pages.story.partnership, 'lead-asb'));
  return [forbidden, out, await visitor.send(out)].map(lookAt);
}

async function tokenMade(pages: PagesUnderTest): Promise<readonly Look[]> {
  const visitor = await pages.as('administrator');
  const endsOn = dayOf('endsOn', addDays(londonDateOf(systemClock()), 1));
  const form = await visitor.open(`${home}/tokens/make`);
  const made = await visitor.send(form, { ...endsOn, purpose: 'Figures', actsAs: finance });
  return [made, await visitor.open(`${home}/tokens`)].map(lookAt);
}

/** Closes the example's year, and confirms it: what is shown of it before, between and after. */
async function whenClosed(pages: PagesUnderTest): Promise<readonly Look[]> {
  const { story } = pages;
  const rows = await (await pages.models()).selectFrom('sources').select(['source', 'year']).execute();
  const sources = rows
    .filter(({ year }) => year === '2011-12')
    .map(({ source }) => ({ source, to: 'partners-2012-13', carry: [] }));
  await story.do(finance, 'CloseYear', { year: '2011-12', sources, reason: 'Agreed.' });
  await pages.upToDate();
  const [officer, chief] = [await pages.as('finance-officer'), await pages.as('s151-officer')];
  const at = `${home}/year-end/2011-12`;
  const before = await opened(officer, [at, `${at}/prepare`, `${home}/sources`]);
  await story.do(finance, 'PrepareYearEnd', { year: '2011-12', preparation: 1, statement: 'As planned.' });
  await pages.upToDate();
  return [...before, ...(await opened(chief, [at, `${at}/certify`, `${at}/decline`]))];
}

async function fromCounty(pages: PagesUnderTest): Promise<readonly Look[]> {
  const { story } = pages;
  await story.do(administrator, 'RegisterPerson', { person: 'viewer', name: 'County officer' });
  await story.do(administrator, 'GiveRole', { person: 'viewer', role: 'county-viewer' });
  await pages.upToDate();
  return opened(await pages.as('viewer'), ['/county?year=2011-12']);
}
