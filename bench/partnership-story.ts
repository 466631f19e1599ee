import type { Attendance } from '#funding/meeting/meeting.events';
import { dayOf, yearOf } from './telling.ts';
import type { Tell, Told } from './telling.ts';

const projectsAMonth = 5;
const monthsOfAProject = 8;

/**
 * Years of partnerships that never were, for benchmarks alone: the events are of the shapes, the sizes and
 * about the mix of real ones, and follow each other as the rules have it, but no rule was asked.
 */
export function eventsOfMonth(partnership: string, month: number): Told[] {
  const events: Told[] = [];
  const tell: Tell = (stream, type, data, by = 'support-1') => {
    const role = by.startsWith('lead') ? 'lead-officer' : 'support-officer';
    events.push({ stream, type, data, person: `${by}-of-${partnership}`, role });
  };
  if (month === 0) found(tell, partnership);
  if (month % 12 === 0) openSources(tell, partnership, month);
  decide(tell, partnership, month);
  for (let age = 1; age <= monthsOfAProject + 1; age += 1) {
    for (let number = 0; number < projectsAMonth && month >= age; number += 1) {
      live(tell, { partnership, began: month - age, number }, age);
    }
  }
  return events;
}

function found(tell: Tell, partnership: string): void {
  const stream = `partnership-${partnership}`;
  tell(stream, 'PartnershipFounded', {
    name: `Community safety in ${partnership}`,
    administrator: 'admin',
    example: true,
  });
  for (const agency of ['council', 'police', 'fire', 'youth-trust'])
    tell(stream, 'AgencyAdmitted', { agency, name: `The ${agency}` });
  tell(stream, 'GroupFormed', { group: 'tasking', name: 'Tasking group', kind: 'tasking', priorities: [] });
  for (const priority of ['asb', 'serious-crime', 're-offending']) {
    tell(stream, 'PriorityAdopted', { priority, name: priority, alsoWritten: [] });
  }
  for (let lead = 0; lead < 10; lead += 1) {
    tell(stream, 'RoleGiven', { person: `lead-${lead}-of-${partnership}`, role: 'lead-officer' });
  }
  for (const role of ['finance-officer', 'support-officer'] as const)
    tell(stream, 'RoleGiven', { person: `${role}-of-${partnership}`, role });
}

function sourceOf(partnership: string, year: string, number: number): string {
  return `source-${partnership}.fund-${number % 4}-${year}`;
}

function openSources(tell: Tell, partnership: string, month: number): void {
  const year = yearOf(month);
  for (let number = 0; number < 4; number += 1) {
    const source = `fund-${number}-${year}`;
    const stream = sourceOf(partnership, year, number);
    const terms = { source, name: `Fund ${number}`, provider: 'Home Office', year, mayCrossYear: true };
    tell(`partnership-${partnership}`, 'FundingSourceRegistered', { source, year });
    tell(stream, 'FundingSourceOpened', terms);
    const entry = {
      fundingType: 'revenue' as const,
      amountPence: 40_000_000,
      reason: 'Grant letter for the year.',
    };
    tell(stream, 'FundingExpected', { entry: 'expected', ...entry });
    tell(stream, 'FundingConfirmed', {
      entry: 'grant',
      ...entry,
      fromExpectedPence: 40_000_000,
      reference: 'HO/1',
    });
    const reserve = { reserve: 'review', purpose: 'A domestic homicide review', decision: 'taken-on' };
    tell(stream, 'ReserveHeld', { ...reserve, fundingType: 'revenue' as const, amountPence: 2_000_000 });
  }
}

interface Place {
  readonly partnership: string;
  readonly began: number;
  readonly number: number;
}

interface Names {
  readonly project: string;
  readonly stream: string;
  readonly source: string;
  readonly sourceStream: string;
  readonly lead: string;
  readonly decision: { readonly decision: string; readonly meeting: string; readonly item: string };
}

function namesOf({ partnership, began, number }: Place): Names {
  const project = `project-${began}-${number}`;
  const sourceStream = sourceOf(partnership, yearOf(began), number);
  const meeting = `tasking-${began}`;
  return {
    project,
    stream: `project-${partnership}.${project}`,
    source: sourceStream.slice(sourceStream.indexOf('.') + 1),
    sourceStream,
    lead: `lead-${number}`,
    decision: { decision: `${meeting}/${project}`, meeting, item: project },
  };
}

