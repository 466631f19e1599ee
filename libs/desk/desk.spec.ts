import { describe, expect, it } from '@jest/globals';
import { CommandDesk } from '#desk/desk';
import { fundingSource } from '#funding/funding-source/funding-source';
import { outstandingPence, uncommittedPence } from '#funding/funding-source/state';
import { openMatters } from '#funding/partnership/queries';
import { partnership } from '#funding/partnership/partnership';
import { project } from '#funding/project/project';
import { Memory } from '#stores/memory/memory-store';
import {
  DeskStory,
  administrator,
  awardOf,
  bidOf,
  chair,
  decisionAt,
  finance,
  foundPartnership,
  fund,
  lead,
  openMeetingOn,
  openSource,
  otherFinance,
  propose,
  refuses,
  support,
  thematicChair,
} from '#testing/desk-story';

const source = 'source-riverside.home-office';

async function founded(): Promise<DeskStory> {
  const story = new DeskStory();
  await foundPartnership(story);
  return story;
}

function invoiceOf(id: string, amountPence: number): Record<string, unknown> {
  return {
    project: id,
    payee: 'Riverside Coaches Ltd',
    reference: 'INV-1',
    netPence: amountPence,
    irrecoverableVatPence: 0,
    purpose: 'Hire.',
    category: 'hire',
    charges: [{ source: 'home-office', fundingType: 'revenue', amountPence }],
  };
}

async function yearClosed(): Promise<DeskStory> {
  const story = await founded();
  await fund(story, 'youth-bus', 400_000);
  await story.on('2011-06-01').do(lead, 'StartProject', { project: 'youth-bus' });
  const payment = { ...invoiceOf('youth-bus', 60_000), payment: 'ap-1', paidOn: '2011-07-08' };
  await story.on('2011-07-08').do(finance, 'RecordExpenditure', payment);
  story.on('2012-04-02');
  await openSource(story, 'home-office-2012', 0, { year: '2012-13' });
  const sources = [{ source: 'home-office', to: 'home-office-2012', carry: [] }];
  await story.do(finance, 'CloseYear', { year: '2011-12', sources, reason: 'The accounts are closed.' });
  return story;
}

async function twoProjects(): Promise<DeskStory> {
  const story = await founded();
  await openSource(story, 'council', 0);
  await fund(story, 'youth-bus', 400_000);
  await fund(story, 'street-lights', 200_000, '2011-06-09');
  return story;
}

