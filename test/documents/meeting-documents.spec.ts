import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventsListed } from '#documents/events-listed';
import { documentNames, documentOf, NotThereThen, peopleIn } from '#documents/documents';
import type { DocumentName } from '#documents/documents';
import type { Facts } from '#documents/facts/facts';
import { csv } from '#documents/formats/csv';
import { html } from '#documents/formats/html';
import type { Document, Moment } from '#documents/model/document';
import { awardOf, chair, openMeetingOn, propose, support } from '#testing/desk-story';
import { aPartnership } from '#testing/read-story';
import { aMeeting } from './a-meeting.ts';
import { expectGolden } from './golden-files.ts';
import { factsOf, rowsInWords, tableIn } from './telling.ts';

const moment: Moment = { asAt: '2011-07-20', knownAt: '2011-07-20T22:00:00.000Z' };
const nameOf = (person: string): string => `The officer ${person}`;

/** A document as a person reads it. */
function page(document: Document): string {
  return html(document)
    .replaceAll(/<style>.*?<\/style>|<[^>]+>/gu, ' ')
    .replaceAll(/\s+/gu, ' ');
}

/** The rows of an agenda, as members read them. */
function agendaOf(pack: Document): string[][] {
  return rowsInWords(tableIn(pack, 'agenda').rows);
}

/** A paper of the meeting, of other facts than those of the day after it. */
function papers(at: Facts, name: DocumentName): string {
  return page(documentOf(name, at, { year: '2011-12', ...others, nameOf }));
}

const others = { meeting: 'tasking-2011-07-14', report: 'july', source: 'police-fund' };

