import { ReadStory } from '#testing/read-story';
import { administrator, finance, support } from '#testing/desk-story';

type Fields = Readonly<Record<string, unknown>>;

/** A partnership whose published figures are entered as commands: its name, its agencies, a priority each. */
export interface Seed {
  readonly partnership: string;
  readonly name: string;
  /** The day on which it is entered. */
  readonly on: string;
  readonly agencies: Readonly<Record<string, string>>;
  readonly priorities: Readonly<Record<string, string>>;
}

/** Founds it, with a tasking group, a support officer, finance, and a lead officer of its first agency. */
export async function seeded({ partnership, name, on, agencies, priorities }: Seed): Promise<ReadStory> {
  const story = new ReadStory();
  story.partnership = partnership;
  story.on(on);
  await story.do(administrator, 'FoundPartnership', { name, example: true });
  for (const [agency, named] of Object.entries(agencies))
    await story.do(administrator, 'AdmitAgency', { agency, name: named });
  await story.do(administrator, 'FormGroup', { group: 'tasking', name: 'Tasking group', kind: 'tasking' });
  for (const person of ['support-1', 'finance-1', 'lead-1'])
    await story.do(administrator, 'RegisterPerson', { person, name: `The officer ${person}` });
  const [agency] = Object.keys(agencies);
  for (const [person, role] of [
    ['support-1', 'support-officer'],
    ['finance-1', 'finance-officer'],
  ])
    await story.do(administrator, 'GiveRole', { person, role });
  await story.do(administrator, 'GiveRole', { person: 'lead-1', role: 'lead-officer', agency });
  for (const [priority, named] of Object.entries(priorities))
    await story.do(support, 'AdoptPriority', { priority, name: named });
  return story;
}

export interface SeedSource {
  readonly source: string;
  readonly name: string;
  readonly provider: string;
  readonly year: string;
  /** What is confirmed, in pounds. */
  readonly capital?: number;
  readonly revenue?: number;
}

/** Opens a source, and confirms what it is said to give. */
export async function opened(story: ReadStory, source: SeedSource): Promise<void> {
  const { capital = 0, revenue = 0, ...terms } = source;
  await story.do(finance, 'OpenFundingSource', { ...terms, mayCrossYear: true });
  for (const [fundingType, pounds] of Object.entries({ capital, revenue })) {
    const said = { reason: 'As published.', reference: 'The published report' };
    const entry = {
      source: source.source,
      entry: fundingType,
      fundingType,
      amountPence: pounds * 100,
      ...said,
    };
    if (pounds > 0) await story.do(finance, 'ConfirmFunding', entry);
  }
}

export interface SeedProject {
  readonly project: string;
  readonly title: string;
  readonly priorities: readonly string[];
  readonly source: string;
  readonly year: string;
  readonly fundingType?: 'capital' | 'revenue';
  /** The award, in pounds. */
  readonly pounds: number;
  readonly startsOn: string;
  readonly finishesOn: string;
  /** What else the bid says. */
  readonly bid?: Fields;
  readonly takenOn: { readonly decidedOn: string; readonly reference: string };
}

/** Takes on a project that was decided before its partnership had Tallystick. */
export async function takenOn(story: ReadStory, seed: SeedProject): Promise<void> {
  const { project, title, priorities, source, year, fundingType = 'revenue', pounds } = seed;
  const { startsOn, finishesOn } = seed;
  const amountPence = pounds * 100;
  const leadAgency = 'council';
  const words = {
    description: `${title}, as published.`,
    expectedOutputs: [{ text: 'As published' }],
    riskOfNotDoing: 'Not stated.',
    challenges: 'None stated.',
    beneficiaries: { place: 'The district', group: 'Residents' },
    partnerInput: 'Not stated.',
  };
  const costs = [{ year, fundingType, amountPence }];
  const dated = { startsOn, finishesOn, costs };
  const bid = { title, priorities, leadOfficer: 'lead-1', leadAgency, ...dated, ...words, ...seed.bid };
  const award = { awardPence: amountPence, allocations: [{ source, fundingType, amountPence }] };
  await story.do(support, 'TakeOnProject', { project, bid, takenOn: seed.takenOn, award });
}

/** Pays from one source, in pounds. */
export async function paid(
  story: ReadStory,
  project: string,
  source: string,
  pounds: number,
  { paidOn, purpose, payment = 'p-1' }: { paidOn: string; purpose: string; payment?: string },
): Promise<void> {
  const amountPence = pounds * 100;
  await story.do(finance, 'RecordExpenditure', {
    payment,
    project,
    paidOn,
    payee: 'As published',
    reference: `${project} ${payment}`,
    netPence: amountPence,
    irrecoverableVatPence: 0,
    purpose,
    category: 'services',
    charges: [{ source, fundingType: 'revenue', amountPence }],
  });
}