describe('A partnership at the desk', () => {
  it('goes from its founding to a funded project, its spending and its evaluation', async () => {
    const story = await founded();
    await fund(story, 'youth-bus', 400_000);
    await story.on('2011-06-01').do(lead, 'StartProject', { project: 'youth-bus' });
    await story
      .on('2011-07-01')
      .do(lead, 'ClaimExpenditure', { ...invoiceOf('youth-bus', 60_000), claim: 'claim-1' });
    const payment = {
      ...invoiceOf('youth-bus', 60_000),
      payment: 'ap-1',
      claim: 'claim-1',
      paidOn: '2011-07-08',
    };
    const paid = await story.on('2011-07-08').do(finance, 'RecordExpenditure', payment);
    expect(paid.events.map(({ type, stream }) => [type, stream])).toEqual([
      ['ExpenditureRecorded', 'project-riverside.youth-bus'],
      ['ExpenditureCharged', source],
    ]);
    await story.on('2011-12-31').do(lead, 'FinishProject', { project: 'youth-bus', manner: 'completed' });
    await story.do(finance, 'ReleaseCommitment', {
      project: 'youth-bus',
      release: 'r-1',
      reason: 'All invoices are in.',
    });
    expect(uncommittedPence(await story.state(source, fundingSource), 'revenue')).toBe(1_000_000 - 60_000);
    const answers = {
      done: 'Thirty nights.',
      outputs: [{ text: 'Nights', expected: 30, delivered: 30 }],
      outcomes: 'Complaints fell.',
      evidence: 'Calls to the police.',
      economy: 'Three quotes.',
      efficiency: 'Two estates a night.',
      effectiveness: 'It met its aim.',
      costComment: 'The bus came cheaper.',
      lessons: 'Start in spring.',
      next: { recommend: 'continue' },
    };
    await story.on('2012-01-10').do(lead, 'SubmitEvaluation', { project: 'youth-bus', answers });
    await story.do(thematicChair, 'AcceptEvaluation', { project: 'youth-bus', recommend: 'continue' });
    expect(await story.state('project-riverside.youth-bus', project)).toMatchObject({ status: 'evaluated' });
  });

  it('answers with the events, where they stand, and a position to wait for', async () => {
    const story = await founded();
    const reply = await story.do(support, 'AdoptPriority', { priority: 'crime', name: 'Serious crime' });
    const { events, position, repeated, recordedAt } = reply;
    expect({ repeated, recordedAt, types: events.map(({ type }) => type) }).toEqual({
      repeated: false,
      recordedAt: '2011-04-12T09:00:00.000Z',
      types: ['PriorityAdopted'],
    });
    expect(position).toBe(await story.store.lastPosition());
    const recorded = await Array.fromAsync(story.store.readAll(position - 1));
    expect(recorded).toMatchObject([
      { id: events[0]?.id, stream: events[0]?.stream, version: events[0]?.version },
    ]);
  });

  it('tells a decision to the meeting, the project and every source, in one append', async () => {
    const story = await founded();
    await openSource(story, 'council', 200_000);
    await propose(story, 'youth-bus', 400_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [
      { item: 'item-1', kind: 'bid', project: 'youth-bus' },
    ]);
    const allocations = [
      { source: 'home-office', fundingType: 'revenue', amountPence: 200_000 },
      { source: 'council', fundingType: 'revenue', amountPence: 100_000 },
    ];
    const reply = await story.do(support, 'FundProject', {
      project: 'youth-bus',
      decision: decisionAt(meeting, 'item-1'),
      award: { awardPence: 300_000, allocations },
    });
    expect(reply.events.map(({ type, stream }) => [type, stream])).toEqual([
      ['ProjectFunded', 'project-riverside.youth-bus'],
      ['EvaluationFormIssued', 'project-riverside.youth-bus'],
      ['ItemDecided', `meeting-riverside.${meeting}`],
      ['AwardAllocated', source],
      ['AwardAllocated', 'source-riverside.council'],
    ]);
    const minutes = await Array.fromAsync(story.store.readStream(`meeting-riverside.${meeting}`));
    expect(minutes.at(-1)?.body).toContain('"outcome":"approved-in-part"');
  });

  it('writes nothing at all when one source has too little', async () => {
    const story = await founded();
    await openSource(story, 'council', 50_000);
    await propose(story, 'youth-bus', 400_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [
      { item: 'item-1', kind: 'bid', project: 'youth-bus' },
    ]);
    const before = await story.store.lastPosition();
    const allocations = [
      { source: 'home-office', fundingType: 'revenue', amountPence: 200_000 },
      { source: 'council', fundingType: 'revenue', amountPence: 100_000 },
    ];
    await refuses(story, 'more-than-uncommitted', support, 'FundProject', {
      project: 'youth-bus',
      decision: decisionAt(meeting, 'item-1'),
      award: { awardPence: 300_000, allocations },
    });
    expect(await story.store.lastPosition()).toBe(before);
  });
});

describe('Two approvals at once', () => {
  it('for the last pound: one wins, also between two processes', async () => {
    const memory = new Memory();
    const story = new DeskStory(memory);
    await foundPartnership(story);
    await propose(story, 'youth-bus', 600_000);
    await propose(story, 'street-lights', 600_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [
      { item: 'bus', kind: 'bid', project: 'youth-bus' },
      { item: 'lights', kind: 'bid', project: 'street-lights' },
    ]);
    const other = new DeskStory(memory).on('2011-05-12');
    const fundOf = (teller: DeskStory, id: string, name: string, item: string): Promise<unknown> => {
      const decision = decisionAt(meeting, item);
      return teller.send(support, 'FundProject', { id, project: name, decision, award: awardOf(600_000) });
    };
    const replies = await Promise.all([
      fundOf(story, 'race-1', 'youth-bus', 'bus'),
      fundOf(other, 'race-2', 'street-lights', 'lights'),
    ]);
    expect(replies).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ outcome: 'accepted' }),
        expect.objectContaining({ outcome: 'refused', refusal: 'more-than-uncommitted' }),
      ]),
    );
    expect(uncommittedPence(await story.state(source, fundingSource), 'revenue')).toBe(400_000);
  });
});