/** A month's meeting, and the bids that it approves. */
function decide(tell: Tell, partnership: string, month: number): void {
  const meeting = `tasking-${month}`;
  const stream = `meeting-${partnership}.${meeting}`;
  tell(stream, 'MeetingCalled', {
    meeting,
    group: 'tasking',
    groupKind: 'tasking',
    heldOn: dayOf(month, 12),
  });
  const places = Array.from({ length: projectsAMonth }, (_, number) => ({
    partnership,
    began: month,
    number,
  }));
  for (const place of places) propose(tell, place, month);
  for (const { project } of places.map(namesOf)) {
    tell(stream, 'ItemPutOnAgenda', { item: project, kind: 'bid', project });
  }
  const people = ['chair', 'police-1', 'fire-1', 'council-1', 'probation-1'];
  const present = people.map((person) => ({
    person: `${person}-of-${partnership}`,
    agency: person,
    capacity: 'member' as const,
  }));
  const quorum = { numerator: 1, denominator: 3, atLeastPeople: 3, atLeastAgencies: 2 };
  tell(stream, 'MeetingOpened', {
    members: present.map(({ person, agency }) => ({ person, agency })),
    substitutes: [],
    quorum,
  });
  for (const came of present) tell(stream, 'AttendanceRecorded', came);
  for (const place of places) approve(tell, place, month, present);
  tell(stream, 'MeetingClosed', {});
  tell(stream, 'MinutesApproved', {});
}

function propose(tell: Tell, place: Place, month: number): void {
  const { project, stream, lead, decision } = namesOf(place);
  const bid = {
    title: `Project ${place.number} of month ${month}`,
    description:
      'Youth workers on a bus on Friday nights, on three estates, with games, advice and referrals.',
    priorities: ['asb', 'serious-crime'],
    leadOfficer: `${lead}-of-${place.partnership}`,
    leadAgency: place.number === 0 ? 'council' : 'youth-trust',
    thematicGroup: 'asb',
    startsOn: dayOf(month + 1, 1),
    finishesOn: dayOf(month + monthsOfAProject, 20),
    costs: [
      { year: yearOf(month), fundingType: 'revenue' as const, amountPence: 1_500_000, heading: 'Staff' },
    ],
    partnerInput: 'Two volunteers a night, and a room.',
    expectedOutputs: [{ text: 'Friday nights', quantity: 30, measure: 'nights' }],
    riskOfNotDoing: 'Complaints of anti-social behaviour keep rising.',
    challenges: 'Finding drivers in the winter months.',
    beneficiaries: { place: 'Three estates', group: 'Young people' },
  };
  tell(stream, 'ProjectProposed', { project, bid, form: 'full', proposedBy: bid.leadOfficer }, lead);
  tell(stream, 'BidPutOnAgenda', { meeting: decision.meeting, item: decision.item });
}

function approve(tell: Tell, place: Place, month: number, present: readonly Attendance[]): void {
  const { project, stream, source, sourceStream, lead, decision } = namesOf(place);
  const reasons = 'It serves the priority at a fair cost.';
  const [fundingType, amountPence] = ['revenue', 1_500_000] as const;
  const quorum = { peopleNeeded: 3, agenciesNeeded: 2, people: 5, agencies: 5 };
  const people = { present, steppedOut: [], declared: [], dissent: [], conditions: [] };
  const decided = {
    item: project,
    outcome: 'approved' as const,
    project,
    quorate: true,
    quorum,
    chairedBy: 'chair',
  };
  const meeting = `meeting-${place.partnership}.${decision.meeting}`;
  tell(meeting, 'ItemDecided', { ...decided, ...people, agreedWithoutVote: true, reasons });
  const allocations = [{ source, fundingType, amountPence }];
  const dates = { decidedOn: dayOf(month, 12), acceptBy: dayOf(month, 26), recordedOn: dayOf(month, 12) };
  tell(stream, 'ProjectFunded', {
    ...decision,
    reasons,
    awardPence: amountPence,
    allocations,
    conditions: [],
    ...dates,
  });
  tell(stream, 'EvaluationFormIssued', { form: 'full', version: 1, shortVersion: 1 });
  tell(sourceStream, 'AwardAllocated', { project, decision: decision.decision, amountPence, fundingType });
  tell(stream, 'AwardAccepted', {}, lead);
}