describe('The documents of a meeting, and the letter on each decision', () => {
  let facts: Facts;
  const made = (name: DocumentName, project = 'youth-bus'): Document =>
    documentOf(name, facts, { year: '2011-12', project, ...others, nameOf });

  beforeAll(async () => {
    facts = await factsOf(await aMeeting(), 'riverside', moment);
  });

  it('write to the lead officer what was awarded, under which condition, and what is owed by when', () => {
    const letter = made('award-letter');
    const said = page(letter);
    expect(said).toContain('The officer lead-1 Lead officer, The youth-trust');
    expect(said).toContain('Our reference: youth-bus Decision: Tasking group, 14 July 2011, item 1');
    expect(said).toContain('Date: 20 July 2011 Dear The officer lead-1 ');
    expect(said).toContain(
      'in the meeting of the Tasking group, your bid was approved in part: £4,000.00 of £5,000.00.',
    );
    expect(said).toContain('Please accept the award by 28 July 2011, or say that you do not want it.');
    expect(said).toContain('Unanswered, it lapses on 29 July 2011');
    expect(said).toContain('Nothing is paid until what is to be met before payment is met.');
    expect(rowsInWords(tableIn(letter, 'conditions').rows)).toEqual([
      ['Show the insurance.', 'before payment', '1 August 2011', 'open'],
    ]);
    expect(rowsInWords(tableIn(letter, 'award').totals)).toEqual([['Total', '', '', '£4,000.00']]);
    expect(said).toContain(
      'You owe an evaluation of the project, on the full form, version 1, by 28 January 2012.',
    );
  });

  it('close a letter with whom to ask, and who signs for which group', () => {
    const asked =
      'If you have a question about this letter, ask The officer support-1, partnership support officer of the partnership, and give our reference.';
    expect(page(made('award-letter'))).toContain(
      `${asked} Yours sincerely The officer support-1 Partnership support officer For the Tasking group, Riverside Community Safety Partnership`,
    );
  });

  it('have a letter say on paper the numbers of its events and no more, for who gets it follows none', () => {
    const letter = made('award-letter');
    expect(letter.events?.length).toBeGreaterThan(0);
    const [said, ...more] = eventsListed(letter);
    expect([said, more]).toEqual([
      { kind: 'note', text: expect.stringMatching(/^In the record: events \d[\d, –]*\.$/u) },
      [],
    ]);
    expect(eventsListed(made('agenda-pack')).length).toBeGreaterThan(3);
  });

  it('say of a bid that was refused or deferred that it was, and why, and award nothing', () => {
    expect(page(made('award-letter', 'posters'))).toContain(
      'your bid was refused. Reasons: It serves the priority',
    );
    expect(page(made('award-letter', 'signs'))).toContain('your bid was deferred.');
    expect(page(made('award-letter', 'posters'))).toContain('Nothing is awarded.');
    expect(csv(made('award-letter', 'posters'))).toBe(
      '\ufeffSource,Year,Funding type,Amount £,Note,As at,Known at\r\n',
    );
  });

  it('put before members each bid, what its forerunner came to, and the evaluations that are owed', () => {
    const said = page(made('agenda-pack'));
    expect(said).toContain('The group met on 14 July 2011 at 14:00, Town hall.');
    expect(said).toContain(
      'An item can be decided while 3 of the 4 who vote, or those in their place, are there for it, from at least 2 agencies.',
    );
    expect(said).toContain('It continues: Youth bus £0.00 was spent on it. Finished on 20 May 2011');
    expect(said).toContain('The lead officer owes evaluations: Youth bus (due 17 June 2011).');
    expect(rowsInWords(tableIn(made('agenda-pack'), 'agenda').rows)).toEqual([
      ['1', 'Youth bus', 'bid', '£5,000.00'],
      ['2', 'Posters', 'bid', '£200.00'],
      ['3', 'Signs', 'bid', '£300.00'],
      ['4', 'Source police-fund', 'virement', ''],
    ]);
    expect(rowsInWords(tableIn(made('agenda-pack'), 'agenda').totals)).toEqual([
      ['Together', '', '', '£5,500.00'],
    ]);
    expect(said).toContain('The bids on this agenda ask it for £0.00 of capital and £5,500.00 of revenue.');
    for (const head of ['1. Youth bus Kind of item: bid', '3. Signs Kind of item: bid'])
      expect(said).toContain(head);
    expect(said).toContain('Expected outputs Friday nights: 30 For whom');
  });

  it('say of a group that has fewer than its quorum that it can only defer', async () => {
    const story = await aPartnership();
    const meeting = 'asb-july';
    await story.do(support, 'CallMeeting', { meeting, group: 'asb', heldOn: '2011-07-14' });
    const small = await factsOf(story, 'riverside', moment);
    expect(page(documentOf('agenda-pack', small, { year: '2011-12', meeting, nameOf }))).toContain(
      'An item can only be deferred: to decide it takes 3 who vote, from at least 2 agencies, and the group has 1.',
    );
  });

  it('have the members that the agenda names in the minutes, there or not', () => {
    const column = (name: DocumentName, id: string): string[] =>
      rowsInWords(tableIn(made(name), id).rows).map(([person = '', agency, as]) =>
        [person, agency, as].join(', '),
      );
    const there = column('minutes', 'attendance');
    expect(there).toHaveLength(4);
    expect(column('agenda-pack', 'members')).toEqual(there);
    expect(page(made('minutes'))).toContain('Held on 14 July 2011 at 14:00, Town hall. Draft');
  });

  it('minute who was there, the interest, the votes by name, the conditions and the reasons', () => {
    const said = page(made('minutes'));
    expect(said).toContain('The officer fire-1 declared an interest: A trustee of the youth trust.');
    expect(said).toContain('The officer fire-1 stepped out (interest).');
    expect(said).toContain('Kind of item: bid. Lead agency: The youth-trust');
    expect(said).toContain('Decision: approved in part. Asked for: £5,000.00 . Award: £4,000.00 , from');
    expect(said).toContain('Quorate: 3 people from 2 agencies; it takes 3 from 2 .');
    expect(said).toContain(
      'Votes: 2 for (The officer chair-1, The officer police-1), 1 against (The officer deputy-1).',
    );
    expect(said).toContain('Draft: not yet approved.');
  });

  it('put before members what comes onto the agenda of the next meeting by itself, once', async () => {
    const story = await aPartnership();
    await propose(story, 'locks', 20_000, { title: 'Locks' });
    const action = { project: 'locks', action: 'action-1', consulted: 'fire-1', reasons: 'It is urgent.' };
    await story.do(chair, 'TakeChairsAction', { ...action, award: awardOf(20_000) });
    for (const [meeting, heldOn] of [
      ['june', '2011-06-09'],
      ['may', '2011-05-12'],
    ] as const)
      await story.do(support, 'CallMeeting', { meeting, group: 'tasking', heldOn });
    const packOf = async (meeting: string, day: string): Promise<Document> => {
      const at = await factsOf(story, 'riverside', { asAt: day, knownAt: `${day}T22:00:00.000Z` });
      return documentOf('agenda-pack', at, { year: '2011-12', meeting, nameOf });
    };
    const toRatify = ['1', "Chair's action action-1: Locks", "chair's action to ratify", ''];
    const before = await packOf('may', '2011-05-11');
    expect(agendaOf(before)).toEqual([toRatify]);
    expect(page(before)).toContain('Item 1 comes onto the agenda when the meeting is opened.');
    expect(page(before)).toContain('action of 12 April 2011: £200.00');
    expect(agendaOf(await packOf('june', '2011-05-11'))).toEqual([]);
    await story.on('2011-05-12').do(support, 'OpenMeeting', { meeting: 'may' });
    const after = await packOf('may', '2011-05-12');
    expect(agendaOf(after)).toEqual([toRatify]);
    expect(page(after)).not.toContain('comes onto the agenda');
  });

  it('say in the minutes which earlier minutes the meeting approved', async () => {
    const story = await aMeeting();
    const [earlier, meeting] = [others.meeting, await openMeetingOn(story, '2011-09-08', [])];
    await story.do(support, 'ApproveMinutes', { meeting: earlier, laterMeeting: meeting });
    const later = await factsOf(story, 'riverside', {
      asAt: '2011-09-09',
      knownAt: '2011-09-09T22:00:00.000Z',
    });
    const minutes = (of: string): string =>
      page(documentOf('minutes', later, { year: '2011-12', meeting: of, nameOf }));
    expect(minutes(meeting)).toContain(
      'The minutes of Tasking group, 14 July 2011, were approved as a true record.',
    );
    expect(minutes(earlier)).toContain('Approved on 8 September 2011.');
    expect(minutes(earlier)).not.toMatch(/as a true record|Signed by/u);
  });

  it('say of a meeting that is still to come that it is, and have nobody sign for it', async () => {
    const eve = { asAt: '2011-07-13', knownAt: '2011-07-14T09:30:00.000Z' };
    const before = await factsOf(await aMeeting(), 'riverside', eve);
    const called = 'is to be held on 14 July 2011 at 14:00, Town hall, and has not been opened';
    expect(papers(before, 'minutes')).toContain(`The meeting ${called}: there are no minutes of it yet.`);
    expect(papers(before, 'minutes')).not.toMatch(/Held on|Signed by|Draft|Not decided|Not reached/u);
    expect(papers(before, 'action-log')).toContain(`The meeting ${called}: there are no actions of it yet.`);
    expect(papers(before, 'agenda-pack')).toContain('The group meets on 14 July 2011 at 14:00');
    const forgotten = { ...before, moment: { ...before.moment, asAt: '2011-07-15' } };
    expect(papers(forgotten, 'minutes')).toContain('was to be held on 14 July 2011');
    expect(papers(facts, 'action-log')).toContain('Held on 14 July 2011 at 14:00, Town hall.');
  });

  it('say of a meeting that is open that it is, and what it has not decided yet', async () => {
    const story = await aPartnership();
    await propose(story, 'posters', 20_000, { title: 'Posters' });
    const bid = { item: 'posters', kind: 'bid', project: 'posters' };
    const meeting = await openMeetingOn(story, '2011-07-14', [bid]);
    const minutesNow = async (): Promise<string> =>
      page(
        documentOf('minutes', await factsOf(story, 'riverside', moment), {
          year: '2011-12',
          meeting,
          nameOf,
        }),
      );
    const open = await minutesNow();
    expect(open).toContain('and is not closed: these are its minutes so far.');
    expect(open).toContain('Not decided yet.');
    expect(open).not.toMatch(/Signed by|Draft/u);
    await story.do(support, 'CloseMeeting', { meeting });
    expect(await minutesNow()).toContain('Not reached: it waits for another meeting.');
  });

  it('log what the decisions ask of whom, and how it stands', () => {
    const rows = rowsInWords(tableIn(made('action-log'), 'actions').rows);
    expect(rows.map((row) => [row[0], row[3], row[4]])).toEqual([
      ['Accept the award', '28 July 2011', 'open'],
      ['Meet the condition: Show the insurance.', '1 August 2011', 'open'],
      ['Hand in the evaluation', '28 January 2012', 'open'],
      ['Bring the bid back', 'no date', 'open'],
    ]);
  });

  it.each(['award-letter', 'virement-letter', 'agenda-pack', 'minutes', 'action-log'] as const)(
    'read as the golden file of %s does',
    (name) => {
      expectGolden(name, made(name));
    },
  );

  it('name no one by an id whose name can be known', () => {
    const named = [...peopleIn(facts)];
    expect(named).toEqual(expect.arrayContaining(['lead-1', 'chair-1', 'fire-1']));
    for (const name of documentNames)
      expect(page(made(name))).not.toMatch(/(?<!officer )(lead|chair|fire|police)-1/u);
  });

  it('are none of a project or a meeting that was not there yet', () => {
    const asked = { year: '2011-12', project: 'nothing', nameOf };
    expect(() => documentOf('award-letter', facts, asked)).toThrow(NotThereThen);
    expect(() => documentOf('minutes', facts, asked)).toThrow('There was no meeting at that moment.');
  });
});