describe('A command that is sent again', () => {
  it('fifty times at once happens once, and is answered the same', async () => {
    const story = await founded();
    const before = await story.store.lastPosition();
    const command = story.command(support, 'AdoptPriority', { priority: 'crime', name: 'Serious crime' });
    const replies = await Promise.all(Array.from({ length: 50 }, () => story.desk.send(command)));
    expect(replies.map(({ outcome }) => outcome)).toEqual(Array(50).fill('accepted'));
    const first = replies.filter((reply) => 'repeated' in reply && !reply.repeated);
    expect(first).toHaveLength(1);
    for (const reply of replies) expect(reply).toEqual({ ...first[0], repeated: reply !== first[0] });
    expect(await story.store.lastPosition()).toBe(before + 1);
  });

  it('with other content is refused, and so is counted', async () => {
    const story = await founded();
    const command = story.command(support, 'AdoptPriority', { priority: 'crime', name: 'Serious crime' });
    await story.desk.send(command);
    expect(await story.desk.send({ ...command, name: 'Crime' })).toMatchObject({
      outcome: 'refused',
      refusal: 'command-id-reused',
      field: 'id',
      words: 'Something else was sent under this identity before. Send this under an identity of its own.',
    });
  });

  it('under another id changes nothing', async () => {
    const story = await founded();
    await fund(story, 'youth-bus', 400_000);
    const decision = decisionAt('tasking-2011-05-12', 'youth-bus');
    const again = { project: 'youth-bus', decision, award: awardOf(400_000) };
    expect(await story.send(support, 'FundProject', { ...again, on: '2011-05-12' })).toMatchObject({
      outcome: 'unchanged',
    });
  });

  it('under another id changes nothing, though what is left has changed since', async () => {
    const story = await founded();
    await fund(story, 'youth-bus', 100_000);
    await story.on('2011-06-01').do(lead, 'StartProject', { project: 'youth-bus' });
    const payment = { ...invoiceOf('youth-bus', 60_000), payment: 'ap-1', paidOn: '2011-06-01' };
    await story.do(finance, 'RecordExpenditure', payment);
    expect(await story.send(finance, 'RecordExpenditure', payment)).toMatchObject({ outcome: 'unchanged' });
    expect(openMatters(await story.state('partnership-riverside', partnership))).toEqual([]);
  });

  it('without a day means the day on which it was first sent', async () => {
    const story = await founded();
    const command = story.command(support, 'AdoptPriority', { priority: 'crime', name: 'Serious crime' });
    await story.desk.send(command);
    story.on('2011-04-13');
    expect(await story.desk.send(command)).toMatchObject({ outcome: 'accepted', repeated: true });
  });

  it('is answered as before, although its giver has lost the role since', async () => {
    const story = await founded();
    const command = story.command(support, 'AdoptPriority', { priority: 'crime', name: 'Serious crime' });
    await story.desk.send(command);
    await story.do(administrator, 'EndRole', {
      person: 'support-1',
      role: 'support-officer',
      reason: 'Left.',
    });
    expect(await story.desk.send(command)).toMatchObject({ outcome: 'accepted', repeated: true });
    await refuses(story, 'not-a-role-you-hold', support, 'AdoptPriority', {
      priority: 'other',
      name: 'Other',
    });
  });
});