/** What happens to a project in one month of its life. */
function live(tell: Tell, place: Place, age: number): void {
  const { stream, lead } = namesOf(place);
  const month = place.began + age;
  if (age === 1)
    tell(stream, 'ProjectStarted', { startedOn: dayOf(month, 1), recordedOn: dayOf(month, 12) }, lead);
  if (age === monthsOfAProject + 1) {
    evaluate(tell, place, month);
    return;
  }
  if (age > 1) {
    const said = {
      month: dayOf(month - 1, 1).slice(0, 7),
      rag: 'green' as const,
      progress: 'Four nights, 60 young people a night.',
    };
    tell(stream, 'PerformanceUpdateSubmitted', said, lead);
  }
  if (age === 3)
    remind(tell, stream, { obligation: 'performance-update', of: dayOf(month, 1).slice(0, 7), month });
  for (const part of ['a', 'b']) pay(tell, place, `invoice-${age}-${part}`);
  if (age === monthsOfAProject) {
    tell(
      stream,
      'ProjectFinished',
      { finishedOn: dayOf(month, 10), manner: 'completed', recordedOn: dayOf(month, 12) },
      lead,
    );
    remind(tell, stream, { obligation: 'evaluation', month });
  }
}

function remind(
  tell: Tell,
  stream: string,
  rung: { obligation: 'performance-update' | 'evaluation'; of?: string; month: number },
): void {
  const { month, ...what } = rung;
  const sent = { dueOn: dayOf(month + 1, 7), days: -28, message: `message-${month}`, to: ['lead-1'] };
  tell(stream, 'EvaluationReminderSent', { ...what, ...sent }, 'tallystick');
}

function pay(tell: Tell, place: Place, payment: string): void {
  const { project, stream, source, sourceStream, decision, lead } = namesOf(place);
  const amountPence = 80_000;
  const invoice = {
    payee: 'Riverside Coaches Limited',
    reference: `INV-${payment}`,
    netPence: amountPence,
    irrecoverableVatPence: 0,
    purpose: 'Hire of a bus with driver for two nights.',
    category: 'transport',
  };
  const charge = { source, fundingType: 'revenue' as const, amountPence };
  tell(
    stream,
    'ExpenditureClaimed',
    { ...invoice, claim: payment, charges: [charge], claimedBy: lead },
    lead,
  );
  const charges = [{ ...charge, overspendPence: 0 }];
  const paid = {
    payment,
    claim: payment,
    paidOn: dayOf(place.began + 1, 11),
    charges,
    overspendPence: 0,
    openConditions: [],
  };
  tell(stream, 'ExpenditureRecorded', { ...invoice, ...paid }, 'finance-1');
  const met = [{ decision: decision.decision, amountPence }];
  const charged = { project, payment, fundingType: 'revenue' as const, amountPence, met, overspendPence: 0 };
  tell(sourceStream, 'ExpenditureCharged', charged, 'finance-1');
}

function evaluate(tell: Tell, place: Place, month: number): void {
  const { project, stream, sourceStream, decision, lead } = namesOf(place);
  const answers = {
    done: 'Thirty nights on three estates.',
    outcomes: 'Complaints fell by a third.',
    lessons: 'Book early.',
  };
  tell(stream, 'EvaluationSubmitted', { form: 'full', answers, dueOn: dayOf(month, 7), daysLate: 5 }, lead);
  tell(stream, 'ProjectEvaluated', { comments: 'Well run.', recommend: 'continue', firstDaysLate: 5 });
  const releasedPence = 1_500_000 - 2 * monthsOfAProject * 80_000;
  const release = { release: 'release', reason: 'The project has finished.' };
  tell(stream, 'UnspentAwardReleased', { ...release, releasedPence }, 'finance-1');
  const lines = [{ decision: decision.decision, committedPence: releasedPence, subjectPence: 0 }];
  tell(
    sourceStream,
    'CommitmentReleased',
    { project, ...release, fundingType: 'revenue' as const, amountPence: releasedPence, lines },
    'finance-1',
  );
}