describe('The desk refuses, and keeps that it did', () => {
  it('a role that is not for this command', async () => {
    const story = await founded();
    await refuses(story, 'not-your-role', lead, 'ConfirmFunding', {
      source: 'home-office',
      entry: 'mine',
      fundingType: 'revenue',
      amountPence: 1,
      reason: 'x',
      reference: 'x',
    });
    const answers = await Array.fromAsync(story.store.readAnswers(0));
    const { body } = answers.at(-1) ?? { body: '{}' };
    expect(JSON.parse(body)).toMatchObject({
      type: 'ConfirmFunding',
      actor: { person: 'lead-1', role: 'lead-officer' },
      via: 'command',
      effectiveOn: '2011-04-12',
      outcome: 'refused',
      refusal: 'not-your-role',
    });
  });

  it('a role that is not held', async () => {
    const story = await founded();
    const priority = { priority: 'crime', name: 'Serious crime' };
    await refuses(story, 'not-a-role-you-hold', 'lead-1/support-officer', 'AdoptPriority', priority);
  });

  it('the role of the system, to a person', async () => {
    const story = await founded();
    await fund(story, 'youth-bus', 400_000);
    await refuses(story, 'not-a-role-you-hold', 'lead-1/clock', 'LapseAward', { project: 'youth-bus' });
  });

  it('a person who was switched off', async () => {
    const story = await founded();
    await story.do(administrator, 'SwitchOffPerson', { person: 'support-1', reason: 'Left.' });
    const priority = { priority: 'crime', name: 'Serious crime' };
    await refuses(story, 'person-switched-off', support, 'AdoptPriority', priority);
    await story.do(administrator, 'SwitchOnPerson', { person: 'support-1', reason: 'Back.' });
    await story.do(support, 'AdoptPriority', priority);
  });

  it('a day that is still to come', async () => {
    const story = await founded();
    const late = { priority: 'crime', name: 'Serious crime', on: '2011-04-13' };
    await refuses(story, 'on-after-today', support, 'AdoptPriority', late);
    expect(await story.send(support, 'AdoptPriority', { ...late, on: '2011-04-12' })).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('by London time: just before midnight in summer is tomorrow there', async () => {
    const story = await founded();
    const at = '2011-07-01T23:30:00.000Z';
    const priority = { priority: 'crime', name: 'Serious crime', on: '2011-07-02', at };
    expect(await story.send(support, 'AdoptPriority', priority)).toMatchObject({ outcome: 'accepted' });
  });

  it('a clock that is set, outside an example', async () => {
    const story = await founded();
    const real = { now: () => '2011-04-12T09:00:00.000Z' };
    const desk = new CommandDesk(
      async (given) => Promise.reject(new Error(`${given.name} was carried out`)),
      real,
    );
    const command = story.command(support, 'AdoptPriority', { priority: 'crime', name: 'Serious crime' });
    expect(await desk.send({ ...command, at: '2011-04-13T09:00:00.000Z' })).toEqual({
      outcome: 'invalid',
      wrong: [
        { field: 'at', text: 'The clock can be set only in a data folder that was made as an example.' },
      ],
    });
  });

  it('nothing that is no command: that is answered, and not kept', async () => {
    const story = await founded();
    const before = (await Array.fromAsync(story.store.readAnswers(0))).length;
    expect(await story.desk.send({ command: 'FundProject' })).toMatchObject({ outcome: 'invalid' });
    expect(await Array.fromAsync(story.store.readAnswers(0))).toHaveLength(before);
  });
});

describe('Another partnership', () => {
  it('has no project of this one, whatever its id', async () => {
    const story = await founded();
    await fund(story, 'youth-bus', 400_000);
    story.partnership = 'hillside';
    await story.do('admin-9/administrator', 'FoundPartnership', { name: 'Hillside' });
    await story.do('admin-9/administrator', 'RegisterPerson', {
      person: 'finance-9',
      name: 'Finance officer',
    });
    await story.do('admin-9/administrator', 'GiveRole', { person: 'finance-9', role: 'finance-officer' });
    const release = { project: 'youth-bus', release: 'r-1', reason: 'x' };
    await refuses(story, 'no-such-project', 'finance-9/finance-officer', 'ReleaseCommitment', release);
    const elsewhere = { ...release, project: 'riverside.youth-bus' };
    expect(await story.send('finance-9/finance-officer', 'ReleaseCommitment', elsewhere)).toMatchObject({
      outcome: 'invalid',
    });
  });

  it('has nobody of this one, whatever their id: they cannot be corrected, switched off or forgotten', async () => {
    const story = await founded();
    story.partnership = 'hillside';
    await story.do('admin-9/administrator', 'FoundPartnership', { name: 'Hillside' });
    const theirs = { person: 'lead-1', reason: 'x' };
    await refuses(story, 'no-such-person', 'admin-9/administrator', 'SwitchOffPerson', theirs);
    await refuses(story, 'no-such-person', 'admin-9/administrator', 'ForgetPerson', theirs);
    const named = { person: 'lead-1', name: 'Someone else' };
    await refuses(story, 'no-such-person', 'admin-9/administrator', 'CorrectPerson', named);
    await story.do('admin-9/administrator', 'RegisterPerson', named);
    expect(await story.vault.find('person-hillside.lead-1')).not.toEqual(
      await story.vault.find('person-riverside.lead-1'),
    );
  });

  it('is not there for someone without a role, whether it is or not', async () => {
    const story = await founded();
    const answers = [];
    for (const theirs of ['riverside', 'nowhere']) {
      story.partnership = theirs;
      answers.push(
        await story.send('stranger/finance-officer', 'RenameProvider', {
          source: 'home-office',
          provider: 'x',
          reason: 'x',
        }),
      );
    }
    const [here, nowhere] = answers;
    expect({ ...here, position: 0 }).toEqual({ ...nowhere, position: 0 });
    expect(here).toMatchObject({ outcome: 'refused', refusal: 'not-a-role-you-hold' });
  });
});

describe('Nobody decides on their own bid', () => {
  it('records a decision on it', async () => {
    const story = await founded();
    await story.do(administrator, 'GiveRole', { person: 'lead-1', role: 'support-officer' });
    await propose(story, 'youth-bus', 400_000);
    const meeting = await openMeetingOn(story, '2011-05-12', [
      { item: 'item-1', kind: 'bid', project: 'youth-bus' },
    ]);
    await refuses(story, 'own-bid', 'lead-1/support-officer', 'FundProject', {
      project: 'youth-bus',
      decision: decisionAt(meeting, 'item-1'),
      award: awardOf(400_000),
    });
  });

  it("approves it by chair's action", async () => {
    const story = await founded();
    await story.do(administrator, 'GiveRole', { person: 'chair-1', role: 'lead-officer' });
    await propose(story, 'youth-bus', 400_000, { leadOfficer: 'chair-1' });
    await refuses(story, 'own-bid', chair, 'TakeChairsAction', {
      project: 'youth-bus',
      action: 'action-1',
      consulted: 'fire-1',
      award: awardOf(400_000),
      reasons: 'It cannot wait.',
    });
  });
});

describe('A person', () => {
  it('is sealed, and once forgotten nobody can open what was sealed', async () => {
    const story = await founded();
    await story.do(administrator, 'RegisterPerson', {
      person: 'lead-9',
      name: 'Lea Doe',
      email: 'lea@riverside.example',
    });
    const [registered] = await Array.fromAsync(story.store.readStream('person-riverside.lead-9'));
    expect(registered?.body).not.toContain('Lea');
    expect(registered?.body).not.toContain('riverside.example');
    await story.do(administrator, 'ForgetPerson', { person: 'lead-9', reason: 'Asked for it.' });
    expect(await story.vault.find('lead-9')).toBeUndefined();
    const again = { person: 'lead-9', name: 'Lea Doe' };
    expect(await story.send(administrator, 'RegisterPerson', again)).toMatchObject({ outcome: 'unchanged' });
    expect(await story.vault.find('lead-9')).toBeUndefined();
  });

  it('entered twice alike is unchanged, although sealing gives other text each time', async () => {
    const story = await founded();
    const details = { person: 'lead-9', name: 'Lea Doe' };
    await story.do(administrator, 'RegisterPerson', details);
    expect(await story.send(administrator, 'RegisterPerson', details)).toMatchObject({
      outcome: 'unchanged',
    });
    await refuses(story, 'already-registered', administrator, 'RegisterPerson', {
      ...details,
      name: 'Leo Doe',
    });
  });
});

describe('What waits for the tasking group', () => {
  it('is raised by an overspend, comes onto the next agenda, and is settled by the decision', async () => {
    const story = await founded();
    await fund(story, 'youth-bus', 50_000);
    await story.on('2011-06-01').do(lead, 'StartProject', { project: 'youth-bus' });
    const payment = { ...invoiceOf('youth-bus', 60_000), payment: 'ap-1', paidOn: '2011-07-08' };
    await story.on('2011-07-08').do(finance, 'RecordExpenditure', payment);
    const [matter] = openMatters(await story.state('partnership-riverside', partnership));
    expect(matter).toMatchObject({
      matter: 'overspend-youth-bus-ap-1',
      kind: 'overspend',
      project: 'youth-bus',
    });
    expect(await story.send(finance, 'RecordExpenditure', payment)).toMatchObject({ outcome: 'unchanged' });
    const meeting = await openMeetingOn(story, '2011-07-14', []);
    await story.do(support, 'DecideOverspend', {
      project: 'youth-bus',
      decision: decisionAt(meeting, 'overspend-youth-bus-ap-1'),
      outcome: 'accept',
      shares: [{ source: 'home-office', fundingType: 'revenue', amountPence: 10_000 }],
    });
    expect(openMatters(await story.state('partnership-riverside', partnership))).toEqual([]);
    expect(await story.typesOf(source)).toContain('OverspendAccepted');
  });

  it('is raised by a cut that leaves a source uncovered, and by no other', async () => {
    const story = await founded();
    await fund(story, 'youth-bus', 400_000);
    const cut = { source: 'home-office', fundingType: 'revenue', reason: 'A cut.', reference: 'HO/2' };
    await story.do(finance, 'CutFunding', { ...cut, entry: 'cut-1', amountPence: 600_000 });
    expect(openMatters(await story.state('partnership-riverside', partnership))).toEqual([]);
    const reply = await story.do(finance, 'CutFunding', { ...cut, entry: 'cut-2', amountPence: 100_000 });
    expect(reply.events.map(({ type }) => type)).toEqual(['FundingCut', 'MatterRaised']);
    const matters = openMatters(await story.state('partnership-riverside', partnership));
    expect(matters).toEqual([
      {
        matter: 'uncovered-home-office-cut-2',
        kind: 'uncovered',
        title: 'Source home-office is short of £1,000.00',
        source: 'home-office',
      },
    ]);
  });

  it("is raised by a chair's action, whose award falls when it is not ratified", async () => {
    const story = await founded();
    await propose(story, 'youth-bus', 400_000);
    const action = {
      project: 'youth-bus',
      action: 'action-1',
      consulted: 'fire-1',
      reasons: 'It cannot wait.',
    };
    await story.do(chair, 'TakeChairsAction', { ...action, award: awardOf(400_000) });
    expect(uncommittedPence(await story.state(source, fundingSource), 'revenue')).toBe(600_000);
    const meeting = await openMeetingOn(story, '2011-05-12', []);
    const reply = await story.do(support, 'RatifyChairsAction', {
      project: 'youth-bus',
      action: 'action-1',
      decision: decisionAt(meeting, 'ratify-action-1'),
      outcome: 'not-ratified',
    });
    expect(reply.events.map(({ type }) => type)).toEqual([
      'ChairsActionNotRatified',
      'ItemDecided',
      'MatterSettled',
      'CommitmentReleased',
    ]);
    expect(uncommittedPence(await story.state(source, fundingSource), 'revenue')).toBe(1_000_000);
  });

  it("falls whole where a chair's action is not ratified, with what a virement has added since", async () => {
    const story = await founded();
    await openSource(story, 'police', 100_000);
    await propose(story, 'youth-bus', 400_000);
    const action = {
      project: 'youth-bus',
      action: 'action-1',
      consulted: 'fire-1',
      reasons: 'It cannot wait.',
    };
    await story.do(chair, 'TakeChairsAction', { ...action, award: awardOf(400_000) });
    const virement = { virement: 'v-1', fundingType: 'revenue', amountPence: 50_000 };
    const ends = { from: { source: 'police' }, to: { source: 'police', project: 'youth-bus' } };
    await story.do(finance, 'RequestVirement', { ...virement, ...ends, reason: 'It costs more.' });
    const authorised = { source: 'police', virement: 'v-1' };
    await story.do(otherFinance, 'AuthoriseVirement', authorised);
    const meeting = await openMeetingOn(story, '2011-05-12', []);
    const place = { decision: decisionAt(meeting, 'ratify-action-1'), outcome: 'not-ratified' };
    await story.do(support, 'RatifyChairsAction', { project: 'youth-bus', action: 'action-1', ...place });
    for (const [one, whole] of [
      [source, 1_000_000],
      ['source-riverside.police', 100_000],
    ] as const)
      expect(uncommittedPence(await story.state(one, fundingSource), 'revenue')).toBe(whole);
  });

  it('is raised by an escalation once, however many weeks it waits', async () => {
    const story = await founded();
    await fund(story, 'youth-bus', 50_000);
    await story.on('2011-06-01').do(lead, 'StartProject', { project: 'youth-bus' });
    await story.do(lead, 'FinishProject', { project: 'youth-bus', manner: 'completed' });
    const clock = 'tallystick/clock';
    const escalation = { project: 'youth-bus', dueOn: '2011-06-29', to: 'tasking-agenda' };
    await story.on('2011-07-13').do(clock, 'EscalateEvaluation', { ...escalation, days: 14 });
    await story.on('2011-07-20').do(clock, 'EscalateEvaluation', { ...escalation, days: 21 });
    const matters = openMatters(await story.state('partnership-riverside', partnership));
    expect(matters).toMatchObject([{ kind: 'overdue-evaluation', project: 'youth-bus' }]);
    const meeting = await openMeetingOn(story, '2011-07-21', []);
    await story.do(support, 'NoteItem', {
      meeting,
      item: matters[0]?.matter,
      reasons: 'The officer was asked.',
    });
    expect(openMatters(await story.state('partnership-riverside', partnership))).toEqual([]);
  });
});

describe('A thematic chair', () => {
  it('of another group has no say', async () => {
    const story = await founded();
    await story.do(administrator, 'FormGroup', { group: 'crime', name: 'Serious crime', kind: 'thematic' });
    const seat = { person: 'theme-2', role: 'thematic-chair', group: 'crime', agency: 'police' };
    await story.do(administrator, 'RegisterPerson', { person: 'theme-2', name: 'Chair, serious crime' });
    await story.do(administrator, 'GiveRole', seat);
    await fund(story, 'youth-bus', 50_000);
    await story.on('2011-06-01').do(lead, 'StartProject', { project: 'youth-bus' });
    await refuses(story, 'thematic-chair-of-another-group', 'theme-2/thematic-chair', 'WaiveEvaluation', {
      project: 'youth-bus',
      reason: 'It cost little.',
    });
    await story.do(thematicChair, 'WaiveEvaluation', { project: 'youth-bus', reason: 'It cost little.' });
  });

  it('has no say where a project belongs to no group: the chair of the tasking group has', async () => {
    const story = await founded();
    await propose(story, 'leaflet', 5_000, { thematicGroup: undefined });
    const meeting = await openMeetingOn(story, '2011-05-12', [
      { item: 'leaflet', kind: 'bid', project: 'leaflet' },
    ]);
    const decision = decisionAt(meeting, 'leaflet');
    await story.do(support, 'FundProject', { project: 'leaflet', decision, award: awardOf(5_000) });
    await story.do(lead, 'AcceptAward', { project: 'leaflet' });
    await story.on('2011-06-01').do(lead, 'StartProject', { project: 'leaflet' });
    const waived = { project: 'leaflet', reason: 'It cost little.' };
    await refuses(story, 'for-the-tasking-chair', thematicChair, 'WaiveEvaluation', waived);
    await story.do(chair, 'WaiveEvaluation', waived);
  });
});

describe('The end of a year', () => {
  it('closes every source and hands on what is left in one append, and tells what is uncovered', async () => {
    const story = await yearClosed();
    const next = await story.state('source-riverside.home-office-2012', fundingSource);
    expect(outstandingPence(next, 'youth-bus')).toBe(340_000);
    expect(openMatters(await story.state('partnership-riverside', partnership))).toMatchObject([
      { matter: 'uncovered-home-office-2012-2011-12', kind: 'uncovered' },
    ]);
    const again = [{ source: 'home-office', to: 'home-office-2012', carry: [] }];
    const repeated = { year: '2011-12', sources: again, reason: 'The accounts are closed.' };
    expect(await story.send(finance, 'CloseYear', repeated)).toMatchObject({ outcome: 'unchanged' });
  });

  it('must name every source', async () => {
    const story = await founded();
    await openSource(story, 'council', 200_000);
    const sources = [{ source: 'home-office', carry: [] }];
    await refuses(story.on('2012-04-02'), 'source-missing-from-close', finance, 'CloseYear', {
      year: '2011-12',
      sources,
      reason: 'The accounts are closed.',
    });
  });

  it('leaves what was paid before as it is, when it is sent again', async () => {
    const story = await yearClosed();
    const payment = { ...invoiceOf('youth-bus', 60_000), payment: 'ap-1', paidOn: '2011-07-08' };
    expect(await story.send(finance, 'RecordExpenditure', payment)).toMatchObject({ outcome: 'unchanged' });
  });

  it('moves what is paid afterwards to the successor, though the payment names the old source', async () => {
    const story = await yearClosed();
    const payment = { ...invoiceOf('youth-bus', 40_000), payment: 'ap-2', paidOn: '2012-04-02' };
    await story.do(finance, 'RecordExpenditure', payment);
    const next = await story.state('source-riverside.home-office-2012', fundingSource);
    expect(outstandingPence(next, 'youth-bus')).toBe(300_000);
    expect(await story.send(finance, 'RecordExpenditure', payment)).toMatchObject({ outcome: 'unchanged' });
    const reversal = { project: 'youth-bus', payment: 'ap-2', reason: 'Paid twice.' };
    const reply = await story.do(finance, 'ReverseExpenditure', reversal);
    expect(reply.events.map(({ stream }) => stream)).toContain('source-riverside.home-office-2012');
  });

  it('has a payment of the closed year adjusted in the open one, once', async () => {
    const story = await yearClosed();
    const reversal = { project: 'youth-bus', payment: 'ap-1', reason: 'Paid to the wrong payee.' };
    const reply = await story.do(finance, 'ReverseExpenditure', reversal);
    expect(reply.events.map(({ type, stream }) => [type, stream])).toEqual([
      ['ExpenditureReversed', 'project-riverside.youth-bus'],
      ['PriorYearAdjusted', 'source-riverside.home-office-2012'],
    ]);
    expect(await story.send(finance, 'ReverseExpenditure', reversal)).toMatchObject({ outcome: 'unchanged' });
  });

  it('has the rest of the award released where it went', async () => {
    const story = await yearClosed();
    await story.do(lead, 'FinishProject', { project: 'youth-bus', manner: 'completed' });
    const reply = await story.do(finance, 'ReleaseCommitment', {
      project: 'youth-bus',
      release: 'r-1',
      reason: 'Done.',
    });
    expect(reply.events.map(({ stream }) => stream)).toEqual([
      'project-riverside.youth-bus',
      'source-riverside.home-office-2012',
    ]);
  });

  it('is not crossed by money that may not cross it', async () => {
    const story = await founded();
    const costs = [
      { year: '2011-12', fundingType: 'revenue', amountPence: 300_000 },
      { year: '2012-13', fundingType: 'revenue', amountPence: 100_000 },
    ];
    await propose(story, 'youth-bus', 0, { costs });
    const meeting = await openMeetingOn(story, '2011-05-12', [
      { item: 'item-1', kind: 'bid', project: 'youth-bus' },
    ]);
    const funding = { project: 'youth-bus', decision: decisionAt(meeting, 'item-1') };
    await refuses(story, 'money-may-not-cross-year', support, 'FundProject', {
      ...funding,
      award: awardOf(400_000),
    });
    await openSource(story, 'next-year', 0, { year: '2012-13' });
    const expected = {
      source: 'next-year',
      entry: 'indicative',
      fundingType: 'revenue',
      amountPence: 200_000,
      reason: 'x',
    };
    await story.do(finance, 'ExpectFunding', expected);
    const later = {
      source: 'next-year',
      fundingType: 'revenue',
      amountPence: 200_000,
      subjectToFunding: true,
    };
    const now = { source: 'home-office', fundingType: 'revenue', amountPence: 200_000 };
    const tooMuchLater = { awardPence: 400_000, allocations: [now, later] };
    await refuses(story, 'money-of-a-later-year', support, 'FundProject', {
      ...funding,
      award: tooMuchLater,
    });
    const right = {
      awardPence: 400_000,
      allocations: [
        { ...now, amountPence: 300_000 },
        { ...later, amountPence: 100_000 },
      ],
    };
    await story.do(support, 'FundProject', { ...funding, award: right });
  });
});

describe('A virement', () => {
  const virement = {
    virement: 'v-1',
    fundingType: 'revenue',
    amountPence: 50_000,
    from: { source: 'home-office', project: 'youth-bus' },
    to: { source: 'council', project: 'street-lights' },
    reason: 'The bus came cheaper.',
  };

  it('moves money between sources and projects when another finance officer authorises it', async () => {
    const story = await twoProjects();
    await story.do(finance, 'RequestVirement', virement);
    await refuses(story, 'own-virement', finance, 'AuthoriseVirement', {
      virement: 'v-1',
      source: 'home-office',
    });
    const reply = await story.do(otherFinance, 'AuthoriseVirement', {
      virement: 'v-1',
      source: 'home-office',
    });
    expect(reply.events.map(({ type, stream }) => [type, stream])).toEqual([
      ['VirementAuthorised', source],
      ['VirementSent', source],
      ['VirementReceived', 'source-riverside.council'],
      ['AwardMovedByVirement', 'project-riverside.youth-bus'],
      ['AwardMovedByVirement', 'project-riverside.street-lights'],
    ]);
    const again = { virement: 'v-1', source: 'home-office' };
    expect(await story.send(otherFinance, 'AuthoriseVirement', again)).toMatchObject({
      outcome: 'unchanged',
    });
  });

  it('above the limit needs the tasking group', async () => {
    const story = await twoProjects();
    await story.do(finance, 'RequestVirement', { ...virement, amountPence: 150_000 });
    const authorise = { virement: 'v-1', source: 'home-office' };
    await refuses(story, 'above-virement-limit', otherFinance, 'AuthoriseVirement', authorise);
    const item = { item: 'item-1', kind: 'virement', source: 'home-office' };
    const meeting = await openMeetingOn(story, '2011-07-14', [item]);
    const decision = decisionAt(meeting, 'item-1');
    const reply = await story.do(otherFinance, 'AuthoriseVirement', { ...authorise, decision });
    expect(reply.events.map(({ type }) => type)).toContain('ItemDecided');
  });

  it('never crosses years, and goes nowhere that is not there', async () => {
    const story = await twoProjects();
    await openSource(story, 'next-year', 0, { year: '2012-13' });
    const later = { ...virement, to: { source: 'next-year' } };
    await refuses(story, 'virement-between-years', finance, 'RequestVirement', later);
    const nowhere = { ...virement, to: { source: 'nowhere' } };
    await refuses(story, 'virement-to-no-source', finance, 'RequestVirement', nowhere);
    const nobody = { ...virement, to: { source: 'council', project: 'nobody' } };
    await refuses(story, 'virement-without-award', finance, 'RequestVirement', nobody);
  });
});

describe('An agenda', () => {
  it('has a bid on it, off it, and off it again when the meeting does not reach it', async () => {
    const story = await founded();
    await propose(story, 'youth-bus', 400_000);
    const first = await openMeetingOn(story, '2011-05-12', [
      { item: 'item-1', kind: 'bid', project: 'youth-bus' },
    ]);
    expect(await story.state('project-riverside.youth-bus', project)).toMatchObject({ status: 'on-agenda' });
    const reply = await story.do(support, 'CloseMeeting', { meeting: first });
    expect(reply.events.map(({ type }) => type)).toEqual(['MeetingClosed', 'BidTakenOffAgenda']);
    const second = { meeting: 'tasking-june', group: 'tasking', heldOn: '2011-06-09' };
    await story.do(support, 'CallMeeting', second);
    const item = { meeting: 'tasking-june', item: 'item-1', kind: 'bid', project: 'youth-bus' };
    await story.do(support, 'PutOnAgenda', item);
    const off = await story.do(lead, 'WithdrawBid', { project: 'youth-bus', reason: 'Paid for by others.' });
    expect(off.events.map(({ type }) => type)).toEqual(['BidWithdrawn', 'ItemTakenOffAgenda']);
  });

  it('cannot name a project or a source that is not there', async () => {
    const story = await founded();
    await story.do(support, 'CallMeeting', { meeting: 'm-1', group: 'tasking', heldOn: '2011-05-12' });
    const item = { meeting: 'm-1', item: 'item-1', kind: 'variation' };
    await refuses(story, 'no-such-project', support, 'PutOnAgenda', { ...item, project: 'nobody' });
    await refuses(story, 'no-such-source', support, 'PutOnAgenda', {
      ...item,
      kind: 'virement',
      source: 'nowhere',
    });
  });
});

describe('A bid', () => {
  it('is checked against what its lead officer still owes', async () => {
    const story = await founded();
    const policy = { version: 2, from: '2011-04-12', overdueEvaluations: 'block' };
    await story.do(administrator, 'AdoptPolicy', policy);
    story.overdue = ['old-project'];
    await refuses(story, 'evaluation-overdue', lead, 'ProposeProject', {
      project: 'youth-bus',
      bid: bidOf(400_000),
    });
    story.overdue = [];
    await story.do(lead, 'DraftBid', { project: 'youth-bus', bid: bidOf(400_000) });
    story.overdue = ['old-project'];
    await refuses(story, 'evaluation-overdue', lead, 'ProposeProject', { project: 'youth-bus' });
  });
});
